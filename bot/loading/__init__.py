"""
Reads what people write: config, flows, domain, responses, facts; all mistakes at once, with file and line.
"""
