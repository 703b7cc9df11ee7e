"""
`POST /model/parse`.
"""

from __future__ import annotations

from bot.domain.parse import Entity, Intent, Parse
from tests.doors import PRODUCTION, doors, failure
from tests.fakes import ScriptedUnderstanding

THREATENED = Intent(name="threatened", confidence=0.9)
SHARED = Intent(name="images_shared", confidence=0.05)
TEXT = "im 16, its on insta"
PARSE = Parse(
    text=TEXT,
    intent=THREATENED,
    ranking=(THREATENED, SHARED),
    entities=(
        Entity(entity="age", value=16, start=3, end=5, role="now"),
        Entity(entity="platform", value="instagram", start=14, end=19, confidence=0.8),
    ),
    language="en",
)


def test_a_text_is_parsed_in_rasas_form() -> None:
    """
    Intent, ranking, entities with their places, language.
    """
    understanding = ScriptedUnderstanding(parses={TEXT: PARSE})
    found = doors(understanding=understanding).post("/model/parse", {"text": TEXT})

    expected = {
        "text": TEXT,
        "intent": {"name": "threatened", "confidence": 0.9},
        "intent_ranking": [
            {"name": "threatened", "confidence": 0.9},
            {"name": "images_shared", "confidence": 0.05},
        ],
        "entities": [
            {"entity": "age", "start": 3, "end": 5, "value": 16, "confidence_entity": 1.0, "role": "now"},
            {"entity": "platform", "start": 14, "end": 19, "value": "instagram", "confidence_entity": 0.8},
        ],
        "language": "en",
    }  # fmt: skip
    assert (200, expected) == found


def test_it_needs_a_text() -> None:
    """
    Anything else is refused.
    """
    expected = failure(422, "UnprocessableEntity", "The field text must be a text.")

    assert [expected] * 3 == [
        doors().post("/model/parse", body) for body in ({}, {"text": 5}, {"text": None})
    ]


def test_it_is_not_there_in_production() -> None:
    """
    What people mean is nobody's business but the assistant's.
    """
    found = doors(PRODUCTION).post("/model/parse", {"text": "hello"})

    assert failure(404, "NotFound", "There is nothing here.") == found
