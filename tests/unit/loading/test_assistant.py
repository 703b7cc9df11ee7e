"""
The whole assistant: what loads, that all mistakes come at once, and that nothing else is ever raised.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.assistant import Assistant, Policy
from bot.domain.flow import END, Action, Branch, Flow, Trigger
from bot.domain.response import Placeholder, Response, Variation
from bot.errors import ContentError
from bot.loading.assistant import load_assistant
from bot.loading.domain import WITHOUT_FLOW
from bot.loading.patterns import STARTED
from tests.unit.loading.small import FILES, build, load, mistakes

WORDS = [
    *("flows", "slots", "responses", "steps", "next", "if", "then", "else", "collect", "action"),
    *("set_slots", "link", "call", "noop", "id", "utter", "text", "buttons", "title", "payload"),
    *("type", "values", "mappings", "intent", "entity", "from_intent", "categorical", "bool"),
    *("condition", "metadata", "tags", "options_from", "name", "policies", "nlu_trigger", "END"),
    *("utter_ok", "age", "danger", "slots.age = 1", "/SetSlots(age=adult)", "{age}", "a b", ""),
]
PLAIN = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.sampled_from(WORDS) | st.text()
)
DATA = st.recursive(
    PLAIN,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(WORDS) | PLAIN, inner, max_size=4)
    ),
    max_leaves=20,
)
TOP = {
    "config.yml": ["language", "pipeline", "policies", "retention"],
    "data/domain/domain.yml": ["intents", "entities", "slots", "actions", "session_config"],
    "data/responses/en/all.yml": ["responses", "version"],
    "flows/danger.yml": ["flows", "version"],
}


def test_the_smallest_assistant(tmp_path: Path) -> None:
    """
    Flows, slots, intents, responses, facts and policy come out as they are written.
    """
    assistant = load(tmp_path, {})

    said = Action(id="0_utter_ok", next=(Branch(then=END),), line=8, action="utter_ok")
    danger = Flow(
        id="danger",
        description="Somebody is in danger.",
        steps={"0_utter_ok": said},
        first="0_utter_ok",
        triggers=(Trigger(intent="danger"),),
        file="flows/danger.yml",
        line=3,
    )
    broke = Response(
        name="utter_internal_error",
        variations=(
            Variation(
                text=("Something broke. Call ", Placeholder(name="local.emergency"), "."),
                file="data/responses/en/all.yml",
                line=6,
            ),
        ),
        file="data/responses/en/all.yml",
        line=5,
    )
    assert (
        {"danger", *STARTED},
        danger,
        {"danger": danger},
        ["age", "safe", "count", "note", "todo", "thing"],
        frozenset({"danger", "affirm"}),
        frozenset({"action_look"}),
        ["en"],
        broke,
        ["US"],
        Policy(interrupts=("danger",)),
    ) == (
        set(assistant.flows),
        assistant.flows["danger"],
        assistant.triggers,
        list(assistant.slots),
        assistant.intents,
        assistant.custom_actions,
        list(assistant.responses),
        assistant.responses["en"]["utter_internal_error"],
        [record.id for record in assistant.facts.records],
        assistant.policy,
    )


def test_the_assistant_as_written() -> None:
    """
    Our own files have no mistake, and each intent that wants something starts a flow.
    """
    assistant = load_assistant(Path(__file__).parents[3])

    assert len(assistant.intents) > len(WITHOUT_FLOW)
    assert assistant.intents - WITHOUT_FLOW == assistant.triggers.keys() - WITHOUT_FLOW


def test_all_mistakes_of_all_files_come_at_once(tmp_path: Path) -> None:
    """
    Config, domain, responses, facts and flows each tell what is wrong with them in one error.
    """
    changes = {
        "config.yml": FILES["config.yml"] + "  treshold: 0.5\n",
        "data/domain/extra.yml": "intents: [affirm]\n",
        "data/facts/countries.yml": "countries:\n  US:\n    name: United States\n",
        "data/responses/en/extra.yml": "responses:\n  utter_x:\n    - text: Call {agee}\n",
        "flows/extra.yml": "flows:\n  x:\n    description: X.\n    steps: [action: utter_okay]\n",
    }
    found = mistakes(tmp_path, changes)

    assert [
        "config.yml:7: unknown key 'treshold' in the policy; expected threshold",
        "data/domain/extra.yml:1: the intent affirm stands here again;"
        " expected once: data/domain/domain.yml:2 has it",
        "data/responses/en/extra.yml:3: nothing fills {agee}; expected age",
        "flows/extra.yml:4: no response is called 'utter_okay'; expected utter_ok",
    ] == [each for each in found if not each.startswith("data/facts/")]
    assert {"data/facts/countries.yml"} == {
        each.partition(":")[0] for each in found if each.startswith("data/facts/")
    }


def test_without_facts_nothing_is_said_about_their_placeholders(tmp_path: Path) -> None:
    """
    If the facts can't be read, that is the only mistake.
    """
    assert ["data/facts:1: no facts; expected *.yml files"] == mistakes(
        tmp_path, {"data/facts/countries.yml": None}
    )


def test_a_file_that_cannot_be_read_hides_nothing_but_what_it_defines(tmp_path: Path) -> None:
    """
    With one file unreadable, what others mention of it isn't called missing, but their own mistakes are told.
    """
    changes = {
        "data/domain/domain.yml": "slots: [\n",
        "flows/extra.yml": "flows:\n  x:\n    step: []\n",
    }
    assert [
        "data/domain/domain.yml:2: did not find expected node content; expected YAML: look for spaces before this line or the one above, quotes and colons",
        "flows/extra.yml:2: the flow x has no 'description'; expected description: …",
        "flows/extra.yml:2: the flow x has no 'steps'; expected steps: …",
        "flows/extra.yml:3: unknown key 'step' in the flow x; expected steps",
    ] == mistakes(tmp_path, changes)


def test_an_empty_folder(tmp_path: Path) -> None:
    """
    Every part that is missing is named once, and nothing besides.
    """
    with pytest.raises(ContentError) as caught:
        load_assistant(tmp_path)

    expected = """\
