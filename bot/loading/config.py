"""
`config.yml`: Rasa's pipeline and policies, and the numbers that steer the dialogue.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from bot.domain.assistant import Policy
from bot.domain.retention import Retention
from bot.engine.render import FALLBACK_LANGUAGE
from bot.loading import references
from bot.loading.item import Item, Keys

ADDED = "additional_languages"
RETENTION = "retention"
POLICY = "bot.rasa.policy.FlowPolicy"
IMPORTERS = "importers"
IMPORTER = [{"name": "bot.rasa.importer.FirstHoursImporter"}]

CONFIG = Keys(
    allowed=(
        "recipe",
        "assistant_id",
        "language",
        ADDED,
        IMPORTERS,
        "pipeline",
        "policies",
        RETENTION,
    ),
    required=("language", "pipeline", "policies"),
    instead={
        "model_groups": "nothing here: there is no language model",
        "integrations": "nothing here",
        "endpoints": "settings in the environment",
        "limits": "max_… of the policy",
    },
)
_FIELDS = {each.name: each for each in fields(Policy)}
FLOW_POLICY = Keys(
    allowed=("name", "priority", *_FIELDS),
    required=("name",),
    instead={"prompt": "nothing here: there is no language model"},
)


_DAYS = tuple(each.name for each in fields(Retention))
MOST_DAYS = 3650


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """
    What `config.yml` sets for the dialogue and for keeping.
    """

    policy: Policy = field(default_factory=Policy)
    retention: Retention = field(default_factory=Retention)


def read_config(item: Item) -> Config:
    """
    What `config.yml` sets; what it leaves out keeps its default.
    """
    found = item.fields("config.yml", CONFIG)
    for key, check in CHECKS.items():
        if key in found:
            check(found[key])
    return Config(
        policy=_policy(found["policies"]) if "policies" in found else Policy(),
        retention=_retention(found[RETENTION]) if RETENTION in found else Retention(),
    )


def _check_language(item: Item) -> None:
    if item.data != FALLBACK_LANGUAGE:
        expected = f"{FALLBACK_LANGUAGE}: every response is written in it first"
        item.wrong(f"the language is {item.written!r}", expected)


def _check_languages(item: Item) -> None:
    for entry in item.entries(ADDED):
        entry.text("a language")


def _check_importers(item: Item) -> None:
    if item.data != IMPORTER:
        expected = f"- name: {IMPORTER[0]['name']}, for Rasa as the host, or no such key"
        item.wrong("these importers aren't used", expected)


def _retention(item: Item) -> Retention:
    found = item.fields("retention", Keys(allowed=_DAYS))
    told = {
        key: found[key].number(key, least=1, most=MOST_DAYS, whole=True)
        for key in _DAYS
        if key in found
    }
    if None in told.values():
        return Retention()
    retention = Retention(**{key: int(days) for key, days in told.items() if days is not None})
    if retention.warn_days >= retention.days:
        item.wrong("people are warned too early", "warn_days: less than days")
    if retention.extended_days < retention.days:
        item.wrong("keeping longer is shorter", "extended_days: at least days")
    return retention


def _check_pipeline(item: Item) -> None:
    for component in item.entries("the pipeline"):
        if isinstance(component.data, dict) and isinstance(component.data.get("name"), str):
            continue
        component.wrong("a component of the pipeline has no name", "name: …")


CHECKS: Mapping[str, Callable[[Item], object]] = {
    "recipe": lambda item: item.text("the recipe"),
    "assistant_id": lambda item: item.text("the assistant_id"),
    "language": _check_language,
    ADDED: _check_languages,
    IMPORTERS: _check_importers,
    "pipeline": _check_pipeline,
}


def _policy(item: Item) -> Policy:
    policies: list[Policy] = []
    for entry in item.entries("the list of policies"):
        name = entry.data.get("name") if isinstance(entry.data, dict) else None
        if name == POLICY and not policies:
            policies.append(Policy(**_settings(entry)))
        else:
            shown = f"the policy {name} isn't used" if name else "a policy has no name"
            entry.wrong(shown, f"only name: {POLICY}, once")
    if not policies and item.data == []:
        item.wrong("the list of policies is empty", f"name: {POLICY}")
    return policies[0] if policies else Policy()


def _settings(item: Item) -> Mapping[str, Any]:
    found = item.fields("the policy", FLOW_POLICY)
    values = {key: _setting(found[key], key) for key in _FIELDS if key in found}
    return {key: value for key, value in values.items() if value is not None}


def _setting(item: Item, key: str) -> Any:
    """
    A setting in the type that its default has.
    """
    default = _FIELDS[key].default
    if isinstance(default, tuple):
        return _intents(item, key)
    if isinstance(default, float):
        return item.number(key, least=0, most=1, whole=False)
    return item.number(key, least=1, most=1_000_000, whole=True)


def _intents(item: Item, key: str) -> tuple[str, ...]:
    names = []
    for entry in item.entries(key):
        name = entry.identifier(f"an intent under {key}")
        references.triggering_intent(entry, name)
        names.append(name)
    return tuple(name for name in names if name)
