"""
What is still said in the first language.
"""

from __future__ import annotations

from dataclasses import replace

from bot.wording.translated import untranslated
from tests.unit.wording.small import assistant, response

HELLO = response("Hello.", name="utter_hello")
PAPER = response("Please remove it.", name="utter_paper", tags=("document",))


def test_each_response_without_words_in_a_language_is_named_but_for_papers() -> None:
    """
    Papers may stay as they are; a language that says everything lacks nothing.
    """
    said = {each.name: each for each in (HELLO, PAPER)}
    spoken = {"en": said, "es": {}, "fr": {"utter_hello": HELLO}}
    both = replace(assistant(), responses=spoken)
    assert [("es", HELLO)] == list(untranslated(both))
