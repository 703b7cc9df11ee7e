"""
Countries by names, cities and regions, and words that look like them.
"""

from __future__ import annotations

import pytest

from bot.nlu.entities import Gazetteer
from tests.unit.nlu.entities.reading import roles

FORMS: list[tuple[str, list[tuple[str | None, str]]]] = [
    ("im in the uk", [(None, "GB")]),
    ("uk", [(None, "GB")]),
    ("f16 uk", [(None, "GB")]),
    ("the UK", [(None, "GB")]),
    ("im from england", [(None, "GB")]),
    ("scotland", [(None, "GB")]),
    ("im in leeds", [(None, "GB")]),
    ("leeds", [(None, "GB")]),
    ("im in brissy", [(None, "AU")]),
    ("does stopncii even work from australia", [(None, "AU")]),
    ("im australian", [(None, "AU")]),
    ("im in kenya can i use take it down", [(None, "KE")]),
    ("i live in Nairobi", [(None, "KE")]),
    ("im in the us", [(None, "US")]),
    ("the US", [(None, "US")]),
    ("US", [(None, "US")]),
    ("usa", [(None, "US")]),
    ("u.s.", [(None, "US")]),
    ("in the states", [(None, "US")]),
    ("is take it down just for america", [(None, "US")]),
    ("im in new york", [(None, "US")]),
    ("nyc", [(None, "US")]),
    ("i live in texas", [(None, "US")]),
    ("im american", [(None, "US")]),
    ("México", [(None, "MX")]),
    ("españa", [(None, "ES")]),
    ("vivo en españa", [(None, "ES")]),
    ("colombia", [(None, "CO")]),
    ("desde madrid", [(None, "ES")]),
    ("india", [(None, "IN")]),
    ("mumbai here, im in mumbai", [(None, "IN"), (None, "IN")]),
    ("nigeria", [(None, "NG")]),
    ("im in lagos", [(None, "NG")]),
    ("the philippines", [(None, "PH")]),
    ("im from the phillipines", [(None, "PH")]),
    ("im in austrailia", [(None, "AU")]),
    ("canada", [(None, "CA")]),
    ("toronto", [(None, "CA")]),
    ("im irish", [(None, "IE")]),
    ("new zealand", [(None, "NZ")]),
    ("nz", [(None, "NZ")]),
    ("hong kong", [(None, "HK")]),
    ("south africa", [(None, "ZA")]),
    ("im in south korea", [(None, "KR")]),
    ("i moved to germany", [(None, "DE")]),
    ("hes in england and im in ghana", [("other", "GB"), (None, "GH")]),
    ("hes in nigeria", [("other", "NG")]),
    ("the scammer is in the philippines", [("other", "PH")]),
    ("my cousin in leeds has it", [("other", "GB")]),
]

TRAPS = [
    "aussie here",
    "he sent it to us",
    "HE SENT IT TO US",
    "one of us",
    "help us",
    "let us know",
    "a russian guy",
    "my spanish teacher",
    "french toast",
    "im not in the us",
    "outside the uk",
    "i feel in chains",
    "my friend jordan",
    "chad posted it",
    "turkey sandwich",
    "china plate",
    "a jersey",
    "my teacher",
    "he was in it",
    "in me",
    "to no one",
    "the man",
    "in may",
    "english please",
    "in english",
    "is it over",
    "at home",
    "so",
    "in bed with him",
    "from my phone",
    "in trouble",
    "as us girls know",
    "near him",
    "on a call",
    "in our group",
    "in the group",
    "from work",
    "in class",
    "i am so lost",
    "in pain",
    "from him",
    "in love",
    "what about us",
]


@pytest.mark.parametrize(("text", "expected"), FORMS)
def test_reads_each_country(
    text: str, expected: list[tuple[str | None, str]], gazetteer: Gazetteer
) -> None:
    """
    The country is the one that the person writes from, or somebody else's by its role.
    """
    assert expected == roles(text, "country", gazetteer)


@pytest.mark.parametrize("text", TRAPS)
def test_leaves_other_words_alone(text: str, gazetteer: Gazetteer) -> None:
    """
    Pronouns, languages, people and things are no countries.
    """
    assert [] == roles(text, "country", gazetteer)
