"""
Steps of flows: laid flat with ids and every next, and what is wrong with them.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.domain.condition import Compare, Literal, Name
from bot.domain.flow import (
    END,
    Action,
    Branch,
    Call,
    Collect,
    Link,
    Noop,
    Rejection,
    SetSlots,
    Step,
)
from tests.unit.loading.small import EXTRA_FLOWS, EXTRA_RESPONSES, in_flow, load, mistakes

ADULT = Compare(Name("slots", "age"), "=", Literal("adult"))
MINOR = Compare(Name("slots", "age"), "=", Literal("minor"))


def steps_of(root: Path, steps: str) -> list[Step]:
    return list(load(root, {EXTRA_FLOWS: in_flow(steps)}).flows["extra"].steps.values())


def test_every_kind_of_step(tmp_path: Path) -> None:
    """
    Each kind becomes its step, with an id made of its number and what it does, and goes on to the next.
    """
    written = """\
- collect: age
- action: action_look
- set_slots:
    - safe: true
    - note: null
- call: danger
- noop: true
  next: 5_link_danger
- link: danger"""

    assert [
        Collect(
            id="0_collect_age",
            next=(Branch(then="1_action_look"),),
            line=5,
            slot="age",
            utter="utter_ask_age",
            reset_after_flow_ends=False,
        ),
        Action(
            id="1_action_look", next=(Branch(then="2_set_slots"),), line=6, action="action_look"
        ),
        SetSlots(
            id="2_set_slots",
            next=(Branch(then="3_call_danger"),),
            line=7,
            slots=(("safe", True), ("note", None)),
        ),
        Call(id="3_call_danger", next=(Branch(then="4_noop"),), line=10, flow="danger"),
        Noop(id="4_noop", next=(Branch(then="5_link_danger"),), line=11),
        Link(id="5_link_danger", next=(Branch(then=END),), line=13, flow="danger"),
    ] == steps_of(tmp_path, written)


def test_all_that_a_question_may_say(tmp_path: Path) -> None:
    """
    A question has its response, its rejections, and says whether it asks again and forgets.
    """
    written = """\
- id: ask
  description: Asks.
  collect: age
  utter: utter_ok
  ask_before_filling: true
  reset_after_flow_ends: true
  rejections:
    - if: slots.age = "minor"
      utter: utter_ok
  next: END"""

    assert [
        Collect(
            id="ask",
            next=(Branch(then=END),),
            line=5,
            slot="age",
            utter="utter_ok",
            ask_before_filling=True,
            reset_after_flow_ends=True,
            rejections=(Rejection(condition=MINOR, utter="utter_ok"),),
        )
    ] == steps_of(tmp_path, written)


def test_nested_steps_lie_flat(tmp_path: Path) -> None:
    """
    Steps inside a branch follow the step that branches, lead to each other and end there, or where they say.
    """
    written = """\
- collect: age
  next:
    - if: slots.age = "adult"
      then:
        - action: utter_ok
        - noop: true
          next:
            - if: slots.age = "minor"
              then: END
            - else:
                - action: action_look
                  next: last
    - if: slots.age = "minor"
      then: last
    - else:
        - action: utter_ok
