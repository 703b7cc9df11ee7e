"""
What the page offers beside the flows' own buttons.
"""

from __future__ import annotations

from bot.domain.message import BotMessage

OFFERED_WITH = frozenset({"utter_evidence_how_adult"})
"""The sentences under which files may be noted: those that tell an adult how to keep proof."""


def offers_fingerprints(message: BotMessage) -> bool:
    """
    Whether the page may offer to note files under this bubble.
    """
    return message.response in OFFERED_WITH
