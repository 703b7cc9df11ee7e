"""
What conversations visit of an assistant, and what they leave out, by name.
"""

from __future__ import annotations

from pathlib import Path

from bot.domain.event import FlowCancelled, FlowStarted, StepEntered
from bot.domain.response import Response
from bot.domain.slot import Slot
from bot.e2e.coverage import Missed, Share, Visits, coverage, visits_of
from bot.e2e.run import run
from bot.loading.assistant import load_assistant
from tests.build import ask, assistant, do, flow, fork, link
from tests.unit.e2e.small import ASSISTANT, conversation, written

ROOT = Path(__file__).parents[3]
TALK = """\
test_cases:
- test_case: he wants money
  steps:
  - user: he wants money
  - user: "1"
  - user: "1"
- test_case: hash
  steps:
  - user: what is a hash
"""


def missing_of(share: Share, start: str) -> list[str]:
    """
    What is missing of one flow.
    """
    return [each.name for each in share.missing if each.name.startswith(start)]


def test_what_a_run_visited_and_what_it_left_out(tmp_path: Path) -> None:
    """
    The no to whether she paid was never given.
    """
    report = run([written(tmp_path, TALK)], conversation())
    found = coverage(ASSISTANT, visits_of(report))

    assert ["threatened.utter_good"] == missing_of(found.steps, "threatened")
    assert ["threatened.paid -> utter_good", "threatened.utter_good -> END"] == missing_of(
        found.branches, "threatened"
    )
    assert ["threatened.paid: paid=false"] == missing_of(found.answers, "threatened")
    assert ["utter_good"] == missing_of(found.responses, "utter_good")
    assert [] == missing_of(found.responses, "utter_paid")
    assert [] == missing_of(found.steps, "what_is_a_hash")


def test_names_of_flows_and_words_inside_others_are_not_counted() -> None:
    """
    They are never said by themselves.
    """
    said = assistant(responses=(Response(name="utter_word_x", variations=()),))
    found = coverage(said, Visits())

    assert [] == missing_of(found.responses, "utter_name_")
    assert [] == missing_of(found.responses, "utter_word_")


def test_where_no_branch_need_hold_the_flow_may_end() -> None:
    """
    That way is a branch too; two branches to the same step are one.
    """
    one = assistant(
        flow(
            "a",
            fork(
                "which",
                [("slots.paid", "say"), ("slots.noted", "say"), ("slots.x", "link_opening")],
            ),
            do("utter_a", at="say"),
            link("opening"),
        ),
        slots=(
            Slot(name="paid", type="bool"),
            Slot(name="noted", type="bool"),
            Slot(name="x", type="bool"),
        ),
    )

    assert [
        "a.which -> say",
        "a.which -> link_opening",
        "a.which -> END",
        "a.say -> END",
    ] == missing_of(coverage(one, Visits()).branches, "a.")


def test_answers_are_those_of_closed_questions() -> None:
    """
    A text has no list of answers.
    """
    one = assistant(
        flow("a", ask("paid", "noted"), ask("noted", "safe_now"), ask("safe_now")),
        slots=(Slot(name="paid", type="bool"), Slot(name="noted", type="text")),
    )

    assert [
        "a.paid: paid=true",
        "a.paid: paid=false",
        "a.safe_now: safe_now=yes",
        "a.safe_now: safe_now=no",
    ] == missing_of(coverage(one, Visits()).answers, "a.")


def test_a_way_from_step_to_step_counts_only_within_one_run_of_a_flow() -> None:
    """
    A flow that is left and begun again hasn't gone from its middle to its start.
    """
    visits = Visits()
    visits.add(
        [
            [FlowStarted(flow="a"), StepEntered(flow="a", step="one")],
            [StepEntered(flow="a", step="two"), FlowCancelled(flow="a", step="two")],
            [FlowStarted(flow="a"), StepEntered(flow="a", step="one")],
        ]
    )

    assert {"a.one -> two"} == visits.branches
    assert {"a.one", "a.two"} == visits.steps


def test_the_share_is_in_percent() -> None:
    """
    Of nothing, everything was visited.
    """
    assert [75.0, 100.0] == [
        Share(all=4, missing=(Missed(name="a"),)).percent,
        Share(all=0, missing=()).percent,
    ]


def test_what_was_missed_is_told_with_its_place() -> None:
    """
    Whoever reads the table can go there.
    """
    found = coverage(load_assistant(ROOT), Visits())
    one = next(each for each in found.branches.missing if each.name.startswith("age."))

    text = (ROOT / one.file).read_text(encoding="utf-8").splitlines()
    assert "flows/age_and_hashing.yml" == one.file
    assert "call: threat_first_if_threatened" in text[one.line - 1]
