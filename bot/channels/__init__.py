"""
The doors: a request becomes a message, the answer's bubbles become a reply.
"""
