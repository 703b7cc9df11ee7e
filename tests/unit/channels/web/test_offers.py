"""
What the page offers under a sentence.
"""

from __future__ import annotations

from bot.channels.web.offers import OFFERED_WITH, offers_fingerprints
from bot.domain.message import BotMessage


def test_it_is_offered_under_the_words_for_adults_only() -> None:
    """
    No other sentence has the offer.
    """
    assert {"utter_evidence_how_adult"} == OFFERED_WITH
    assert offers_fingerprints(BotMessage(text="", response="utter_evidence_how_adult"))
    assert not offers_fingerprints(BotMessage(text="", response="utter_evidence_how"))
