"""
Test files into cases: Rasa's `test_cases`, with every mistake told by file and line.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from bot.domain.assistant import Assistant
from bot.domain.slot import Value
from bot.domain.tracker import Frame
from bot.e2e.assertions import read_assertions
from bot.e2e.case import (
    Bubble,
    Case,
    Circumstances,
    Placed,
    UserStep,
)
from bot.e2e.expectation import SlotIsNotSet, SlotIsSet
from bot.e2e.metadata import read_circumstances
from bot.e2e.names import unknown_names
from bot.errors import ContentError, Mistake
from bot.loading.files import read_item
from bot.loading.item import Item, Keys, Notes
from bot.loading.known import one_of

FILE = Keys(
    allowed=("version", "fixtures", "metadata", "test_cases"),
    required=("test_cases",),
    instead={
        "stub_custom_actions": "leave it out: the real actions run",
        "stub_a2a_agents": "leave it out: there are none",
    },
)
CASE = Keys(
    allowed=("test_case", "fixtures", "stack", "metadata", "steps"),
    required=("test_case", "steps"),
)
KINDS = ("user", "bot", "utter", "slot_was_set", "slot_was_not_set")
FRAME = Keys(allowed=("flow", "step", "context"), required=("flow", "step"))
USER = Keys(allowed=("user", "metadata", "assertions", "assertion_order_enabled"))
SUFFIX = ".yml"
CHOSEN = "::"
"""Stands between a file and the name of one of its cases, as in `file.yml::name`."""


def read_cases(paths: Sequence[Path], assistant: Assistant) -> tuple[Case, ...]:
    """
    The cases of files, and of all files below folders, in order; `file.yml::name` is one case of a file.

    Raises `ContentError` with every mistake: that nothing is found is one, and names that `assistant` doesn't have.
    """
    notes = Notes()
    cases: list[Case] = []
    for path in paths:
        cases.extend(_read(path, notes))
    for case in cases:
        notes.mistakes.extend(unknown_names(case, assistant))
    if notes.mistakes:
        raise ContentError(dict.fromkeys(notes.mistakes))
    return tuple(cases)


def _read(path: Path, notes: Notes) -> list[Case]:
    place, _, name = str(path).partition(CHOSEN)
    files = _files(Path(place))
    if not files:
        notes.mistakes.append(_nothing(place, "a file or a folder with conversations"))
    found = [case for file in files for case in _read_file(file, notes)]
    chosen = [case for case in found if not name or case.name == name]
    if name and files and not chosen:
        notes.mistakes.append(_nothing(place, one_of(name, [case.name for case in found])))
    return chosen


def _files(place: Path) -> list[Path]:
    return sorted(place.rglob(f"*{SUFFIX}")) if place.is_dir() else [place][: place.is_file()]


def _nothing(place: str, expected: str) -> Mistake:
    return Mistake(file=place, line=1, message="there is no such conversation", expected=expected)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Named:
    """
    What a file defines once for its cases.
    """

    fixtures: Mapping[str, Mapping[str, Value]] = field(default_factory=dict)
    metadata: Mapping[str, Circumstances] = field(default_factory=dict)


def _read_file(path: Path, notes: Notes) -> list[Case]:
    item = read_item(Path(), path, notes)
    if item is None:
        return []
    found = item.fields("a file of test conversations", FILE)
    named = _Named(
        fixtures=_fixtures(found["fixtures"]) if "fixtures" in found else {},
        metadata=_metadata(found["metadata"]) if "metadata" in found else {},
    )
    entries = found["test_cases"].entries("test_cases") if "test_cases" in found else []
    cases = [_case(entry, named) for entry in entries]
    _check_names(entries, cases)
    return cases


def _check_names(entries: list[Item], cases: list[Case]) -> None:
    seen: set[str] = set()
    for entry, case in zip(entries, cases, strict=True):
        if case.name in seen:
            entry.wrong(f"the name {case.name!r} stands here again", "each name once")
        seen.add(case.name)


def _fixtures(item: Item) -> dict[str, Mapping[str, Value]]:
    fixtures: dict[str, Mapping[str, Value]] = {}
    for entry in item.entries("fixtures"):
        for name, slots in entry.named("a fixture").items():
            values = [each.named("the slots of a fixture") for each in slots.entries(name)]
            fixtures[name] = {key: each.data for value in values for key, each in value.items()}
    return fixtures


def _metadata(item: Item) -> dict[str, Circumstances]:
    return {
        name: read_circumstances(inside)
        for entry in item.entries("metadata")
        for name, inside in entry.named("metadata").items()
    }


def _case(item: Item, named: _Named) -> Case:
    found = item.fields("a test case", CASE)
    slots: dict[str, Value] = {}
    for entry in found["fixtures"].entries("fixtures") if "fixtures" in found else []:
        slots.update(_lookup(entry, named.fixtures, "fixture") or {})
    return Case(
        name=found["test_case"].text("the name of a test case") if "test_case" in found else "",
        file=item.file,
        line=item.line,
        slots=slots,
        stack=tuple(map(_frame, found["stack"].entries("stack"))) if "stack" in found else (),
        circumstances=_circumstances(found, named),
        steps=_steps(found["steps"], named) if "steps" in found else (),
    )


def _frame(item: Item) -> Frame:
    """
    An open flow: `{flow: …, step: …}`, and `context` for what a pattern is about.
    """
    found = item.fields("an open flow", FRAME)
    context = found["context"].named("the context") if "context" in found else {}
    return Frame(
        flow=found["flow"].text("the flow") if "flow" in found else "",
        step=found["step"].text("the step") if "step" in found else "",
        context={name: each.data for name, each in context.items()},
    )


def _lookup(
    item: Item, known: Mapping[str, Mapping[str, Value]], what: str
) -> Mapping[str, Value] | None:
    name = item.text(f"the {what}")
    if name and name not in known:
        item.wrong(f"there is no {what} {name!r}", one_of(name, known))
    return known.get(name)


def _circumstances(found: Mapping[str, Item], named: _Named) -> Circumstances:
    """
    Metadata by its name, as Rasa has it, or written in place.
    """
    item = found.get("metadata")
    if item is None:
        return Circumstances()
    if isinstance(item.data, dict):
        return read_circumstances(item)
    name = item.text("the metadata")
    if name and name not in named.metadata:
        item.wrong(f"there is no metadata {name!r}", one_of(name, named.metadata))
    return named.metadata.get(name, Circumstances())


def _steps(item: Item, named: _Named) -> tuple[UserStep, ...]:
    steps: list[UserStep] = []
    for entry in item.entries("steps"):
        kind = _kind(entry)
        if kind == "user":
            steps.append(_user_step(entry, named))
        elif kind is not None and not steps:
            entry.wrong(f"{kind} stands before anything was said", "user: … first")
        elif kind is not None:
            steps[-1] = _with(steps[-1], kind, entry.child(kind))
    if item.data == []:
        item.wrong("nobody says anything", "user: …")
    return tuple(steps)


def _kind(item: Item) -> str | None:
    found = [kind for kind in KINDS if isinstance(item.data, dict) and kind in item.data]
    if len(found) == 1 and (found == ["user"] or len(item.data) == 1):
        return found[0]
    item.wrong("a step is not one thing", f"one of {', '.join(KINDS)}")
    return None


def _user_step(item: Item, named: _Named) -> UserStep:
    found = item.fields("a user step", USER)
    ordered = found.get("assertion_order_enabled")
    return UserStep(
        text=_said(found["user"]),
        circumstances=_circumstances(found, named),
        expected=read_assertions(found["assertions"]) if "assertions" in found else (),
        in_order=ordered.flag("assertion_order_enabled", default=False) if ordered else False,
        line=item.line,
    )


def _said(item: Item) -> str:
    """
    What the person typed, as it stands: it may be empty, or a number.
    """
    if isinstance(item.data, (dict, list)):
        item.wrong("a message is not a text", "what the person types")
        return ""
    return "" if item.data is None else item.written


def _with(step: UserStep, kind: str, item: Item) -> UserStep:
    if kind == "bot":
        bubble = Bubble(text=item.text("a message of the bot"), line=item.line)
        return replace(step, said=(*step.said, bubble))
    if kind == "utter":
        bubble = Bubble(response=item.text("the name of a response"), line=item.line)
        return replace(step, said=(*step.said, bubble))
    return replace(step, expected=(*step.expected, *_slots(kind, item)))


def _slots(kind: str, item: Item) -> tuple[Placed, ...]:
    """
    Names of slots, each alone or with a value; several as a list.
    """
    make = SlotIsSet if kind == "slot_was_set" else SlotIsNotSet
    entries = item.entries(kind) if isinstance(item.data, list) else [item]
    placed = []
    for entry in entries:
        if isinstance(entry.data, dict):
            found = [(name, each.data, False) for name, each in entry.named(kind).items()]
        else:
            found = [(entry.text("a slot"), None, True)]
        placed += [
            Placed(expectation=make(slot=name, value=value, anything=anything), line=entry.line)
            for name, value, anything in found
        ]
    return tuple(placed)
