"""
A small world for tests of the understanding: a few intents, two languages, three authors, trained in seconds.
"""

from __future__ import annotations

import atexit
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bot.loading.yaml_lines import read
from bot.nlu.settings import lighter
from bot.nlu.training.run import TrainingReport, train

CONFIG: dict[str, Any] = {
    "pipeline": [
        {"name": "LanguageDetector"},
        {"name": "Normaliser", "dictionary_words": 3_000},
        {"name": "ControlLookup"},
        {"name": "SentenceEncoder"},
        {"name": "WordFeatures", "least_texts": 1},
        {"name": "ExampleLikeness", "size": 64},
        {"name": "IntentHead"},
        {"name": "SafetyHead", "certain_alarms": 0.05, "possible_alarms": 0.1},
        {"name": "SafetyPhrases"},
        {"name": "EntityFinder"},
    ]
}
LIGHT = lighter(CONFIG)

EXAMPLES = {
    "anna/safety": {
        "self_harm_risk": [
            "i want to die",
            "i do not want to live any more",
            "i will end my life",
        ],
        "immediate_danger": ["he is at my door with a knife", "he is breaking in right now"],
        "friend_self_harm_risk": ["my friend wants to die", "she says she will end her life"],
    },
    "anna/tasks": {
        "report_platform": ["how do i report the post", "report his account please"],
        "asked_to_pay": ["should i pay him", "he wants money do i send it"],
        "greet": ["hello there friend", "good morning to you"],
        "out_of_scope": ["what is the weather", "tell me a joke about cats"],
    },
    "ben/safety": {
        "self_harm_risk": ["no reason to live", "i am going to kill myself tonight"],
        "immediate_danger": ["someone is outside my house with a gun", "he is following me home"],
        "friend_self_harm_risk": ["my sister is going to hurt herself", "he told me he would die"],
    },
    "ben/tasks": {
        "report_platform": ["where can i report this picture", "i need to report a profile"],
        "asked_to_pay": ["do i pay the money", "is it better to pay them"],
        "greet": ["hi bot how are you", "hey good evening"],
        "out_of_scope": ["who won the football", "write my homework on cats"],
    },
    "cara/tasks": {
        "report_platform": ["i want to report instagram", "report it for me"],
        "asked_to_pay": ["will paying make it stop", "must i give him the money"],
        "greet": ["hello good day", "hi hi hello"],
        "out_of_scope": ["best pizza in town", "how tall is the tower"],
        "self_harm_risk": ["life is not worth it i want to go", "i cannot live with this"],
    },
    "cara/hard_negatives": {
        "out_of_scope": ["that film about a killer was great", "i could kill for a pizza"],
        "report_platform": [
            "my phone is dying how do i report fast",
            "report the bomb emoji spam",
        ],
    },
}
LEXICON = """version: "3.1"
nlu:
- synonym: "pictures"
  examples: |
    - pics
- lookup: control.affirm
  examples: |
    - yes
    - 👍
- lookup: control.unsure
  examples: |
    - idk
- lookup: control.thanks
  examples: |
    - thanks
- lookup: safety.self_harm_risk
  examples: |
    - kill myself
- lookup: guard.negation
  examples: |
    - not
- lookup: guard.never
  examples: |
    - kill myself laughing
- lookup: guard.maybe
  examples: |
    - lol
- lookup: protected
  examples: |
    - stopncii
"""
SPANISH = """version: "3.1"
nlu:
- lookup: language.words
  examples: |
    - quiero
    - morir
    - mis
    - fotos
    - tiene
    - ayuda
- lookup: control.affirm
  examples: |
    - sí
- lookup: safety.self_harm_risk
  examples: |
    - quiero morir
"""


@cache
def small_model() -> Path:
    """
    The folder of the small model, trained once in this process and gone with it.
    """
    folder = TemporaryDirectory()
    atexit.register(folder.cleanup)
    train_small(Path(folder.name), CONFIG)
    return Path(folder.name) / "model"


def write_data(folder: Path) -> Path:
    """
    Writes the examples below `folder` as data/nlu holds them.
    """
    for name, intents in EXAMPLES.items():
        blocks = (
            f"- intent: {intent}\n  examples: |\n" + "".join(f"    - {text}\n" for text in texts)
            for intent, texts in intents.items()
        )
        _write(folder / "en" / f"{name}.yml", 'version: "3.1"\nnlu:\n' + "".join(blocks))
    _write(folder / "en" / "lexicon" / "words.yml", LEXICON)
    _write(folder / "es" / "lexicon" / "words.yml", SPANISH)
    return folder


def train_small(folder: Path, config: dict[str, Any]) -> TrainingReport:
    """
    Trains on the examples into `folder/model`.
    """
    data = write_data(folder / "data")
    return train(config, data, folder / "model", lambda _what, _share: None, read=read)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
