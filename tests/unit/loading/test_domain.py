"""
The domain: intents, entities, actions and session settings.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.loading.small import EXTRA_DOMAIN, load, mistakes


def test_names_from_several_files_come_together(tmp_path: Path) -> None:
    """
    Each file of the folder adds to the domain; entities may have roles.
    """
    text = """\
intents: [deny, skip]
entities:
  - age
  - facet:
      roles: [safe]
actions: [action_more]
"""
    assistant = load(tmp_path, {EXTRA_DOMAIN: text})

    assert (
        frozenset({"danger", "affirm", "deny", "skip"}),
        frozenset({"action_look", "action_more"}),
    ) == (assistant.intents, assistant.custom_actions)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "intents: [more]\n",
            [
                "data/domain/extra.yml:1: the intent more starts no flow; expected a flow with "
                "nlu_trigger: - intent: more"
            ],
        ),
        (
            "intents: danger\n",
            [
                "data/domain/extra.yml:1: the list of intents is a text; expected a list: lines that "
                "begin with -"
            ],
        ),
        (
            "intents:\n  - greet: {use_entities: []}\n",
            ["data/domain/extra.yml:2: this intent has settings; expected only its name"],
        ),
        (
            "intents: [faq/more]\n",
            [
                "data/domain/extra.yml:1: the name 'faq/more' can't be used; expected small letters, "
                "digits and _, a letter first"
            ],
        ),
        (
            "intents: [deny, deny]\n",
            [
                "data/domain/extra.yml:1: the intent deny stands here again; expected once: "
                "data/domain/extra.yml:1 has it"
            ],
        ),
        (
            "entities: [place]\n",
            [
                "data/domain/domain.yml:8: no entity is called 'age'; expected an entity from "
                "data/domain"
            ],
        ),
        (
            "entities:\n  - age\n  - age:\n      roles: [bare]\n",
            [
                "data/domain/extra.yml:3: the entity age stands here again; expected once: "
                "data/domain/extra.yml:2 has it"
            ],
        ),
        (
            "entities:\n  - age: {groups: [one]}\n",
            [
                "data/domain/extra.yml:2: 'groups' in the entity age isn't supported; expected roles:"
            ],
        ),
        (
            "entities:\n  - age: bare\n",
            ["data/domain/extra.yml:2: the entity age is a text; expected the key roles"],
        ),
        (
            "entities: [5]\n",
            ['data/domain/extra.yml:1: an entity is a number; expected a text: "5"'],
        ),
        (
            "actions: [utter_ok]\n",
            [
                "data/domain/extra.yml:1: the response utter_ok is listed as an action; expected only"
                " names action_…"
            ],
        ),
        (
            "actions: [look]\n",
            ["data/domain/extra.yml:1: an action can't be called 'look'; expected action_look"],
        ),
        (
            "actions: [action_listen, action_repeat_bot_messages]\n",
            [
                "data/domain/extra.yml:1: the action action_listen isn't a custom one; expected only "
                "your own actions",
                "data/domain/extra.yml:1: the action action_repeat_bot_messages isn't a custom one; "
                "expected only your own actions",
            ],
        ),
        (
            "actions: [action_look]\n",
            [
                "data/domain/extra.yml:1: the action action_look stands here again; expected once: "
                "data/domain/domain.yml:3 has it"
            ],
        ),
        (
            "actions:\n  - action_more: {send_domain: true}\n",
            ["data/domain/extra.yml:2: this action has settings; expected only its name"],
        ),
        (
            "forms: {}\n",
            [
                "data/domain/extra.yml:1: 'forms' in a domain file isn't supported; expected a flow "
                "with collect steps"
            ],
        ),
        (
            "responses: {}\n",
            [
                "data/domain/extra.yml:1: 'responses' in a domain file isn't supported; expected the "
                "folder data/responses/<language>"
            ],
        ),
        (
            "intent: [deny]\n",
            ["data/domain/extra.yml:1: unknown key 'intent' in a domain file; expected intents"],
        ),
        (
            "session_config:\n  session_expiration_time: soon\n",
            [
                "data/domain/extra.yml:2: session_expiration_time is a text; expected a whole number"
            ],
        ),
        (
            "session_config:\n  session_expiration_time: 0\n",
            [
                "data/domain/extra.yml:2: session_expiration_time is 0; expected a number from 1 to "
                "1000000"
            ],
        ),
        (
            "session_config:\n  carry_over_slots_to_new_session: false\n",
            [
                "data/domain/extra.yml:2: slots are always carried over; expected true, or no such "
                "key"
            ],
        ),
        (
            "session_config:\n  session_expiration: 5\n",
            [
                "data/domain/extra.yml:2: unknown key 'session_expiration' in session_config; "
                "expected session_expiration_time"
            ],
        ),
        (
            "session_config: 60\n",
            [
                "data/domain/extra.yml:1: session_config is a number; expected the keys "
                "session_expiration_time, carry_over_slots_to_new_session"
            ],
        ),
        ('version: "2.0"\n', ['data/domain/extra.yml:1: version is 2.0; expected version: "3.1"']),
        (
            "5\n",
            [
                "data/domain/extra.yml:1: a domain file is a number; expected the keys version, "
                "intents, entities, slots, actions, session_config"
            ],
        ),
    ],
)
def test_what_is_wrong_with_the_domain(tmp_path: Path, text: str, expected: list[str]) -> None:
    """
    Each mistake names its line, what is wrong and what belongs there.
    """
    assert expected == mistakes(tmp_path, {EXTRA_DOMAIN: text})
