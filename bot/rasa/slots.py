"""
Slots that Rasa keeps beside those of the domain: the engine's state, and what passes between host and actions.
"""

from __future__ import annotations

STATE = "first_hours"
"""The engine's state between two turns, as JSON text."""
LOG = "evidence_log"
CHANGES = "evidence_changes"
REQUESTS = "store_requests"
"""What custom actions read of a store and ask of it. `bot.rasa.keeping` sees to both, so they stay empty in Rasa."""
SECRET = "secret_answer"  # noqa: S105 - what came of a PIN, never the PIN
"""What a message came to that may have been a PIN or a case code: which slots are told what; nothing if it is neither."""
KEPT_ON = "kept_on"
"""The day on which our store heard last that somebody still writes, ISO date."""
LONGER = "kept_longer"
"""Until when, in seconds since 1970, somebody wished that all be kept."""
ERASE = "erase_everything"
"""Set when everything is to be forgotten."""
ERASES = "store_erases"
"""Set by a tracker store that can forget a conversation."""
NOW = "turn_time"
"""When the message came that a custom action runs for, ISO time."""

OURS = (STATE, LOG, CHANGES, REQUESTS, SECRET, KEPT_ON, LONGER, ERASE, ERASES, NOW)
OWN = "flow_policy"
"""Marks, in an event's metadata, the slots that the policy sets itself."""

READ = "action_read_secret"
"""Looks whether a message is a PIN or a case code. `bot.rasa.keeping` answers it."""
KEEP = "action_keep"
"""Tells our store that somebody still writes, once a day: from then on it counts for how long all is kept."""
