"""
A parse in Rasa's `parse_data`, and back again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from bot.domain.parse import Alarm, Entity, Intent, Parse

NOTHING = Intent(name="out_of_scope", confidence=0.0)


@dataclass(frozen=True, slots=True)
class Given:
    """
    An understanding that gives what Rasa understood already.
    """

    known: Parse

    def parse(self, text: str) -> Parse:  # noqa: ARG002 - it is the text of the turn
        """
        Always the same.
        """
        return self.known


def as_parse_data(parse: Parse) -> dict[str, Any]:
    """
    What an NLU component of Rasa's writes on a message; beside Rasa's own keys it tells alarm, language and spelling.
    """
    return {
        "intent": asdict(parse.intent),
        "intent_ranking": [asdict(each) for each in parse.ranking],
        "entities": [_entity(each, parse.text) for each in parse.entities],
        "language": parse.language,
        "alarm": None if parse.alarm is None else asdict(parse.alarm),
        "normalized": parse.normalized,
    }


def _entity(entity: Entity, text: str) -> dict[str, Any]:
    """
    An address goes with the words in which it was given: they are evidence.
    """
    told = {
        "entity": entity.entity,
        "start": entity.start,
        "end": entity.end,
        "value": entity.value,
        "confidence_entity": entity.confidence,
    }
    if entity.role is not None:
        told["role"] = entity.role
    if entity.entity == "url":
        told["given"] = text[entity.start : entity.end]
    return told


def from_parse_data(data: Mapping[str, Any], text: str) -> Parse:
    """
    The parse of `text` that Rasa kept with a message; without an intent, nothing was understood.
    """
    ranking = tuple(_intent(each) for each in data.get("intent_ranking") or ())
    known = data.get("intent") or {}
    first = _intent(known) if known.get("name") else NOTHING
    alarm = data.get("alarm")
    return Parse(
        text=text,
        intent=first,
        ranking=ranking or (first,),
        entities=tuple(_read_entity(each) for each in data.get("entities") or ()),
        language=data.get("language") or "en",
        normalized=data.get("normalized") or "",
        alarm=None if alarm is None else Alarm(**alarm),
    )


def _intent(data: Mapping[str, Any]) -> Intent:
    return Intent(name=data["name"], confidence=data.get("confidence", 0.0))


def _read_entity(data: Mapping[str, Any]) -> Entity:
    return Entity(
        entity=data["entity"],
        value=data["value"],
        start=data.get("start", 0),
        end=data.get("end", 0),
        role=data.get("role"),
        confidence=data.get("confidence_entity", 1.0),
    )
