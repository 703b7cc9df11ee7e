"""
The log to hand over: as PDF, CSV and JSON, and the check that none of it was changed.
"""
