"""
The words that all parts share; plain frozen data, no I/O.
"""
