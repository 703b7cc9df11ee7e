"""
Responses: wordings, buttons, conditions and what they are for.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.domain.response import (
    ButtonTemplate,
    Placeholder,
    Response,
    SlotCondition,
    Variation,
)
from tests.unit.loading.small import EXTRA_RESPONSES, in_responses, load, mistakes

BUTTONS = """\
- text: Which?
  buttons:
    - title: One
      payload: /affirm
"""


def buttons(lines: str) -> str:
    """
    A response with a button, and another one whose first line is line 7.
    """
    return in_responses(
        "utter_x", BUTTONS + "".join(f"    {line}\n" for line in lines.splitlines())
    )


def wording(lines: str) -> str:
    """
    A response with a text on line 3 and `lines` from line 4 on.
    """
    return in_responses("utter_x", "- text: All right.\n" + lines)


def test_all_that_a_response_may_say(tmp_path: Path) -> None:
    """
    Several wordings with their channel, condition, buttons and what they offer; tags of one are tags of all.
    """
    text = in_responses(
        "utter_x",
        """\
- text: "Call {number} {age}."
  channel: sms
  metadata:
    tags: [asks]
    arguments: [number]
- text: Young.
  condition:
    - type: slot
      name: age
      value: minor
    - type: slot
      name: safe
      value: null
  metadata:
    options_from: todo
    tags: [kind, asks]
