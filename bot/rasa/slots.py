"""
Slots that Rasa keeps beside those of the domain: the engine's state, the log, and what passes between host and actions.
"""

from __future__ import annotations

STATE = "first_hours"
"""The engine's state between two turns, as JSON text."""
LOG = "evidence_log"
"""The lines of the log; custom actions read them."""
CHANGES = "evidence_changes"
"""What a custom action adds to the log."""
REQUESTS = "store_requests"
"""What a custom action asks of a store of our own; none is kept in Rasa."""
ERASE = "erase_everything"
"""Set when everything is to be forgotten."""
ERASES = "store_erases"
"""Set by a tracker store that can forget a conversation."""
NOW = "turn_time"
"""When the message came that a custom action runs for, ISO time."""

OURS = (STATE, LOG, CHANGES, REQUESTS, ERASE, ERASES, NOW)
OWN = "flow_policy"
"""Marks, in an event's metadata, the slots that the policy sets itself."""
