"""
Explicit phrases and what guards them.
"""

from __future__ import annotations

import pytest
import spacy

from bot.domain.parse import Alarm, SafetyLevel
from bot.nlu.components.safety_phrases import Found, PhraseFinder, weighed
from bot.nlu.text.words import WordTokenizer

NLP = spacy.blank("en")
NLP.tokenizer = WordTokenizer(NLP.vocab)
FINDER = PhraseFinder(
    NLP,
    {
        "en": {
            "safety.self_harm_risk": ["kill myself", "want to die"],
            "safety.immediate_danger": ["outside my door"],
            "guard.negation": ["not", "never"],
            "guard.never": ["kill myself laughing"],
            "guard.maybe": ["lol", "years ago"],
        },
        "es": {"safety.self_harm_risk": ["quiero morir"]},
    },
)


def _alarm(intent: str, level: SafetyLevel = "certain") -> Alarm:
    return Alarm(intent=intent, level=level, confidence=0.97 if level == "certain" else 0.5)


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        (["i want to die"], Found(alarm=_alarm("self_harm_risk"))),
        (["quiero morir"], Found(alarm=_alarm("self_harm_risk"))),
        (["he is outside my door"], Found(alarm=_alarm("immediate_danger"))),
        (["kms", "kill myself"], Found(alarm=_alarm("self_harm_risk"))),
        (["i want to die lol"], Found(alarm=_alarm("self_harm_risk", "possible"))),
        (["i tried to kill myself years ago"], Found(alarm=_alarm("self_harm_risk", "possible"))),
        (["i am not going to kill myself"], Found(denied=True)),
        (["no, i did not. kill myself"], Found(alarm=_alarm("self_harm_risk"))),
        (["kill myself laughing"], Found(denied=True)),
        (
            ["i do not want to die but he is outside my door"],
            Found(alarm=_alarm("immediate_danger")),
        ),
        (["nothing of the kind"], Found()),
        ([""], Found()),
    ],
)
def test_find(texts: list[str], found: Found) -> None:
    """
    Denial, idiom, joke and past each weaken words in their own way; any other risk still counts.
    """
    assert FINDER.find(texts) == found


HEAD = Alarm(intent="friend_self_harm_risk", level="certain", confidence=0.8)
DOUBT = Alarm(intent="friend_self_harm_risk", level="possible", confidence=0.2)


@pytest.mark.parametrize(
    ("head", "found", "expected"),
    [
        (None, Found(), None),
        (HEAD, Found(), HEAD),
        (None, Found(alarm=_alarm("self_harm_risk")), _alarm("self_harm_risk")),
        (DOUBT, Found(alarm=_alarm("self_harm_risk")), _alarm("self_harm_risk")),
        (
            HEAD,
            Found(alarm=_alarm("self_harm_risk", "possible")),
            Alarm(intent="friend_self_harm_risk", level="certain", confidence=0.8),
        ),
        (
            HEAD,
            Found(denied=True),
            Alarm(intent="friend_self_harm_risk", level="possible", confidence=0.8),
        ),
        (DOUBT, Found(denied=True), DOUBT),
    ],
)
def test_weighed(head: Alarm | None, found: Found, expected: Alarm | None) -> None:
    """
    The graver of both counts, and words that deny risk leave a doubt.
    """
    assert weighed(head, found) == expected


def test_rare_words_are_found_among_many_pieces() -> None:
    """
    Of a long text the pieces are searched first that have words which the others don't have.
    """
    decoy = "the door was red, i sat outside, it was my turn. " * 3
    texts = [*[decoy] * 150, "i want to die", *[decoy] * 150]

    assert FINDER.find_in_pieces(texts) == Found(alarm=_alarm("self_harm_risk"))
    assert FINDER.find_in_pieces([decoy] * 300) == Found()
    assert FINDER.find_in_pieces([]) == Found()
