"""
Measures how well messages are understood, on files, author by author, and on public data.
"""
