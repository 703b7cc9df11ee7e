"""
One turn from every place, with every slot undecided: what holds here holds in every conversation, however it got there.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.domain.assistant import Assistant
from bot.domain.command import (
    GoBack,
    Interrupt,
    SessionStart,
    SetSlot,
    SkipQuestion,
    StartFlow,
)
from bot.domain.event import BotUttered, Event, FlowCompleted, SlotWasSet, StepEntered
from bot.domain.flow import Call, Collect, Link
from bot.domain.rule import AtRest, LeadsBack, Rule, Saying, WithinOneTurn
from bot.domain.slot import Value
from bot.domain.tracker import Frame, Tracker
from bot.engine.advance import advance, resume
from bot.engine.check.finding import Finding, Outcome, Seen, place_of
from bot.engine.check.judge import Judged, broken, changed, open_flows, spoken
from bot.engine.check.moves import NOW, Move
from bot.engine.check.places import (
    BASE,
    BASE_FRAME,
    Place,
    Stack,
    first_places,
    halts_at,
    kept_guards,
    places_in,
)
from bot.engine.check.trials import Trial, beginnings, trials
from bot.engine.check.undecided import (
    SKIPPED,
    Decisions,
    Undecided,
    Unknown,
    example,
    open_slots,
    skipped,
    unknown,
    ways,
)
from bot.engine.check.values import choices_of
from bot.engine.draft import open_question
from bot.engine.flows import alarms
from bot.engine.turn import ActionResult, Said
from bot.errors import TooManySteps

MAX_BUBBLES = 3
SAYS = "says"
CHANNEL_KNOWS = frozenset({"language", "time_zone"})
"""Slots that only choose between words: they stay empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrong:
    """
    What is wrong with a turn, before it has a place in the files.
    """

    kind: str
    rule: str
    detail: str
    at: tuple[str, str]
    broke: Rule | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """
    One way that a turn went.
    """

    move: Move
    taken: Outcome
    before: Tracker
    after: Tracker | None
    events: tuple[Event, ...]
    wrong: tuple[Wrong, ...]