config.yml:1: there is no such file; expected one
data/domain:1: there is nothing here; expected files that end in .yml
data/facts:1: no facts; expected *.yml files
data/responses/en:1: there is nothing here; expected files that end in .yml
flows:1: there is nothing here; expected files that end in .yml"""
    assert expected == str(caught.value)


def test_rules_for_the_checker_are_not_flows(tmp_path: Path) -> None:
    """
    `flows/safety.yml` holds rules, and no flow is read from it.
    """
    assistant = load(tmp_path, {"flows/safety.yml": "rules: []\n"})

    assert {"danger", *STARTED} == set(assistant.flows)


def test_the_session_of_the_domain_sets_the_policy(tmp_path: Path) -> None:
    """
    Rasa's `session_config` says after how many minutes of silence a session ends.
    """
    text = (
        "session_config:\n  session_expiration_time: 15\n  carry_over_slots_to_new_session: true\n"
    )
    assistant = load(tmp_path, {"data/domain/extra.yml": text})

    assert Policy(interrupts=("danger",), session_minutes=15) == assistant.policy


def test_several_languages(tmp_path: Path) -> None:
    """
    Each folder of responses is a language of its own.
    """
    text = "responses:\n  utter_ok:\n    - text: Bien.\n"
    assistant = load(tmp_path, {"data/responses/es/all.yml": text})

    translated = assistant.responses["es"]["utter_ok"]
    assert [("Bien.",)] == [variation.text for variation in translated.variations]


def test_what_stands_beside_the_languages(tmp_path: Path) -> None:
    """
    A file or folder that isn't a language is named, so that no response is lost in silence.
    """
    changes: dict[str, str | None] = {
        "data/responses/more.yml": "responses: {}\n",
        "data/responses/english/a.yml": "responses: {}\n",
    }
    assert [
        "data/responses/english:1: this isn't read;"
        " expected a folder for each language, as data/responses/en",
        "data/responses/more.yml:1: this isn't read;"
        " expected a folder for each language, as data/responses/en",
    ] == mistakes(tmp_path, changes)


def test_loading_twice_gives_the_same(tmp_path: Path) -> None:
    """
    The same files give the same assistant.
    """
    build(tmp_path, {})
    first, second = load_assistant(tmp_path), load_assistant(tmp_path)

    assert list(_parts(first)) == list(_parts(second))


def _parts(assistant: Assistant) -> Iterator[object]:
    yield from (assistant.flows, assistant.slots, assistant.intents, assistant.responses)
    yield replace(assistant.policy)


@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(sorted(TOP)), st.data())
def test_any_yaml_is_an_assistant_or_a_list_of_mistakes(
    tmp_path: Path, name: str, data: st.DataObject
) -> None:
    """
    Whatever stands in a file, loading gives an assistant or a `ContentError` whose mistakes have a line in it.
    """
    whole = st.fixed_dictionaries({}, optional=dict.fromkeys(TOP[name], DATA)) | DATA
    text = yaml.safe_dump(data.draw(whole), allow_unicode=True)
    try:
        lines = [1 for _ in load(tmp_path, {name: text}).flows]
    except ContentError as error:
        lines = [mistake.line for mistake in error.mistakes]
    assert lines
    assert min(lines) >= 1


@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.dictionaries(st.sampled_from(WORDS[3:18]), DATA, max_size=4), max_size=4))
def test_any_steps_are_a_flow_or_a_list_of_mistakes(
    tmp_path: Path, steps: list[dict[str, object]]
) -> None:
    """
    Whatever stands in the steps of a flow, loading gives an assistant or a `ContentError`.
    """
    flow = {"description": "Extra.", "steps": steps}
    text = yaml.safe_dump({"flows": {"extra": flow}}, allow_unicode=True)
    try:
        found = [*load(tmp_path, {"flows/extra.yml": text}).flows["extra"].steps]
    except ContentError as error:
        found = [mistake.message for mistake in error.mistakes]
    assert found
