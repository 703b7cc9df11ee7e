"""
The checker: every state that the assistant can reach, and the rules that must hold in each.
"""
