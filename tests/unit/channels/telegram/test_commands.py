"""
The menu of commands: its words come from the responses, in each language that has them all.
"""

from __future__ import annotations

from dataclasses import replace

from bot.channels.telegram.commands import COMMANDS, described, languages
from bot.domain.assistant import Assistant
from tests.build import assistant, say

NAMES = [each.name for each in COMMANDS]


def speaking(**more: list[str]) -> Assistant:
    """
    An assistant that speaks English, and has these commands' words in other languages.
    """
    small = assistant()
    words = {"en": NAMES, **more}
    return replace(
        small,
        responses={
            language: {
                **(small.responses["en"] if language == "en" else {}),
                **{
                    f"utter_telegram_{name}": say(f"utter_telegram_{name}", text=f"{name} {language}")
                    for name in names
                },
            }
            for language, names in words.items()
        },
    )  # fmt: skip


def test_the_menu_is_described_in_the_language_asked_for() -> None:
    """
    By the responses, in the order of the menu.
    """
    expected = {name: f"{name} es" for name in NAMES}

    assert expected == described(speaking(es=NAMES), "es")
    assert NAMES == list(described(speaking(es=NAMES), "es"))


def test_a_language_without_all_words_gets_the_menu_for_everybody() -> None:
    """
    A menu is never half translated.
    """
    assert ("es",) == languages(speaking(es=NAMES, fr=NAMES[:2]))
