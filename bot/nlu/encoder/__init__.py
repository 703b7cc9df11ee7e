"""
Sentence embeddings: MiniLM's verified weights, its word pieces, and two runtimes that must agree.
"""
