"""
What the components know about words: lexicon, spelling, languages, short answers, explicit phrases.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from importlib.resources import files
from itertools import islice
from pathlib import Path

from rapidfuzz.distance import OSA

from bot.nlu.components.control import CONTROL_FILE, PREFIX
from bot.nlu.components.normaliser import save_lexicon
from bot.nlu.components.safety_phrases import GUARD, PHRASES_FILE, RISK, UNSURE
from bot.nlu.text import language, spelling
from bot.nlu.text.cleaning import clean, without_accents
from bot.nlu.text.normalising import Lexicon, TextNormaliser
from bot.nlu.training_data import Example, TrainingData

Tables = Mapping[str, Mapping[str, "tuple[str, ...]"]]  # language -> name -> entries

_DICTIONARY = ("symspellpy", "frequency_dictionary_en_82_765.txt")
_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")
_LETTERS = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_OURS = 0.5  # share of the training data in how common a word is; the rest is general English
_MENDED = 4  # letters; shorter words are never mended
_LEAST_VOICES = 2  # a word that only one author writes may be that author's slip


def build_words(data: TrainingData, folder: Path, *, dictionary_words: int) -> TextNormaliser:
    """
    Writes what all components but the models need into `folder`, and gives the normaliser.
    """
    whole = dictionary()
    english = dict(islice(whole.items(), dictionary_words))
    counts = word_counts(english, data)
    table = spelling.build_table(counts)
    spelling.save_table(table, folder)
    rare = (word for word in whole if len(word) >= _MENDED and word not in counts)
    lexicon = build_lexicon(data, rare)
    save_lexicon(lexicon, folder)
    language.save(build_languages(english, data), folder)
    _save(control_words(data.lookups, {*counts, *whole}), folder / CONTROL_FILE)
    _save(phrase_rules(data.lookups), folder / PHRASES_FILE)
    return TextNormaliser(lexicon, spelling.Speller(table))


def dictionary() -> dict[str, float]:
    """
    English words, the most common first, and how often each was seen in print.
    """
    source = files(_DICTIONARY[0]).joinpath(_DICTIONARY[1])
    lines = source.read_text(encoding="utf-8-sig").splitlines()
    return {word: float(count) for word, count in (line.split() for line in lines)}


def word_counts(english: Mapping[str, float], data: TrainingData) -> dict[str, float]:
    """
    How common each word is: half as in print, half as in the training data, nicknames of words left out.
    """
    ours = _training_words(data)
    sums = sum(english.values()), sum(ours.values()) or 1.0
    synonyms = data.synonyms.get("en", {})
    return {
        word: (1 - _OURS) * english.get(word, 0.0) / sums[0]
        + _OURS * ours.get(word, 0.5) / sums[1]
        for word in sorted(english.keys() | ours.keys())
        if word not in synonyms and (len(word) > 1 or word in "ai")
    }


def _training_words(data: TrainingData) -> dict[str, float]:
    counts: Counter[str] = Counter()
    voices: dict[str, set[str]] = {}
    for example in data.examples:
        if example.language != "en":
            continue
        for word in _WORD.findall(clean(example.text).lower()):
            counts[word] += 1
            voices.setdefault(word, set()).add(example.voice)
    protected = dict.fromkeys(data.lookups.get("en", {}).get("protected", ()), 3.0)
    common = {w: float(n) for w, n in counts.items() if len(voices[w]) >= _LEAST_VOICES and n >= 3}
    return protected | common


def build_lexicon(data: TrainingData, rare: Iterable[str] = ()) -> Lexicon:
    """
    English text-speak, and what spelling must not touch: every Spanish word that we know, and `rare` English words.

    A rare word is right as it stands, but too rare to be what a misspelt one was meant to be.
    """
    spanish = _spanish_words(data)
    protected = {without_accents(word) for word in spanish} | set(spanish) | set(rare)
    protected |= set(data.lookups.get("en", {}).get("protected", ()))
    return Lexicon(synonyms=data.synonyms.get("en", {}), protected=frozenset(protected))


def build_languages(english: Mapping[str, float], data: TrainingData) -> language.LanguageModel:
    """
    The language model of general English and of the Spanish word list, each with its examples' words.
    """
    common = dict(list(english.items())[:12_000])
    total = sum(common.values())
    ours = Counter(_letters(example for example in data.examples if example.language == "en"))
    scale = total / max(1, ours.total())
    for word, count in ours.items():
        if count >= 3:
            common[word] = common.get(word, 0.0) + count * scale
    return language.fit(common, _spanish_words(data))


def _spanish_words(data: TrainingData) -> dict[str, float]:
    listed = data.lookups.get("es", {}).get("language.words", ())
    counts = {word: 1.0 / (rank + 20) for rank, word in enumerate(listed)}
    seen = Counter(_letters(example for example in data.examples if example.language == "es"))
    scale = sum(counts.values()) / max(1, seen.total())
    for word, count in seen.items():
        counts[word] = counts.get(word, 0.0) + count * scale
    return counts


def _letters(examples: Iterable[Example]) -> Iterable[str]:
    for example in examples:
        yield from _LETTERS.findall(clean(example.text).lower())


def control_words(tables: Tables, english: Iterable[str]) -> dict[str, object]:
    """
    Short answer -> intent, and the real words that only look like a slip of one of them.
    """
    words = {
        text: name.removeprefix(PREFIX)
        for table in tables.values()
        for name, texts in table.items()
        if name.startswith(PREFIX)
        for text in texts
    }
    single: dict[str, list[str]] = {}
    for word in words:
        if len(word) >= 4 and word.isalpha():
            single.setdefault(word[0], []).append(word)
    near = [
        word
        for word in english
        if len(word) >= 3
        and any(OSA.distance(word, s, score_cutoff=1) <= 1 for s in single.get(word[0], ()))
    ]
    return {"words": words, "known": sorted(set(near) - set(words))}


def phrase_rules(tables: Tables) -> dict[str, object]:
    """
    Language -> rule -> phrases, for explicit safety phrases and their guards.
    """
    return {
        language_code: {
            name: list(texts)
            for name, texts in table.items()
            if name.startswith((RISK, UNSURE, GUARD))
        }
        for language_code, table in tables.items()
    }


def _save(data: object, path: Path) -> None:
    path.write_text(json.dumps(data, sort_keys=True), encoding="utf-8")
