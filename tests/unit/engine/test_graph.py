"""
Flows as plain graphs: every step and branch is in them, with what tests and rules say of it.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.domain.flow import END, Link
from bot.engine.conditions import parse_condition
from bot.engine.graph import (
    MOMENT,
    START,
    Edge,
    Graph,
    Marks,
    Node,
    branch_name,
    graph_of,
    graph_of_all,
    marked,
    step_at,
    step_name,
    worded,
)
from bot.loading.assistant import load_assistant
from tests.build import ask, assistant, call, do, flow, fork, link, put, say

ROOT = Path(__file__).parents[3]
WAY = [('slots.safe_now is "yes"', "note"), (None, "call_other")]
QUESTION = say(
    "utter_ask_safe_now",
    ("Yes", "/SetSlots(safe_now=yes)"),
    ("No", "/SetSlots(safe_now=no)"),
    ("Leave it", "/SetSlots(safe_now=null)"),
    ("A person", "/thanks"),
    ("Danger", "/StartFlow(danger)"),
    text="Are you safe?",
)
SMALL = assistant(
    flow("one", ask("safe_now", WAY), put("note", danger_over=True), call("other"), on="greet"),
    flow("other", do("utter_bye"), guard="slots.danger_over"),
    responses=(QUESTION,),
)


def whole() -> Graph:
    """
    The picture of the flow of these tests, every field of it.
    """
    return Graph(
        name="one",
        title="one",
        description="one",
        nodes=(
            Node(id=START, kind="starts"),
            Node(id="safe_now", kind="asks", does="safe_now", words="Are you safe?", stands_for=("one.safe_now",)),
            Node(id="note", kind="sets", does="danger_over = true", stands_for=("one.note",)),
            Node(id="call_other", kind="calls", does="other", flow="other", stands_for=("one.call_other",)),
            Node(id=END, kind="ends"),
            Node(id="flow pattern_thanks", kind="flow", flow="pattern_thanks"),
            Node(id="flow danger", kind="flow", flow="danger"),
        ),
        edges=(
            Edge(source=START, target="safe_now"),
            Edge(source="safe_now", target="note", when=('safe_now is "yes"',), buttons=("Yes",), stands_for=("one.safe_now -> note",)),
            Edge(source="safe_now", target="call_other", when=("else",), buttons=("No", "Leave it"), stands_for=("one.safe_now -> call_other",)),
            Edge(source="safe_now", target="flow pattern_thanks", buttons=("A person",), kind="button"),
            Edge(source="safe_now", target="flow danger", buttons=("Danger",), kind="button"),
            Edge(source="note", target=END, stands_for=("one.note -> END",)),
            Edge(source="call_other", target=END, stands_for=("one.call_other -> END",)),
        ),
        starts=("when a message means greet",),
        leads=("other",),
    )  # fmt: skip


def test_a_flow_is_drawn_with_its_questions_branches_buttons_and_calls() -> None:
    """
    Buttons stand on the branch that they choose; those that start another flow lead to it.
    """
    assert whole() == graph_of(SMALL, "one")


def test_a_flow_tells_who_leads_to_it_and_what_guards_it() -> None:
    """
    Both stand beside the picture.
    """
    found = graph_of(SMALL, "other")

    assert (("one",), ("only while danger_over",)) == (found.callers, found.starts)


def test_branches_that_end_when_none_holds_lead_to_the_end() -> None:
    """
    What isn't written is drawn, too; and a link leads nowhere inside its flow.
    """
    one = assistant(
        flow("a", fork("which", [("slots.safe_now", "link_opening")]), link("opening"))
    )

    assert [
        (START, "which", ()),
        ("which", "link_opening", ("safe_now",)),
        ("which", END, ("else",)),
    ] == [(each.source, each.target, each.when) for each in graph_of(one, "a").edges]


def test_a_refused_answer_leads_back_to_its_question() -> None:
    """
    The condition says when.
    """
    one = assistant(
        flow("a", ask("safe_now", refuse=(('slots.safe_now is "no"', "utter_not_that"),)))
    )

    assert ("safe_now", "safe_now", ('safe_now is "no"',)) in [
        (each.source, each.target, each.when) for each in graph_of(one, "a").edges
    ]


def test_an_answer_that_more_than_itself_decides_is_not_promised_a_branch() -> None:
    """
    Where a condition looks at another slot as well, no button is drawn on the branches after it.
    """
    ways = [('slots.danger_over and slots.safe_now is "yes"', "utter_a"), (None, END)]
    one = assistant(flow("a", ask("safe_now", ways), do("utter_a")), responses=(QUESTION,))

    assert [()] == list({each.buttons for each in graph_of(one, "a").edges if each.kind == "next"})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('slots.a is "x" and (slots.b is null or slots.c)', 'a is "x" and (b is null or c)'),
        ("not (slots.a is true and slots.b < 3)", "not (a is true and b < 3)"),
        ('slots.a contains "x" or context.b is not null', 'a contains "x" or context.b is not null'),
    ],
)  # fmt: skip
def test_conditions_read_as_flows_write_them(text: str, expected: str) -> None:
    """
    Only "slots." is left out.
    """
    assert expected == worded(parse_condition(text))


def test_marks_show_the_place_what_no_test_visits_and_what_broke() -> None:
    """
    A box or arrow without a step of its own counts as visited.
    """
    marks = Marks(
        here="one.safe_now",
        missing=frozenset({"one.note", "one.note -> END"}),
        broken={"one.call_other": ("Never that.",)},
    )
    found = marked(graph_of(SMALL, "one"), marks)

    assert ["safe_now"] == [each.id for each in found.nodes if each.here]
    assert ["note"] == [each.id for each in found.nodes if not each.visited]
    assert [("note", END)] == [(e.source, e.target) for e in found.edges if not e.visited]
    assert [("call_other", ("Never that.",))] == [
        (e.id, e.broken) for e in found.nodes if e.broken
    ]


def test_in_the_picture_of_all_flows_a_flow_is_visited_if_one_of_its_steps_is() -> None:
    """
    What broke in a step is shown at its flow.
    """
    marks = Marks(
        missing=frozenset({"one.note", "other.utter_bye"}), broken={"one.note": ("Never.",)}
    )
    found = {each.id: each for each in marked(graph_of_all(SMALL), marks).nodes}

    assert (True, ("Never.",)) == (found["one"].visited, found["one"].broken)
    assert not found["other"].visited


def test_the_whole_assistant_is_drawn_with_every_flow_and_its_alarms() -> None:
    """
    Each flow has a box, each alarm an arrow from whatever is open.
    """
    real = load_assistant(ROOT)
    found = graph_of_all(real)

    assert [MOMENT, *real.flows] == [each.id for each in found.nodes]
    assert ["immediate_danger", "self_harm", "friend_self_harm"] == [
        each.target for each in found.edges if each.kind == "interrupt"
    ]


def test_every_step_and_every_branch_is_in_the_picture_of_its_flow() -> None:
    """
    Of all flows; so what tests visit and what rules break has a place in it.
    """
    real = load_assistant(ROOT)
    for name, each in real.flows.items():
        found = graph_of(real, name)
        steps = {step for node in found.nodes for step in node.stands_for}
        ways = {way for edge in found.edges for way in edge.stands_for}

        assert {step_name(name, step) for step in each.steps} == steps
        assert {
            branch_name(name, step.id, branch.then)
            for step in each.steps.values()
            for branch in step.next
            if not isinstance(step, Link)
        } <= ways


def test_a_line_of_a_file_is_found_as_a_step() -> None:
    """
    The step that begins there or above; a file without flows has none.
    """
    real = load_assistant(ROOT)
    step = list(real.flows["age"].steps.values())[2]

    assert f"age.{step.id}" == step_at(real, "flows/age_and_hashing.yml", step.line + 1)
    assert step_at(real, "data/nlu/greet.yml", 3) is None
