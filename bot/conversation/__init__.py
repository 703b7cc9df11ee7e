"""
One turn, in order: load, understand, decide, advance, act, commit, reply.
"""
