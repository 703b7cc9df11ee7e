"""
Training: from examples to the one folder that the running program reads.
"""
