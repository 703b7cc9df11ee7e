"""
`data/domain`: intents, entities, actions, session settings; slots are read in `bot.loading.slots`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from bot.domain.slot import Slot
from bot.engine.decide import INTENT_COMMANDS
from bot.engine.steps.action import BUILT_IN
from bot.loading import references
from bot.loading.item import Item, Keys
from bot.loading.slots import read_slot

DOMAIN = Keys(
    allowed=("version", "intents", "entities", "slots", "actions", "session_config"),
    instead={
        "responses": "the folder data/responses/<language>",
        "forms": "a flow with collect steps",
        "e2e_actions": "nothing here",
        "config": "nothing here",
        "knowledge_base": "nothing here",
    },
)
SESSION = Keys(allowed=("session_expiration_time", "carry_over_slots_to_new_session"))
ENTITY = Keys(
    allowed=("roles",), instead={"groups": "roles:", "influence_conversation": "nothing here"}
)

# Intents that only answer what was asked.
ANSWERS = frozenset({"affirm", "deny", "unsure"})
WITHOUT_FLOW = ANSWERS | INTENT_COMMANDS.keys()


@dataclass(slots=True, kw_only=True)
class Domain:
    """
    What the files of `data/domain` name, each with its place.
    """

    slots: dict[str, Slot] = field(default_factory=dict)
    intents: dict[str, Item] = field(default_factory=dict)
    entities: dict[str, Item] = field(default_factory=dict)
    actions: dict[str, Item] = field(default_factory=dict)
    session_minutes: int | None = None


def read_domain(item: Item, domain: Domain) -> None:
    """
    Add what one file defines.
    """
    found = item.fields("a domain file", DOMAIN)
    for key, reader in READERS.items():
        if key in found:
            reader(found[key], domain)


def _intents(item: Item, domain: Domain) -> None:
    for entry in item.entries("the list of intents"):
        _add(domain.intents, entry, "intent", _listed(entry, "intent"))


def _entities(item: Item, domain: Domain) -> None:
    for entry in item.entries("the list of entities"):
        if isinstance(entry.data, dict) and len(entry.data) == 1:
            for name, details in entry.named("an entity").items():
                details.fields(f"the entity {name}", ENTITY)
                _add(domain.entities, details, "entity", name)
        else:
            _add(domain.entities, entry, "entity", _listed(entry, "entity"))


def _actions(item: Item, domain: Domain) -> None:
    for entry in item.entries("the list of actions"):
        name = _listed(entry, "action")
        if name.startswith("utter_"):
            entry.wrong(f"the response {name} is listed as an action", "only names action_…")
        elif name in BUILT_IN or name in references.RASA_ACTIONS:
            entry.wrong(f"the action {name} isn't a custom one", "only your own actions")
        elif name and not name.startswith("action_"):
            entry.wrong(f"an action can't be called {name!r}", f"action_{name}")
        else:
            _add(domain.actions, entry, "action", name)


def _listed(entry: Item, kind: str) -> str:
    if not isinstance(entry.data, dict):
        return entry.identifier(f"an {kind}")
    entry.wrong(f"this {kind} has settings", "only its name")
    return ""


def _add(names: dict[str, Item], entry: Item, kind: str, name: str) -> None:
    if name in names:
        entry.wrong(f"the {kind} {name} stands here again", f"once: {names[name].place} has it")
    elif name:
        names[name] = entry


def _slots(item: Item, domain: Domain) -> None:
    for name, entry in item.named("the section slots").items():
        slot = read_slot(entry, name)
        if name in domain.slots:
            first = domain.slots[name]
            entry.wrong(
                f"the slot {name} stands here again", f"once: {first.file}:{first.line} has it"
            )
        else:
            domain.slots[name] = slot


def _session(item: Item, domain: Domain) -> None:
    found = item.fields("session_config", SESSION)
    if "session_expiration_time" in found:
        minutes = found["session_expiration_time"].number(
            "session_expiration_time", least=1, most=1_000_000, whole=True
        )
        domain.session_minutes = None if minutes is None else int(minutes)
    carried = found.get("carry_over_slots_to_new_session")
    if carried is not None and carried.data is not True:
        carried.wrong("slots are always carried over", "true, or no such key")


def _version(item: Item, _domain: Domain) -> None:
    check_version(item)


def check_version(item: Item) -> None:
    """
    The format's version, as Rasa writes it.
    """
    if item.data != "3.1":
        item.wrong(f"version is {item.written}", 'version: "3.1"')


READERS: dict[str, Callable[[Item, Domain], None]] = {
    "version": _version,
    "intents": _intents,
    "entities": _entities,
    "actions": _actions,
    "slots": _slots,
    "session_config": _session,
}
