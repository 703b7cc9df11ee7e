"""
The checker on small assistants: what it goes through, and what it finds.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.domain.assistant import Assistant, Policy
from bot.domain.command import StartFlow
from bot.domain.flow import Step
from bot.domain.response import Response
from bot.domain.rule import (
    AtRest,
    Before,
    Corrected,
    LeadsBack,
    Mark,
    Never,
    Rule,
    StaysOpen,
    WithinOneTurn,
)
from bot.domain.slot import Slot, SlotMapping
from bot.domain.tracker import Frame, Tracker
from bot.engine.check.bare import bare
from bot.engine.check.everywhere import Everywhere
from bot.engine.check.explore import Explorer, State, outcomes
from bot.engine.check.finding import Finding, Seen, shorter
from bot.engine.check.judge import Judged, Spoken, broken, remembered
from bot.engine.check.liveness import canonical, live_slots
from bot.engine.check.moves import NOW, Move, answers
from bot.engine.check.openings import openings
from bot.engine.check.places import BASE, Place, first_places, kept_guards, with_base
from bot.engine.check.structure import structure
from bot.engine.check.transcript import as_test, transcript
from bot.engine.check.trials import trials
from bot.engine.check.undecided import open_slots, ways
from bot.engine.check.values import OTHER, possible_values
from bot.engine.conditions import parse_condition
from tests.build import ask, assistant, branches, call, do, flow, fork, link, put, say

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
OPEN = StaysOpen(
    name="It stays open.", flows=frozenset({"danger"}), when=parse_condition("slots.wish is true")
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


def go_through(whole: Assistant, *rules: Rule, limit: int = 5000) -> Seen:
    """
    From every first message, through every answer.
    """
    explorer = Explorer(whole, rules)
    roots = [
        reached
        for move in openings(whole)
        for reached in explorer.after(State(tracker=Tracker()), move)
    ]
    return explorer.explore(roots, answers, limit=limit)


def everywhere(whole: Assistant, *rules: Rule) -> Seen:
    """
    Everything that can be tried at every place.
    """
    based = with_base(whole)
    look = Everywhere(based, rules)
    seen, known = look.beginnings(), dict[tuple[object, ...], Place]()
    front = [
        *first_places(based, [name for name in based.flows if name != BASE]),
        *seen.places.values(),
    ]
    while new := {each.key: each for each in front if each.key not in known}:
        known |= new
        found = look.look(new.values())
        front = list(found.places.values())
        seen.add(found)
    return seen


def rules_broken(seen: Seen) -> set[tuple[str, str]]:
    """
    The rules that findings name, and what went wrong.
    """
    return {(each.rule, each.detail) for each in seen.findings.values() if each.kind == "rule"}


def test_a_safe_assistant_has_no_findings() -> None:
    """
    Every step and response of its flow was seen on the way.
    """
    seen = go_through(safe(), NO_MINOR)

    assert {} == seen.findings
    assert {("hash", "utter_stopncii"), ("hash", "utter_take_it_down")} <= seen.steps
    assert {"utter_stopncii", "utter_take_it_down"} <= seen.responses
    assert 0 == seen.cut


def test_an_action_that_may_be_wrong_is_found_with_the_shortest_way() -> None:
    """
    A custom action can set each of its values; the flow has to look itself.
    """
    [finding] = go_through(trusting(), NO_MINOR).findings.values()

    assert ("rule", NO_MINOR.name, "utter_stopncii") == finding.name
    assert 2 == len(finding.way)
    assert (("service", "stopncii"),) == finding.way[-1][1]


def test_it_is_found_everywhere_too_whatever_the_age_was() -> None:
    """
    One turn from any state, with the slots that it takes.
    """
    assert {(NO_MINOR.name, "utter_stopncii")} == rules_broken(everywhere(trusting(), NO_MINOR))
    assert set() == rules_broken(everywhere(safe(), NO_MINOR, AT_ONCE, BACK))


def test_what_must_come_first_is_missed() -> None:
    """
    The order of two things holds over turns.
    """
    assert {(PAY_FIRST.name, "utter_stopncii")} == rules_broken(go_through(safe(), PAY_FIRST))


def test_what_is_noted_stands_for_what_was_said() -> None:
    """
    A mark lets a rule about order be seen from one turn, as long as it is set only after the words.
    """
    told = Slot(name="told", type="bool", mappings=(SlotMapping(type="controlled"),))
    mark = Mark(
        name="Told is told.", say=PAY_FIRST.say, when=parse_condition("slots.told is true")
    )

    def hashing(*first: Step) -> Assistant:
        return assistant(
            flow(
                "hash", fork("told", [("slots.told is true", "utter_stopncii"), (None, first[0].id)]),
                *first,
                do("utter_stopncii"),
                on="threatened",
            ),
            slots=(told,),
            responses=(tagged("utter_stopncii", "stopncii"), tagged("utter_pay", "dont_pay")),
            policy=Policy(openings=("threatened",)),
        )  # fmt: skip

    honest = hashing(do("utter_pay", "put"), put("put", "utter_stopncii", told=True))
    lying = hashing(put("put", "utter_stopncii", told=True))

    assert set() == rules_broken(everywhere(honest, PAY_FIRST, mark))
    assert {(mark.name, "told is set before that"), (PAY_FIRST.name, "utter_stopncii")} == rules_broken(everywhere(lying, PAY_FIRST, mark))  # fmt: skip


def test_an_alarm_without_its_answer_is_found() -> None:
    """
    The rule asks for a tag that the flow of danger doesn't say.
    """
    rule = replace(AT_ONCE, say=frozenset({"crisis"}))

    assert {(rule.name, "nothing said crisis")} == rules_broken(everywhere(safe(), rule))


def test_circles_silence_and_too_many_bubbles_are_found() -> None:
    """
    What no rule has to say, from the first message and from anywhere.
    """
    many = [do(f"utter_{n}", f"utter_{n + 1}") for n in range(4)]
    whole = assistant(
        flow("circle", fork("a", [(None, "b")]), fork("b", [(None, "a")]), on="circle"),
        flow("flood", *many, do("utter_4"), on="flood"),
        policy=Policy(openings=("circle", "flood")),
    )

    for seen in (go_through(whole), everywhere(whole)):
        assert {"circle", "bubbles"} == {finding.kind for finding in seen.findings.values()}


def test_questions_without_a_way_on_and_answers_that_lead_nowhere_are_found() -> None:
    """
    A question that asks itself again.
    """
    whole = assistant(
        flow("stuck", ask("age_in_image", "age_in_image", again=True), on="threatened"),
        slots=(AGE,),
    )

    kinds = {finding.kind for finding in everywhere(whole).findings.values()}

    assert {"no way on", "unhandled answer"} == kinds


def test_a_guard_holds_as_long_as_its_flow_runs() -> None:
    """
    What leads to a guarded flow has to look, too.
    """
    careful = flow("hash", ask("age_in_image"), on="hashing_tool", guard="slots.crisis is null")
    crisis = Slot(name="crisis", type="bool", mappings=(SlotMapping(type="controlled"),))
    rude = flow("rude", put("put", "link_hash", crisis=True), link("hash"), on="rude")
    whole = assistant(careful, rude, slots=(AGE, crisis))

    assert {parse_condition("slots.crisis is null")} == kept_guards(whole)["hash"]
    assert {"guard"} == {finding.kind for finding in everywhere(whole).findings.values()}


def test_the_limit_cuts_and_says_so() -> None:
    """
    What was not gone on from is counted.
    """
    seen = go_through(safe(), limit=3)

    assert seen.states >= 3
    assert seen.cut > 0


def test_of_two_ways_the_easier_one_stays() -> None:
    """
    Two processes' work is one.
    """
    first, second = go_through(trusting(), NO_MINOR), go_through(trusting(), NO_MINOR)
    states = first.states
    first.add(second)
    [long] = first.findings.values()
    short = replace(long, way=long.way[:1])

    assert 2 * states == first.states
    assert short == shorter(long, short)


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
    expected = (((("service", "stopncii"),), None), ((("service", "take_it_down"),), None))
    assert expected == outcomes(whole, "action_choose")


def test_what_a_slot_can_be_is_split_only_where_somebody_looks() -> None:
    """
    A comparison with one value asks for two ways, a slot that is not looked at for none.
    """
    slots = {"age": (None, "minor", "adult"), "other": (None, True)}
    found = {
        decisions.get("age"): answer
        for decisions, answer in ways(
            lambda decisions: open_slots(slots, decisions, ()).get("age") == "adult", {}
        )
    }

    assert {("adult",): True, (None, "minor"): False} == found


def test_moves_cover_buttons_other_values_skipping_and_nonsense() -> None:
    """
    Each as a person could write it.
    """
    whole = safe()
    tracker = Tracker(stack=(Frame(flow="hash", step="age_in_image"),), last_seen=NOW)
    tried = {each.make(whole, tracker).says for each in trials(with_base(whole), Place(frames=tracker.stack), ())}  # fmt: skip

    assert [
        "(age_in_image: minor)",
        "(age_in_image: adult)",
        "(age_in_image: unknown)",
        "/skip",
        "(nonsense)",
    ] == [move.says for move in answers(whole, tracker)]
    assert [] == list(answers(whole, Tracker()))
    assert {"/back", "/immediate_danger", "/skip", "(unclear)"} <= tried


def said(*tags: str, earlier: tuple[str, ...] = (), **slots: str) -> Spoken:
    """
    A response that was said.
    """
    return Spoken(name="utter_x", names=frozenset(tags), slots=slots, earlier=frozenset(earlier))


@pytest.mark.parametrize(
    ("rule", "spoken", "found"),
    [
        (NO_MINOR, [said("stopncii", age_in_image="adult")], []),
        (NO_MINOR, [said("stopncii")], ["utter_x"]),
        (PAY_FIRST, [said("stopncii", earlier=("dont_pay",))], []),
        (PAY_FIRST, [said("stopncii")], ["utter_x"]),
        (AT_ONCE, [said("emergency")], []),
        (AT_ONCE, [said()], ["nothing said emergency"]),
        (AT_ONCE, [said(), said("emergency")], ["utter_x came first"]),
        (replace(AT_ONCE, alone=True), [said("emergency"), said()], ["utter_x came too"]),
        (AtRest(name="Empty.", when=parse_condition("slots.wish is null")), [], ["wish is left over"]),
        (Corrected(name="Back.", slot="age", to=("minor",), say=frozenset({"back"})), [said()], ["nothing said back"]),
        (BACK, [], []),
        (OPEN, [], ["danger is gone"]),
        (replace(OPEN, when=parse_condition("slots.wish is null")), [], []),
        (replace(OPEN, flows=frozenset({"danger", "hash"})), [], []),
    ],
)  # fmt: skip
def test_each_kind_of_rule(rule: Rule, spoken: list[Spoken], found: list[str]) -> None:
    """
    Held, and broken with what went wrong.
    """
    turn = Judged(
        said=tuple(spoken),
        before={},
        after={"wish": True},
        changed=frozenset({"wish"}),
        move=Move(says="x", commands=(), intent="immediate_danger", corrects=("age", "minor")),
        earlier=frozenset(),
        open_before=frozenset({"danger", "hash"}),
        open_after=frozenset({"hash"}),
    )

    assert found == [each.detail for each in broken([rule], turn)]


def test_only_what_matters_later_is_remembered() -> None:
    """
    The tags of rules about order.
    """
    assert frozenset({"dont_pay"}) == remembered([NO_MINOR, PAY_FIRST, AT_ONCE])
    assert branches("END")[0].condition is None


def test_what_nobody_comes_to_and_what_is_twice_there_is_told() -> None:
    """
    Of flows, steps, sentences and options.
    """
    whole = assistant(
        flow("lonely", do("utter_lonely")),
        responses=(say("utter_twice", ("Yes", "/greet"), ("Yes", "/greet")),),
    )
    found = {each.detail for each in structure(whole, everywhere(bare(whole)))}

    assert {
        "nothing leads to the flow lonely",
        "utter_twice: two buttons of which each does /greet",
        "no conversation comes to utter_twice",
    } <= found


def test_a_finding_is_told_as_a_talk_and_as_a_test() -> None:
    """
    With what the person does, what actions do, what is said.
    """
    whole = trusting()
    [finding] = go_through(whole, NO_MINOR).findings.values()
    anywhere = Finding(kind="rule", rule="R", detail="D", way=finding.way[-1:], slots={"age_in_image": "minor"}, stack=(Frame(flow="hash", step="age_in_image"),))  # fmt: skip

    assert "< utter_stopncii" in list(transcript(whole, finding))
    assert "  (an action sets service to stopncii)" in list(transcript(whole, finding))
    assert "  # - utter: utter_stopncii\n" in as_test(whole, finding)
    assert "(hash age_in_image is open; age_in_image is minor)" == next(
        transcript(whole, anywhere)
    )
    assert '  - age_in_image: "minor"\n' in as_test(whole, anywhere)
    assert "  stack:\n  - {flow: hash, step: age_in_image}\n" in as_test(whole, anywhere)


def test_a_test_of_a_flow_that_only_others_lead_to_begins_in_it() -> None:
    """
    Nobody could ask for it by name, so it is open and goes on; any question stands for the one that waits below it.
    """
    whole = assistant(flow("inner", do("utter_a")), flow("outer", call("inner"), on="threatened"))
    start = Move(says="/StartFlow(inner)", commands=(StartFlow(flow="inner"),))
    found = Finding(kind="rule", rule="R", detail="D", way=((start, ()),), stack=(Frame(flow=BASE, step=BASE),))  # fmt: skip

    assert [
        "  stack:",
        "  - {flow: opening, step: situation}",
        '  - {flow: inner, step: utter_a, context: {interrupted: "opening"}}',
        "  steps:",
        '  - user: "zzqx wvpt"  # in place of words for (goes on)',
        "  # - utter: utter_a",
        "  # - utter: utter_ask_situation",
    ] == as_test(whole, found).splitlines()[4:]
