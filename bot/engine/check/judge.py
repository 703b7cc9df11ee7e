"""
Holds what a turn said against the rules.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.domain.event import BotUttered, Event, SlotWasSet
from bot.domain.rule import Before, LeadsBack, Never, Rule, WithinOneTurn
from bot.domain.slot import Value


@dataclass(frozen=True, slots=True)
class Spoken:
    """
    One response of a turn: its name and tags, the slots at that moment, and the tags said before it.
    """

    response: str
    tags: frozenset[str]
    slots: Mapping[str, Value]
    earlier: frozenset[str]


def spoken(
    events: Sequence[Event], slots: Mapping[str, Value], earlier: frozenset[str]
) -> list[Spoken]:
    """
    What a turn said, in order; `slots` and `earlier` are those before the turn.
    """
    now, said, found = dict(slots), earlier, []
    for event in events:
        if isinstance(event, SlotWasSet):
            now[event.slot] = event.value
        elif isinstance(event, BotUttered):
            tags = event.message.tags
            found.append(Spoken(event.message.response, tags, dict(now), said))
            said |= tags
    return found


def broken(
    rules: Sequence[Rule], said: Sequence[Spoken], intent: str | None
) -> Iterator[tuple[Rule, str]]:
    """
    The rules that a turn breaks, each with what went wrong; `intent` is what the person meant, where it was one.
    """
    for rule in rules:
        match rule:
            case Never():
                yield from ((rule, each.response) for each in said if _forbidden(rule, each))
            case Before():
                yield from ((rule, each.response) for each in said if _too_early(rule, each))
            case WithinOneTurn():
                yield from ((rule, wrong) for wrong in _unanswered(rule, said, intent))
            case LeadsBack():
                pass  # it takes more than one turn: see `explore`


def _holds(rule: Never | Before | WithinOneTurn, slots: Mapping[str, Value]) -> bool:
    return rule.when is None or rule.when.holds({"slots": slots, "context": {}})


def _forbidden(rule: Never, each: Spoken) -> bool:
    return bool(rule.say & each.tags) and _holds(rule, each.slots)


def _too_early(rule: Before, each: Spoken) -> bool:
    if not rule.then & each.tags or not _holds(rule, each.slots):
        return False
    return not rule.say <= each.earlier | each.tags


def _unanswered(rule: WithinOneTurn, said: Sequence[Spoken], intent: str | None) -> Iterator[str]:
    if intent not in rule.after or (said and not _holds(rule, said[0].slots)):
        return
    missing = rule.say - frozenset().union(*(each.tags for each in said))
    if missing:
        yield f"nothing said {', '.join(sorted(missing))}"
    elif rule.first and not said[0].tags & rule.say:
        yield f"{said[0].response} came first"


def remembered(rules: Sequence[Rule]) -> frozenset[str]:
    """
    The tags whose having been said matters later.
    """
    return frozenset().union(*(rule.say for rule in rules if isinstance(rule, Before)))
