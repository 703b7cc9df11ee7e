"""
The flow engine: same flows, same tracker, same commands, same turn; no I/O, no clock, no chance.
"""
