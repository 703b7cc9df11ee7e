"""
`flows/*.yml`: what the assistant does.
"""

from __future__ import annotations

from collections.abc import Mapping

from bot.domain.flow import END, Flow, Step, Trigger
from bot.errors import Mistake
from bot.loading import references
from bot.loading.domain import check_version
from bot.loading.expressions import read_condition
from bot.loading.item import Item, Keys
from bot.loading.steps import NO_MODEL, read_steps

FILE = Keys(allowed=("version", "flows"), required=("flows",))
FLOW = Keys(
    allowed=("name", "description", "if", "nlu_trigger", "persisted_slots", "steps"),
    required=("description", "steps"),
    instead={
        "always_include_in_prompt": NO_MODEL,
        "run_pattern_completed": "nothing here: it runs when nothing is left to do",
        "file_path": "nothing here",
    },
)
TRIGGER = Keys(
    allowed=("intent",),
    required=("intent",),
    instead={"confidence_threshold": "intent: with name: and confidence_threshold: below it"},
)
INTENT = Keys(allowed=("name", "confidence_threshold"), required=("name",))


def read_flows(item: Item, flows: dict[str, Flow]) -> None:
    """
    Add the flows of one file.
    """
    found = item.fields("a file of flows", FILE)
    if "version" in found:
        check_version(found["version"])
    if "flows" not in found:
        return
    for name, entry in found["flows"].named("the section flows").items():
        flow = _flow(entry, name)
        if name in flows:
            place = f"{flows[name].file}:{flows[name].line}"
            entry.wrong(f"the flow {name} stands here again", f"once: {place} has it")
        else:
            flows[name] = flow


def _flow(item: Item, name: str) -> Flow:
    found = item.fields(f"the flow {name}", FLOW)
    steps = read_steps(found["steps"]) if "steps" in found else {}
    _check_reached(item, steps)
    return Flow(
        id=name,
        description=found["description"].text("the description") if "description" in found else "",
        name=found["name"].text("the name") if "name" in found else "",
        steps=steps,
        first=next(iter(steps), END),
        guard=read_condition(found["if"], context=False) if "if" in found else None,
        triggers=_triggers(found["nlu_trigger"]) if "nlu_trigger" in found else (),
        persisted_slots=_slots(found["persisted_slots"]) if "persisted_slots" in found else (),
        file=item.file,
        line=item.line,
    )


def _triggers(item: Item) -> tuple[Trigger, ...]:
    found = [_trigger(entry) for entry in item.entries("nlu_trigger")]
    return tuple(each for each in found if each is not None)


def _trigger(item: Item) -> Trigger | None:
    fields = item.fields("a trigger", TRIGGER)
    if "intent" not in fields:
        return None
    intent = fields["intent"]
    if not isinstance(intent.data, dict):
        return _named_trigger(intent, threshold=0.0)
    inside = intent.fields("the intent of a trigger", INTENT)
    threshold = None
    if "confidence_threshold" in inside:
        threshold = inside["confidence_threshold"].number(
            "confidence_threshold", least=0, most=1, whole=False
        )
    return _named_trigger(inside["name"], threshold or 0.0) if "name" in inside else None


def _named_trigger(item: Item, threshold: float) -> Trigger | None:
    name = item.identifier("the intent")
    references.intent(item, name)
    return Trigger(intent=name, confidence_threshold=threshold) if name else None


def _slots(item: Item) -> tuple[str, ...]:
    names = []
    for entry in item.entries("persisted_slots"):
        name = entry.identifier("a persisted slot")
        references.slot(entry, name)
        names.append(name)
    return tuple(name for name in names if name)


def _check_reached(item: Item, steps: Mapping[str, Step]) -> None:
    """
    Each step must be one that some other leads to.
    """
    targets = {branch.then for step in steps.values() for branch in step.next}
    if targets - steps.keys() - {END}:
        return  # It is the wrong id that wants putting right.
    reached: set[str] = set()
    todo = list(steps)[:1]
    while todo:
        name = todo.pop()
        if name in steps and name not in reached:
            reached.add(name)
            todo.extend(branch.then for branch in steps[name].next)
    for name in (name for name in steps if name not in reached):
        mistake = Mistake(
            file=item.file,
            line=steps[name].line,
            message=f"the step {name} is never reached",
            expected="a next that leads to it",
        )
        item.notes.mistakes.append(mistake)
