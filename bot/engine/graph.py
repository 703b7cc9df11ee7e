"""
A flow, or the whole assistant, as a plain graph: boxes and arrows, for whatever draws them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace

from bot.domain.assistant import Assistant
from bot.domain.condition import And, Compare, Condition, Name, Not, Or, names_in
from bot.domain.flow import (
    END,
    Action,
    Branch,
    Call,
    Collect,
    Flow,
    Link,
    Noop,
    SetSlots,
    Step,
)
from bot.domain.response import Template
from bot.domain.slot import Value
from bot.engine.payload import parse_payload

START, MOMENT = "START", "at any moment"
OFTEN = 5
"""A flow that more others lead to than this is named in their boxes: so many arrows couldn't be followed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """
    A box: a step of a flow, or a whole flow.

    `kind` is what it does (`asks`, `says`, `runs`, `sets`, `calls`, `links`, `chooses`, `flow`, `starts`, `ends`), `does` names what,
    `words` are what the person reads. `stands_for` are the steps in it, as `flow.step`; `here`, `visited` and `broken`
    are told by `marked`.
    """

    id: str
    kind: str
    does: str = ""
    words: str = ""
    flow: str = ""
    stands_for: tuple[str, ...] = ()
    here: bool = False
    visited: bool = True
    broken: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """
    An arrow; `kind` is `next` inside a flow, else `call`, `link`, `button` or `interrupt`.

    `when` are conditions as flows write them, `buttons` the titles of the answers that lead this way.
    """

    source: str
    target: str
    when: tuple[str, ...] = ()
    buttons: tuple[str, ...] = ()
    kind: str = "next"
    stands_for: tuple[str, ...] = ()
    visited: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """
    What to show on a picture: the step where a talk stands (`flow.step`), what no test conversation visits (steps, and branches as
    `flow.step -> step`), and which rules broke at which steps.
    """

    here: str = ""
    missing: frozenset[str] = frozenset()
    broken: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Graph:
    """
    The boxes and arrows of a flow (or of all flows), with what stands beside the picture.

    `starts` tells how it comes to run, `callers` and `leads` name the flows before and after it; `sideways` asks to be
    drawn from left to right.
    """

    name: str
    title: str
    description: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    starts: tuple[str, ...] = ()
    callers: tuple[str, ...] = ()
    leads: tuple[str, ...] = ()
    file: str = ""
    sideways: bool = False


def graph_of(assistant: Assistant, name: str) -> Graph:
    """
    One flow: each step, each branch with its condition and the buttons that choose it, and where else a button leads.
    """
    flow = assistant.flows[name]
    steps = [_node(assistant, flow, step) for step in flow.steps.values()]
    edges = [edge for step in flow.steps.values() for edge in _edges(assistant, name, step)]
    begin = Edge(source=START, target=flow.first)
    ends = [Node(id=END, kind="ends")] if any(each.target == END for each in edges) else []
    elsewhere = [
        Node(id=target, kind="flow", flow=target.removeprefix("flow "))
        for target in dict.fromkeys(each.target for each in edges if each.kind == "button")
    ]
    return Graph(
        name=name,
        title=name_of(assistant, name),
        description=flow.description,
        nodes=(Node(id=START, kind="starts"), *steps, *ends, *elsewhere),
        edges=(begin, *edges),
        starts=tuple(_starts(assistant, flow)),
        callers=tuple(each for each in assistant.flows if name in led_to(assistant.flows[each])),
        leads=led_to(flow),
        file=flow.file,
    )


def graph_of_all(assistant: Assistant) -> Graph:
    """
    The whole assistant: a box for each flow, and arrows where one calls another or ends in it.
    """
    flows = assistant.flows.values()
    often = _often(assistant)
    edges = [
        *(edge for flow in flows for edge in _between(flow) if edge.target not in often),
        *_at_any_moment(assistant),
    ]
    moment = Node(id=MOMENT, kind="flow", does="then the question before is asked again")
    return Graph(
        name="all flows",
        title="First Hours",
        description="Every flow, and which flows lead to which.",
        nodes=(moment, *(_flow_node(assistant, flow, often) for flow in flows)),
        edges=tuple(edges),
        sideways=True,
    )


def marked(graph: Graph, marks: Marks) -> Graph:
    """
    The graph with these marks; a box or arrow that stands for several things is visited if one of them is.
    """
    nodes = tuple(
        replace(
            each,
            here=marks.here in each.stands_for,
            visited=_is_visited(each.stands_for, marks),
            broken=tuple(
                dict.fromkeys(r for step in each.stands_for for r in marks.broken.get(step, ()))
            ),
        )
        for each in graph.nodes
    )
    edges = tuple(
        replace(each, visited=_is_visited(each.stands_for, marks)) for each in graph.edges
    )
    return replace(graph, nodes=nodes, edges=edges)


def _is_visited(names: tuple[str, ...], marks: Marks) -> bool:
    return not names or any(each not in marks.missing for each in names)


def step_name(flow: str, step: str) -> str:
    """
    A step as reports name it.
    """
    return f"{flow}.{step}"


def branch_name(flow: str, step: str, then: str) -> str:
    """
    A branch as reports name it.
    """
    return f"{step_name(flow, step)} -> {then}"


def step_at(assistant: Assistant, file: str, line: int) -> str | None:
    """
    The step that stands at this line of a file of flows, or begins above it.
    """
    before = [
        (step.line, step_name(flow.id, step.id))
        for flow in assistant.flows.values()
        if flow.file == file
        for step in flow.steps.values()
        if step.line <= line
    ]
    return max(before)[1] if before else None


def name_of(assistant: Assistant, flow: str) -> str:
    """
    How the flow is offered to people, or how its writers call it.
    """
    offered = assistant.responses["en"].get(f"utter_name_{flow}")
    return words(offered.variations[-1].text) if offered else assistant.flows[flow].name


def words(text: Template) -> str:
    """
    A sentence with its placeholders in braces.
    """
    return "".join(each if isinstance(each, str) else f"{{{each.name}}}" for each in text)


def worded(condition: Condition) -> str:
    """
    A condition as flows write it, without "slots.".
    """
    match condition:
        case And(parts):
            return " and ".join(map(_part, parts))
        case Or(parts):
            return " or ".join(map(_part, parts))
        case Not(inner):
            return f"not {_part(inner)}"
        case Compare(left, operator, right):
            said = {"=": "is", "!=": "is not"}.get(operator, operator)
            return f"{left} {said} {right}".replace("slots.", "", 1)
    return str(condition).replace("slots.", "", 1)


def _part(condition: Condition) -> str:
    inner = worded(condition)
    return f"({inner})" if isinstance(condition, (And, Or)) else inner


def led_to(flow: Flow) -> tuple[str, ...]:
    """
    The flows that this one calls or ends in.
    """
    return tuple(
        dict.fromkeys(each.flow for each in flow.steps.values() if isinstance(each, (Call, Link)))
    )


def _node(assistant: Assistant, flow: Flow, step: Step) -> Node:
    kind, does, response = _does(step)
    said = assistant.responses["en"].get(response)
    return Node(
        id=step.id,
        kind=kind,
        does=does,
        words=words(said.variations[-1].text) if said else "",
        stands_for=(step_name(flow.id, step.id),),
        flow=step.flow if isinstance(step, (Call, Link)) else "",
    )


def _does(step: Step) -> tuple[str, str, str]:
    """
    The kind of a step, what it names, and the response that it says.
    """
    match step:
        case Collect():
            return "asks", step.slot, step.utter
        case Action():
            says = step.action.startswith("utter_")
            return ("says", step.action, step.action) if says else ("runs", step.action, "")
        case SetSlots():
            return "sets", ", ".join(f"{name} = {_value(value)}" for name, value in step.slots), ""
        case Link():
            return "links", step.flow, ""
        case Call():
            return "calls", step.flow, ""
        case Noop():
            return "chooses", "", ""


def _value(value: Value) -> str:
    return (
        "null" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
    )


def _edges(assistant: Assistant, flow: str, step: Step) -> Iterator[Edge]:
    """
    An arrow for each step that this one leads to, with every condition that leads there.
    """
    answers = _answers(assistant, step) if isinstance(step, Collect) else {}
    for target, branches in _ways(step).items():
        chosen = any(each.condition is not None for each in step.next)
        yield Edge(
            source=step.id,
            target=target,
            when=tuple(map(_when, branches)) if chosen else (),
            buttons=tuple(title for title, then in answers.items() if chosen and then == target),
            stands_for=(branch_name(flow, step.id, target),),
        )
    if isinstance(step, Collect):
        yield from _refusals(step)
        yield from _leaving(assistant, step)


def _ways(step: Step) -> dict[str, list[Branch]]:
    """
    The branches of a step by the step that they lead to.
    """
    found: dict[str, list[Branch]] = {}
    for branch in () if isinstance(step, Link) else _whole(step.next):
        found.setdefault(branch.then, []).append(branch)
    return found


def _whole(branches: tuple[Branch, ...]) -> tuple[Branch, ...]:
    """
    The branches, with the end where none of them holds.
    """
    open_ended = branches and all(each.condition is not None for each in branches)
    return (*branches, Branch(then=END)) if open_ended else branches


def _when(branch: Branch) -> str:
    return worded(branch.condition) if branch.condition is not None else "else"


def _refusals(step: Collect) -> Iterator[Edge]:
    for refusal in step.rejections:
        yield Edge(source=step.id, target=step.id, when=(worded(refusal.condition),))


def _buttons(assistant: Assistant, step: Collect) -> Iterator[tuple[str, str]]:
    """
    Titles and payloads of the buttons under a question, each title once.
    """
    asked = assistant.responses["en"].get(step.utter)
    every = {
        words(button.title): button.payload
        for variation in (asked.variations if asked else ())
        for button in variation.buttons
    }
    yield from every.items()


def _answers(assistant: Assistant, step: Collect) -> dict[str, str]:
    """
    Where each button leads that answers the question, as far as the answer alone tells.
    """
    found: dict[str, str] = {}
    for title, payload in _buttons(assistant, step):
        parsed = parse_payload(payload)
        given = dict(parsed.slots) if parsed else {}
        then = _way(step, given) if step.slot in given else None
        if then is not None:
            found[title] = then
    return found


def _way(step: Collect, given: Mapping[str, Value]) -> str | None:
    scope = {"slots": given, "context": {}}
    for branch in _whole(step.next):
        if branch.condition is None:
            return branch.then
        if names_in(branch.condition) - {Name("slots", each) for each in given}:
            return None
        if branch.condition.holds(scope):
            return branch.then
    return None


def _leaving(assistant: Assistant, step: Collect) -> Iterator[Edge]:
    """
    Buttons that start another flow instead of answering.
    """
    ways: dict[str, list[str]] = {}
    for title, payload in _buttons(assistant, step):
        parsed = parse_payload(payload)
        meant = assistant.triggers.get(parsed.intent or "") if parsed else None
        flow = parsed.flow if parsed and parsed.flow else meant.id if meant else None
        if flow is not None:
            ways.setdefault(flow, []).append(title)
    for flow, titles in ways.items():
        yield Edge(source=step.id, target=f"flow {flow}", buttons=tuple(titles), kind="button")


def _starts(assistant: Assistant, flow: Flow) -> Iterator[str]:
    alarms = [each.intent for each in flow.triggers if each.intent in assistant.policy.interrupts]
    meanings = [each.intent for each in flow.triggers]
    if alarms:
        yield "at any moment, before anything else"
    if meanings:
        yield f"when a message means {' or '.join(meanings)}"
    if flow.guard is not None:
        yield f"only while {worded(flow.guard)}"


def _flow_node(assistant: Assistant, flow: Flow, often: Collection[str]) -> Node:
    first = [each for each in led_to(flow) if each in often]
    meanings = [each.intent for each in flow.triggers]
    does = [f"means: {', '.join(meanings)}"] if meanings else []
    does += [f"also calls: {', '.join(first)}"] if first else []
    return Node(
        id=flow.id,
        kind="flow",
        does="; ".join(does),
        words=name_of(assistant, flow.id),
        stands_for=tuple(step_name(flow.id, each) for each in flow.steps),
        flow=flow.id,
    )


def _often(assistant: Assistant) -> frozenset[str]:
    counts: dict[str, int] = {}
    for flow in assistant.flows.values():
        for name in led_to(flow):
            counts[name] = counts.get(name, 0) + 1
    return frozenset(name for name, count in counts.items() if count > OFTEN)


def _between(flow: Flow) -> Iterator[Edge]:
    """
    One arrow to each flow that this one leads to, standing for the steps that do.
    """
    for target in led_to(flow):
        steps = [
            s for s in flow.steps.values() if isinstance(s, (Call, Link)) and s.flow == target
        ]
        yield Edge(
            source=flow.id,
            target=target,
            kind="call" if any(isinstance(each, Call) for each in steps) else "link",
            stands_for=tuple(step_name(flow.id, each.id) for each in steps),
        )


def _at_any_moment(assistant: Assistant) -> Iterator[Edge]:
    for intent in assistant.policy.interrupts:
        if intent in assistant.triggers:
            target = assistant.triggers[intent].id
            yield Edge(source=MOMENT, target=target, kind="interrupt")
