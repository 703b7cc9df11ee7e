"""
Test conversations in Rasa's e2e format: read, run, compare, write, and what of the assistant they visit.
"""
