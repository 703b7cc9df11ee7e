"""
First Hours: a conversational assistant for the first hours after image-based abuse.
"""
