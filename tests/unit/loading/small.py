"""
The smallest assistant that loads, and ways to break it.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from bot.domain.assistant import Assistant
from bot.engine.render import LINES
from bot.errors import ContentError
from bot.loading.assistant import load_assistant
from bot.loading.patterns import STARTED

EXTRA_DOMAIN = "data/domain/extra.yml"
EXTRA_FLOWS = "flows/extra.yml"
EXTRA_RESPONSES = "data/responses/en/extra.yml"

FILES: Mapping[str, str] = {
    "config.yml": """\
language: en
pipeline:
- name: words
policies:
- name: bot.rasa.policy.FlowPolicy
  interrupts: [danger]
""",
    "data/domain/domain.yml": """\
version: "3.1"
intents: [danger, affirm]
actions: [action_look]
slots:
  age:
    type: categorical
    values: [adult, minor]
    mappings: [{type: from_entity, entity: age}]
  safe:
    type: bool
    mappings: [{type: controlled}]
  count:
    type: float
    mappings: [{type: controlled}]
  note:
    type: text
    mappings: [{type: controlled}]
  todo:
    type: list
    mappings: [{type: controlled}]
  thing:
    type: any
    mappings: [{type: controlled}]
""",
    "data/responses/en/all.yml": """\
version: "3.1"
responses:
  utter_ok:
    - text: All right.
  utter_internal_error:
    - text: Something broke. Call {local.emergency}.
  utter_word_local_emergency:
    - text: your local emergency number
  utter_ask_age:
    - text: How old are you?
  utter_name_danger:
    - text: Danger
"""
    + "".join(f"  {name}:\n    - text: A line.\n" for name in LINES),
    "data/facts/countries.yml": """\
reviewed: 2026-11-20
sources:
  - {citation: an atlas}
countries:
  US:
    name: United States
""",
    "flows/danger.yml": """\
version: "3.1"
flows:
  danger:
    description: Somebody is in danger.
    nlu_trigger:
      - intent: danger
    steps:
      - action: utter_ok
""",
    "flows/patterns.yml": "flows:\n"
    + "".join(
        f"  {name}:\n    description: What the engine starts.\n    steps: [action: utter_ok]\n"
        for name in STARTED
    ),
}


def build(root: Path, changes: Mapping[str, str | None]) -> Path:
    """
    Write the smallest assistant with some files changed, added or (None) left out.
    """
    for name, text in {**FILES, **changes}.items():
        if text is not None:
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    return root


def load(root: Path, changes: Mapping[str, str | None]) -> Assistant:
    """
    The smallest assistant with some files changed.
    """
    return load_assistant(build(root, changes))


def mistakes(root: Path, changes: Mapping[str, str | None]) -> list[str]:
    """
    What is wrong with the smallest assistant after these changes, mistake by mistake as it prints.
    """
    with pytest.raises(ContentError) as caught:
        load(root, changes)
    return [mistake.describe() for mistake in caught.value.mistakes]


def in_flow(steps: str) -> str:
    """
    A file with one flow; `steps` is a YAML list that begins on line 5.
    """
    indented = "".join(f"      {line}\n" for line in steps.splitlines())
    return f"flows:\n  extra:\n    description: One more.\n    steps:\n{indented}"


def in_responses(name: str, variations: str) -> str:
    """
    A file with one response; `variations` is a YAML list that begins on line 3.
    """
    indented = "".join(f"    {line}\n" for line in variations.splitlines())
    return f"responses:\n  {name}:\n{indented}"


def in_slots(name: str, body: str) -> str:
    """
    A file with one slot; `body` is a YAML mapping that begins on line 3.
    """
    indented = "".join(f"    {line}\n" for line in body.splitlines())
    return f"slots:\n  {name}:\n{indented}"
