"""
The understanding of messages: a trained model in a folder, loaded once, asked from any thread.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from threading import Lock
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc
from threadpoolctl import threadpool_limits

from bot.domain.parse import Alarm, Intent, Parse
from bot.errors import DamagedModel, OutdatedModel
from bot.nlu import manifest
from bot.nlu.components.entity_finder import EntityFinder
from bot.nlu.components.intent_head import with_first
from bot.nlu.components.safety_head import SAFETY_INTENTS
from bot.nlu.entities import NO_NAMES, Gazetteer
from bot.nlu.pipeline import Component, build_pipeline
from bot.nlu.settings import PipelineSettings, Variant, read_settings
from bot.nlu.text.cleaning import clean
from bot.nlu.text.words import forgetting

# Without one of these it can still go on as `light`.
FULL_FILES = (
    "encoder.onnx",
    "encoder_words.npy",
    "encoder_places.npy",
    "encoder_words.txt",
    "likeness.onnx",
)


class Understanding:
    """
    Turns a message into a `Parse`; `variant` says which models are at work, `notice` why if not those asked for.
    """

    def __init__(self, nlp: Language, variant: Variant, notice: str = "") -> None:
        self._nlp = nlp
        self._lock = Lock()
        self.variant = variant
        self.notice = notice

    @property
    def pipeline(self) -> list[tuple[str, Component]]:
        """
        The components at work, by name.
        """
        return self._nlp.pipeline

    def parse(self, text: str) -> Parse:
        """
        The meaning of `text`, any string at all; never raises, never keeps a word of it.
        """
        with self._lock, forgetting(self._nlp):
            cleaned = clean(text)
            doc = self._nlp.make_doc(cleaned)
            doc._.raw, doc._.cleaned = text, cleaned
            return _parse(self._nlp(doc))


def load(
    model_dir: Path,
    config: Mapping[str, Any],
    *,
    setting: Variant | None = None,
    gazetteer: Gazetteer = NO_NAMES,
) -> Understanding:
    """
    The trained model in `model_dir`; without the files of its encoder it goes on as `light` and says so in `notice`.

    `gazetteer` names the platforms and countries that it knows.

    Raises `NoModel` if there is none, `OutdatedModel` if it is another version's, and `DamagedModel` if another part
    of it is broken.
    """
    settings = read_settings(config, setting=setting)
    known = manifest.read_manifest(model_dir)
    broken = manifest.damaged(model_dir, known)
    if broken - set(FULL_FILES):
        raise DamagedModel(files=broken)
    variant, notice = _variant(settings, known, broken)
    # One message is too little work to share out; threads would only wait for each other.
    threadpool_limits(limits=1, user_api="blas")
    understanding = _tried(model_dir, settings, variant, notice)
    for _, component in understanding.pipeline:
        if isinstance(component, EntityFinder):
            component.gazetteer = gazetteer
    return understanding


def _tried(
    model_dir: Path, settings: PipelineSettings, variant: Variant, notice: str
) -> Understanding:
    """
    The understanding, once it has read a message: files of another version may be whole and still not fit.
    """
    try:
        found = Understanding(build_pipeline(model_dir, settings, variant), variant, notice)
        found.parse("is this model one of ours")
    except Exception as error:
        raise OutdatedModel from error
    return found


def _variant(
    settings: PipelineSettings, known: manifest.Manifest, broken: frozenset[str]
) -> tuple[Variant, str]:
    if settings.variant == "light":
        return "light", ""
    if FULL_FILES[0] not in known.files:
        return "light", "The model was trained without sentence embeddings; it understands less."
    if broken:
        return "light", "The sentence embeddings are damaged; without them it understands less."
    return "full", ""


def _parse(doc: Doc) -> Parse:
    ranking = agreed(doc._.ranking, doc._.alarm)
    return Parse(
        text=doc._.raw,
        intent=ranking[0],
        ranking=ranking,
        entities=doc._.entities,
        language=doc._.language,
        normalized=doc._.normalized,
        alarm=doc._.alarm,
    )


def agreed(ranking: tuple[Intent, ...], alarm: Alarm | None) -> tuple[Intent, ...]:
    """
    `ranking` at one with `alarm`: a certain alarm leads it, and where there is none no safety intent does.

    The safety head has learned from alarming words without risk, so it has the last word on risk.
    """
    if alarm is not None and alarm.level == "certain":
        return with_first(ranking, Intent(name=alarm.intent, confidence=alarm.confidence))
    if alarm is None and ranking[0].name in SAFETY_INTENTS:
        calm = next((intent for intent in ranking if intent.name not in SAFETY_INTENTS), None)
        return with_first(ranking, calm) if calm else ranking
    return ranking