- text: |
    Two lines,
    no more.
  buttons:
    - title: "{age} it is"
      payload: /SetSlots(age=adult)
    - title: Danger
      payload: /StartFlow(danger)
  metadata:
    options_from: context.options""",
    )
    assert (
        Response(
            name="utter_x",
            variations=(
                Variation(
                    text=(
                        "Call ",
                        Placeholder(name="number"),
                        " ",
                        Placeholder(name="age"),
                        ".",
                    ),
                    channel="sms",
                    line=3,
                    file=EXTRA_RESPONSES,
                ),
                Variation(
                    text=("Young.",),
                    conditions=(
                        SlotCondition(name="age", value="minor"),
                        SlotCondition(name="safe", value=None),
                    ),
                    options_from="todo",
                    line=8,
                    file=EXTRA_RESPONSES,
                ),
                Variation(
                    text=("Two lines,\nno more.",),
                    buttons=(
                        ButtonTemplate(
                            title=(Placeholder(name="age"), " it is"),
                            payload="/SetSlots(age=adult)",
                        ),
                        ButtonTemplate(title=("Danger",), payload="/StartFlow(danger)"),
                    ),
                    options_from="context.options",
                    line=19,
                    file=EXTRA_RESPONSES,
                ),
            ),
            tags=frozenset({"asks", "kind"}),
            line=2,
            file=EXTRA_RESPONSES,
        )
        == load(tmp_path, {EXTRA_RESPONSES: text}).responses["en"]["utter_x"]
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            in_responses("utter_ok", "- text: Again."),
            [
                "data/responses/en/extra.yml:2: the response utter_ok stands here again; expected "
                "once: data/responses/en/all.yml:3 has it"
            ],
        ),
        (
            in_responses("say_x", "- text: All right."),
            [
                "data/responses/en/extra.yml:2: a response can't be called 'say_x'; expected utter_…"
            ],
        ),
        (
            in_responses("Utter_x", "- text: All right."),
            [
                "data/responses/en/extra.yml:2: the name 'Utter_x' can't be used; expected small "
                "letters, digits and _, a letter first"
            ],
        ),
        (
            in_responses("utter_x", "[]"),
            [
                "data/responses/en/extra.yml:2: the response utter_x has no wording; expected - text:"
                " …"
            ],
        ),
        (
            in_responses("utter_x", "All right."),
            [
                "data/responses/en/extra.yml:2: the response utter_x is a text; expected a list: "
                "lines that begin with -"
            ],
        ),
        (
            in_responses("utter_x", "- All right."),
            [
                "data/responses/en/extra.yml:3: a wording is a text; expected the keys text, buttons,"
                " channel, condition, metadata"
            ],
        ),
        (
            in_responses("utter_x", "- text: ''"),
            ["data/responses/en/extra.yml:3: the text is empty; expected a text"],
        ),
        (
            in_responses("utter_x", "- text: [All right.]"),
            ["data/responses/en/extra.yml:3: the text is a list; expected a text"],
        ),
        (
            in_responses("utter_x", "- texts: All right."),
            [
                "data/responses/en/extra.yml:3: a wording has no 'text'; expected text: …",
                "data/responses/en/extra.yml:3: unknown key 'texts' in a wording; expected text",
            ],
        ),
        (
            wording("  image: picture.png"),
            [
                "data/responses/en/extra.yml:4: 'image' in a wording isn't supported; expected text: "
                "images are neither shown nor sent"
            ],
        ),
        (
            wording("  custom: {}"),
            [
                "data/responses/en/extra.yml:4: 'custom' in a wording isn't supported; expected text "
                "and buttons"
            ],
        ),
        (
            wording("  quick_replies: []"),
            [
                "data/responses/en/extra.yml:4: 'quick_replies' in a wording isn't supported; "
                "expected buttons:"
            ],
        ),
        (
            wording("  channel: fax"),
            [
                "data/responses/en/extra.yml:4: no channel is called 'fax'; expected one of rest, "
                "web, sms, telegram, socketio"
            ],
        ),
        (
            wording("  channel: sms"),
            [
                "data/responses/en/extra.yml:3: no wording fits when no condition holds; expected a "
                "last one without condition and channel"
            ],
        ),
        (
            wording("- text: Fine."),
            [
                "data/responses/en/extra.yml:4: this wording is never said; expected a condition or "
                "channel of its own"
            ],
        ),
        (
            wording("  channel: sms\n- text: Fine.\n- text: Oh.\n  channel: sms"),
            [
                "data/responses/en/extra.yml:6: this wording is never said; expected a condition or "
                "channel of its own"
            ],
        ),
        (
            wording("  condition:\n    - type: slot\n      name: age\n      value: minor"),
            [
                "data/responses/en/extra.yml:3: no wording fits when no condition holds; expected a "
                "last one without condition and channel"
            ],
        ),
        (
            wording("  condition:\n    - {type: slot, name: agee, value: minor}\n- text: Fine."),
            ["data/responses/en/extra.yml:5: no slot is called 'agee'; expected age"],
        ),
        (
            wording("  condition:\n    - {type: slot, name: age, value: minr}\n- text: Fine."),
            ["data/responses/en/extra.yml:5: the slot age can't be 'minr'; expected minor"],
        ),
        (
            wording("  condition:\n    - {type: intent, name: age, value: minor}\n- text: Fine."),
            ["data/responses/en/extra.yml:5: the type is intent; expected slot"],
        ),
        (
            wording("  condition:\n    - {type: slot, name: age}\n- text: Fine."),
            ["data/responses/en/extra.yml:5: a condition has no 'value'; expected value: …"],
        ),
        (
            wording("  condition: age\n- text: Fine."),
            [
                "data/responses/en/extra.yml:4: the condition is a text; expected a list: lines that "
                "begin with -"
            ],
        ),
        (
            wording("  metadata: {tag: [asks]}"),
            ["data/responses/en/extra.yml:4: unknown key 'tag' in the metadata; expected tags"],
        ),
        (
            wording("  metadata: {tags: asks}"),
            [
                "data/responses/en/extra.yml:4: the list of tags is a text; expected a list: lines "
                "that begin with -"
            ],
        ),
        (
            wording("  metadata: {tags: [Asks!, 5]}"),
            [
                'data/responses/en/extra.yml:4: one of the tags is a number; expected a text: "5"',
                "data/responses/en/extra.yml:4: the name 'Asks!' can't be used; expected small "
                "letters, digits and _, a letter first",
            ],
        ),
        (
            wording("  metadata: {rephrase: true}"),
            [
                "data/responses/en/extra.yml:4: 'rephrase' in the metadata isn't supported; expected "
                "nothing here: nothing is generated"
            ],
        ),
        (
            wording("  metadata: [asks]"),
            [
                "data/responses/en/extra.yml:4: the metadata is a list; expected the keys tags, "
                "options_from, arguments, said_as"
            ],
        ),
        (
            wording("  metadata: {arguments: [number]}"),
            [
                "data/responses/en/extra.yml:2: no wording uses the argument number; expected "
                "{number} in the text"
            ],
        ),
        (
            wording("  metadata: {options_from: tod}"),
            ["data/responses/en/extra.yml:4: no slot is called 'tod'; expected todo"],
        ),
        (
            wording("  metadata: {options_from: age}"),
            [
                "data/responses/en/extra.yml:4: the slot age is categorical; expected a slot of type "
                "list"
            ],
        ),
        (
            wording("  metadata: {options_from: context.option}"),
            [
                "data/responses/en/extra.yml:4: no pattern is told context.option; expected "
                "context.options"
            ],
        ),
        (
            wording("  metadata: {options_from: [todo]}"),
            ["data/responses/en/extra.yml:4: options_from is a list; expected a text"],
        ),
        (
            buttons("- title: one\n  payload: /danger"),
            [
                "data/responses/en/extra.yml:7: two buttons have the same title; expected different "
                "titles"
            ],
        ),
        (
            buttons("- title: One!\n  payload: /danger"),
            [
                "data/responses/en/extra.yml:7: two buttons have the same title; expected different "
                "titles"
            ],
        ),
        (
            buttons(
                '- title: "!!"\n  payload: /danger\n'
                '- title: "?!"\n  payload: /StartFlow(danger)\n'
                '- title: "!!"\n  payload: /SetSlots(safe=true)'
            ),
            [
                "data/responses/en/extra.yml:11: two buttons have the same title; expected different "
                "titles"
            ],
        ),
        (
            buttons("- title: Two\n  payload: /affirm"),
            [
                "data/responses/en/extra.yml:7: two buttons have the same payload; expected different"
                " payloads"
            ],
        ),
        (
            buttons("- title: Two"),
            ["data/responses/en/extra.yml:7: a button has no 'payload'; expected payload: …"],
        ),
        (
            buttons("- payload: /danger"),
            ["data/responses/en/extra.yml:7: a button has no 'title'; expected title: …"],
        ),
        (
            buttons("- Two"),
            [
                "data/responses/en/extra.yml:7: a button is a text; expected the keys title, payload"
            ],
        ),
        (
            buttons("- title: Two\n  payload: /danger\n  type: postback"),
            [
                "data/responses/en/extra.yml:9: unknown key 'type' in a button; expected one of "
                "title, payload"
            ],
        ),
        (
            buttons("- title: This is far too long a title\n  payload: /danger"),
            [
                "data/responses/en/extra.yml:7: 28 characters don't fit on a button; expected at most"
                " 24"
            ],
        ),
        (
            buttons("- title: 5\n  payload: /danger"),
            ['data/responses/en/extra.yml:7: the title is a number; expected a text: "5"'],
        ),
        (
            wording("  buttons: /affirm"),
            [
                "data/responses/en/extra.yml:4: the list of buttons is a text; expected a list: lines"
                " that begin with -"
            ],
        ),
        (
            in_responses("utter_name_danger2", "- text: Some danger that is very long"),
            [
                "data/responses/en/extra.yml:2: no flow is called 'danger2'; expected "
                "utter_name_danger",
                "data/responses/en/extra.yml:3: 29 characters don't fit on a button; expected at most"
                " 24",
            ],
        ),
        (
            "response: {}\n",
            [
                "data/responses/en/extra.yml:1: a file of responses has no 'responses'; expected "
                "responses: …",
                "data/responses/en/extra.yml:1: unknown key 'response' in a file of responses; "
                "expected responses",
            ],
        ),
        (
            "responses: {}\nslots: {}\n",
            [
                "data/responses/en/extra.yml:2: 'slots' in a file of responses isn't supported; "
                "expected the folder data/domain"
            ],
        ),
        (
            "responses: []\n",
            [
                "data/responses/en/extra.yml:1: the section responses is a list; expected names, each"
                " with what belongs to it below"
            ],
        ),
        (
            "version: 3\nresponses: {}\n",
            ['data/responses/en/extra.yml:1: version is 3; expected version: "3.1"'],
        ),
    ],
)
def test_what_is_wrong_with_responses(tmp_path: Path, text: str, expected: list[str]) -> None:
    """
    Each mistake in a response names its line, what is wrong and what belongs there.
    """
    assert expected == mistakes(tmp_path, {EXTRA_RESPONSES: text})
