"""
Texts with placeholders: what may fill them, and what may not be written out.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.domain.response import Placeholder
from tests.unit.loading.small import EXTRA_RESPONSES, load, mistakes


def text(written: str) -> str:
    """
    A response whose text stands on line 3.
    """
    return f"responses:\n  utter_x:\n    - text: '{written}'\n"


def test_what_fills_placeholders(tmp_path: Path) -> None:
    """
    Slots, what patterns are told, and facts.
    """
    written = "{age} {context.flow} {context.old_age} {local.emergency} {local.emergency}"
    response = load(tmp_path, {EXTRA_RESPONSES: text(written)}).responses["en"]["utter_x"]

    names = ("age", "context.flow", "context.old_age", "local.emergency", "local.emergency")
    assert names == tuple(
        part.name for part in response.variations[0].text if isinstance(part, Placeholder)
    )


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("You are {agee}.", ["data/responses/en/extra.yml:3: nothing fills {agee}; expected age"]),
        (
            "You are {number}.",
            [
                "data/responses/en/extra.yml:3: nothing fills {number}; expected a slot, or a custom "
                "action's argument named under metadata: arguments:"
            ],
        ),
        (
            "Back to {context.flows}.",
            [
                "data/responses/en/extra.yml:3: no pattern is told context.flows; expected "
                "context.flow"
            ],
        ),
        (
            "Call {local.emergncy}.",
            [
                "data/responses/en/extra.yml:3: no fact fills {local.emergncy}; expected a "
                "placeholder from docs/facts.md"
            ],
        ),
        (
            "Call {facts.nobody.phone}.",
            [
                "data/responses/en/extra.yml:3: no fact fills {facts.nobody.phone}; expected a "
                "placeholder from docs/facts.md"
            ],
        ),
        (
            "A {brace",
            [
                "data/responses/en/extra.yml:3: a brace stands alone; expected {name} for a "
                "placeholder, and no other braces"
            ],
        ),
        (
            "A brace}",
            [
                "data/responses/en/extra.yml:3: a brace stands alone; expected {name} for a "
                "placeholder, and no other braces"
            ],
        ),
        (
            "A {{age}}",
            [
                "data/responses/en/extra.yml:3: a brace stands alone; expected {name} for a "
                "placeholder, and no other braces"
            ],
        ),
        (
            "Nothing {}",
            [
                "data/responses/en/extra.yml:3: the placeholder {} isn't a name; expected {slot}, "
                "{facts.…}, {local.…}"
            ],
        ),
        (
            "{Age} {two words}",
            [
                "data/responses/en/extra.yml:3: the placeholder {Age} isn't a name; expected {slot}, "
                "{facts.…}, {local.…}",
                "data/responses/en/extra.yml:3: the placeholder {two words} isn't a name; expected "
                "{slot}, {facts.…}, {local.…}",
            ],
        ),
        (
            "Call 911 or 116 123.",
            [
                "data/responses/en/extra.yml:3: '116 123' is written out; expected a placeholder for "
                "it: {facts.…} or {local.…}",
                "data/responses/en/extra.yml:3: '911' is written out; expected a placeholder for it: "
                "{facts.…} or {local.…}",
            ],
        ),
        (
            "See https://example.com",
            [
                "data/responses/en/extra.yml:3: 'https://example.com' is written out; expected a "
                "placeholder for it: {facts.…} or {local.…}"
            ],
        ),
        (
            "Write to help@example.com",
            [
                "data/responses/en/extra.yml:3: 'help@example.com' is written out; expected a "
                "placeholder for it: {facts.…} or {local.…}"
            ],
        ),
        (
            "See {platform.name}.",
            [
                "data/responses/en:1: there is no response utter_word_the_site; expected one: it "
                "stands in for {platform.name} where no fact is known"
            ],
        ),
    ],
)
def test_what_is_wrong_with_texts(tmp_path: Path, written: str, expected: list[str]) -> None:
    """
    A placeholder that nothing fills, a stray brace, or a contact that belongs into the facts.
    """
    assert expected == mistakes(tmp_path, {EXTRA_RESPONSES: text(written)})
