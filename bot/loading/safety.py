"""
The safety rules of `flows/safety.yml`: four kinds, told apart by their keys.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from bot.domain.condition import Condition
from bot.domain.rule import Before, LeadsBack, Never, Rule, WithinOneTurn
from bot.loading.expressions import read_condition
from bot.loading.item import Item, Keys
from bot.loading.known import Known, one_of

Fields = dict[str, Item]
SHAPES: dict[str, Keys] = {
    "never": Keys(allowed=("rule", "never", "when"), required=("rule", "never")),
    "before": Keys(allowed=("rule", "before", "say", "when"), required=("rule", "before", "say")),
    "answer_with": Keys(
        allowed=("rule", "after", "answer_with", "come_first", "when"),
        required=("rule", "after", "answer_with"),
    ),
    "lead_back": Keys(
        allowed=("rule", "after", "lead_back"), required=("rule", "after", "lead_back")
    ),
}


def read_rules(item: Item) -> tuple[Rule, ...]:
    """
    Every rule of the file, in order.
    """
    fields = item.fields("the file of rules", Keys(allowed=("rules",), required=("rules",)))
    if "rules" not in fields:
        return ()
    found = [_rule(each) for each in fields["rules"].entries("the rules")]
    return tuple(rule for rule in found if rule is not None)


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
    first = fields.get("come_first")
    return WithinOneTurn(
        name=fields["rule"].text("the rule"),
        after=_intents(fields["after"]),
        say=_tags(fields["answer_with"]),
        first=first.flag("come_first", default=False) if first else False,
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


READERS: dict[str, Callable[[Item, Fields], Rule]] = {
    "never": _never,
    "before": _before,
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
    tags = {tag for response in known.responses.values() for tag in response.tags}
    if item.data not in tags:
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
