"""
A finding as people can read it: the conversation that leads there; and the same as a test that can be played again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from bot.domain.assistant import Assistant
from bot.domain.command import SetSlot, StartFlow
from bot.domain.flow import Collect, Flow
from bot.domain.message import BotMessage
from bot.domain.response import Response, Variation
from bot.domain.slot import Slot, Value
from bot.domain.tracker import Asked, Frame, Tracker
from bot.engine.advance import advance, resume
from bot.engine.check.finding import Finding, Outcome
from bot.engine.check.moves import NOW, Move
from bot.engine.check.places import BASE, BASE_SAYS, BOTTOM, OVER, Stack
from bot.engine.check.undecided import Unknown, example
from bot.engine.flows import asked_for
from bot.engine.offers import startable
from bot.engine.turn import ActionResult, Said
from bot.errors import TooManySteps

OTHER_QUESTION = "(the question that was open before)"
NONSENSE = "zzqx wvpt"
PUZZLING = ("(nonsense)", "(not_understood)")
SILENCE = "(after a long silence)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Turned:
    """
    One turn of a transcript; `acted` if a custom action ran in it.
    """

    move: Move
    taken: Outcome
    messages: tuple[BotMessage, ...]
    acted: bool = False


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
        asked = asked_for(assistant)[move.corrects[0]]
        corrected = replace(tracker, asked={move.corrects[0]: asked, **tracker.asked})
    turn = advance(assistant, corrected, move.commands, NOW)
    messages, acted = turn.messages, turn.action is not None
    while turn.action is not None:
        turn = resume(assistant, turn.tracker, _result(assistant, turn.action, taken), NOW)
        messages += turn.messages
    return Turned(move=move, taken=taken, messages=messages, acted=acted), turn.tracker


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
    An e2e test file of the conversation, from where it begins: what was told before are fixtures, what is open its stack.

    It holds what is said today, so it fails once that is mended; where an action could go otherwise, or words would be
    needed that mean just this, what the check heard stands there as a comment.
    """
    finding = _in_progress(assistant, finding)
    base = _base(assistant, finding.stack)
    slots = {**finding.slots, **_told_first(finding)}
    lines = [f"# {finding.rule}", f"# {finding.kind}: {finding.detail}"]
    if slots:
        lines += ["fixtures:", "- known:"]
        lines += [f"  - {name}: {_yaml(value)}" for name, value in slots.items()]
    lines += ["test_cases:", f"- test_case: {finding.kind} - {_plain(finding.detail)}"]
    if slots:
        lines.append("  fixtures: [known]")
    lines += _stack(finding.stack, base)
    lines.append("  steps:")
    question = assistant.flows[base.flow].steps[base.step]
    for turn in played(assistant, finding):
        lines += _steps(turn, question.utter if isinstance(question, Collect) else "")
    return "\n".join(lines) + "\n"


def _in_progress(assistant: Assistant, finding: Finding) -> Finding:
    """
    The same where it begins with a flow that only others lead to: that one is open then, and goes on.
    """
    commands = finding.way[0][0].commands if finding.way else ()
    flow = next((each.flow for each in commands if isinstance(each, StartFlow)), None)
    if flow is None or not finding.stack or flow in startable(assistant):
        return finding
    frame = Frame(flow=flow, step=assistant.flows[flow].first, context=OVER)
    goes_on = (Move(says="(goes on)", commands=()), finding.way[0][1])
    return replace(finding, stack=(*finding.stack, frame), way=(goes_on, *finding.way[1:]))


def _steps(turn: Turned, question: str) -> Iterator[str]:
    """
    What to send, and what is said then.
    """
    said, exact = _words(turn.move)
    yield f'  - user: "{said}"' + ("" if exact else f"  # in place of words for {turn.move.says}")
    if turn.move.says.endswith(SILENCE):
        yield "    metadata: {after: 2d}"
    sign = "  -" if exact and not turn.acted else "  # -"
    for message in turn.messages:
        yield f"{sign} utter: {question if message.response == BASE_SAYS else message.response}"


def _stack(stack: Stack, base: Asked) -> Iterator[str]:
    """
    The open flows; another question stands for whatever else is open.
    """
    if stack:
        yield "  stack:"
    for frame in stack:
        flow, step = (base.flow, base.step) if frame.flow == BASE else (frame.flow, frame.step)
        told = {
            name: base.flow if value == BASE else _example(value)
            for name, value in frame.context.items()
        }
        context = ", ".join(f"{name}: {_yaml(value)}" for name, value in told.items())
        shown = f", context: {{{context}}}" if context else ""
        yield f"  - {{flow: {flow}, step: {step}{shown}}}"


def _base(assistant: Assistant, stack: Stack) -> Asked:
    """
    A question that isn't open yet to stand for any other; the one that everything begins with, if it may.
    """
    used = {frame.flow for frame in stack}
    free = [
        each
        for each in asked_for(assistant).values()
        if each.flow not in used and not assistant.flows[each.flow].is_pattern
    ]
    return min(free, key=lambda each: each.flow not in BOTTOM)


def _example(value: Value) -> Value:
    return example(value.values) if isinstance(value, Unknown) else value


def _told_first(finding: Finding) -> dict[str, Value]:
    if finding.stack or not finding.way:
        return {}
    commands = finding.way[0][0].commands
    return {each.slot: each.value for each in commands if isinstance(each, SetSlot)}


def _words(move: Move) -> tuple[str, bool]:
    """
    What to send for a move, and whether it is just that: a payload, or else words that nobody understands.
    """
    if move.says.startswith("/"):
        return move.says.split(" (")[0].replace('"', "'"), True
    if ": " in move.says:
        slot, value = move.says.strip("()").split(": ", 1)
        shown = value.lower() if value in ("True", "False") else value
        return f"/SetSlots({slot}={shown})", True
    return NONSENSE, move.says in PUZZLING


def _plain(text: str) -> str:
    return text.replace(":", " ").replace("#", " ")


def _yaml(value: Value) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return f'"{value}"' if isinstance(value, str) else str(value)
