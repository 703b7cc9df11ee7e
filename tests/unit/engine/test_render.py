"""
Responses into messages: the wording that fits, placeholders, lists, names of flows, buttons.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.domain.assistant import Policy
from bot.domain.fact import EmergencyNumber, Source
from bot.domain.facts import Facts
from bot.domain.message import BotMessage, Button, Table
from bot.domain.response import (
    ButtonTemplate,
    Placeholder,
    Response,
    SlotCondition,
    Template,
    Variation,
)
from bot.domain.slot import Value
from bot.engine.render import Voice, choose, fill, find, render
from tests.build import assistant, do, flow, say

FACTS = Facts(
    records=(
        EmergencyNumber(
            id="GB",
            name="UK",
            sources=(Source(url="https://example.org", date="2026"),),
            reviewed=date(2026, 5, 1),
            emergency="999",
        ),
    )
)
EMERGENCY = Placeholder(name="local.emergency")
ASSISTANT = replace(
    assistant(
        flow("threatened", do("utter_a")),
        flow("people", do("utter_a")),
        responses=(
            say("utter_name_threatened", text="Stop contact"),
            say("utter_name_people", text="People"),
            say("utter_word_local_emergency", text="your local number"),
            say("utter_word_not_known", text="not known"),
            Response(
                name="utter_word_line",
                variations=(Variation(text=("to ", Placeholder(name="line"))),),
            ),
            Response(
                name="utter_word_status",
                variations=(Variation(text=("sent ", Placeholder(name="when"))),),
            ),
        ),
        policy=Policy(max_options=2),
    ),
    facts=FACTS,
)
ENGLISH = Voice(language="en", channel="rest", slots={})


def voice(
    slots: dict[str, Value] | None = None,
    *,
    channel: str = "rest",
    language: str = "en",
    context: dict[str, Value] | None = None,
    arguments: dict[str, Value] | None = None,
) -> Voice:
    """
    Somebody with these slots.
    """
    return Voice(
        language=language,
        channel=channel,
        slots=slots or {},
        context=context or {},
        arguments=arguments or {},
    )


WORDINGS = Response(
    name="utter_x",
    variations=(
        Variation(text=("minor",), conditions=(SlotCondition(name="age", value="minor"),)),
        Variation(text=("sms",), channel="sms"),
        Variation(
            text=("minor sms",),
            channel="sms",
            conditions=(SlotCondition(name="age", value="minor"),),
        ),
        Variation(text=("nobody",), conditions=(SlotCondition(name="age", value=None),), channel="x"),
        Variation(text=("all",)),
    ),
)  # fmt: skip


@pytest.mark.parametrize(
    ("who", "text"),
    [
        (voice(), "all"),
        (voice({"age": "minor"}), "minor"),
        (voice({"age": "adult"}), "all"),
        (voice(channel="sms"), "sms"),
        (voice({"age": "minor"}, channel="sms"), "minor sms"),
        (voice(channel="x"), "nobody"),
        (voice({"age": "adult"}, channel="x"), "all"),
    ],
)
def test_the_wording_that_fits_most_closely(who: Voice, text: str) -> None:
    """
    One for the channel before one for all, conditions before none; an empty slot is a condition too.
    """
    assert (text,) == choose(WORDINGS, who).text


def test_where_no_wording_fits_the_last_one_is_said() -> None:
    """
    Something has to be said.
    """
    only = replace(WORDINGS, variations=WORDINGS.variations[:2])

    assert ("sms",) == choose(only, voice()).text
    assert ("minor",) == choose(
        replace(WORDINGS, variations=WORDINGS.variations[:1]), voice()
    ).text


LINE: Value = {"response": "utter_word_line", "line": "1234"}
STATUS: Value = {"response": "utter_word_status", "when": "today"}


@pytest.mark.parametrize(
    ("template", "who", "text"),
    [
        (("Hello.",), voice(), "Hello."),
        (("On ", Placeholder(name="platform"), "."), voice({"platform": "snapchat"}), "On snapchat."),
        ((Placeholder(name="platform"),), voice(), ""),
        ((Placeholder(name="age"),), voice({"age": 16.0}), "16"),
        ((Placeholder(name="age"),), voice({"age": 16.5}), "16.5"),
        ((Placeholder(name="context.flow"),), voice(context={"flow": "threatened"}), "Stop contact"),
        ((Placeholder(name="context.flow"),), voice(), ""),
        ((Placeholder(name="plan"),), voice({"plan": ["threatened", "people"]}), "Stop contact, People"),
        ((Placeholder(name="count"),), voice({"count": 2}, arguments={"count": 3}), "3"),
        ((Placeholder(name="lines"),), voice(arguments={"lines": [LINE, LINE]}), "to 1234\nto 1234"),
        ((Placeholder(name="what"),), voice(arguments={"what": ["a", STATUS]}), "a, sent today"),
        ((EMERGENCY,), voice({"country": "GB"}), "999"),
        ((EMERGENCY,), voice({"country_guess": "GB"}), "999"),
        ((EMERGENCY,), voice({"country": "FR", "country_guess": "GB"}), "your local number"),
        ((EMERGENCY,), voice({"country": 3}), "your local number"),
        ((Placeholder(name="facts.emergency_gb.number"),), voice(), "999"),
        ((Placeholder(name="facts.nobody.number"),), voice(), "not known"),
        ((Placeholder(name="kept.days"), " days"), voice(), f"{ASSISTANT.retention.days} days"),
    ],
)  # fmt: skip
def test_placeholders(template: Template, who: Voice, text: str) -> None:
    """
    Arguments first, then the pattern's context, facts for this person, slots; what is empty says nothing.
    """
    assert text == fill(ASSISTANT, template, who)


def test_the_persons_language_or_else_english() -> None:
    """
    A response that isn't there yet in their language is said in English.
    """
    spanish = {"utter_a": say("utter_a", text="hola")}
    both = replace(ASSISTANT, responses={**ASSISTANT.responses, "es": spanish})

    assert ["hola", "utter_ask_choice", "utter_a"] == [
        render(both, name, voice(language=language)).text
        for name, language in (("utter_a", "es"), ("utter_ask_choice", "es"), ("utter_a", "fr"))
    ]
    assert find(both, "utter_a", "es") is spanish["utter_a"]


def test_a_table_is_filled_with_words_of_the_responses() -> None:
    """
    What the argument of that name holds: fragments become words, all else stays as it is.
    """
    fragment: Value = {"response": "utter_a"}
    words = fill(ASSISTANT, find(ASSISTANT, "utter_a", "en").variations[0].text, voice())
    table: Value = {"caption": fragment, "columns": ["No", fragment], "rows": [["1", fragment]]}
    said = render(ASSISTANT, "utter_a", replace(voice(), arguments={"table": table}))

    assert Table(caption=words, columns=("No", words), rows=(("1", words),)) == said.table
    assert None is render(ASSISTANT, "utter_a", voice()).table


def test_a_message_has_its_name_tags_and_buttons() -> None:
    """
    Flows that are offered come first, as many as the policy allows; then the buttons of its own.
    """
    response = Response(
        name="utter_ask_plan",
        tags=frozenset({"asks"}),
        variations=(
            Variation(
                text=("What next?",),
                options_from="plan",
                buttons=(
                    ButtonTemplate(
                        title=("On ", Placeholder(name="platform")), payload="/SetSlots(a=1)"
                    ),
                ),
            ),
        ),
    )
    one = replace(
        ASSISTANT, responses={"en": {**ASSISTANT.responses["en"], "utter_ask_plan": response}}
    )
    plan: Value = ["people", 1, "threatened", "people"]

    assert BotMessage(
        text="What next?",
        response="utter_ask_plan",
        tags=frozenset({"asks"}),
        buttons=(
            Button(title="People", payload="/StartFlow(people)"),
            Button(title="Stop contact", payload="/StartFlow(threatened)"),
            Button(title="On snapchat", payload="/SetSlots(a=1)"),
        ),
    ) == render(one, "utter_ask_plan", voice({"plan": plan, "platform": "snapchat"}))


@pytest.mark.parametrize(
    ("source", "who", "titles"),
    [
        ("context.options", voice(context={"options": ["people"]}), ["People"]),
        ("context.options", voice({"options": ["people"]}), []),
        ("plan", voice({"plan": "people"}), []),
        (None, voice({"plan": ["people"]}), []),
    ],
)
def test_flows_are_offered_from_a_slot_or_the_context(
    source: str | None, who: Voice, titles: list[str]
) -> None:
    """
    What isn't a list offers nothing.
    """
    response = Response(name="utter_a", variations=(Variation(text=("",), options_from=source),))
    one = replace(ASSISTANT, responses={"en": {**ASSISTANT.responses["en"], "utter_a": response}})

    assert titles == [button.title for button in render(one, "utter_a", who).buttons]


def test_what_is_not_translated_is_marked() -> None:
    """
    In the person's own words, and never in a paper that they copy.
    """
    note = Response(name="utter_word_in_english", variations=(Variation(text=("(En inglés)",)),))
    paper = replace(say("utter_paper", text="NOTICE"), tags=frozenset({"document"}))
    english = {
        **ASSISTANT.responses["en"],
        "utter_b": say("utter_b", text="Yes."),
        "utter_paper": paper,
    }
    both = replace(ASSISTANT, responses={"en": english, "es": {note.name: note}, "fr": {}})

    said = [
        render(both, name, voice(language=language)).text
        for language, name in (
            ("es", "utter_b"),
            ("es", "utter_paper"),
            ("fr", "utter_b"),
            ("en", "utter_b"),
        )
    ]
    assert ["(En inglés) Yes.", "NOTICE", "Yes.", "Yes."] == said
