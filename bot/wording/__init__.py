"""
What every sentence must be: plain, short, kind and true; findings as plain data.
"""
