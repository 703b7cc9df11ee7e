"""
Understanding of messages, the only door to spaCy: text in, intents, entities and alarms out.
"""
