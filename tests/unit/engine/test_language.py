"""
The language that people are answered in: the one they write, or the one they ask for.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.domain.command import Command, Interrupt, SetSlot, StartFlow
from bot.domain.parse import Alarm, Entity
from bot.domain.slot import Slot
from bot.domain.tracker import Tracker
from bot.engine.decide import decide
from tests.build import ask, assistant, do, entity, flow, meant

SMALL = assistant(
    flow("hash", do("utter_hash"), on="faq_hash"),
    flow("crisis", ask("out"), on="self_harm_risk"),
    slots=[Slot(name="out", type="bool")],
)
SPANISH = replace(
    SMALL,
    flows={
        **SMALL.flows,
        "pattern_choose_language": flow("pattern_choose_language", do("utter_languages")),
    },
    slots={**SMALL.slots, "language": Slot(name="language", type="text")},
    responses={**SMALL.responses, "es": {}},
)


@pytest.mark.parametrize(
    ("known", "spoken", "text", "changed"),
    [
        ("en", "es", "menu", False),
        ("en", "es", "hola ayuda", True),
        ("es", "es", "hola ayuda", False),
        ("es", "en", "no", False),
        ("es", "en", "he posted my pictures", True),
        ("en", "en", "he posted my pictures", False),
        ("en", "fr", "il a mes photos", False),
    ],
)
def test_whoever_changes_the_language_is_answered_in_it(
    known: str, spoken: str, text: str, changed: bool
) -> None:
    """
    Where there are words in it; a short word may be English and mean nothing by it.
    """
    tracker = replace(Tracker(), slots={"language": known})
    parse = replace(meant("faq_hash", text=text), language=spoken)

    expected = (SetSlot(slot="language", value=spoken),) * changed
    assert (*expected, StartFlow(flow="hash")) == decide(SPANISH, tracker, parse)


@pytest.mark.parametrize(
    ("wish", "text", "expected"),
    [
        (
            "es",
            "can we do this in spanish",
            (SetSlot(slot="language", value="es"), StartFlow(flow="pattern_choose_language")),
        ),
        ("fr", "do you speak french", (StartFlow(flow="pattern_choose_language"),)),
        (
            "es",
            "my ex posted my pictures and I want to talk in Spanish",
            (SetSlot(slot="language", value="es"), StartFlow(flow="hash")),
        ),
    ],
)
def test_whoever_asks_for_a_language_is_told_which_there_are(
    wish: str, text: str, expected: tuple[Command, ...]
) -> None:
    """
    By itself the wish is answered; beside something else it counts, and that comes first.
    """
    parse = meant("faq_hash", text=text, entities=[entity("language", wish)])

    assert expected == decide(SPANISH, replace(Tracker(), slots={"language": "en"}), parse)


def test_a_call_for_help_goes_before_a_wish_for_a_language() -> None:
    """
    Danger is danger in any language, and the answer comes in the one that was asked for.
    """
    alarm = Alarm(intent="self_harm_risk", level="certain", confidence=0.9)
    parse = meant(
        "self_harm_risk", text="help, spanish", entities=[entity("language", "es")], alarm=alarm
    )

    expected = (SetSlot(slot="language", value="es"), Interrupt(flow="crisis"))
    assert expected == decide(SPANISH, Tracker(), parse)


def test_an_address_is_in_no_language() -> None:
    """
    However many English words stand in it.
    """
    address = "https://example.com/my/new/page"
    link = Entity(entity="url", value=address, start=0, end=len(address))
    spanish = replace(Tracker(), slots={"language": "es"})

    parse = meant("faq_hash", text=address, entities=[link])
    assert (StartFlow(flow="hash"),) == decide(SPANISH, spanish, parse)
