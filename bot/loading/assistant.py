"""
The whole assistant from its files.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from bot.domain.assistant import Assistant, Policy
from bot.domain.facts import Facts
from bot.domain.flow import Flow
from bot.engine.render import FALLBACK_LANGUAGE
from bot.errors import ContentError
from bot.loading.config import Config, read_config
from bot.loading.crosscheck import Whole, crosscheck
from bot.loading.domain import Domain, read_domain
from bot.loading.facts import load_facts
from bot.loading.files import LANGUAGE, note, read_item, relabelled, yaml_files
from bot.loading.flows import read_flows
from bot.loading.item import Item, Notes
from bot.loading.known import Known
from bot.loading.responses import Language, read_responses
from bot.loading.safety import Safety, read_safety

CONFIG = "config.yml"
DOMAIN = "data/domain"
RESPONSES = "data/responses"
FACTS = "data/facts"
FLOWS = "flows"
RULES = "safety.yml"
"""The rules for the checker stand beside the flows."""


def load_assistant(root: Path) -> Assistant:
    """
    The assistant whose `config.yml`, `data` and `flows` stand below `root`.

    Raises `ContentError` with every mistake of every file, each with its place relative to `root`.
    """
    notes = Notes()
    config = _read_config(root, notes)
    domain, flows = _read_domain(root, notes), _read_flows(root, notes)
    safety = _read_safety(root, notes)
    languages = _read_languages(root, notes)
    known = _known(domain, flows, languages, _read_facts(root, notes))
    if not notes.unread:
        _check_together(Whole(known=known, domain=domain, languages=languages), notes)
    if notes.mistakes:
        raise ContentError(dict.fromkeys(notes.mistakes))
    assistant = _assistant(known, languages, _with_session(config.policy, domain))
    return replace(assistant, rules=safety.rules, says=safety.says, retention=config.retention)


def _read_config(root: Path, notes: Notes) -> Config:
    item = read_item(root, root / CONFIG, notes)
    return read_config(item) if item else Config()


def _read_domain(root: Path, notes: Notes) -> Domain:
    domain = Domain()
    for item in _items(root, yaml_files(root, DOMAIN, notes), notes):
        read_domain(item, domain)
    return domain


def _read_flows(root: Path, notes: Notes) -> dict[str, Flow]:
    flows: dict[str, Flow] = {}
    wanted = [path for path in yaml_files(root, FLOWS, notes) if path.name != RULES]
    for item in _items(root, wanted, notes):
        read_flows(item, flows)
    return flows


def _read_safety(root: Path, notes: Notes) -> Safety:
    """
    The safety rules; an assistant may have none.
    """
    path = root / FLOWS / RULES
    item = read_item(root, path, notes) if path.exists() else None
    return read_safety(item) if item else Safety()


def _read_languages(root: Path, notes: Notes) -> dict[str, Language]:
    """
    The responses by language; the first language is always among them.
    """
    folders = {FALLBACK_LANGUAGE}
    for path in sorted((root / RESPONSES).glob("*")):
        if path.is_dir() and LANGUAGE.fullmatch(path.name):
            folders.add(path.name)
        else:
            expected = f"a folder for each language, as {RESPONSES}/{FALLBACK_LANGUAGE}"
            note(notes, f"{RESPONSES}/{path.name}", "this isn't read", expected)
    return {name: _read_language(root, name, notes) for name in sorted(folders)}


def _read_language(root: Path, name: str, notes: Notes) -> Language:
    language = Language()
    for item in _items(root, yaml_files(root, f"{RESPONSES}/{name}", notes), notes):
        read_responses(item, language)
    return language


def _read_facts(root: Path, notes: Notes) -> Facts | None:
    try:
        return load_facts(root / FACTS)
    except ContentError as error:
        notes.mistakes.extend(relabelled(root, error))
        return None


def _items(root: Path, paths: Iterable[Path], notes: Notes) -> Iterator[Item]:
    for path in paths:
        item = read_item(root, path, notes)
        if item is not None:
            yield item


def _known(
    domain: Domain,
    flows: Mapping[str, Flow],
    languages: Mapping[str, Language],
    facts: Facts | None,
) -> Known:
    triggers: dict[str, Flow] = {}
    for flow in flows.values():
        for trigger in flow.triggers:
            triggers.setdefault(trigger.intent, flow)
    first = languages[FALLBACK_LANGUAGE]
    return Known(
        slots=domain.slots,
        intents=frozenset(domain.intents),
        entities=frozenset(domain.entities) or None,
        actions=frozenset(domain.actions),
        responses=first.responses,
        arguments=first.arguments,
        flows=flows,
        triggers=triggers,
        facts=facts,
    )


def _check_together(whole: Whole, notes: Notes) -> None:
    """
    Look for everything that one file mentions and another must have.
    """
    for check in notes.checks:
        check(whole.known)
    notes.mistakes.extend(crosscheck(whole))


def _with_session(policy: Policy, domain: Domain) -> Policy:
    if domain.session_minutes is None:
        return policy
    return replace(policy, session_minutes=domain.session_minutes)


def _assistant(known: Known, languages: Mapping[str, Language], policy: Policy) -> Assistant:
    return Assistant(
        flows=known.flows,
        slots=known.slots,
        intents=known.intents,
        custom_actions=known.actions,
        responses={name: language.responses for name, language in languages.items()},
        facts=known.facts or Facts(),
        policy=policy,
        triggers=known.triggers,
    )
