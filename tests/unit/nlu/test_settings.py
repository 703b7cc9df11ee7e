"""
The pipeline part of config.yml.
"""

from __future__ import annotations

from typing import Any

import pytest

from bot.errors import ContentError
from bot.nlu.pipeline import BUILDERS
from bot.nlu.settings import COMPONENTS, lighter, read_settings


def test_every_component_that_can_be_named_can_be_built() -> None:
    """
    The two tables say the same.
    """
    assert list(BUILDERS) == list(COMPONENTS)


def test_without_a_pipeline_all_components_have_their_defaults() -> None:
    """
    An empty config is a sensible one.
    """
    found = read_settings({})

    assert [item.name for item in found.components] == list(COMPONENTS)
    assert found.of("SentenceEncoder")["setting"] == "full"
    assert found.variant == "full"


def test_settings_override_defaults_and_whole_numbers_pass_for_decimals() -> None:
    """
    What is given counts, the rest stays.
    """
    config = {"pipeline": [{"name": "IntentHead", "strength": 3}]}
    found = read_settings(config)

    assert dict(found.of("IntentHead")) == {**COMPONENTS["IntentHead"], "strength": 3}
    assert found.of("Normaliser") == COMPONENTS["Normaliser"]
    assert found.variant == "light"


def test_every_mistake_at_once() -> None:
    """
    Unknown names, unknown settings, wrong types.
    """
    config: dict[str, Any] = {
        "pipeline": [
            {"name": "Magic"},
            "IntentHead",
            {"name": "Normaliser", "dictionary_words": "many"},
            {"name": "SentenceEncoder", "setting": "huge", "speed": 1},
        ]
    }
    with pytest.raises(ContentError) as error:
        read_settings(config)

    assert sorted(mistake.message for mistake in error.value.mistakes) == [
        "Normaliser: dictionary_words is not of the right type",
        "SentenceEncoder: setting is neither full nor light",
        "SentenceEncoder: unknown setting 'speed'",
        "unknown component 'Magic'",
        "unknown component None",
    ]


@pytest.mark.parametrize("config", [{}, {"pipeline": [{"name": "SentenceEncoder"}]}])
def test_lighter(config: dict[str, Any]) -> None:
    """
    The same config without sentence embeddings, by either way.
    """
    assert read_settings(lighter(config)).variant == "light"
    assert read_settings(config, setting="light").variant == "light"