- id: last
  action: utter_ok"""

    assert [
        (
            "0_collect_age",
            (
                Branch(then="1_utter_ok", condition=ADULT),
                Branch(then="last", condition=MINOR),
                Branch(then="4_utter_ok"),
            ),
        ),
        ("1_utter_ok", (Branch(then="2_noop"),)),
        ("2_noop", (Branch(then=END, condition=MINOR), Branch(then="3_action_look"))),
        ("3_action_look", (Branch(then="last"),)),
        ("4_utter_ok", (Branch(then=END),)),
        ("last", (Branch(then=END),)),
    ] == [(step.id, step.next) for step in steps_of(tmp_path, written)]


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        (
            "- utter_ok",
            [
                "flows/extra.yml:5: a step is a text; expected the keys collect, action, set_slots, "
                "link, call, noop, id, description, next"
            ],
        ),
        (
            "- colect: age",
            [
                "flows/extra.yml:5: this step does nothing: 'colect' isn't something a step can do; "
                "expected collect"
            ],
        ),
        (
            "- id: x",
            [
                "flows/extra.yml:5: this step does nothing; expected one of collect, action, "
                "set_slots, link, call, noop"
            ],
        ),
        (
            "- {}",
            [
                "flows/extra.yml:5: this step does nothing; expected one of collect, action, "
                "set_slots, link, call, noop"
            ],
        ),
        (
            "- collect: age\n  action: utter_ok",
            ["flows/extra.yml:5: a step has both collect and action; expected a step for each"],
        ),
        (
            "- collect: [age]",
            ["flows/extra.yml:5: the slot to collect is a list; expected a text"],
        ),
        (
            "- collect: agee\n  utter: utter_ok",
            ["flows/extra.yml:5: no slot is called 'agee'; expected age"],
        ),
        (
            "- collect: safe",
            [
                "flows/extra.yml:5: there is no response utter_ask_safe to ask with; expected "
                "utter_ask_safe in data/responses/en, or utter: …"
            ],
        ),
        (
            "- collect: age\n  utter: utter_okay",
            ["flows/extra.yml:6: no response is called 'utter_okay'; expected utter_ok"],
        ),
        (
            "- collect: age\n  utter: 5",
            ['flows/extra.yml:6: the response that asks is a number; expected a text: "5"'],
        ),
        (
            "- collect: age\n  utters: utter_ok",
            ["flows/extra.yml:6: unknown key 'utters' in a step collect; expected utter"],
        ),
        (
            "- collect: age\n  ask_before_filling: 'yes'",
            ["flows/extra.yml:6: ask_before_filling is a text; expected true or false"],
        ),
        (
            "- collect: age\n  force_slot_filling: true",
            [
                "flows/extra.yml:6: 'force_slot_filling' in a step collect isn't supported; expected "
                "nothing here: what is said is always understood"
            ],
        ),
        (
            "- collect: age\n  rejections:\n    - if: slots.age\n",
            ["flows/extra.yml:7: a rejection has no 'utter'; expected utter: …"],
        ),
        (
            "- collect: age\n  rejections:\n    - if: slots.age\n      utter: utter_no",
            [
                "flows/extra.yml:8: no response is called 'utter_no'; expected a response in "
                "data/responses/en"
            ],
        ),
        (
            "- collect: age\n  rejections: none",
            [
                "flows/extra.yml:6: the list of rejections is a text; expected a list: lines that "
                "begin with -"
            ],
        ),
        (
            "- action: utter_okay",
            ["flows/extra.yml:5: no response is called 'utter_okay'; expected utter_ok"],
        ),
        (
            "- action: action_lok",
            ["flows/extra.yml:5: no action is called 'action_lok'; expected action_look"],
        ),
        (
            "- action: action_listen",
            [
                "flows/extra.yml:5: the action 'action_listen' isn't supported; expected a collect "
                "step: it waits for the answer"
            ],
        ),
        (
            "- action: say_hello",
            [
                "flows/extra.yml:5: an action can't be called 'say_hello'; expected a name that "
                "begins with utter_ or action_"
            ],
        ),
        (
            "- action: true",
            ['flows/extra.yml:5: the action is true or false; expected a text: "true"'],
        ),
        (
            "- set_slots: []",
            ["flows/extra.yml:5: set_slots is empty; expected - slot: value"],
        ),
        (
            "- set_slots:\n    age: adult",
            [
                "flows/extra.yml:5: set_slots is a mapping; expected a list: lines that begin with -"
            ],
        ),
        (
            "- set_slots:\n    - age: adlt",
            ["flows/extra.yml:6: the slot age can't be 'adlt'; expected adult"],
        ),
        (
            "- set_slots:\n    - agee: adult",
            ["flows/extra.yml:6: no slot is called 'agee'; expected age"],
        ),
        (
            "- set_slots:\n    - safe: 'yes'",
            ["flows/extra.yml:6: the slot safe can't be 'yes'; expected true or false"],
        ),
        (
            "- set_slots:\n    - count: true",
            ["flows/extra.yml:6: the slot count can't be 'true'; expected a number"],
        ),
        (
            "- set_slots:\n    - note: 5",
            ['flows/extra.yml:6: the slot note can\'t be 5; expected a text: "5"'],
        ),
        (
            "- set_slots:\n    - todo: danger",
            ["flows/extra.yml:6: the slot todo can't be 'danger'; expected a list"],
        ),
        (
            "- link: dangr",
            ["flows/extra.yml:5: no flow is called 'dangr'; expected danger"],
        ),
        (
            "- link: danger\n  next: END",
            [
                "flows/extra.yml:6: 'next' in a step link isn't supported; expected nothing here: a "
                "link never comes back; use call to return"
            ],
        ),
        (
            "- link: [danger]",
            ["flows/extra.yml:5: the flow is a list; expected a text"],
        ),
        (
            "- call: nowhere_at_all",
            ["flows/extra.yml:5: no flow is called 'nowhere_at_all'; expected a flow from flows/"],
        ),
        (
            "- call: null",
            ["flows/extra.yml:5: the flow is empty; expected a text"],
        ),
        (
            "- noop: yes\n  next: END",
            ["flows/extra.yml:5: noop is yes; expected true"],
        ),
        (
            "- noop: true",
            ["flows/extra.yml:5: a noop without next does nothing; expected next: …"],
        ),
        (
            "- id: END\n  action: utter_ok",
            [
                "flows/extra.yml:5: the name 'END' can't be used; expected small letters, digits and "
                "_, a letter first"
            ],
        ),
        (
            "- id: a\n  action: utter_ok\n- id: a\n  action: utter_ok",
            [
                "flows/extra.yml:7: the id a stands here again; expected once: flows/extra.yml:5 has "
                "it"
            ],
        ),
        (
            "- action: utter_ok\n  next: lst\n- id: last\n  action: utter_ok",
            ["flows/extra.yml:6: no step of this flow is called 'lst'; expected last"],
        ),
        (
            "- action: utter_ok\n  next: end",
            ["flows/extra.yml:6: no step of this flow is called 'end'; expected END"],
        ),
        (
            "- action: utter_ok\n  next: 5",
            ['flows/extra.yml:6: next is a number; expected a text: "5"'],
        ),
        (
            "- action: utter_ok\n  next: []",
            [
                "flows/extra.yml:6: the branches of next have no else; expected - else: … as the last"
                " one"
            ],
        ),
        (
            "- action: utter_ok\n  next:\n    - if: slots.safe\n      then: END",
            [
                "flows/extra.yml:6: the branches of next have no else; expected - else: … as the last"
                " one"
            ],
        ),
        (
            "- action: utter_ok\n  next:\n    - else: END\n    - if: slots.safe\n      then: END",
            [
                "flows/extra.yml:6: the branches of next have no else; expected - else: … as the last"
                " one",
                "flows/extra.yml:7: branches after else are never taken; expected else as the last "
                "one",
            ],
        ),
        (
            "- action: utter_ok\n  next:\n    - if: slots.safe\n    - else: END",
            ["flows/extra.yml:7: a branch has no 'then'; expected if: and then:, or else:"],
        ),
        (
            "- action: utter_ok\n  next:\n    - then: END\n    - else: END",
            ["flows/extra.yml:7: a branch has no 'if'; expected if: and then:, or else:"],
        ),
        (
            "- action: utter_ok\n  next:\n    - if: slots.safe\n      then: END\n      else: END",
            [
                "flows/extra.yml:7: a branch has else beside if or then; expected else: in a branch "
                "of its own"
            ],
        ),
        (
            "- action: utter_ok\n  next:\n    - elif: slots.safe\n    - else: END",
            [
                "flows/extra.yml:7: a branch has no 'if'; expected if: and then:, or else:",
                "flows/extra.yml:7: a branch has no 'then'; expected if: and then:, or else:",
                "flows/extra.yml:7: unknown key 'elif' in a branch; expected if",
            ],
        ),
        (
            "- action: utter_ok\n  next:\n    - if: slots.safe\n      then: []\n    - else: END",
            ["flows/extra.yml:8: the list of steps is empty; expected at least one step"],
        ),
        (
            "- action: utter_ok\n  next: END\n- action: utter_ok",
            [
                "flows/extra.yml:7: the step 1_utter_ok is never reached; expected a next that leads "
                "to it"
            ],
        ),
        (
            "- action: utter_ok\n  if: slots.safe",
            [
                "flows/extra.yml:6: 'if' in a step action isn't supported; expected next: with - if: "
                "… then: …"
            ],
        ),
        (
            "[]",
            ["flows/extra.yml:4: the list of steps is empty; expected at least one step"],
        ),
        (
            "action: utter_ok",
            [
                "flows/extra.yml:4: the list of steps is a mapping; expected a list: lines that begin"
                " with -"
            ],
        ),
    ],
)
def test_what_is_wrong_with_steps(tmp_path: Path, steps: str, expected: list[str]) -> None:
    """
    Each mistake in a step names its line, what is wrong and what belongs there.
    """
    assert expected == mistakes(tmp_path, {EXTRA_FLOWS: in_flow(steps)})


def test_a_response_with_arguments_needs_a_custom_action(tmp_path: Path) -> None:
    """
    A flow can't say what only a custom action can fill in.
    """
    response = """\
responses:
  utter_line:
    - text: Call {number}.
      metadata:
        arguments: [number]
"""
    changes = {EXTRA_FLOWS: in_flow("- action: utter_line"), EXTRA_RESPONSES: response}

    assert [
        "flows/extra.yml:5: nothing gives utter_line its {number};"
        " expected a custom action that says it, or a slot"
    ] == mistakes(tmp_path, changes)
