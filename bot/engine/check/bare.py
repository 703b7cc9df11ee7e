"""
The assistant without its words: what it does stays the same, and checking it takes no time for filling in sentences.
"""

from __future__ import annotations

from dataclasses import replace

from bot.domain.assistant import Assistant
from bot.domain.response import ButtonTemplate, Response, Variation


def bare(assistant: Assistant) -> Assistant:
    """
    The same assistant with empty sentences; wordings that offer the same are one.

    Languages make no difference: a translation has the tags and buttons of its original (the loader sees to it).
    """
    first = assistant.responses["en"]
    return replace(
        assistant, responses={"en": {name: _bare(each) for name, each in first.items()}}
    )


def _bare(response: Response) -> Response:
    wordings = [_without_words(each) for each in response.variations]
    offers = {(each.buttons, each.options_from) for each in wordings}
    if len(offers) == 1:
        wordings = [replace(wordings[0], conditions=(), channel=None)]
    return replace(response, variations=tuple(wordings))


def _without_words(variation: Variation) -> Variation:
    buttons = tuple(ButtonTemplate(title=(), payload=each.payload) for each in variation.buttons)
    return replace(variation, text=(), buttons=buttons)
