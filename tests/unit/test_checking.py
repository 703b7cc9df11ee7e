"""
The check bites: the whole assistant has no findings, and each of many damages to it is found, with a short talk.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import pytest

from bot.checking import check_conversations
from bot.conversation.handle import Conversation
from bot.domain.assistant import Assistant
from bot.domain.flow import END, Action, Branch, Collect, Flow, Link, SetSlots, Step
from bot.domain.response import ButtonTemplate, Placeholder
from bot.domain.slot import SlotMapping, Value
from bot.e2e.run import Report, run
from bot.engine.check.everywhere import Everywhere
from bot.engine.check.finding import Finding
from bot.engine.check.places import with_base
from bot.engine.check.structure import structure
from bot.engine.check.transcript import as_test, transcript
from bot.engine.conditions import parse_condition
from bot.loading.assistant import load_assistant
from tests.build import ask, assistant, do, flow
from tests.fakes import MemoryStore, ScriptedActions, ScriptedUnderstanding

ROOT = Path(__file__).parents[2]
WHOLE = load_assistant(ROOT)
MOST_TURNS, MOST_PLAYED = 15, 3
Damage = Callable[[Assistant], Assistant]


def with_flow(whole: Assistant, changed: Flow) -> Assistant:
    """
    The assistant with another flow of that name.
    """
    triggers = {
        intent: changed if each.id == changed.id else each
        for intent, each in whole.triggers.items()
    }
    return replace(whole, flows={**whole.flows, changed.id: changed}, triggers=triggers)


def with_step(whole: Assistant, name: str, step: Step) -> Assistant:
    """
    The assistant with another step in that flow.
    """
    changed = whole.flows[name]
    return with_flow(whole, replace(changed, steps={**changed.steps, step.id: step}))


def leads(name: str, step: str, to: str) -> Damage:
    """
    The step always leads there.
    """
    return lambda whole: with_step(
        whole, name, replace(whole.flows[name].steps[step], next=(Branch(then=to),))
    )


def without_branch(name: str, step: str, number: int = 0) -> Damage:
    """
    One of the step's branches is gone.
    """

    def damage(whole: Assistant) -> Assistant:
        old = whole.flows[name].steps[step]
        branches = tuple(each for n, each in enumerate(old.next) if n != number)
        return with_step(whole, name, replace(old, next=branches))

    return damage


def both(first: Damage, second: Damage) -> Damage:
    """
    Two guards of the same thing are gone, since one is enough to hold it.
    """

    def damage(whole: Assistant) -> Assistant:
        return second(first(whole))

    return damage


def branch_if(name: str, step: str, number: int, condition: str) -> Damage:
    """
    One of the step's branches has another condition.
    """

    def damage(whole: Assistant) -> Assistant:
        old = whole.flows[name].steps[step]
        branches = list(old.next)
        branches[number] = replace(branches[number], condition=parse_condition(condition))
        return with_step(whole, name, replace(old, next=tuple(branches)))

    return damage


def begins_at(name: str, step: str) -> Damage:
    """
    The flow leaves out what comes before that step.
    """
    return lambda whole: with_flow(whole, replace(whole.flows[name], first=step))


def says(name: str, step: str, response: str) -> Damage:
    """
    The step says something else.
    """

    def damage(whole: Assistant) -> Assistant:
        old = whole.flows[name].steps[step]
        if isinstance(old, Collect):
            return with_step(whole, name, replace(old, utter=response))
        assert isinstance(old, Action)
        return with_step(whole, name, replace(old, action=response))

    return damage


def marks_first(name: str, **slots: Value) -> Damage:
    """
    The flow begins by noting what it hasn't said.
    """

    def damage(whole: Assistant) -> Assistant:
        old = whole.flows[name]
        note = SetSlots(id="note", slots=tuple(slots.items()), next=(Branch(then=old.first),))
        return with_flow(whole, replace(old, steps={"note": note, **old.steps}, first="note"))

    return damage


def says_first(name: str, *responses: str) -> Damage:
    """
    The flow says more before it begins.
    """

    def damage(whole: Assistant) -> Assistant:
        old = whole.flows[name]
        ids = [f"said_{n}" for n in range(len(responses))]
        added = {
            each: Action(id=each, action=response, next=(Branch(then=then),))
            for each, response, then in zip(ids, responses, [*ids[1:], old.first], strict=True)
        }
        return with_flow(whole, replace(old, steps={**added, **old.steps}, first=ids[0]))

    return damage


def ends_in(name: str, step: str, flow_id: str) -> Damage:
    """
    The flow is over at that step, and another takes its place.
    """
    return lambda whole: with_step(
        whole, name, Link(id=step, flow=flow_id, next=(Branch(then=END),))
    )


def puts(name: str, step: str, **slots: Value) -> Damage:
    """
    The step sets other slots.
    """

    def damage(whole: Assistant) -> Assistant:
        old = whole.flows[name].steps[step]
        assert isinstance(old, SetSlots)
        return with_step(whole, name, replace(old, slots=tuple(slots.items())))

    return damage


def forgets(name: str) -> Damage:
    """
    What the flow notes is taken back by corrections.
    """
    return lambda whole: with_flow(whole, replace(whole.flows[name], persisted_slots=()))


def unguarded(name: str) -> Damage:
    """
    The flow starts at any time.
    """
    return lambda whole: with_flow(whole, replace(whole.flows[name], guard=None))


def tagged(response: str, *, add: str = "", remove: str = "") -> Damage:
    """
    The response has a tag more or less.
    """

    def damage(whole: Assistant) -> Assistant:
        old = whole.responses["en"][response]
        tags = (old.tags | {add}) - {remove, ""}
        said = {**whole.responses["en"], response: replace(old, tags=tags)}
        return replace(whole, responses={**whole.responses, "en": said})

    return damage


def button_twice(response: str) -> Damage:
    """
    Two buttons of the response are one and the same.
    """

    def damage(whole: Assistant) -> Assistant:
        old = whole.responses["en"][response]
        first: ButtonTemplate = old.variations[0].buttons[0]
        wordings = tuple(replace(v, buttons=(first, *v.buttons)) for v in old.variations)
        said = {**whole.responses["en"], response: replace(old, variations=wordings)}
        return replace(whole, responses={**whole.responses, "en": said})

    return damage


def repeats(response: str, slot: str) -> Damage:
    """
    The response repeats what is in a slot.
    """

    def damage(whole: Assistant) -> Assistant:
        old = whole.responses["en"][response]
        wordings = tuple(
            replace(v, text=(*v.text, Placeholder(name=slot))) for v in old.variations
        )
        said = {**whole.responses["en"], response: replace(old, variations=wordings)}
        return replace(whole, responses={**whole.responses, "en": said})

    return damage


def told_by(slot: str, intent: str) -> Damage:
    """
    A message sets the slot.
    """
    mapping = SlotMapping(type="from_intent", intents=(intent,), value=True)
    return lambda whole: replace(
        whole, slots={**whole.slots, slot: replace(whole.slots[slot], mappings=(mapping,))}
    )


def no_alarms(whole: Assistant) -> Assistant:
    """
    Nothing interrupts any more.
    """
    return replace(whole, policy=replace(whole.policy, interrupts=()))


def with_lonely_flow(whole: Assistant) -> Assistant:
    """
    There is a flow that nothing leads to.
    """
    return with_flow(whole, flow("lonely", do("utter_thanks")))


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutant:
    """
    A damage, and the flows that it touches.
    """

    name: str
    flows: tuple[str, ...]
    damage: Damage


def mutants() -> Iterator[Mutant]:
    """
    Each damage once.
    """
    for name, flows, damage in TABLE:
        yield Mutant(name=name, flows=tuple(flows.split()), damage=damage)


TABLE: Sequence[tuple[str, str, Damage]] = (
    ("minors go to StopNCII", "hashing_stopncii", leads("hashing_stopncii", "whose", "what")),
    ("the age is not looked at", "hashing_stopncii", without_branch("hashing_stopncii", "whose")),
    ("unsure counts as adult", "hashing_stopncii", branch_if("hashing_stopncii", "whose", 0, 'slots.age_in_image is "minor"')),
    ("what was said before is forgotten", "hashing_stopncii", branch_if("hashing_stopncii", "whose", 0, 'slots.age_in_image is not "adult"')),
    ("helpers of minors hear of StopNCII", "hashing_for_other", leads("hashing_for_other", "which", "adult")),
    ("Take It Down names StopNCII", "hashing_take_it_down", tagged("utter_take_it_down", add="refer_stopncii")),
    ("everybody screenshots the page", "save_evidence", leads("save_evidence", "watched", "say_adult")),
    ("minors hear the adults' evidence", "save_evidence", says("save_evidence", "say", "utter_evidence_how_adult")),
    ("evidence forgets the safer road", "save_evidence", branch_if("save_evidence", "watched", 1, 'slots.age_in_image is "adult"')),
    ("hashing in the middle of danger", "hashing_tool", unguarded("hashing_tool")),
    ("copies in the middle of danger", "find_copies", unguarded("find_copies")),
    ("the plan in the middle of danger", "plan", unguarded("plan")),
    ("start over in the middle of danger", "start_over", unguarded("start_over")),
    ("threats are noted but not answered", "threat_first", leads("threat_first", "told", "2_set_slots")),
    ("threats get other words", "threat_first", says("threat_first", "say", "utter_sorry")),
    ("threat words lose don't pay", "threat_first", tagged("utter_threat_first", remove="dont_pay")),
    ("threats are passed over", "evidence", leads("threat_first_if_threatened", "threatened", END)),
    ("evidence comes before threats", "evidence", begins_at("evidence", "1_set_slots")),
    ("the age comes before threats", "age", begins_at("age", "1_call_know_whom")),
    ("Take It Down before threats", "hashing_take_it_down", begins_at("hashing_take_it_down", "1_utter_take_it_down")),
    ("Report Remove before threats", "hashing_report_remove", begins_at("hashing_report_remove", "1_utter_report_remove")),
    ("StopNCII before threats", "hashing_stopncii", without_branch("hashing_stopncii", "whose", 1)),
    ("helping before threats", "support_them", without_branch("support_them", "role")),
    ("copies before threats", "find_copies", without_branch("find_copies", "way")),
    ("why ages count before threats", "under_18", without_branch("under_18", "on_the_way", 1)),
    ("blocking notes what wasn't said", "stop_contact", puts("stop_contact", "told", told_threat=True)),
    ("danger without a number", "immediate_danger", tagged("utter_ask_danger_over", remove="emergency_number")),
    ("danger after other words", "immediate_danger", says_first("immediate_danger", "utter_distress")),
    ("danger that never ends", "immediate_danger", puts("immediate_danger", "leave", had_crisis=True)),
    ("suicide without a line", "self_harm", says("self_harm", "ask", "utter_ask_crisis_next")),
    ("suicide after other words", "self_harm", says_first("self_harm", "utter_sorry")),
    ("a friend's suicide without a line", "friend_self_harm", says("friend_self_harm", "ask", "utter_ask_crisis_next")),
    ("no alarm interrupts", "immediate_danger", no_alarms),
    ("no number for a person", "pattern_human_handoff", leads("pattern_human_handoff", "named", "where")),
    ("a person without a number", "pattern_human_handoff", tagged("utter_handoff", remove="helpline")),
    ("the wish for a person stays", "pattern_human_handoff", puts("pattern_human_handoff", "where", told_handoff=None)),
    ("stop tells what this is about", "pattern_stop", says("pattern_stop", "0_collect_resumed", "utter_ask_menu")),
    ("pause says more", "pattern_pause", says_first("pattern_pause", "utter_thanks")),
    ("images are not refused", "sends_image", says("sends_image", "0_utter_no_images", "utter_distress")),
    ("erased without a yes", "pattern_erase_data", leads("pattern_erase_data", "ask", "erase")),
    ("a wrong referral stays", "hashing_tool", says("pattern_correction", "withdraw", "utter_corrected_age")),
    ("a question asks itself", "recover_account", leads("recover_account", "2_collect_go_on", "2_collect_go_on")),
    ("a circle", "hashing_for_other", leads("hashing_for_other", "which", "which")),
    ("a flood of words", "stop_contact", says_first("stop_contact", "utter_sorry", "utter_distress", "utter_thanks")),
    ("the password is asked for", "report_platform", tagged("utter_ask_platform", add="asks_password")),
    ("a promise", "hashing_tool", tagged("utter_no_image", add="promises")),
    ("a step that nobody comes to", "survivor_help", begins_at("survivor_help", "1_set_slots")),
    ("a flow that nobody comes to", "", with_lonely_flow),
    ("two buttons are one", "", button_twice("utter_ask_has_image")),
    ("an account is repeated", "", repeats("utter_heard", "accounts")),
    ("a correction forgets under 18", "", forgets("pattern_remember_age")),
    ("a correction forgets the referral", "", forgets("hashing_stopncii")),
    ("a referral is not noted", "hashing_tool pattern_correction", puts("hashing_stopncii", "told", told_hashing=True)),
    ("a referral is noted but wasn't made", "hashing_take_it_down", marks_first("hashing_take_it_down", told_stopncii=True)),
    ("a PIN is said back", "", repeats("utter_pin_weak", "new_pin")),
    ("a case code is said back", "", repeats("utter_case_mistyped", "case_code")),
    ("resting ends the talk about suicide", "self_harm", ends_in("self_harm", "rest", "pattern_thanks")),
    ("minors aren't told not to copy", "save_evidence", tagged("utter_evidence_how", remove="no_copy_minor")),
    ("a copyright notice for minors", "write_notice", both(without_branch("write_notice", "may_sign"), without_branch("draft_notice", "which", 1))),
    ("a request from a locked log", "write_notice", both(without_branch("write_notice", "may_write"), without_branch("draft_notice", "which", 0))),
    ("a locked log is shown", "show_log", without_branch("show_log", "may")),
    ("a case without its PIN", "continue_case", leads("continue_case", "pin", "join")),
    ("a PIN that was typed once", "lock_log", leads("lock_log", "weak", "lock")),
    ("a reminder that nobody chose", "offer_reminder", leads("offer_reminder", "ask", "set")),
    ("a message marks threats as told", "", told_by("told_threat", "thanks")),
)  # fmt: skip


@lru_cache(maxsize=64)
def sound_in(flows: tuple[str, ...]) -> frozenset[tuple[str, str, str]]:
    """
    What is found there without a damage, as these flows don't come to all that others do.
    """
    return frozenset(each.name for each in found_in(WHOLE, flows))


def found_in(whole: Assistant, flows: Sequence[str]) -> list[Finding]:
    """
    What the check finds in these flows, and in the files.
    """
    seen = Everywhere(with_base(whole), whole.rules).look_at(flows)
    of_files = [
        each
        for each in structure(whole, seen)
        if not each.detail.startswith("no conversation comes to")
        or any(each.detail.startswith(f"no conversation comes to {name} ") for name in flows)
    ]
    return [*seen.findings.values(), *of_files]


@pytest.mark.parametrize("mutant", list(mutants()), ids=lambda mutant: mutant.name)
def test_each_damage_is_found_with_a_short_talk_that_can_be_played(
    mutant: Mutant, tmp_path: Path
) -> None:
    """
    What the damage breaks is told; where it shows in a conversation, that is short, and goes so when it is played again.
    """
    sound = sound_in(mutant.flows)
    damaged = mutant.damage(WHOLE)
    found = [each for each in found_in(damaged, mutant.flows) if each.name not in sound]

    assert found
    for each in found:
        assert len(each.way) <= MOST_TURNS
        assert not each.way or list(transcript(damaged, each))
    assert [] == [
        failure.describe()
        for each in [each for each in found if each.way][:MOST_PLAYED]
        for failure in play(damaged, as_test(damaged, each), tmp_path).failures
    ]


def play(damaged: Assistant, text: str, folder: Path) -> Report:
    """
    What comes of a test of the damaged assistant.
    """
    file = folder / "found.yml"
    file.write_text(text, encoding="utf-8")
    conversation = Conversation(
        assistant=damaged,
        store=MemoryStore(),
        understanding=ScriptedUnderstanding(),
        actions=ScriptedActions(),
    )
    return run([file], conversation)


def test_there_are_enough_damages() -> None:
    """
    Each has a name of its own.
    """
    assert len({name for name, _, _ in TABLE}) >= 40


def test_the_work_is_shared_and_counted() -> None:
    """
    All processes together see what one would.
    """
    small = assistant(
        flow("hash", ask("age", [('slots.age = "adult"', "utter_a"), (None, "utter_b")]), do("utter_a"), do("utter_b"), on="threatened"),
        slots=(WHOLE.slots["age_in_image"].__class__(name="age", type="categorical", values=("adult", "minor")),),
    )  # fmt: skip
    shares: list[float] = []
    checked = check_conversations(
        small, states=80, workers=2, progress=lambda _doing, share: shares.append(share)
    )

    assert checked.numbers["places"] > 3
    assert checked.through.states > 1
    assert 1.0 == shares[-1]
    assert not [each for each in checked.findings if each.kind == "rule"]
