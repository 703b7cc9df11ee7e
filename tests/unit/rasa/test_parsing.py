"""
A parse goes through Rasa and comes back as it was.
"""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.parse import Alarm, Entity, Intent, Parse
from bot.rasa.parsing import as_parse_data, from_parse_data

INTENTS = st.builds(
    Intent, name=st.sampled_from(["greet", "threatened"]), confidence=st.floats(0, 1)
)
ENTITIES = st.builds(
    Entity,
    entity=st.sampled_from(["age", "url"]),
    value=st.one_of(st.text(), st.integers(), st.booleans()),
    start=st.integers(0, 9),
    end=st.integers(0, 9),
    role=st.none() | st.just("now"),
    confidence=st.floats(0, 1),
)
ALARMS = st.builds(
    Alarm,
    intent=st.just("immediate_danger"),
    level=st.sampled_from(["certain", "possible"]),
    confidence=st.floats(0, 1),
)


@st.composite
def parses(draw: st.DrawFn) -> Parse:
    """
    Any parse; its intent leads its ranking.
    """
    ranking = tuple(draw(st.lists(INTENTS, min_size=1, max_size=3)))
    return Parse(
        text=draw(st.text(max_size=12)),
        intent=ranking[0],
        ranking=ranking,
        entities=tuple(draw(st.lists(ENTITIES, max_size=3))),
        language=draw(st.sampled_from(["en", "es"])),
        normalized=draw(st.text(max_size=12)),
        alarm=draw(st.none() | ALARMS),
    )


@given(parses())
def test_a_parse_comes_back_as_it_was(parse: Parse) -> None:
    """
    Rasa keeps it as JSON data beside the message.
    """
    assert parse == from_parse_data(as_parse_data(parse), parse.text)


def test_an_address_goes_with_the_words_it_was_given_in() -> None:
    """
    They are evidence; custom actions see them.
    """
    link = Entity(entity="url", value="https://site.example/a", start=5, end=26)
    intent = Intent(name="log_link", confidence=0.9)
    parse = Parse(
        text="note hxxps://site[.]example/a", intent=intent, ranking=(intent,), entities=(link,)
    )

    assert "hxxps://site[.]exampl" == as_parse_data(parse)["entities"][0]["given"]


def test_without_an_intent_nothing_was_understood() -> None:
    """
    So it is with what Rasa keeps of a message that needed no understanding.
    """
    parse = from_parse_data({"intent": {"name": None, "confidence": 0.0}, "entities": []}, "hm")

    assert ("out_of_scope", 0.0) == (parse.intent.name, parse.intent.confidence)
