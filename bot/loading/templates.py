"""
Texts with placeholders, as responses and buttons have them.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import partial

from bot.domain.response import KEPT_DAYS, Placeholder, Template
from bot.loading.contacts import literal_contacts
from bot.loading.item import Item
from bot.loading.known import Known, one_of
from bot.loading.patterns import is_context, told

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_NAME = re.compile(r"[a-z_]\w*(?:\.\w+)*", re.ASCII)
_CONTEXT = "context."


def read_template(item: Item, what: str, arguments: Collection[str]) -> Template:
    """
    A text split at its placeholders; each of these must have something to give: a slot, a fact, an argument.
    """
    text = item.text(what)
    parts = _PLACEHOLDER.split(text)
    for plain in parts[::2]:
        _check_plain(item, plain)
    for name in parts[1::2]:
        _check_placeholder(item, name, arguments)
    return split_template(text)


def split_template(text: str) -> Template:
    """
    A text split at its placeholders, whatever they name.
    """
    parts = _PLACEHOLDER.split(text)
    return tuple(
        Placeholder(name=part) if index % 2 else part for index, part in enumerate(parts) if part
    )


def _check_plain(item: Item, plain: str) -> None:
    if "{" in plain or "}" in plain:
        item.wrong("a brace stands alone", "{name} for a placeholder, and no other braces")
    for contact in literal_contacts(plain):
        item.wrong(f"{contact!r} is written out", "a placeholder for it: {facts.…} or {local.…}")


def _check_placeholder(item: Item, name: str, arguments: Collection[str]) -> None:
    if not _NAME.fullmatch(name):
        item.wrong(f"the placeholder {{{name}}} isn't a name", "{slot}, {facts.…}, {local.…}")
    elif name not in arguments:
        item.later(partial(_resolve, item, name, arguments))


def _resolve(item: Item, name: str, arguments: Collection[str], known: Known) -> None:
    if name.startswith(_CONTEXT):
        _resolve_context(item, name.removeprefix(_CONTEXT), known)
    elif "." in name and name != KEPT_DAYS:
        _resolve_fact(item, name, known)
    elif name not in known.slots and name != KEPT_DAYS:
        names = (*known.slots, *arguments)
        where = "a slot, or a custom action's argument named under metadata: arguments:"
        item.wrong(f"nothing fills {{{name}}}", one_of(name, names, where))


def _resolve_context(item: Item, key: str, known: Known) -> None:
    if not is_context(key, known.slots):
        item.wrong(f"no pattern is told {_CONTEXT}{key}", told(key))


def _resolve_fact(item: Item, name: str, known: Known) -> None:
    if known.facts is None:
        return
    if not known.facts.has_placeholder(name):
        item.wrong(f"no fact fills {{{name}}}", "a placeholder from docs/facts.md")


def read_options(item: Item) -> str | None:
    """
    The name of the slot, or of `context.x`, that lists flows to offer.
    """
    name = item.text("options_from")
    if name.startswith(_CONTEXT):
        item.later(partial(_resolve_context, item, name.removeprefix(_CONTEXT)))
    elif name:
        item.later(partial(_check_list, item, name))
    return name or None


def _check_list(item: Item, name: str, known: Known) -> None:
    slot = known.slots.get(name)
    if slot is None:
        where = "a slot with a list of flows, or context.options"
        item.wrong(f"no slot is called {name!r}", one_of(name, known.slots, where))
    elif slot.type not in ("list", "any"):
        item.wrong(f"the slot {name} is {slot.type}", "a slot of type list")
