"""
The spaCy pipeline: every component that `config.yml` can name, and what builds it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from bot.nlu.components import attributes
from bot.nlu.components.control import ControlLookup
from bot.nlu.components.intent_head import IntentHead
from bot.nlu.components.language import LanguageDetector
from bot.nlu.components.normaliser import Normaliser
from bot.nlu.components.safety_head import SafetyHead
from bot.nlu.components.safety_phrases import SafetyPhrases
from bot.nlu.components.word_features import WordFeatures
from bot.nlu.settings import PipelineSettings, Variant
from bot.nlu.text.words import WordTokenizer

Component = Callable[[Doc], Doc]
FULL_ONLY = ("SentenceEncoder", "ExampleLikeness")  # left out of a light pipeline


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """
    What a component may be built from: the trained model's folder, its own settings, the pipeline.
    """

    nlp: Language
    folder: Path
    variant: Variant
    settings: dict[str, Any]


def build_pipeline(folder: Path, settings: PipelineSettings, variant: Variant) -> Language:
    """
    The pipeline of the trained model in `folder`; `variant` says which heads' weights are used.
    """
    attributes.declare()
    nlp = spacy.blank("en")
    _spare(nlp.vocab)
    nlp.tokenizer = WordTokenizer(nlp.vocab)
    Language.factory(_FACTORY, func=_make)
    for component in settings.components:
        if component.name in FULL_ONLY and variant == "light":
            continue
        part = {
            "kind": component.name,
            "folder": str(folder),
            "variant": variant,
            "settings": dict(component.settings),
        }
        nlp.add_pipe(_FACTORY, name=component.name, config={"part": part})
    return nlp


def _spare(vocab: Any) -> None:
    """
    Of a new word only its lower case and whether it is a mark get worked out; nothing asks for more.
    """
    asked = (vocab.strings["LOWER"], vocab.strings["IS_PUNCT"])
    vocab.lex_attr_getters = {kind: vocab.lex_attr_getters[kind] for kind in asked}


# spaCy wants one factory with plain arguments; which component it makes is one of them.
_FACTORY = "first_hours"


def _make(nlp, name, part) -> Component:  # type: ignore[no-untyped-def] # pydantic 1 can't read types that are text
    del name
    parts = Parts(
        nlp=nlp, folder=Path(part["folder"]), variant=part["variant"], settings=part["settings"]
    )
    return BUILDERS[part["kind"]](parts)


def _encoder(parts: Parts) -> Component:
    from bot.nlu.components.sentence_encoder import SentenceEncoder

    return SentenceEncoder(parts.folder, threads=parts.settings["threads"])


def _likeness(parts: Parts) -> Component:
    from bot.nlu.components.example_likeness import ExampleLikeness

    return ExampleLikeness(parts.folder)


def _entities(parts: Parts) -> Component:
    from bot.nlu.components.entity_finder import EntityFinder

    del parts
    return EntityFinder()


BUILDERS: dict[str, Callable[[Parts], Component]] = {
    "LanguageDetector": lambda parts: LanguageDetector(parts.folder),
    "Normaliser": lambda parts: Normaliser(parts.folder),
    "ControlLookup": lambda parts: ControlLookup(parts.folder),
    "SentenceEncoder": _encoder,
    "WordFeatures": lambda parts: WordFeatures(parts.folder),
    "ExampleLikeness": _likeness,
    "IntentHead": lambda parts: IntentHead(parts.folder, parts.variant, parts.settings["ranking"]),
    "SafetyHead": lambda parts: SafetyHead(parts.folder, parts.variant),
    "SafetyPhrases": lambda parts: SafetyPhrases(parts.nlp, parts.folder),
    "EntityFinder": _entities,
}
