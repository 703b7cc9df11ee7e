"""
What the tests of the entities ask: the values of one kind, in the order of the message.
"""

from __future__ import annotations

from bot.domain.parse import Entity
from bot.nlu.entities import Gazetteer, find_entities

NO_NAMES = Gazetteer()

Value = str | int | float | bool


def found(text: str, kind: str, gazetteer: Gazetteer = NO_NAMES) -> list[Entity]:
    """
    The entities of one kind.
    """
    return [item for item in find_entities(text, "", gazetteer) if item.entity == kind]


def values(text: str, kind: str, gazetteer: Gazetteer = NO_NAMES) -> list[Value]:
    """
    The values of one kind.
    """
    return [item.value for item in found(text, kind, gazetteer)]


def roles(text: str, kind: str, gazetteer: Gazetteer = NO_NAMES) -> list[tuple[str | None, Value]]:
    """
    Roles and values of one kind.
    """
    return [(item.role, item.value) for item in found(text, kind, gazetteer)]


def pieces(text: str, kind: str, gazetteer: Gazetteer = NO_NAMES) -> list[str]:
    """
    The pieces of the text that the entities of one kind span.
    """
    return [text[item.start : item.end] for item in found(text, kind, gazetteer)]
