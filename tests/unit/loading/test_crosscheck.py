"""
What must hold for the whole: intents, names, patterns, arguments, translations.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.engine.render import LINES
from bot.loading.patterns import SAID, STARTED
from tests.unit.loading.small import (
    EXTRA_DOMAIN,
    EXTRA_FLOWS,
    EXTRA_RESPONSES,
    FILES,
    in_flow,
    load,
    mistakes,
)

PATTERNS = FILES["flows/patterns.yml"]
RESPONSES = FILES["data/responses/en/all.yml"]
TRANSLATED = "data/responses/es/all.yml"
OFFER = """\
responses:
  utter_x:
    - text: Which?
      buttons:
        - title: Danger
          payload: /StartFlow(pattern_offered)
      metadata:
        tags: [asks]
"""


WAITING = """\

  {name}:
    type: bool
    mappings:
      - type: from_intent
        intent: affirm
        value: true
        conditions: [{{active_loop: {flow}, requested_slot: {slot}}}]
"""


def pattern(name: str) -> str:
    """
    A file with one flow of that name.
    """
    return f"flows:\n  {name}:\n    description: One more.\n    steps: [action: utter_ok]\n"


@pytest.mark.parametrize("name", sorted(STARTED))
def test_flows_that_the_engine_starts(tmp_path: Path, name: str) -> None:
    """
    Without one of them the engine would break in mid-turn.
    """
    renamed = PATTERNS.replace(f"  {name}:\n", "  renamed:\n")

    assert [
        f"flows/patterns.yml:1: there is no flow {name}; expected one: the engine starts it by itself"
    ] == mistakes(tmp_path, {"flows/patterns.yml": renamed})


@pytest.mark.parametrize("name", SAID)
def test_responses_that_need_no_flow(tmp_path: Path, name: str) -> None:
    """
    What is said when something breaks must be there.
    """
    changes = {"data/responses/en/all.yml": RESPONSES.replace(name, "utter_other")}

    assert [
        f"data/responses/en:1: there is no response {name}; expected one: it is said when something breaks"
    ] == mistakes(tmp_path, changes)


@pytest.mark.parametrize("name", LINES)
def test_lines_that_custom_actions_fill(tmp_path: Path, name: str) -> None:
    """
    A list that an action makes has its lines.
    """
    changes = {"data/responses/en/all.yml": RESPONSES.replace(f"{name}:", "utter_other:")}

    assert [
        f"data/responses/en:1: there is no response {name}; expected one: custom actions fill lists with it"
    ] == mistakes(tmp_path, changes)


@pytest.mark.parametrize(
    "changes",
    [
        {EXTRA_DOMAIN: "intents: [deny, unsure, skip, back]\n"},
        {EXTRA_FLOWS: pattern("pattern_completed")},
        {EXTRA_FLOWS: pattern("pattern_offered"), EXTRA_RESPONSES: OFFER},
        {
            EXTRA_FLOWS: pattern("pattern_called"),
            "flows/more.yml": in_flow("- call: pattern_called").replace("extra", "more"),
        },
        {EXTRA_FLOWS: in_flow("- collect: age")},
        {
            EXTRA_FLOWS: pattern("pattern_offered"),
            EXTRA_RESPONSES: OFFER,
            TRANSLATED: OFFER.replace("Which?", "Cual"),
        },
    ],
)
def test_what_is_right_for_the_whole(tmp_path: Path, changes: dict[str, str | None]) -> None:
    """
    Answers need no flow, patterns may be offered or called, and a translation that says the same is fine.
    """
    assert load(tmp_path, changes).flows


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        (
            {EXTRA_DOMAIN: "intents: [deny, menu, skip]\n"},
            [
                "data/domain/extra.yml:1: the intent menu starts no flow; expected a flow with "
                "nlu_trigger: - intent: menu"
            ],
        ),
        (
            {
                EXTRA_FLOWS: "flows:\n  danger_too:\n    description: More.\n"
                "    nlu_trigger:\n      - intent: danger\n    steps: [action: utter_ok]\n",
                EXTRA_RESPONSES: "responses:\n  utter_name_danger_too:\n    - text: More danger\n",
            },
            [
                "flows/extra.yml:2: the intent danger also starts the flow danger; expected only one "
                "flow"
            ],
        ),
        (
            {
                EXTRA_DOMAIN: "slots:"
                + WAITING.format(name="w", flow="danger", slot="age")
                + WAITING.format(name="v", flow="null", slot="safe")
                + WAITING.format(name="u", flow="extra", slot="age")
                + WAITING.format(name="t", flow="null", slot="age"),
                EXTRA_FLOWS: in_flow("- collect: age"),
            },
            [
                "data/domain/extra.yml:2: a mapping of the slot w never holds; expected a step "
                "collect: age in the flow danger",
                "data/domain/extra.yml:10: a mapping of the slot v never holds; expected a step "
                "collect: safe in some flow",
            ],
        ),
        (
            {EXTRA_FLOWS: pattern("pattern_corection")},
            ["flows/extra.yml:2: nothing starts pattern_corection; expected pattern_correction"],
        ),
        (
            {EXTRA_FLOWS: pattern("pattern_of_mine")},
            [
                "flows/extra.yml:2: nothing starts pattern_of_mine; expected nlu_trigger: - intent: …"
            ],
        ),
        (
            {
                EXTRA_FLOWS: in_flow("- collect: age"),
                EXTRA_RESPONSES: "responses:\n  utter_x:\n    - text: Back to {context.resumed}\n",
            },
            [
                "flows/extra.yml:2: the flow extra has no name to show; expected a response "
                "utter_name_extra in data/responses/en"
            ],
        ),
        (
            {
                "data/responses/en/all.yml": RESPONSES.replace(
                    "utter_name_danger", "utter_name_dangr"
                )
            },
            [
                "data/responses/en/all.yml:11: no flow is called 'dangr'; expected utter_name_danger",
                "flows/danger.yml:3: the flow danger has no name to show; expected a response "
                "utter_name_danger in data/responses/en",
            ],
        ),
        (
            {EXTRA_RESPONSES: "responses:\n  utter_name_nobody:\n    - text: Nobody\n"},
            [
                "data/responses/en/extra.yml:2: no flow is called 'nobody'; expected the id of a flow"
                " after utter_name_"
            ],
        ),
        (
            {
                "data/responses/en/all.yml": RESPONSES.replace(
                    "utter_word_local_emergency", "utter_word"
                )
            },
            [
                "data/responses/en:1: there is no response utter_word_local_emergency; expected one: "
                "it stands in for {local.emergency} where no fact is known"
            ],
        ),
        (
            {
                EXTRA_FLOWS: in_flow(
                    "- collect: age\n  utter: utter_x\n"
                    "  rejections:\n    - if: slots.safe\n      utter: utter_x\n"
                    "- action: utter_x"
                ),
                EXTRA_RESPONSES: "responses:\n  utter_x:\n    - text: Call {number}\n"
                "      metadata:\n        arguments: [number]\n",
            },
            [
                "flows/extra.yml:5: nothing gives utter_x its {number}; expected a custom action that"
                " says it, or a slot",
                "flows/extra.yml:10: nothing gives utter_x its {number}; expected a custom action "
                "that says it, or a slot",
            ],
        ),
        (
            {TRANSLATED: "responses:\n  utter_okk:\n    - text: Bien.\n"},
            ["data/responses/es/all.yml:2: utter_okk translates nothing; expected utter_ok"],
        ),
        (
            {TRANSLATED: "responses:\n  utter_nada:\n    - text: Nada.\n"},
            [
                "data/responses/es/all.yml:2: utter_nada translates nothing; expected a response in "
                "data/responses/en"
            ],
        ),
        (
            {
                EXTRA_FLOWS: pattern("pattern_offered"),
                EXTRA_RESPONSES: OFFER,
                TRANSLATED: OFFER.replace("(pattern_offered)", "(danger)"),
            },
            [
                "data/responses/es/all.yml:2: utter_x has other buttons than the original; expected "
                "/StartFlow(pattern_offered)"
            ],
        ),
        (
            {
                EXTRA_FLOWS: pattern("pattern_offered"),
                EXTRA_RESPONSES: OFFER,
                TRANSLATED: OFFER.replace("[asks]", "[]"),
            },
            [
                "data/responses/es/all.yml:2: utter_x has other tags than the original; expected asks"
            ],
        ),
        (
            {
                EXTRA_FLOWS: pattern("pattern_offered"),
                EXTRA_RESPONSES: OFFER,
                TRANSLATED: "responses:\n  utter_x:\n    - text: Cual\n",
                "data/responses/es/more.yml": "responses:\n  utter_ok:\n"
                "    - text: Si\n      metadata: {tags: [kind]}\n",
            },
            [
                "data/responses/es/all.yml:2: utter_x has other buttons than the original; expected "
                "/StartFlow(pattern_offered)",
                "data/responses/es/all.yml:2: utter_x has other tags than the original; expected asks",
                "data/responses/es/more.yml:2: utter_ok has other tags than the original; expected "
                "none",
            ],
        ),
    ],
)
def test_what_is_wrong_with_the_whole(
    tmp_path: Path, changes: dict[str, str | None], expected: list[str]
) -> None:
    """
    What no single file can have wrong is told where it is best put right.
    """
    assert expected == mistakes(tmp_path, changes)


def test_words_that_ask_for_two_flows_are_told_with_both_places(tmp_path: Path) -> None:
    """
    In any language, however they are written; within one flow they may stand twice.
    """
    name = "  utter_name_{flow}:\n    - text: {text}\n      metadata:\n        said_as: [{said}]\n"
    changes = {
        EXTRA_FLOWS: pattern("pattern_one") + pattern("pattern_two").removeprefix("flows:\n"),
        "data/responses/en/offers.yml": OFFER.replace("pattern_offered", "pattern_one")
        + OFFER.replace("pattern_offered", "pattern_two")
        .replace("utter_x", "utter_y")
        .removeprefix("responses:\n"),
        EXTRA_RESPONSES: "responses:\n"
        + name.format(flow="pattern_one", text="One", said="my data, My data")
        + name.format(flow="pattern_two", text="Two", said="the other"),
        TRANSLATED: "responses:\n"
        + name.format(flow="pattern_two", text="Dos", said="MY  data")
        + name.format(flow="pattern_one", text="Uno", said="my data"),
    }

    assert [
        "data/responses/es/all.yml:2: 'MY  data' asks for utter_name_pattern_one "
        "(data/responses/en/extra.yml:2) as well; expected words for one flow only"
    ] == mistakes(tmp_path, changes)
