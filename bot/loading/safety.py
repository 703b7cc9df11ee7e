"""
The safety rules of `flows/safety.yml`: ten kinds, told apart by their keys; and what custom actions may say.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial

from bot.domain.condition import Condition, Literal, Truthy
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
    Saying,
    StaysOpen,
    WithinOneTurn,
)
from bot.domain.slot import Value
from bot.loading.expressions import read_condition
from bot.loading.item import Item, Keys
from bot.loading.known import Known, one_of

Fields = dict[str, Item]
NOTHING = "nothing"
FORBIDDEN = ("asks_image", "asks_name", "asks_address", "asks_password", "promises")
"""Tags that a reviewer gives to what must not be: no response has one."""
FILE = Keys(allowed=("rules", "actions_say"), required=("rules",))
SHAPES: dict[str, Keys] = {
    "never": Keys(allowed=("rule", "never", "when"), required=("rule", "never")),
    "before": Keys(allowed=("rule", "before", "say", "when"), required=("rule", "before", "say")),
    "corrected": Keys(
        allowed=("rule", "corrected", "to", "answer_with", "when"),
        required=("rule", "corrected", "to", "answer_with"),
    ),
    "answer_with": Keys(
        allowed=("rule", "after", "answer_with", "come_first", "come_alone", "when"),
        required=("rule", "after", "answer_with"),
    ),
    "noted": Keys(allowed=("rule", "noted", "said"), required=("rule", "noted", "said")),
    "at_rest": Keys(allowed=("rule", "at_rest"), required=("rule", "at_rest")),
    "never_shown": Keys(allowed=("rule", "never_shown"), required=("rule", "never_shown")),
    "remembered": Keys(allowed=("rule", "remembered"), required=("rule", "remembered")),
    "stays_open": Keys(
        allowed=("rule", "stays_open", "while"), required=("rule", "stays_open", "while")
    ),
    "lead_back": Keys(
        allowed=("rule", "after", "lead_back"), required=("rule", "after", "lead_back")
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Safety:
    """
    The rules, and for each custom action the ways in which it may speak.
    """

    rules: tuple[Rule, ...] = ()
    says: Mapping[str, tuple[Saying, ...]] = field(default_factory=dict)


def read_safety(item: Item) -> Safety:
    """
    Everything of the file, in order.
    """
    fields = item.fields("the file of rules", FILE)
    rules = fields["rules"].entries("the rules") if "rules" in fields else []
    found = [_rule(each) for each in rules]
    said = fields["actions_say"].named("the actions") if "actions_say" in fields else {}
    return Safety(
        rules=tuple(rule for rule in found if rule is not None),
        says={name: _sayings(name, each) for name, each in said.items()},
    )


def _sayings(action: str, item: Item) -> tuple[Saying, ...]:
    item.later(partial(_check_action, item, action))
    return tuple(_saying(each) for each in item.entries("what it may say"))


def _saying(item: Item) -> Saying:
    """
    A response, `nothing`, or one of them with the slots that the action then sets: `utter_x: {slot: value}`.
    """
    if not isinstance(item.data, dict):
        return _said(item.text("the response"), item, ())
    named = item.named("what it may say")
    response, sets = next(iter(named.items()))
    slots = sets.named("the slots")
    for name, each in slots.items():
        each.later(partial(_check_set, each, name))
    return _said(response, item, tuple((name, each.data) for name, each in slots.items()))


def _said(response: str, item: Item, slots: tuple[tuple[str, Value], ...]) -> Saying:
    if response == NOTHING:
        return Saying(slots=slots)
    item.later(partial(_check_response, item, response))
    return Saying(response=response, slots=slots)


def _check_set(item: Item, slot: str, known: Known) -> None:
    if slot not in known.slots:
        item.wrong(f"there is no slot {slot!r}", one_of(slot, known.slots, "a slot"))


def _check_action(item: Item, action: str, known: Known) -> None:
    if action not in known.actions:
        item.wrong(f"no custom action is called {action!r}", one_of(action, known.actions))


def _check_response(item: Item, response: str, known: Known) -> None:
    if response not in known.responses:
        expected = one_of(response, known.responses, f"a response, or {NOTHING}")
        item.wrong(f"there is no response {response!r}", expected)


def _check_slot(item: Item, known: Known) -> None:
    if item.data not in known.slots:
        item.wrong(
            f"there is no slot {item.data!r}", one_of(str(item.data), known.slots, "a slot")
        )


def _rule(item: Item) -> Rule | None:
    kind = next(
        (each for each in SHAPES if isinstance(item.data, dict) and each in item.data), None
    )
    if kind is None:
        item.wrong("the rule doesn't say what it asks for", f"one of the keys {', '.join(SHAPES)}")
        return None
    fields = item.fields("the rule", SHAPES[kind])
    if not all(key in fields for key in SHAPES[kind].required):
        return None
    return READERS[kind](item, fields)


def _never(item: Item, fields: Fields) -> Rule:
    return Never(
        name=fields["rule"].text("the rule"),
        say=_tags(fields["never"]),
        when=_when(fields),
        file=item.file,
        line=item.line,
    )


def _before(item: Item, fields: Fields) -> Rule:
    return Before(
        name=fields["rule"].text("the rule"),
        say=_tags(fields["say"]),
        then=_tags(fields["before"]),
        when=_when(fields),
        file=item.file,
        line=item.line,
    )


def _answer(item: Item, fields: Fields) -> Rule:
    first, alone = fields.get("come_first"), fields.get("come_alone")
    return WithinOneTurn(
        name=fields["rule"].text("the rule"),
        after=_intents(fields["after"]),
        say=_tags(fields["answer_with"]),
        first=first.flag("come_first", default=False) if first else False,
        alone=alone.flag("come_alone", default=False) if alone else False,
        when=_when(fields),
        file=item.file,
        line=item.line,
    )


def _lead_back(item: Item, fields: Fields) -> Rule:
    if fields["lead_back"].data is not True:
        fields["lead_back"].wrong("lead_back says nothing", "lead_back: true")
    return LeadsBack(
        name=fields["rule"].text("the rule"),
        after=_intents(fields["after"]),
        file=item.file,
        line=item.line,
    )


def _corrected(item: Item, fields: Fields) -> Rule:
    fields["corrected"].later(partial(_check_slot, fields["corrected"]))
    return Corrected(
        name=fields["rule"].text("the rule"),
        slot=fields["corrected"].text("the slot"),
        to=tuple(each.text("the answer") for each in _names(fields["to"], "the answers")),
        say=_tags(fields["answer_with"]),
        when=_when(fields),
        file=item.file,
        line=item.line,
    )


def _noted(item: Item, fields: Fields) -> Rule:
    return Mark(
        name=fields["rule"].text("the rule"),
        say=_tags(fields["said"]),
        when=read_condition(fields["noted"], context=False) or Truthy(Literal(literal=False)),
        file=item.file,
        line=item.line,
    )


def _at_rest(item: Item, fields: Fields) -> Rule:
    return AtRest(
        name=fields["rule"].text("the rule"),
        when=read_condition(fields["at_rest"], context=False) or Truthy(Literal(literal=False)),
        file=item.file,
        line=item.line,
    )


def _never_shown(item: Item, fields: Fields) -> Rule:
    return NeverShown(
        name=fields["rule"].text("the rule"),
        slots=_slots(fields["never_shown"]),
        file=item.file,
        line=item.line,
    )


def _remembered(item: Item, fields: Fields) -> Rule:
    return Remembered(
        name=fields["rule"].text("the rule"),
        slots=_slots(fields["remembered"]),
        file=item.file,
        line=item.line,
    )


def _slots(item: Item) -> frozenset[str]:
    names = _names(item, "the slots")
    for each in names:
        each.later(partial(_check_slot, each))
    return frozenset(each.text("the slot") for each in names)


def _stays_open(item: Item, fields: Fields) -> Rule:
    names = _names(fields["stays_open"], "the flows")
    for each in names:
        each.later(partial(_check_flow, each))
    return StaysOpen(
        name=fields["rule"].text("the rule"),
        flows=frozenset(each.text("the flow") for each in names),
        when=read_condition(fields["while"], context=False) or Truthy(Literal(literal=False)),
        file=item.file,
        line=item.line,
    )


def _check_flow(item: Item, known: Known) -> None:
    if item.data not in known.flows:
        item.wrong(
            f"there is no flow {item.data!r}", one_of(str(item.data), known.flows, "a flow")
        )


READERS: dict[str, Callable[[Item, Fields], Rule]] = {
    "never": _never,
    "before": _before,
    "corrected": _corrected,
    "noted": _noted,
    "at_rest": _at_rest,
    "never_shown": _never_shown,
    "remembered": _remembered,
    "stays_open": _stays_open,
    "answer_with": _answer,
    "lead_back": _lead_back,
}


def _when(fields: Fields) -> Condition | None:
    return read_condition(fields["when"], context=False) if "when" in fields else None


def _names(item: Item, what: str) -> list[Item]:
    return item.entries(what) if isinstance(item.data, list) else [item]


def _tags(item: Item) -> frozenset[str]:
    names = _names(item, "the tags")
    for each in names:
        each.later(partial(_check_tag, each))
    return frozenset(each.text("the tag") for each in names)


def _intents(item: Item) -> tuple[str, ...]:
    names = _names(item, "the intents")
    for each in names:
        each.later(partial(_check_intent, each))
    return tuple(each.text("the intent") for each in names)


def _check_tag(item: Item, known: Known) -> None:
    """
    A tag that some response has; or one response, or a custom action, by its name.
    """
    tags = {tag for response in known.responses.values() for tag in response.tags}
    named = {*tags, *known.responses, *known.actions, *FORBIDDEN}
    if item.data not in named:
        item.wrong(
            f"no response has the tag {item.data!r}",
            one_of(str(item.data), tags, "a tag from data/responses"),
        )


def _check_intent(item: Item, known: Known) -> None:
    if item.data not in known.triggers:
        item.wrong(
            f"no flow is started by the intent {item.data!r}",
            one_of(str(item.data), known.triggers, "an intent that starts a flow"),
        )