class Everywhere:
    """
    Tries one assistant (with its base, see `places`) under one set of rules.
    """

    def __init__(self, assistant: Assistant, rules: Sequence[Rule]) -> None:
        self.assistant = assistant
        self.rules = tuple(rules)
        self.choices = {
            name: choices_of(assistant, name)
            for name in assistant.slots
            if name != BASE and name not in CHANNEL_KNOWS
        }
        self.urgent = {
            intent
            for rule in rules
            if isinstance(rule, (WithinOneTurn, LeadsBack))
            for intent in rule.after
        }
        self.nothing = dict.fromkeys(self.choices, (None,))
        self.skippable = _skippable(assistant)
        self.sets = {name: _set_by(assistant, name) for name in assistant.custom_actions}

    def beginnings(self) -> Seen:
        """
        Every first message.
        """
        seen = Seen()
        for trial in beginnings(self.assistant, self.urgent):
            self._try(Place(alone=True), trial, seen)
        return seen

    def look(self, places: Iterable[Place]) -> Seen:
        """
        Everything that can be tried at these places.
        """
        seen = Seen()
        for place in places:
            for trial in trials(self.assistant, place, self.urgent):
                self._try(place, trial, seen)
        return seen

    def look_at(self, flows: Collection[str]) -> Seen:
        """
        What can be tried in these flows, and what starts or corrects them from elsewhere.
        """
        own = first_places(self.assistant, list(flows))
        seen = self.look(place for place in own if place.frames)
        for trial in trials(self.assistant, Place(), self.urgent):
            meant = self.assistant.triggers.get(getattr(trial.make, "intent", ""))
            asked = {each.flow for each in trial.asked.values()}
            if {trial.starts, meant.id if meant else None, *asked} & set(flows):
                self._try(Place(), trial, seen)
        new = [each for each in seen.places.values() if each.frames[-1].flow in flows]
        seen.add(self.look(new))
        return seen

    def _try(self, place: Place, trial: Trial, seen: Seen) -> None:
        for decisions, tried in ways(
            lambda decisions: self._turn(place, trial, decisions), trial.given
        ):
            if tried is None:
                continue
            seen.transitions += 1
            self._note_visits(tried.events, seen)
            for wrong in tried.wrong:
                seen.note(self._finding(place, tried, wrong, decisions))
            if tried.after is not None:
                seen.states += 1
                for each in places_in(self.assistant, tried.after.stack):
                    seen.places.setdefault(each.key, each)

    def _note_visits(self, events: tuple[Event, ...], seen: Seen) -> None:
        for event in events:
            if isinstance(event, StepEntered):
                seen.steps.add((event.flow, event.step))
            elif isinstance(event, BotUttered):
                seen.responses.add(event.message.response)

    def _turn(self, place: Place, trial: Trial, decisions: Decisions) -> Tried | None:
        before = self._stands(trial.starts_at or place, trial, decisions)
        if not self._possible(place, trial, before):
            return None
        move = trial.make(self.assistant, before)
        try:
            events, taken, after = self._advance(before, move, decisions)
        except TooManySteps as error:
            circle = Wrong(
                kind="circle",
                rule="No flow runs in a circle without a question.",
                detail=f"{error.flow} {error.step}",
                at=(error.flow, error.step),
            )
            return Tried(
                move=move, taken=(), before=before, after=None, events=(), wrong=(circle,)
            )
        turn = self._judged(before, move, events, after, self._asked(place, trial))
        wrong = [
            Wrong(
                kind="rule", rule=each.rule.name, detail=each.detail, at=each.at, broke=each.rule
            )
            for each in broken(self.rules, turn)
        ]
        wrong += self._unguarded(events, before)
        wrong += self._always(place, trial, turn, events, after)
        return Tried(
            move=move, taken=taken, before=before, after=after, events=events, wrong=tuple(wrong)
        )

    def _unguarded(self, events: tuple[Event, ...], before: Tracker) -> Iterator[Wrong]:
        """
        Flows that others lead to although what guards them doesn't hold then.
        """
        now = before.slots.copy() if isinstance(before.slots, dict) else dict(before.slots)
        for event in events:
            if isinstance(event, SlotWasSet):
                now[event.slot] = event.value
            elif isinstance(event, StepEntered):
                step = self.assistant.flows[event.flow].steps[event.step]
                led = step.flow if isinstance(step, (Call, Link)) else ""
                for guard in kept_guards(self.assistant).get(led, ()):
                    if not guard.holds({"slots": now, "context": {}}):
                        yield Wrong(
                            kind="guard",
                            rule="A flow runs only while what guards it holds.",
                            detail=f"{event.flow} {event.step} leads to {led} in spite of {guard}",
                            at=(event.flow, event.step),
                        )

    def _stands(self, place: Place, trial: Trial, decisions: Decisions) -> Tracker:
        """
        A conversation that stands at this place, of which only the decisions are known.
        """
        question = open_question(self.assistant, place.stack)
        known = dict(decisions)
        if question is not None and not question.ask_before_filling:
            known.setdefault(question.slot, (None,))
            known.setdefault(SKIPPED + question.slot, (False,))
        return Tracker(
            slots=open_slots(
                self.nothing if trial.empty else self.choices,
                known,
                () if trial.empty else self.skippable,
            ),
            skipped=skipped(known),
            stack=place.stack,
            history=trial.history,
            asked=trial.asked,
            counters=trial.counters,
            last_seen=None if place.alone and not place.frames else NOW,
        )

    def _possible(self, place: Place, trial: Trial, before: Tracker) -> bool:
        """
        Whether what guards the flow of this place, or the flow that is started, holds; and what holds at rest.
        """
        flow = trial.starts or (place.frames[-1].flow if place.frames else BASE)
        scope = {"slots": before.slots, "context": {}}
        guards = kept_guards(self.assistant).get(flow, frozenset())
        at_rest = (rule.when for rule in self.rules if isinstance(rule, AtRest))
        return all(each.holds(scope) for each in (*guards, *at_rest))

    def _advance(
        self, before: Tracker, move: Move, decisions: Decisions
    ) -> tuple[tuple[Event, ...], Outcome, Tracker]:
        turn = advance(self.assistant, before, move.commands, NOW, halts=self._halts)
        events, number = turn.events, 0
        taken: Outcome = ()
        while turn.action is not None:
            number += 1
            result = self._acted(turn.action, number, decisions)
            taken = (*taken, *(each for each in result.slots if not isinstance(each[1], Unknown)))
            turn = resume(self.assistant, turn.tracker, result, NOW, halts=self._halts)
            events += turn.events
        return events, taken, turn.tracker

    def _halts(self, frame: Frame) -> bool:
        return halts_at(self.assistant, frame)

    def _acted(self, action: str, number: int, decisions: Decisions) -> ActionResult:
        """
        What an action may do: each slot that it sets can come to anything.
        """
        saying = self._saying(action, number, decisions)
        told = dict(saying.slots)
        slots = tuple(
            (name, told[name] if name in told else self._set(name, number, decisions))
            for name in self.sets[action]
        )
        said = (Said(response=saying.response, arguments={}),) if saying.response else ()
        return ActionResult(slots=slots, said=said)

    def _saying(self, action: str, number: int, decisions: Decisions) -> Saying:
        every = self.assistant.says.get(action, (Saying(),))
        key = f"{SAYS} {number}"
        chosen = decisions.get(key, tuple(range(len(every))))
        if len(chosen) > 1:
            raise Undecided(key, tuple((index,) for index in chosen))
        return every[int(str(chosen[0]))]

    def _set(self, slot: str, number: int, decisions: Decisions) -> Value:
        key = f"{slot}@{number}"
        return unknown(key, decisions.get(key, self.choices[slot]))

    def _judged(
        self,
        before: Tracker,
        move: Move,
        events: tuple[Event, ...],
        after: Tracker,
        again: frozenset[str],
    ) -> Judged:
        slots = before.slots.copy() if isinstance(before.slots, dict) else dict(before.slots)
        return Judged(
            said=spoken(events, slots, frozenset()),
            before=before.slots,
            after=after.slots,
            changed=changed(events),
            move=move,
            again=again,
            open_before=open_flows(before, events),
            open_after=open_flows(after),
            at=_top(after.stack) or _top(before.stack) or ("", ""),
        )

    def _asked(self, place: Place, trial: Trial) -> frozenset[str]:
        """
        What was asked before: the open question, and the one whose answer is corrected.
        """
        question = open_question(self.assistant, place.stack)
        steps = (self.assistant.flows[each.flow].steps[each.step] for each in trial.asked.values())
        asked = [question, *steps]
        return frozenset(each.utter for each in asked if isinstance(each, Collect))

    def _always(
        self, place: Place, trial: Trial, turn: Judged, events: tuple[Event, ...], after: Tracker
    ) -> Iterator[Wrong]:
        """
        What must hold of every turn, whatever the rules say.
        """
        at = _top(place.stack) or turn.at
        here = " ".join(at)
        bubbles = turn.bubbles
        halted = bool(after.stack) and self._halts(after.stack[-1])
        if not bubbles and not halted:
            yield Wrong(kind="silence", rule="Every message is answered.", detail=here, at=at)
        if len(bubbles) > MAX_BUBBLES:
            said = ", ".join(each.name for each in bubbles)
            yield Wrong(
                kind="bubbles",
                rule=f"A turn has at most {MAX_BUBBLES} bubbles.",
                detail=said,
                at=bubbles[MAX_BUBBLES].at,
            )
        if len(after.stack) > self.assistant.policy.max_stack:
            yield Wrong(kind="stack", rule="The stack keeps to its limit.", detail=here, at=at)
        yield from self._of_kind(place, trial, turn, after, at)
        if trial.kind in ("answer", "skip"):
            yield from self._mended(events, after)
        yield from self._leads_back(place, trial, turn, events, after)

    def _of_kind(
        self, place: Place, trial: Trial, turn: Judged, after: Tracker, at: tuple[str, str]
    ) -> Iterator[Wrong]:
        here = " ".join(at)
        only_asked = len(turn.said) == 1 and after.stack == place.stack
        if trial.kind == "skip" and only_asked:
            yield Wrong(
                kind="no way on", rule="Every question can be skipped.", detail=here, at=at
            )
        if trial.kind == "answer" and only_asked:
            yield Wrong(
                kind="unhandled answer",
                rule="Every answer leads on.",
                detail=f"{here} {turn.move.says}",
                at=at,
            )
        if trial.kind == "back" and after.stack[: len(place.stack)] != place.stack:
            yield Wrong(
                kind="no way back", rule="Back leads to the question before.", detail=here, at=at
            )
        if trial.kind == "aside" and not self._kept(place, turn.move, after):
            yield Wrong(
                kind="lost question",
                rule="What is left for something else is come back to.",
                detail=f"{here} {turn.move.says}",
                at=at,
            )

    def _kept(self, place: Place, move: Move, after: Tracker) -> bool:
        """
        Whether the question of this place still waits, unless the message answers it, begins a session or starts its
        flow anew; a pattern's question may give way, but not what it was over.
        """
        if after.stack[: len(place.stack)] == place.stack or self._gives_way(place, move):
            return True
        passes = bool(place.frames) and place.frames[0].flow.startswith("pattern_")
        return passes and after.stack[:1] == place.stack[:1]

    def _gives_way(self, place: Place, move: Move) -> bool:
        question = open_question(self.assistant, place.stack)
        flows = {frame.flow for frame in place.frames}
        return any(
            isinstance(each, (SessionStart, SkipQuestion, GoBack))
            or (isinstance(each, SetSlot) and question is not None and each.slot == question.slot)
            or (isinstance(each, (StartFlow, Interrupt)) and each.flow in flows)
            for each in move.commands
        )

    def _mended(self, events: tuple[Event, ...], after: Tracker) -> Iterator[Wrong]:
        """
        An alarm that broke what guards flows has mended it when it is over.
        """
        urgent = alarms(self.assistant)
        scope = {"slots": after.slots, "context": {}}
        guards = {each for kept in kept_guards(self.assistant).values() for each in kept}
        for event in events:
            if isinstance(event, FlowCompleted) and event.flow in urgent:
                for guard in guards:
                    if not guard.holds(scope):
                        yield Wrong(
                            kind="guard",
                            rule="What guards flows holds again after an alarm.",
                            detail=f"{event.flow} ends in spite of {guard}",
                            at=(event.flow, event.step),
                        )

    def _leads_back(
        self, place: Place, trial: Trial, turn: Judged, events: tuple[Event, ...], after: Tracker
    ) -> Iterator[Wrong]:
        for rule in self.rules:
            if isinstance(rule, LeadsBack):
                flows = {self.assistant.triggers[each].id for each in rule.after}
                if self._astray(flows, place, trial, events, after):
                    yield Wrong(
                        kind="rule",
                        rule=rule.name,
                        detail=f"after {' '.join(_top(place.stack) or ('', ''))} {turn.move.says}",
                        at=_top(place.stack) or turn.at,
                        broke=rule,
                    )

    def _astray(
        self,
        flows: set[str],
        place: Place,
        trial: Trial,
        events: tuple[Event, ...],
        after: Tracker,
    ) -> bool:
        """
        Whether an alarm's flow is over, by an answer to it, and something else than the question before is open.
        """
        if trial.kind not in ("answer", "skip") or place.alone or not place.frames:
            return False
        over = {e.flow for e in events if isinstance(e, FlowCompleted)} & flows
        if place.frames[0].flow not in over:
            return False
        return after.stack != (BASE_FRAME,)

    def _finding(self, place: Place, tried: Tried, wrong: Wrong, decisions: Decisions) -> Finding:
        file, line = place_of(self.assistant, wrong.at)
        before = {
            name: example(values)
            for name, values in decisions.items()
            if None not in values and "@" not in name and " " not in name
        }
        return Finding(
            kind=wrong.kind,
            rule=wrong.rule,
            detail=wrong.detail,
            file=file,
            line=line,
            way=((tried.move, tried.taken),),
            slots=before,
            stack=place.stack,
        )


def _skippable(assistant: Assistant) -> list[str]:
    steps = (step for flow in assistant.flows.values() for step in flow.steps.values())
    asked = (s.slot for s in steps if isinstance(s, Collect) and not s.ask_before_filling)
    return list(dict.fromkeys(asked))


def _set_by(assistant: Assistant, action: str) -> list[str]:
    return [
        slot.name
        for slot in assistant.slots.values()
        if any(mapping.action == action for mapping in slot.mappings)
    ]


def _top(stack: Stack) -> tuple[str, str] | None:
    return (stack[-1].flow, stack[-1].step) if stack else None
