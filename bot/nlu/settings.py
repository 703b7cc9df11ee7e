"""
The pipeline as `config.yml` describes it: names of components and their settings, in order.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from bot.errors import ContentError, Mistake

Variant = Literal["full", "light"]

# Every component, and every setting that it knows with the value that holds when none is given.
COMPONENTS: dict[str, dict[str, object]] = {
    "LanguageDetector": {},
    "Normaliser": {"dictionary_words": 30_000},
    "ControlLookup": {},
    "SentenceEncoder": {"setting": "full", "threads": 1, "bits": 8},
    "WordFeatures": {"least_texts": 3, "most_features": 60_000},
    "ExampleLikeness": {"size": 384, "most_examples": 10_000, "ridge": 0.01},
    "IntentHead": {"strength": 10.0, "rounds": 40, "ranking": 10},
    "SafetyHead": {
        "certain_alarms": 0.02,
        "certain_hard_alarms": 0.07,
        "possible_alarms": 0.07,
        "unversed_alarms": 0.18,
    },
    "SafetyPhrases": {},
    "EntityFinder": {},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ComponentSettings:
    """
    One component of the pipeline.
    """

    name: str
    settings: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class PipelineSettings:
    """
    The whole pipeline, in order.
    """

    components: tuple[ComponentSettings, ...]

    def of(self, name: str) -> Mapping[str, Any]:
        """
        The settings of a component, those of `COMPONENTS` where the pipeline doesn't name it.
        """
        for component in self.components:
            if component.name == name:
                return component.settings
        return COMPONENTS[name]

    @property
    def variant(self) -> Variant:
        """
        `full` with sentence embeddings, `light` without.
        """
        names = [component.name for component in self.components]
        full = "SentenceEncoder" in names and self.of("SentenceEncoder")["setting"] == "full"
        return "full" if full else "light"


def read_settings(
    config: Mapping[str, Any], *, setting: Variant | None = None
) -> PipelineSettings:
    """
    The `pipeline` of a config in Rasa's form; `setting` overrides that of the encoder.

    Raises `ContentError` with every unknown name and every value of a wrong type.
    """
    mistakes: list[str] = []
    components = []
    for item in config.get("pipeline") or [{"name": name} for name in COMPONENTS]:
        name = item.get("name") if isinstance(item, dict) else None
        if name not in COMPONENTS:
            mistakes.append(f"unknown component {name!r}")
            continue
        given = {key: value for key, value in item.items() if key != "name"}
        mistakes += [f"{name}: {problem}" for problem in _problems(name, given)]
        components.append(ComponentSettings(name=name, settings={**COMPONENTS[name], **given}))
    if mistakes:
        raise ContentError(
            Mistake(file="config.yml", line=1, message=text, expected="see docs/understanding.md")
            for text in mistakes
        )
    return _with_setting(PipelineSettings(components=tuple(components)), setting)


def lighter(config: Mapping[str, Any]) -> dict[str, Any]:
    """
    The same config with the setting `light`.
    """
    pipeline = config.get("pipeline") or [{"name": name} for name in COMPONENTS]
    changed = [
        {**item, "setting": "light"} if item.get("name") == "SentenceEncoder" else item
        for item in pipeline
    ]
    return {**config, "pipeline": changed}


def _problems(name: str, given: Mapping[str, object]) -> list[str]:
    known = COMPONENTS[name]
    unknown = [f"unknown setting {key!r}" for key in given if key not in known]
    wrong = [
        f"{key} is not of the right type"
        for key, value in given.items()
        if key in known and not _fits(value, known[key])
    ]
    if name == "SentenceEncoder" and given.get("setting", "full") not in ("full", "light"):
        wrong.append("setting is neither full nor light")
    return unknown + wrong


def _fits(value: object, default: object) -> bool:
    if isinstance(default, float):
        return isinstance(value, (int, float)) and not isinstance(value, bool)
    return type(value) is type(default)


def _with_setting(settings: PipelineSettings, setting: Variant | None) -> PipelineSettings:
    if setting is None:
        return settings
    components = (
        ComponentSettings(name=item.name, settings={**item.settings, "setting": setting})
        if item.name == "SentenceEncoder"
        else item
        for item in settings.components
    )
    return PipelineSettings(components=tuple(components))
