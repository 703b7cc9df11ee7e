"""
`config.yml`: the policy that it sets, and what is wrong with it.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.domain.assistant import Policy
from bot.domain.retention import Retention
from tests.unit.loading.small import load, mistakes

TOP = "language: en\npipeline: [{name: words}]\n"


def policy(settings: str) -> str:
    """
    A config with settings of the policy; they begin on line 5.
    """
    indented = "".join(f"  {line}\n" for line in settings.splitlines())
    return f"{TOP}policies:\n- name: bot.rasa.policy.FlowPolicy\n{indented}"


def test_every_setting(tmp_path: Path) -> None:
    """
    Tables and numbers of the policy are taken over, and Rasa's other keys pass.
    """
    text = "recipe: default.v1\nassistant_id: first\n" + policy(
        "priority: 1\ninterrupts: [danger]\nthreshold: 0\nambiguity: 0.25\nmax_steps: 50"
    )
    assert (
        Policy(interrupts=("danger",), threshold=0, ambiguity=0.25, max_steps=50)
        == load(tmp_path, {"config.yml": text}).policy
    )


def test_how_long_things_are_kept(tmp_path: Path) -> None:
    """
    What isn't said keeps its default.
    """
    text = policy("") + "retention: {days: 7, warn_days: 2}\n"

    assert (
        Retention(days=7, warn_days=2, extended_days=90, delivery_days=30)
        == load(tmp_path, {"config.yml": text}).retention
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            policy("interrupts: danger"),
            ["config.yml:5: interrupts is a text; expected a list: lines that begin with -"],
        ),
        (
            policy("interrupts: [dangr]"),
            ["config.yml:5: no intent is called 'dangr'; expected danger"],
        ),
        (
            policy("interrupts: [affirm]"),
            [
                "config.yml:5: the intent affirm starts no flow; expected a flow with nlu_trigger: - "
                "intent: affirm"
            ],
        ),
        (
            policy("interrupts: [5]"),
            ['config.yml:5: an intent under interrupts is a number; expected a text: "5"'],
        ),
        (
            policy("threshold: 70"),
            ["config.yml:5: threshold is 70; expected a number from 0 to 1"],
        ),
        (policy("threshold: high"), ["config.yml:5: threshold is a text; expected a number"]),
        (
            policy("threshold: true"),
            ["config.yml:5: threshold is true or false; expected a number"],
        ),
        (
            policy("max_steps: 0"),
            ["config.yml:5: max_steps is 0; expected a number from 1 to 1000000"],
        ),
        (
            policy("max_steps: 2.5"),
            ["config.yml:5: max_steps is a number; expected a whole number"],
        ),
        (
            policy("max_step: 5"),
            ["config.yml:5: unknown key 'max_step' in the policy; expected max_steps"],
        ),
        (
            policy("") + "importers: [{name: RasaFileImporter}]\n",
            [
                "config.yml:5: these importers aren't used; expected - name: "
                "bot.rasa.importer.FirstHoursImporter, for Rasa as the host, or no such key"
            ],
        ),
        (
            policy("prompt: Be kind."),
            [
                "config.yml:5: 'prompt' in the policy isn't supported; expected nothing here: there "
                "is no language model"
            ],
        ),
        (TOP, ["config.yml:1: config.yml has no 'policies'; expected policies: …"]),
        (
            TOP + "policies: []\n",
            [
                "config.yml:3: the list of policies is empty; expected name: "
                "bot.rasa.policy.FlowPolicy"
            ],
        ),
        (
            TOP + "policies: bot.rasa.policy.FlowPolicy\n",
            [
                "config.yml:3: the list of policies is a text; expected a list: lines that begin with"
                " -"
            ],
        ),
        (
            TOP + "policies:\n- name: RulePolicy\n",
            [
                "config.yml:4: the policy RulePolicy isn't used; expected only name: "
                "bot.rasa.policy.FlowPolicy, once"
            ],
        ),
        (
            TOP + "policies:\n- FlowPolicy\n",
            [
                "config.yml:4: a policy has no name; expected only name: bot.rasa.policy.FlowPolicy, "
                "once"
            ],
        ),
        (
            policy("") + "- name: bot.rasa.policy.FlowPolicy\n",
            [
                "config.yml:5: the policy bot.rasa.policy.FlowPolicy isn't used; expected only name: "
                "bot.rasa.policy.FlowPolicy, once"
            ],
        ),
        (
            policy("") + "model_groups: []\n",
            [
                "config.yml:5: 'model_groups' in config.yml isn't supported; expected nothing here: "
                "there is no language model"
            ],
        ),
        (
            policy("") + "limit: {}\n",
            [
                "config.yml:5: unknown key 'limit' in config.yml; expected one of recipe, "
                "assistant_id, language, additional_languages, importers, pipeline, policies, retention"
            ],
        ),
        (
            policy("") + "limits: 5\n",
            ["config.yml:5: 'limits' in config.yml isn't supported; expected max_… of the policy"],
        ),
        (
            policy("") + "retention: 5\n",
            [
                "config.yml:5: retention is a number; expected the keys days, warn_days, "
                "extended_days, delivery_days"
            ],
        ),
        (
            policy("") + "retention: {days: 0, warn_days: soon}\n",
            [
                "config.yml:5: days is 0; expected a number from 1 to 3650",
                "config.yml:5: warn_days is a text; expected a whole number",
            ],
        ),
        (
            policy("") + "retention: {days: 3, extended_days: 2}\n",
            [
                "config.yml:5: keeping longer is shorter; expected extended_days: at least days",
                "config.yml:5: people are warned too early; expected warn_days: less than days",
            ],
        ),
        (
            policy("") + "assistant_id: 5\n",
            ['config.yml:5: the assistant_id is a number; expected a text: "5"'],
        ),
        (
            policy("").replace("language: en", "language: ''"),
            [
                "config.yml:1: the language is ''; expected en: every response is written in it first"
            ],
        ),
        (
            policy("").replace("language: en", "language: es"),
            [
                "config.yml:1: the language is 'es'; expected en: every response is written in it "
                "first"
            ],
        ),
        (
            policy("") + "additional_languages: [es, 5]\n",
            ['config.yml:5: a language is a number; expected a text: "5"'],
        ),
        (
            policy("").replace("{name: words}", "words"),
            ["config.yml:2: a component of the pipeline has no name; expected name: …"],
        ),
        (
            policy("").replace("[{name: words}]", "words"),
            ["config.yml:2: the pipeline is a text; expected a list: lines that begin with -"],
        ),
        (
            "[]\n",
            [
                "config.yml:1: config.yml is a list; expected the keys recipe, assistant_id, "
                "language, additional_languages, importers, pipeline, policies, retention"
            ],
        ),
    ],
)
def test_what_is_wrong_with_the_config(tmp_path: Path, text: str, expected: list[str]) -> None:
    """
    Each mistake names its line, what is wrong and what belongs there.
    """
    assert expected == mistakes(tmp_path, {"config.yml": text})
