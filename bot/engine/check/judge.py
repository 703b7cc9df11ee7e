"""
Holds what a turn said and ran against the rules.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from typing_extensions import assert_never

from bot.domain.condition import Condition, names_in
from bot.domain.event import (
    ActionExecuted,
    BotUttered,
    Event,
    FlowStarted,
    SlotWasSet,
    StepEntered,
)
from bot.domain.rule import (
    AtRest,
    Before,
    Corrected,
    LeadsBack,
    Mark,
    Never,
    NeverShown,
    Remembered,
    Rule,
    StaysOpen,
    WithinOneTurn,
)
from bot.domain.slot import Value
from bot.domain.tracker import Tracker
from bot.engine.check.moves import Move

Slots = Mapping[str, Value]
Step = tuple[str, str]
NOWHERE: Step = ("", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """
    One response of a turn, or a custom action that ran: its names (tags, and its own), the slots at that moment,
    the tags said before it in this turn or, if that is known, earlier; and the flow and step that said it.
    """

    name: str
    names: frozenset[str]
    slots: Slots = field(default_factory=dict)
    earlier: frozenset[str] = frozenset()
    at: Step = NOWHERE
    is_bubble: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """
    A turn as the rules see it: what was said, the slots before and after it, and what the person did.

    `earlier` are the tags said in turns before; `None` if nobody knows, and then marks must tell. `again` is what was
    asked before, so that asking it again is no new step. `open_before` are the flows that were open before the turn or
    began in it, `open_after` those that are open after it.
    """

    said: tuple[Spoken, ...]
    before: Slots
    after: Slots
    changed: frozenset[str]
    move: Move
    earlier: frozenset[str] | None = None
    again: frozenset[str] = frozenset()
    open_before: frozenset[str] = frozenset()
    open_after: frozenset[str] = frozenset()
    at: Step = NOWHERE

    @property
    def bubbles(self) -> tuple[Spoken, ...]:
        """
        What the person got.
        """
        return tuple(each for each in self.said if each.is_bubble)


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """
    A rule that a turn breaks, with what went wrong, and the step where it did.
    """

    rule: Rule
    detail: str
    at: Step


def spoken(
    events: Sequence[Event], slots: dict[str, Value], earlier: frozenset[str]
) -> tuple[Spoken, ...]:
    """
    What a turn said and ran, in order; `slots` and `earlier` are those before the turn.
    """
    now, said, at, found = slots.copy(), earlier, NOWHERE, []
    for event in events:
        match event:
            case SlotWasSet():
                now[event.slot] = event.value
            case StepEntered():
                at = (event.flow, event.step)
            case ActionExecuted():
                names = frozenset({event.action})
                found.append(_spoken(event.action, names, now, said, at, is_bubble=False))
            case BotUttered():
                name = event.message.response
                names = event.message.tags | {name}
                found.append(_spoken(name, names, now, said, at, is_bubble=True))
                said |= event.message.tags
            case _:
                pass
    return tuple(found)


def _spoken(  # noqa: PLR0913 - each is one thing that a rule looks at
    name: str,
    names: frozenset[str],
    slots: dict[str, Value],
    earlier: frozenset[str],
    at: Step,
    *,
    is_bubble: bool,
) -> Spoken:
    return Spoken(
        name=name, names=names, slots=slots.copy(), earlier=earlier, at=at, is_bubble=is_bubble
    )


def changed(events: Sequence[Event]) -> frozenset[str]:
    """
    The slots that a turn changed.
    """
    return frozenset(event.slot for event in events if isinstance(event, SlotWasSet))


def open_flows(tracker: Tracker, events: Sequence[Event] = ()) -> frozenset[str]:
    """
    The flows on the stack, and those that these events begin.
    """
    begun = {each.flow for each in events if isinstance(each, FlowStarted)}
    return frozenset(begun | {frame.flow for frame in tracker.stack})


def broken(  # noqa: C901, PLR0912 - one line a kind of rule
    rules: Sequence[Rule], turn: Judged
) -> Iterator[Broken]:
    """
    The rules that a turn breaks.
    """
    marks = [rule for rule in rules if isinstance(rule, Mark)]
    for rule in rules:
        match rule:
            case Never():
                yield from _forbidden(rule, turn)
            case Before():
                yield from _too_early(rule, turn, marks)
            case WithinOneTurn():
                yield from _unanswered(rule, turn)
            case Corrected():
                yield from _not_taken_back(rule, turn)
            case Mark():
                yield from _marked_falsely(rule, turn, marks)
            case AtRest():
                yield from _left_over(rule, turn)
            case StaysOpen():
                yield from _dropped(rule, turn)
            case LeadsBack() | NeverShown() | Remembered():
                pass  # more than one turn, and no turn at all: see `everywhere` and `structure`
            case _:
                assert_never(rule)


def _holds(condition: Condition | None, slots: Slots) -> bool:
    return condition is None or condition.holds({"slots": slots, "context": {}})


def _forbidden(rule: Never, turn: Judged) -> Iterator[Broken]:
    for each in turn.said:
        if rule.say & each.names and _holds(rule.when, each.slots):
            yield Broken(rule=rule, detail=each.name, at=each.at)


def _too_early(rule: Before, turn: Judged, marks: Sequence[Mark]) -> Iterator[Broken]:
    for each in turn.said:
        new = each.name not in turn.again
        if new and rule.then & each.names and _holds(rule.when, each.slots):
            missing = rule.say - each.earlier - each.names
            if missing and not missing <= _known_said(missing, turn, marks):
                yield Broken(rule=rule, detail=each.name, at=each.at)


def _known_said(wanted: frozenset[str], turn: Judged, marks: Sequence[Mark]) -> frozenset[str]:
    """
    Which of the wanted tags were said in turns before: as is known, or as the marks of before the turn tell.
    """
    if turn.earlier is not None:
        return turn.earlier
    telling = (mark for mark in marks if mark.say & wanted and _holds(mark.when, turn.before))
    return frozenset().union(*(mark.say for mark in telling))


def _unanswered(rule: WithinOneTurn, turn: Judged) -> Iterator[Broken]:
    if turn.move.intent not in rule.after or not _holds(rule.when, turn.before):
        return
    said = turn.bubbles
    missing = rule.say - frozenset().union(*(each.names for each in said))
    if missing:
        yield Broken(rule=rule, detail=f"nothing said {', '.join(sorted(missing))}", at=turn.at)
    elif rule.first and not said[0].names & rule.say:
        yield Broken(rule=rule, detail=f"{said[0].name} came first", at=said[0].at)
    elif rule.alone and len(said) > 1:
        yield Broken(rule=rule, detail=f"{said[1].name} came too", at=said[1].at)


def _not_taken_back(rule: Corrected, turn: Judged) -> Iterator[Broken]:
    if turn.move.corrects is None or turn.move.corrects[0] != rule.slot:
        return
    if turn.move.corrects[1] in rule.to and _holds(rule.when, turn.before):
        missing = rule.say - frozenset().union(*(each.names for each in turn.bubbles))
        if missing:
            yield Broken(
                rule=rule, detail=f"nothing said {', '.join(sorted(missing))}", at=turn.at
            )


def _marked_falsely(rule: Mark, turn: Judged, marks: Sequence[Mark]) -> Iterator[Broken]:
    looked_at = {name.key for name in names_in(rule.when)}
    if not looked_at & turn.changed or not _holds(rule.when, turn.after):
        return
    now = frozenset().union(*(each.names for each in turn.bubbles))
    missing = rule.say - now
    if missing and not missing <= _known_said(missing, turn, marks):
        yield Broken(
            rule=rule, detail=f"{', '.join(sorted(looked_at))} is set before that", at=turn.at
        )


def _left_over(rule: AtRest, turn: Judged) -> Iterator[Broken]:
    looked_at = {name.key for name in names_in(rule.when)}
    if looked_at & turn.changed and not _holds(rule.when, turn.after):
        yield Broken(rule=rule, detail=f"{', '.join(sorted(looked_at))} is left over", at=turn.at)


def _dropped(rule: StaysOpen, turn: Judged) -> Iterator[Broken]:
    gone = rule.flows & turn.open_before
    if gone and not rule.flows & turn.open_after and _holds(rule.when, turn.after):
        yield Broken(rule=rule, detail=f"{', '.join(sorted(gone))} is gone", at=turn.at)


def remembered(rules: Sequence[Rule]) -> frozenset[str]:
    """
    The tags whose having been said matters later.
    """
    return frozenset().union(*(rule.say for rule in rules if isinstance(rule, (Before, Mark))))
