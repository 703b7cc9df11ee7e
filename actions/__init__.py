"""
Custom actions, written with rasa-sdk: one file each.
"""
