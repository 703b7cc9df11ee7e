"""
The checker on small assistants: what it goes through, and what it finds.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.domain.assistant import Assistant, Policy
from bot.domain.response import Response
from bot.domain.rule import Before, LeadsBack, Never, Rule, WithinOneTurn
from bot.domain.slot import Slot, SlotMapping
from bot.domain.tracker import Frame, Tracker
from bot.engine.check.explore import NOW, Explorer, Result, State, commands_of, outcomes
from bot.engine.check.judge import Spoken, broken, remembered, spoken
from bot.engine.check.liveness import canonical, live_slots
from bot.engine.check.moves import alarms, answers, begin, digressions, starts
from bot.engine.check.phases import (
    each_flow,
    every_turning,
    openings,
    places_with_questions,
    startable,
    whole_way,
)
from bot.engine.check.values import OTHER, possible_values
from bot.engine.conditions import parse_condition
from tests.build import ask, assistant, branches, call, do, flow, fork, put, say

AGE = Slot(
    name="age_in_image",
    type="categorical",
    values=("minor", "adult", "unknown"),
    mappings=(SlotMapping(type="from_entity", entity="age_group", role="in_image"),),
)
SERVICE = Slot(
    name="service",
    type="categorical",
    values=("stopncii", "take_it_down"),
    mappings=(SlotMapping(type="controlled", action="action_choose"),),
)
COUNTRY = Slot(name="country", type="text")
YEARS = Slot(name="years", type="float")
LINKS = Slot(name="links", type="list")
NO_MINOR = Never(
    name="No minor is sent to StopNCII.",
    say=frozenset({"stopncii"}),
    when=parse_condition('slots.age_in_image != "adult"'),
    file="safety.yml",
    line=3,
)
PAY_FIRST = Before(
    name="Don't pay comes first.", say=frozenset({"dont_pay"}), then=frozenset({"stopncii"})
)
AT_ONCE = WithinOneTurn(
    name="Danger is answered at once.",
    after=("immediate_danger",),
    say=frozenset({"emergency"}),
    first=True,
)
BACK = LeadsBack(name="The way leads back.", after=("immediate_danger",))


def tagged(name: str, *tags: str) -> Response:
    """
    A response with tags.
    """
    return replace(say(name), tags=frozenset(tags))


def safe() -> Assistant:
    """
    Asks the age and sends adults to StopNCII; danger is answered.
    """
    return assistant(
        flow(
            "hash",
            ask("age_in_image", [('slots.age_in_image = "adult"', "utter_stopncii"), (None, "utter_take_it_down")]),
            do("utter_stopncii"),
            do("utter_take_it_down"),
            on="threatened",
        ),
        slots=(AGE,),
        responses=(
            tagged("utter_stopncii", "stopncii"),
            tagged("utter_call", "emergency"),
        ),
        policy=Policy(interrupts=("immediate_danger",), openings=("threatened",)),
    )  # fmt: skip


def trusting() -> Assistant:
    """
    Believes whatever a custom action says.
    """
    return assistant(
        flow(
            "hash",
            ask("age_in_image", "action_choose"),
            do("action_choose", [('slots.service = "stopncii"', "utter_stopncii"), (None, "utter_take_it_down")]),
            do("utter_stopncii"),
            do("utter_take_it_down"),
            on="threatened",
        ),
        slots=(AGE, SERVICE),
        responses=(tagged("utter_stopncii", "stopncii"),),
        actions=("action_choose",),
        policy=Policy(openings=("threatened",)),
    )  # fmt: skip


def go_through(whole: Assistant, *rules: Rule) -> Result:
    """
    The whole way from every opening.
    """
    return whole_way(whole, rules, openings(whole), 5000, lambda _part, _result: None).result


def test_a_safe_assistant_has_no_findings() -> None:
    """
    Every step and response of its flow was seen on the way.
    """
    result = go_through(safe(), NO_MINOR)

    assert {} == result.findings
    assert {("hash", "utter_stopncii"), ("hash", "utter_take_it_down")} <= result.steps
    assert {"utter_stopncii", "utter_take_it_down"} <= result.responses
    assert 0 == result.cut


def test_an_action_that_may_be_wrong_is_found_with_the_shortest_way() -> None:
    """
    A custom action can set each of its values; the flow has to look itself.
    """
    result = go_through(trusting(), NO_MINOR)
    [finding] = result.findings.values()

    assert ("rule", NO_MINOR.name, "utter_stopncii", "safety.yml", 3) == (
        finding.kind,
        finding.rule,
        finding.detail,
        finding.file,
        finding.line,
    )
    assert 2 == len(finding.way)
    assert (("service", "stopncii"),) == finding.way[-1][1]
    assert 2 == len(commands_of(finding.way))


def test_what_must_come_first_is_missed() -> None:
    """
    The order of two things holds over turns.
    """
    kinds = {finding.rule for finding in go_through(safe(), PAY_FIRST).findings.values()}

    assert {PAY_FIRST.name} == kinds


def test_every_turning_answers_alarms_and_leads_back() -> None:
    """
    From each question: each intent, each alarm, each correction.
    """
    whole = safe()
    way = whole_way(whole, (), openings(whole), 5000, lambda _part, _result: None)
    places = places_with_questions(whole, way.result.places)

    result = every_turning(
        whole, (AT_ONCE, BACK), places, 5000, lambda _part, _result: None
    ).result

    assert {} == result.findings
    assert len(places) > 2
    assert result.transitions > 50


def test_an_alarm_without_its_answer_is_found() -> None:
    """
    The rule asks for a tag that the flow of danger doesn't say.
    """
    rule = replace(AT_ONCE, say=frozenset({"crisis"}))
    whole = safe()
    way = whole_way(whole, (), openings(whole), 5000, lambda _part, _result: None)
    places = places_with_questions(whole, way.result.places)[:1]

    result = every_turning(whole, (rule,), places, 5000, lambda _part, _result: None).result

    assert [(rule.name, "nothing said crisis")] == [
        (finding.rule, finding.detail) for finding in result.findings.values()
    ]


def test_each_flow_is_tried_with_every_value_that_it_reads() -> None:
    """
    Also with values that the way to it might exclude.
    """
    whole = assistant(
        flow(
            "send", fork("who", [('slots.age_in_image = "adult"', "utter_fine"), (None, "utter_stopncii")]),
            do("utter_fine"), do("utter_stopncii"),
            on="hashing_tool",
        ),
        slots=(AGE,),
        responses=(tagged("utter_stopncii", "stopncii"),),
    )  # fmt: skip

    result = each_flow(whole, (NO_MINOR,), ["send"], 500, lambda _part, _result: None).result

    assert [NO_MINOR.name] == [finding.rule for finding in result.findings.values()]


def test_circles_silence_and_too_many_bubbles_are_found() -> None:
    """
    What no rule has to say.
    """
    many = [do(f"utter_{n}", f"utter_{n + 1}") for n in range(4)]
    whole = assistant(
        flow("circle", fork("a", [(None, "b")]), fork("b", [(None, "a")]), on="circle"),
        flow("flood", *many, do("utter_4"), on="flood"),
        policy=Policy(openings=("circle", "flood")),
    )

    kinds = {finding.kind for finding in go_through(whole).findings.values()}

    assert {"loop", "bubbles"} == kinds


def test_the_limit_cuts_and_says_so() -> None:
    """
    What was not looked at is counted.
    """
    whole = safe()
    result = whole_way(whole, (), openings(whole), 3, lambda _part, _result: None).result

    assert result.states >= 3
    assert result.cut > 0


def test_results_merge_and_the_shorter_way_stays() -> None:
    """
    Two explorers' work is one.
    """
    first, second = go_through(trusting(), NO_MINOR), go_through(trusting(), NO_MINOR)
    states = first.states
    first.merge(second)

    assert 2 * states == first.states
    assert 1 == len(first.findings)


def test_slots_that_nobody_reads_any_more_do_not_tell_states_apart() -> None:
    """
    Before the question the age matters, at the end it doesn't, unless a rule looks at it.
    """
    whole = safe()
    live = live_slots(whole)
    end = Tracker(stack=(Frame(flow="hash", step="utter_stopncii"),))
    adult = replace(end, slots={"age_in_image": "adult"})

    assert "age_in_image" in live["hash", "age_in_image"]
    assert canonical(whole, ())(end) == canonical(whole, ())(adult)
    assert canonical(whole, (NO_MINOR,))(end) != canonical(whole, (NO_MINOR,))(adult)


def test_values_come_from_buttons_flows_conditions_and_actions() -> None:
    """
    One value for each way in which the assistant can treat a slot.
    """
    whole = assistant(
        flow(
            "all",
            ask("country", [('slots.country = "US"', "years"), (None, "years")]),
            ask("years", [("slots.years < 18", "put"), (None, "put")]),
            put("put", "call_inner", told=True),
            call("inner"),
        ),
        flow("inner", do("action_choose")),
        slots=(COUNTRY, YEARS, SERVICE, LINKS, Slot(name="told", type="bool"), AGE),
        actions=("action_choose",),
    )
    values = possible_values(whole)

    assert {
        "country": ("US", OTHER),
        "years": (17, 18),
        "service": ("stopncii", "take_it_down"),
        "told": (True, False),
        "age_in_image": ("minor", "adult", "unknown"),
    } == {name: values[name] for name in ("country", "years", "service", "told", "age_in_image")}
    assert "links" not in values
    assert ((("service", "stopncii"),), (("service", "take_it_down"),)) == outcomes(
        whole, "action_choose"
    )


def test_moves_cover_buttons_other_values_skipping_and_nonsense() -> None:
    """
    Each as a person could write it.
    """
    whole = safe()
    tracker = Tracker(stack=(Frame(flow="hash", step="age_in_image"),), last_seen=NOW)
    said = [move.says for move in answers(whole, tracker)]

    assert [
        "(age_in_image: minor)",
        "(age_in_image: adult)",
        "(age_in_image: unknown)",
        "/skip",
        "(nonsense)",
    ] == said
    assert [] == list(answers(whole, Tracker()))
    assert {"/back", "/immediate_danger", "(after a long silence)"} <= {
        move.says for move in digressions(whole, tracker)
    }
    assert "(again)" in {move.says for move in digressions(whole, Tracker())}
    assert ["/immediate_danger"] == [move.says for move in alarms(whole)]
    assert "hash" in set(starts(whole)) & set(startable(whole))
    assert "/StartFlow(hash)" == begin("hash").says


def test_what_was_said_carries_the_slots_of_its_moment() -> None:
    """
    A rule is held against the slots as they were then.
    """
    whole = safe()
    explorer = Explorer(whole, (NO_MINOR,))
    state = State(tracker=Tracker(), said=frozenset())
    [first] = explorer.after(state, openings(whole)[0])

    assert first.depth == 1
    assert [] == spoken((), {}, frozenset())


@pytest.mark.parametrize(
    ("rule", "said", "found"),
    [
        (NO_MINOR, [Spoken("utter_x", frozenset({"stopncii"}), {"age_in_image": "adult"}, frozenset())], []),
        (NO_MINOR, [Spoken("utter_x", frozenset({"stopncii"}), {}, frozenset())], ["utter_x"]),
        (PAY_FIRST, [Spoken("utter_x", frozenset({"stopncii"}), {}, frozenset({"dont_pay"}))], []),
        (PAY_FIRST, [Spoken("utter_x", frozenset({"stopncii"}), {}, frozenset())], ["utter_x"]),
        (AT_ONCE, [Spoken("utter_x", frozenset({"emergency"}), {}, frozenset())], []),
        (AT_ONCE, [Spoken("utter_x", frozenset(), {}, frozenset())], ["nothing said emergency"]),
        (AT_ONCE, [Spoken("utter_x", frozenset(), {}, frozenset()), Spoken("utter_y", frozenset({"emergency"}), {}, frozenset())], ["utter_x came first"]),
        (BACK, [], []),
    ],
)  # fmt: skip
def test_each_kind_of_rule(rule: Rule, said: list[Spoken], found: list[str]) -> None:
    """
    Held, and broken with what went wrong.
    """
    assert found == [detail for _, detail in broken([rule], said, "immediate_danger")]


def test_only_what_matters_later_is_remembered() -> None:
    """
    The tags of rules about order.
    """
    assert frozenset({"dont_pay"}) == remembered([NO_MINOR, PAY_FIRST, AT_ONCE])
    assert branches("END")[0].condition is None
