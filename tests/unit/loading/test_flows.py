"""
Flows: what belongs to them beside their steps.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.domain.condition import Name, Truthy
from bot.domain.flow import END, Action, Branch, Flow, Trigger
from tests.unit.loading.small import EXTRA_DOMAIN, EXTRA_FLOWS, EXTRA_RESPONSES, load, mistakes

STEPS = "    steps: [action: utter_ok]\n"
NAMED = "responses:\n  utter_name_extra:\n    - text: Extra\n"


def flow(body: str) -> str:
    """
    A file with one flow that says all right; `body` begins on line 3.
    """
    indented = "".join(f"    {line}\n" for line in body.splitlines())
    return f"flows:\n  extra:\n{indented}{STEPS}"


def test_all_that_a_flow_may_say(tmp_path: Path) -> None:
    """
    Name, description, guard, triggers with their confidence, and slots that are kept.
    """
    text = flow("""\
name: Extra
description: One more.
if: slots.safe
nlu_trigger:
  - intent: more
  - intent: {name: other, confidence_threshold: 0.7}
persisted_slots: [age, safe]""")
    changes = {
        EXTRA_FLOWS: text,
        EXTRA_RESPONSES: NAMED,
        EXTRA_DOMAIN: "intents: [more, other]\n",
    }
    loaded = load(tmp_path, changes).flows["extra"]

    said = Action(id="0_utter_ok", next=(Branch(then=END),), line=10, action="utter_ok")
    assert (
        Flow(
            id="extra",
            name="Extra",
            description="One more.",
            steps={"0_utter_ok": said},
            first="0_utter_ok",
            guard=Truthy(Name("slots", "safe")),
            triggers=(
                Trigger(intent="more"),
                Trigger(intent="other", confidence_threshold=0.7),
            ),
            persisted_slots=("age", "safe"),
            file=EXTRA_FLOWS,
            line=2,
        )
        == loaded
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            flow("description: ''"),
            ["flows/extra.yml:3: the description is empty; expected a text"],
        ),
        (
            flow("name: Extra"),
            ["flows/extra.yml:2: the flow extra has no 'description'; expected description: …"],
        ),
        (
            flow("description: One more.\nstep: []"),
            ["flows/extra.yml:4: unknown key 'step' in the flow extra; expected steps"],
        ),
        (
            flow("description: One more.\nalways_include_in_prompt: true"),
            [
                "flows/extra.yml:4: 'always_include_in_prompt' in the flow extra isn't supported; "
                "expected nothing here: there is no language model"
            ],
        ),
        (
            flow("description: One more.\nif: context.flow = 'danger'"),
            [
                "flows/extra.yml:4: context.flow isn't known before a flow has begun; expected "
                "slots.<name>"
            ],
        ),
        (
            flow("description: One more.\nif: true"),
            ['flows/extra.yml:4: the condition is true or false; expected a text: "true"'],
        ),
        (
            flow("description: One more.\nif: slots.agee"),
            ["flows/extra.yml:4: no slot is called 'agee'; expected age"],
        ),
        (
            flow("description: One more.\nnlu_trigger: danger"),
            ["flows/extra.yml:4: nlu_trigger is a text; expected a list: lines that begin with -"],
        ),
        (
            flow("description: One more.\nnlu_trigger:\n  - danger"),
            ["flows/extra.yml:5: a trigger is a text; expected the key intent"],
        ),
        (
            flow("description: One more.\nnlu_trigger:\n  - intent: dangr"),
            [
                "flows/extra.yml:2: the flow extra has no name to show; expected a response "
                "utter_name_extra in data/responses/en",
                "flows/extra.yml:5: no intent is called 'dangr'; expected danger",
            ],
        ),
        (
            flow("description: One more.\nnlu_trigger:\n  - intent: [danger]"),
            ["flows/extra.yml:5: the intent is a list; expected a text"],
        ),
        (
            flow("description: One more.\nnlu_trigger:\n  - intent: {names: danger}"),
            [
                "flows/extra.yml:5: the intent of a trigger has no 'name'; expected name: …",
                "flows/extra.yml:5: unknown key 'names' in the intent of a trigger; expected name",
            ],
        ),
        (
            flow(
                "description: One more.\nnlu_trigger:\n  - intent: affirm\n    confidence_threshold: 1"
            ),
            [
                "flows/extra.yml:2: the flow extra has no name to show; expected a response "
                "utter_name_extra in data/responses/en",
                "flows/extra.yml:6: 'confidence_threshold' in a trigger isn't supported; expected "
                "intent: with name: and confidence_threshold: below it",
            ],
        ),
        (
            flow(
                "description: One more.\nnlu_trigger:\n"
                "  - intent: {name: affirm, confidence_threshold: 70}"
            ),
            [
                "flows/extra.yml:2: the flow extra has no name to show; expected a response "
                "utter_name_extra in data/responses/en",
                "flows/extra.yml:5: confidence_threshold is 70; expected a number from 0 to 1",
            ],
        ),
        (
            flow("description: One more.\npersisted_slots: [agee, 5]"),
            [
                'flows/extra.yml:4: a persisted slot is a number; expected a text: "5"',
                "flows/extra.yml:4: no slot is called 'agee'; expected age",
            ],
        ),
        (
            flow("description: One more.\npersisted_slots: age"),
            [
                "flows/extra.yml:4: persisted_slots is a text; expected a list: lines that begin with"
                " -"
            ],
        ),
        (
            "flow:\n  extra: {}\n",
            [
                "flows/extra.yml:1: a file of flows has no 'flows'; expected flows: …",
                "flows/extra.yml:1: unknown key 'flow' in a file of flows; expected flows",
            ],
        ),
        (
            "flows: []\n",
            [
                "flows/extra.yml:1: the section flows is a list; expected names, each with what "
                "belongs to it below"
            ],
        ),
        (
            "flows:\n  Extra-Flow:\n    description: One more.\n" + STEPS,
            [
                "flows/extra.yml:2: the name 'Extra-Flow' can't be used; expected small letters, "
                "digits and _, a letter first"
            ],
        ),
        (
            "flows:\n  5:\n    description: One more.\n" + STEPS,
            [
                "flows/extra.yml:1: the key 5 in the section flows isn't text; expected a key of "
                "letters"
            ],
        ),
        (
            "flows:\n  danger:\n    description: Again.\n" + STEPS,
            [
                "flows/extra.yml:2: the flow danger stands here again; expected once: "
                "flows/danger.yml:3 has it"
            ],
        ),
        (
            "flows:\n  extra:\n",
            [
                "flows/extra.yml:2: the flow extra is empty; expected the keys name, description, if,"
                " nlu_trigger, persisted_slots, steps"
            ],
        ),
        (
            "flows:\n  extra: [action: utter_ok]\n",
            [
                "flows/extra.yml:2: the flow extra is a list; expected the keys name, description, "
                "if, nlu_trigger, persisted_slots, steps"
            ],
        ),
        (
            "version: 3.1\nflows: {}\n",
            ['flows/extra.yml:1: version is 3.1; expected version: "3.1"'],
        ),
        (
            "- flows\n",
            ["flows/extra.yml:1: a file of flows is a list; expected the keys version, flows"],
        ),
        (
            "just text\n",
            ["flows/extra.yml:1: a file of flows is a text; expected the keys version, flows"],
        ),
        (
            "# nothing\n",
            ["flows/extra.yml:1: the file is empty; expected what belongs here, or no file"],
        ),
    ],
)
def test_what_is_wrong_with_flows(tmp_path: Path, text: str, expected: list[str]) -> None:
    """
    Each mistake in a flow names its line, what is wrong and what belongs there.
    """
    changes = {EXTRA_FLOWS: text}

    assert expected == mistakes(tmp_path, changes)
