"""
Small assistants for tests, written in a few lines.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone

from bot.domain.assistant import Assistant, Policy
from bot.domain.command import Command
from bot.domain.facts import Facts
from bot.domain.flow import (
    END,
    Action,
    Branch,
    Call,
    Collect,
    Flow,
    Link,
    Noop,
    Rejection,
    SetSlots,
    Step,
    Trigger,
)
from bot.domain.message import Button
from bot.domain.parse import Alarm, Entity, Intent, Parse
from bot.domain.response import ButtonTemplate, Response, Variation
from bot.domain.slot import Slot, SlotMapping, Value
from bot.domain.tracker import Tracker
from bot.engine.advance import advance
from bot.engine.conditions import parse_condition
from bot.engine.decide import decide, decide_tap
from bot.engine.session import in_session
from bot.engine.turn import Turn

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=timezone.utc)
BRANCHES = Sequence[tuple[str | None, str]]


def branches(to: str | BRANCHES) -> tuple[Branch, ...]:
    """
    `"step"`, or pairs of a condition (`None` for else) and a step.
    """
    if isinstance(to, str):
        return (Branch(then=to),)
    return tuple(
        Branch(then=then, condition=parse_condition(text) if text else None) for text, then in to
    )


def ask(
    slot: str,
    to: str | BRANCHES = END,
    *,
    again: bool = False,
    reset: bool = False,
    refuse: tuple[tuple[str, str], ...] = (),
) -> Collect:
    """
    A question, whose step has the slot's name.
    """
    return Collect(
        id=slot,
        slot=slot,
        utter=f"utter_ask_{slot}",
        next=branches(to),
        ask_before_filling=again,
        reset_after_flow_ends=reset,
        rejections=tuple(
            Rejection(condition=parse_condition(text), utter=utter) for text, utter in refuse
        ),
    )


def do(action: str, to: str | BRANCHES = END, *, at: str | None = None) -> Action:
    """
    A response or a custom action.
    """
    return Action(id=at or action, action=action, next=branches(to))


def put(at: str, to: str | BRANCHES = END, **slots: Value) -> SetSlots:
    """
    A step that sets slots.
    """
    return SetSlots(id=at, slots=tuple(slots.items()), next=branches(to))


def fork(at: str, to: BRANCHES) -> Noop:
    """
    A step that only chooses.
    """
    return Noop(id=at, next=branches(to))


def call(flow: str, to: str | BRANCHES = END) -> Call:
    """
    A step that runs another flow and comes back.
    """
    return Call(id=f"call_{flow}", flow=flow, next=branches(to))


def link(flow: str) -> Link:
    """
    A step that goes over to another flow.
    """
    return Link(id=f"link_{flow}", flow=flow, next=())


def flow(name: str, *steps: Step, on: str | None = None, guard: str | None = None) -> Flow:
    """
    A flow, started by the intent `on`.
    """
    return Flow(
        id=name,
        description=name,
        steps={step.id: step for step in steps},
        first=steps[0].id,
        triggers=(Trigger(intent=on),) if on else (),
        guard=parse_condition(guard) if guard else None,
    )


def say(name: str, *buttons: tuple[str, str], text: str | None = None) -> Response:
    """
    A response whose text is its name.
    """
    return Response(
        name=name,
        variations=(
            Variation(
                text=(text or name,),
                buttons=tuple(
                    ButtonTemplate(title=(title,), payload=payload) for title, payload in buttons
                ),
            ),
        ),
    )


PATTERNS = (
    flow("pattern_session_start", do("utter_intro")),
    flow("pattern_safe_to_talk", ask("safe_now", [('slots.safe_now = "no"', "link_danger"), (None, END)]), link("danger")),
    flow("pattern_continue_interrupted", fork("after", [('context.finished = "danger"', "utter_gently"), (None, END)]), do("utter_gently")),
    flow("pattern_correction", do("utter_corrected")),
    flow("pattern_cancel_flow", do("utter_cancelled")),
    flow("pattern_skip_question", fork("possible", [("context.possible", END), (None, "utter_nothing")]), do("utter_nothing")),
    flow("pattern_back", fork("possible", [("context.possible", "utter_back"), (None, "utter_no_back")]), do("utter_back"), do("utter_no_back")),
    flow("pattern_clarification", ask("choice", again=True)),
    flow("pattern_cannot_handle", do("utter_sorry")),
    flow("pattern_heard", do("utter_heard")),
    flow("pattern_check_in", ask("check_in", [('slots.check_in = "yes"', "link_danger"), (None, END)], again=True), link("danger")),
    flow("pattern_completed", ask("choice", again=True)),
    flow("pattern_repeat_bot_messages", do("action_repeat_bot_messages"), on="repeat"),
    flow("pattern_menu", ask("choice", again=True), on="menu"),
    flow("pattern_pause", ask("resumed", again=True), on="pause"),
    flow("pattern_thanks", do("utter_welcome"), on="thanks"),
    flow("pattern_out_of_scope", do("utter_out_of_scope"), on="out_of_scope"),
    flow("danger", do("utter_call", "danger_over"), ask("danger_over", again=True), on="immediate_danger"),
    flow("opening", ask("situation")),
)  # fmt: skip
SLOTS = (
    Slot(
        name="safe_now",
        type="categorical",
        values=("yes", "no"),
        mappings=(SlotMapping(type="from_entity", entity="facet", role="safe"),),
    ),
    Slot(name="danger_over", type="bool"),
    Slot(name="check_in", type="categorical", values=("yes", "no")),
    Slot(name="choice", type="any"),
    Slot(
        name="resumed",
        type="bool",
        mappings=(
            SlotMapping(
                type="from_intent", not_intents=("pause",), value=True, requested_slot="resumed"
            ),
        ),
    ),
    Slot(name="situation", type="text"),
)
YES_NO = (("Yes", "yes"), ("No", "no"))


def _asked(slot: Slot) -> Response:
    values = {"bool": ("true", "false"), "categorical": slot.values}.get(slot.type, ())
    buttons = [(value.title(), f"/SetSlots({slot.name}={value})") for value in values]
    return say(f"utter_ask_{slot.name}", *buttons)


def _uttered(flows: Mapping[str, Flow]) -> set[str]:
    steps = [step for each in flows.values() for step in each.steps.values()]
    said = {step.action for step in steps if isinstance(step, Action)}
    refused = {
        rejection.utter
        for step in steps
        if isinstance(step, Collect)
        for rejection in step.rejections
    }
    return {name for name in said | refused if name.startswith("utter_")}


def assistant(
    *flows: Flow,
    slots: Sequence[Slot] = (),
    responses: Sequence[Response] = (),
    actions: Sequence[str] = (),
    policy: Policy | None = None,
) -> Assistant:
    """
    An assistant with the flows given, all patterns, and a response for everything that is said.
    """
    all_flows = {each.id: each for each in (*PATTERNS, *flows)}
    all_slots = {each.name: each for each in (*SLOTS, *slots)}
    said = {name: say(name) for name in _uttered(all_flows)}
    said |= {each.name: each for each in map(_asked, all_slots.values())}
    said |= {f"utter_name_{each}": say(f"utter_name_{each}", text=each) for each in all_flows}
    said |= {each.name: each for each in responses}
    triggers = {t.intent: each for each in all_flows.values() for t in each.triggers}
    return Assistant(
        flows=all_flows,
        slots=all_slots,
        intents=frozenset({*triggers, "affirm", "deny", "unsure", "skip", "back"}),
        custom_actions=frozenset(actions),
        responses={"en": said},
        facts=Facts(records=()),
        policy=policy or Policy(interrupts=("immediate_danger",)),
        triggers=triggers,
    )


def meant(  # noqa: PLR0913 - each is one thing that a parse can hold
    intent: str,
    confidence: float = 0.9,
    *,
    text: str = "words nobody offers",
    entities: Sequence[Entity] = (),
    second: tuple[str, float] | None = None,
    alarm: Alarm | None = None,
) -> Parse:
    """
    A parse with this intent.
    """
    first = Intent(name=intent, confidence=confidence)
    others = (Intent(name=second[0], confidence=second[1]),) if second else ()
    return Parse(
        text=text,
        intent=first,
        ranking=(first, *others),
        entities=tuple(entities),
        alarm=alarm,
    )


def entity(kind: str, value: str | float | bool, role: str | None = None) -> Entity:
    """
    An entity somewhere in the text.
    """
    return Entity(entity=kind, value=value, start=0, end=1, role=role)


DANGER = Alarm(intent="immediate_danger", level="certain", confidence=0.95)
PERHAPS = Alarm(intent="immediate_danger", level="possible", confidence=0.4)


@dataclass(kw_only=True)
class Talk:
    """
    A conversation with an assistant: `say` a tap (text) or a parse, and see what comes back.
    """

    assistant: Assistant
    tracker: Tracker = field(default_factory=Tracker)
    now: datetime = NOW
    channel: str = "rest"
    turn: Turn | None = None

    def say(self, message: str | Parse, *, after: timedelta = timedelta(0)) -> list[str]:
        """
        The texts that answer the message.
        """
        self.now += after
        return self.do(*in_session(self.assistant, self.tracker, self.commands(message), self.now))

    def commands(self, message: str | Parse) -> tuple[Command, ...]:
        """
        What the message asks for.
        """
        if isinstance(message, Parse):
            return decide(self.assistant, self.tracker, message)
        tapped = decide_tap(self.assistant, self.tracker, message)
        assert tapped is not None
        return tapped

    def do(self, *commands: Command) -> list[str]:
        """
        The texts that answer the commands.
        """
        self.turn = advance(self.assistant, self.tracker, commands, self.now, self.channel)
        self.tracker = self.turn.tracker
        return [message.text for message in self.turn.messages]

    @property
    def options(self) -> list[Button]:
        """
        The options shown last.
        """
        return list(self.tracker.options)
