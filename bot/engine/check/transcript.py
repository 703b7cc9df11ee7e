"""
A finding as people can read it: the conversation that leads there; and the same as a test that can be played again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from bot.domain.assistant import Assistant
from bot.domain.command import SetSlot
from bot.domain.flow import Collect, Flow
from bot.domain.message import BotMessage
from bot.domain.response import Response, Variation
from bot.domain.slot import Slot, Value
from bot.domain.tracker import Asked, Tracker
from bot.engine.advance import advance, resume
from bot.engine.check.finding import Finding, Outcome
from bot.engine.check.moves import NOW, Move
from bot.engine.check.places import BASE, BASE_SAYS
from bot.engine.turn import ActionResult, Said
from bot.errors import TooManySteps

OTHER_QUESTION = "(the question that was open before)"
NONSENSE = "zzqx wvpt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Turned:
    """
    One turn of a transcript.
    """

    move: Move
    taken: Outcome
    messages: tuple[BotMessage, ...]


def played(assistant: Assistant, finding: Finding) -> tuple[Turned, ...]:
    """
    The turns that lead to a finding, with all that is said; actions do what the finding says that they did.
    """
    whole = _with_base(assistant)
    tracker = Tracker(
        slots=finding.slots, stack=finding.stack, last_seen=NOW if finding.stack else None
    )
    turns = []
    for move, taken in finding.way:
        try:
            turned, tracker = _turn(whole, tracker, move, taken)
        except TooManySteps:  # that is the finding
            turned = Turned(move=move, taken=taken, messages=())
        turns.append(turned)
    return tuple(turns)


def _turn(
    assistant: Assistant, tracker: Tracker, move: Move, taken: Outcome
) -> tuple[Turned, Tracker]:
    corrected = tracker
    if move.corrects is not None:
        slot = move.corrects[0]
        corrected = replace(tracker, asked=tracker.asked or _asked(assistant, slot))
    turn = advance(assistant, corrected, move.commands, NOW)
    messages = turn.messages
    while turn.action is not None:
        turn = resume(assistant, turn.tracker, _result(assistant, turn.action, taken), NOW)
        messages += turn.messages
    return Turned(move=move, taken=taken, messages=messages), turn.tracker


def _asked(assistant: Assistant, slot: str) -> Mapping[str, Asked]:
    for flow in assistant.flows.values():
        for step in flow.steps.values():
            if isinstance(step, Collect) and step.slot == slot:
                return {slot: Asked(flow=flow.id, step=step.id)}
    return {}


def _result(assistant: Assistant, action: str, taken: Outcome) -> ActionResult:
    sets = {
        slot.name
        for slot in assistant.slots.values()
        if any(mapping.action == action for mapping in slot.mappings)
    }
    slots = tuple((name, value) for name, value in taken if name in sets)
    for saying in assistant.says.get(action, ()):
        if saying.response is not None and set(saying.slots) <= {*slots, *saying.slots}:
            said = Said(response=saying.response, arguments={})
            return ActionResult(slots=(*slots, *saying.slots), said=(said,))
    return ActionResult(slots=slots)


def _with_base(assistant: Assistant) -> Assistant:
    """
    The assistant, words and all, with the question that stands for any other.
    """
    ask = Collect(id=BASE, slot=BASE, utter=BASE_SAYS, next=(), ask_before_filling=True)
    said = Response(name=BASE_SAYS, variations=(Variation(text=(OTHER_QUESTION,)),))
    flow = Flow(id=BASE, description=BASE, steps={BASE: ask}, first=BASE)
    return replace(
        assistant,
        flows={**assistant.flows, BASE: flow},
        slots={**assistant.slots, BASE: Slot(name=BASE, type="any")},
        responses={
            language: {**each, BASE_SAYS: said} for language, each in assistant.responses.items()
        },
    )


def transcript(assistant: Assistant, finding: Finding) -> Iterator[str]:
    """
    The lines of a transcript: where it begins, what the person does, what is said.
    """
    if finding.stack:
        top = finding.stack[-1]
        where = (
            "another question is open" if top.flow == BASE else f"{top.flow} {top.step} is open"
        )
        known = ", ".join(f"{name} is {value}" for name, value in sorted(finding.slots.items()))
        yield f"({where}{'; ' + known if known else ''})"
    for turn in played(assistant, finding):
        yield f"> {turn.move.says}"
        for name, value in turn.taken:
            yield f"  (an action sets {name} to {value})"
        for message in turn.messages:
            yield from (f"< {line}" for line in message.text.splitlines())
            if message.buttons:
                yield "  " + " ".join(f"[{button.title}]" for button in message.buttons)


def as_test(assistant: Assistant, finding: Finding) -> str:
    """
    An e2e test file of the conversation. Slots that words would fill are fixtures; it holds what is said today.
    """
    slots = {**finding.slots, **_told_first(finding)}
    lines = [f"# {finding.rule}", f"# {finding.kind}: {finding.detail}"]
    if slots:
        lines += ["fixtures:", "- known:"]
        lines += [f"  - {name}: {_yaml(value)}" for name, value in slots.items()]
    lines += ["test_cases:", f"- test_case: {finding.kind} - {_plain(finding.detail)}"]
    if slots:
        lines.append("  fixtures: [known]")
    lines.append("  steps:")
    lines += list(_beginning(finding))
    for turn in played(assistant, finding):
        lines.append(f'  - user: "{_words(turn.move)}"')
        if not finding.stack:
            lines += [f"  - utter: {message.response}" for message in turn.messages]
    return "\n".join(lines) + "\n"


def _beginning(finding: Finding) -> Iterator[str]:
    """
    The way to where a finding begins: by its flow's name, past the first question.
    """
    if finding.stack:
        yield '  - user: "/SetSlots(safe_now=yes)"'
        if finding.stack[-1].flow != BASE:
            yield f'  - user: "/StartFlow({finding.stack[-1].flow})"'


def _told_first(finding: Finding) -> dict[str, Value]:
    if finding.stack or not finding.way:
        return {}
    commands = finding.way[0][0].commands
    return {each.slot: each.value for each in commands if isinstance(each, SetSlot)}


def _words(move: Move) -> str:
    """
    What to send for a move: a payload, or words that nobody understands.
    """
    if move.says.startswith("/"):
        return move.says.split(" (")[0].replace('"', "'")
    if ": " in move.says:
        slot, value = move.says.strip("()").split(": ", 1)
        shown = value.lower() if value in ("True", "False") else value
        return f"/SetSlots({slot}={shown})"
    return NONSENSE


def _plain(text: str) -> str:
    return text.replace(":", " ").replace("#", " ")


def _yaml(value: Value) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return f'"{value}"' if isinstance(value, str) else str(value)
