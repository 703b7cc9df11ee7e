"""
What it costs: time and memory.
"""
