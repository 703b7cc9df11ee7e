"""
Letters and words: from what a person typed to what the models read.
"""
