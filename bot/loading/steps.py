"""
The steps of a flow: nested lists laid flat, every id and every `next` spelt out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from bot.domain.condition import Condition
from bot.domain.flow import (
    END,
    Action,
    Branch,
    Call,
    Collect,
    Link,
    Noop,
    Rejection,
    SetSlots,
    Step,
)
from bot.domain.slot import Value
from bot.loading import references
from bot.loading.expressions import read_condition
from bot.loading.item import Item, Keys
from bot.loading.known import one_of

COMMON = ("id", "description", "next")
NO_MODEL = "nothing here: there is no language model"
INSTEAD = {
    "metadata": "nothing here, or tags in the response's metadata",
    "generation_prompt": "action: utter_…",
    "entry_prompt": "action: utter_…",
    "prompt": NO_MODEL,
    "exit_if": "next: with branches",
    "mapping": "slots that both flows use",
    "force_slot_filling": "nothing here: what is said is always understood",
    "validation": "rejections:",
    "if": "next: with - if: … then: …",
    "else": "next: with - else: …",
    "then": "next:",
}


def _keys(kind: str, *own: str, following: bool = True) -> Keys:
    common = COMMON if following else COMMON[:-1]
    ending = (
        {} if following else {"next": "nothing here: a link never comes back; use call to return"}
    )
    return Keys(allowed=(kind, *own, *common), instead={**INSTEAD, **ending})


@dataclass(slots=True, kw_only=True)
class _Written:
    """
    A step as it is written: its place in the flow, and where it goes on.
    """

    item: Item
    kind: str
    id: str
    fields: dict[str, Item]
    following: str = END
    branches: list[tuple[Item, str, Condition | None]] = field(default_factory=list)


Reader = Callable[[_Written, tuple[Branch, ...]], Step | None]


@dataclass(slots=True, kw_only=True)
class _Flattened:
    """
    The steps of a flow so far, by id in the order written.
    """

    steps: dict[str, _Written] = field(default_factory=dict)
    count: int = 0


def read_steps(item: Item) -> dict[str, Step]:
    """
    The steps by id, in the order written, a step's nested steps right after it.
    """
    flat = _Flattened()
    _sequence(item, flat)
    return {id_: _finished(written, flat.steps) for id_, written in flat.steps.items()}


def _sequence(item: Item, flat: _Flattened) -> str:
    """
    Add a list of steps, each going on to the next and the last to END; gives the id of the first.
    """
    written = [_step(entry, flat) for entry in item.entries("the list of steps")]
    if item.data == []:
        item.wrong("the list of steps is empty", "at least one step")
    for one, after in pairwise(written):
        one.following = after.id
    return written[0].id if written else END


def _step(item: Item, flat: _Flattened) -> _Written:
    kind = _kind(item)
    fields = item.fields(f"a step {kind}", KINDS[kind][0]) if kind else {}
    written = _Written(item=item, kind=kind or "noop", id=_id(fields, kind, flat), fields=fields)
    flat.count += 1
    flat.steps[written.id] = written
    _read_next(written, flat)
    return written


def _kind(item: Item) -> str:
    """
    The one key that says what the step does; "" if it can't be told.
    """
    if not isinstance(item.data, dict):
        item.fields("a step", Keys(allowed=(*KINDS, *COMMON)))
        return ""
    kinds = [kind for kind in KINDS if kind in item.data]
    if len(kinds) == 1:
        return kinds[0]
    if len(kinds) > 1:
        item.wrong(f"a step has both {' and '.join(kinds)}", "a step for each")
        return ""
    unknown = [key for key in item.data if key not in COMMON]
    meant = one_of(str(unknown[0]), KINDS) if unknown else f"one of {', '.join(KINDS)}"
    shown = f": {unknown[0]!r} isn't something a step can do" if unknown else ""
    item.wrong(f"this step does nothing{shown}", meant)
    return ""


def _id(fields: Mapping[str, Item], kind: str, flat: _Flattened) -> str:
    """
    The id given, else one made from the step's number and what it does, as in Rasa.
    """
    name = fields["id"].identifier("the id") if "id" in fields else ""
    if name in flat.steps:
        place = flat.steps[name].item.place
        fields["id"].wrong(f"the id {name} stands here again", f"once: {place} has it")
        name = ""
    return name or f"{flat.count}_{_label(fields, kind)}"


def _label(fields: Mapping[str, Item], kind: str) -> str:
    if kind in ("collect", "link", "call"):
        return f"{kind}_{fields[kind].written}"
    return fields[kind].written if kind == "action" else kind or "noop"


def _read_next(written: _Written, flat: _Flattened) -> None:
    item = written.fields.get("next")
    if item is None:
        return
    if isinstance(item.data, list):
        _read_branches(item, written, flat)
    else:
        target = item.text("next")
        written.branches.append((item, target or END, None))


def _read_branches(item: Item, written: _Written, flat: _Flattened) -> None:
    entries = item.entries("next")
    last = entries[-1].data if entries else None
    if not (isinstance(last, dict) and "else" in last):
        item.wrong("the branches of next have no else", "- else: … as the last one")
    for entry in entries:
        fields = entry.fields("a branch", BRANCH)
        if "else" in fields:
            _read_else(entry, fields, written, flat, is_last=entry is entries[-1])
        else:
            _read_if(entry, fields, written, flat)


def _read_if(entry: Item, fields: Mapping[str, Item], written: _Written, flat: _Flattened) -> None:
    for key in ("if", "then"):
        if key not in fields:
            entry.wrong(f"a branch has no {key!r}", "if: and then:, or else:")
    condition = read_condition(fields["if"]) if "if" in fields else None
    if "then" in fields:
        written.branches.append((fields["then"], _target(fields["then"], flat), condition))


def _read_else(
    entry: Item,
    fields: Mapping[str, Item],
    written: _Written,
    flat: _Flattened,
    *,
    is_last: bool,
) -> None:
    if "if" in fields or "then" in fields:
        entry.wrong("a branch has else beside if or then", "else: in a branch of its own")
    if not is_last:
        entry.wrong("branches after else are never taken", "else as the last one")
    written.branches.append((fields["else"], _target(fields["else"], flat), None))


def _target(item: Item, flat: _Flattened) -> str:
    """
    Where a branch leads: a step id, or the first of the steps written there.
    """
    if isinstance(item.data, list):
        return _sequence(item, flat)
    return item.text("where to go on") or END


def _finished(written: _Written, steps: Mapping[str, _Written]) -> Step:
    branches = []
    for item, target, condition in written.branches:
        if target != END and target not in steps:
            where = "the id of a step in this flow, or END"
            meant = END if target.upper() == END else one_of(target, steps, where)
            item.wrong(f"no step of this flow is called {target!r}", meant)
        branches.append(Branch(then=target, condition=condition))
    following = tuple(branches) or (Branch(then=written.following),)
    step = KINDS[written.kind][1](written, following) if written.fields else None
    return step or Noop(id=written.id, next=following, line=written.item.line)


def _collect(written: _Written, following: tuple[Branch, ...]) -> Step | None:
    fields = written.fields
    slot = fields["collect"].identifier("the slot to collect")
    if not slot:
        return None
    references.slot(fields["collect"], slot)
    return Collect(
        id=written.id,
        next=following,
        line=written.item.line,
        slot=slot,
        utter=_asking(fields, slot),
        ask_before_filling=_flag(fields, "ask_before_filling"),
        reset_after_flow_ends=_flag(fields, "reset_after_flow_ends"),
        rejections=_rejections(fields["rejections"]) if "rejections" in fields else (),
    )


def _asking(fields: Mapping[str, Item], slot: str) -> str:
    default = f"utter_ask_{slot}"
    if "utter" not in fields:
        references.asking_response(fields["collect"], default)
        return default
    utter = fields["utter"].identifier("the response that asks")
    references.response(fields["utter"], utter)
    return utter or default


def _flag(fields: Mapping[str, Item], key: str) -> bool:
    # Unlike in Rasa a slot is kept unless a flow says otherwise: what was said once isn't asked again.
    return fields[key].flag(key, default=False) if key in fields else False


def _rejections(item: Item) -> tuple[Rejection, ...]:
    found = [_rejection(entry) for entry in item.entries("the list of rejections")]
    return tuple(each for each in found if each is not None)


def _rejection(item: Item) -> Rejection | None:
    fields = item.fields("a rejection", REJECTION)
    condition = read_condition(fields["if"]) if "if" in fields else None
    utter = fields["utter"].identifier("the response") if "utter" in fields else ""
    references.response(fields.get("utter", item), utter)
    return Rejection(condition=condition, utter=utter) if condition and utter else None


def _action(written: _Written, following: tuple[Branch, ...]) -> Step | None:
    item = written.fields["action"]
    name = item.identifier("the action")
    references.action(item, name)
    if not name:
        return None
    return Action(id=written.id, next=following, line=written.item.line, action=name)


def _set_slots(written: _Written, following: tuple[Branch, ...]) -> Step:
    pairs: list[tuple[str, Value]] = []
    if written.fields["set_slots"].data == []:
        written.fields["set_slots"].wrong("set_slots is empty", "- slot: value")
    for entry in written.fields["set_slots"].entries("set_slots"):
        for name, item in entry.named("an item of set_slots").items():
            value: Any = item.data
            references.value(item, name, value)
            pairs.append((name, value))
    return SetSlots(id=written.id, next=following, line=written.item.line, slots=tuple(pairs))


def _link(written: _Written, _following: tuple[Branch, ...]) -> Step | None:
    flow = _flow(written.fields["link"])
    if not flow:
        return None
    return Link(id=written.id, next=(Branch(then=END),), line=written.item.line, flow=flow)


def _call(written: _Written, following: tuple[Branch, ...]) -> Step | None:
    flow = _flow(written.fields["call"])
    if not flow:
        return None
    return Call(id=written.id, next=following, line=written.item.line, flow=flow)


def _flow(item: Item) -> str:
    name = item.identifier("the flow")
    references.flow(item, name)
    return name


def _noop(written: _Written, following: tuple[Branch, ...]) -> Step:
    item = written.fields["noop"]
    if item.data is not True:
        item.wrong(f"noop is {item.written}", "true")
    if "next" not in written.fields:
        item.wrong("a noop without next does nothing", "next: …")
    return Noop(id=written.id, next=following, line=written.item.line)


BRANCH = Keys(allowed=("if", "then", "else"))
REJECTION = Keys(allowed=("if", "utter"), required=("if", "utter"))
KINDS: dict[str, tuple[Keys, Reader]] = {
    "collect": (
        _keys("collect", "utter", "ask_before_filling", "reset_after_flow_ends", "rejections"),
        _collect,
    ),
    "action": (_keys("action"), _action),
    "set_slots": (_keys("set_slots"), _set_slots),
    "link": (_keys("link", following=False), _link),
    "call": (_keys("call"), _call),
    "noop": (_keys("noop"), _noop),
}
