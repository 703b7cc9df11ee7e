"""
Who is spoken of, in which role, and whom the person writes for.
"""

from __future__ import annotations

import pytest

from tests.unit.nlu.entities.reading import roles, values

PEOPLE: list[tuple[str, list[tuple[str | None, str]]]] = [
    ("my ex posted my pics", [("offender", "ex")]),
    ("my boyfriend says hes gonna post my pictures", [("offender", "partner")]),
    ("this dude from hinge has my pics", [("offender", "date")]),
    ("some guy i matched with says hes sending my nudes", [("offender", "date")]),
    ("my boss recorded me", [("offender", "boss")]),
    ("coworker says theres a fake pic of me", [("offender", "colleague")]),
    ("a relative shared a private pic of me", [("offender", "relative")]),
    ("an old boyfriend put a picture of me on facebook", [("offender", "ex")]),
    ("my x posted it", [("offender", "ex")]),
    ("a stranger has my pics", [("offender", "stranger")]),
    ("im being blackmailed by a classmate", [("offender", "classmate")]),
    ("my teacher leaked it", [("offender", "teacher")]),
    ("my son posted a pic of a girl", [("offender", "child")]),
    ("a girl in my class shared my pic", [("offender", "classmate")]),
    ("my daughter is 14", [("subject", "child")]),
    ("my daughters photos got leaked", [("subject", "child")]),
    ("my friends pics are on snap", [("subject", "friend")]),
    ("someone is blackmailing my brother", [("subject", "sibling")]),
    ("my wife is being blackmailed", [("subject", "partner")]),
    ("fake pictures of my sister", [("subject", "sibling")]),
    ("one of my students got sextorted", [("subject", "student")]),
    ("i sent my exs pic to 2 friends", [("subject", "ex"), (None, "friend")]),
    ("what do i tell my dad", [(None, "parent")]),
    ("my friends have all seen it", [(None, "friend")]),
    ("a client of mine", [(None, "customer")]),
    ("my cousin", [(None, "relative")]),
    ("mi novio publico mis fotos", [("offender", "partner")]),
]
WRITES_FOR = [
    ("my nudes got leaked", ["me"]),
    ("he posted me on insta", ["me"]),
    ("a clip of me is on tiktok", ["me"]),
    ("im being blackmailed", ["me"]),
    ("its about me", ["me"]),
    ("someone made ai nudes with my linkedin face", ["me"]),
    ("my ex still has pics of me", ["me"]),
    ("my daughters pics are online", ["child"]),
    ("my daughter is 14 and someone is blackmailing her", ["child"]),
    ("my 15 yr olds photos got leaked", ["child"]),
    ("should i message him and tell him im her father", ["child"]),
    ("im his mum", ["child"]),
    ("its my child", ["child"]),
    ("helping my son", ["child"]),
    ("my kid is being blackmailed", ["child"]),
    ("dad here. found it on her phone", ["child"]),
    ("asking for a friend", ["someone"]),
    ("helping my friend", ["someone"]),
    ("a student of mine came to me", ["someone"]),
    ("my bf got sextorted", ["someone"]),
    ("its for someone else", ["someone"]),
    ("im helping someone", ["someone"]),
    ("on behalf of my sister", ["someone"]),
    ("not me its my sister", ["someone"]),
    ("im her teacher", ["someone"]),
    ("my best friend is crying cos someones showing her pic round", ["someone"]),
    ("what should my friend do", ["someone"]),
]
WRITES_FOR_NOBODY_IN_PARTICULAR = [
    "hi",
    "what is sextortion",
    "my friends have all seen it",
    "i sent my exs pic to 2 friends",
    "how do i get my exs nudes",
    "looking for vids of my ex",
    "can you help",
    "will my kids be told",
    "im a mother of three",
    "who can i talk to that isnt my mum",
    "she locked herself in her room",
    "i showed my mates a vid of my ex",
]


@pytest.mark.parametrize(("text", "expected"), PEOPLE)
def test_reads_who_is_spoken_of(text: str, expected: list[tuple[str | None, str]]) -> None:
    """
    The offender does it, the subject is in the picture, everybody else has no role.
    """
    assert expected == roles(text, "relationship")


@pytest.mark.parametrize(("text", "expected"), WRITES_FOR)
def test_reads_whom_they_write_for(text: str, expected: list[str]) -> None:
    """
    For themselves, for their child, or for somebody else.
    """
    assert expected == values(text, "who_for")


@pytest.mark.parametrize("text", WRITES_FOR_NOBODY_IN_PARTICULAR)
def test_leaves_open_whom_they_write_for(text: str) -> None:
    """
    People who are mentioned, or whom the writer harmed, are not whom they write for.
    """
    assert [] == values(text, "who_for")


def test_an_offender_who_is_a_friend_is_not_written_for() -> None:
    """
    A friend who leaked the pictures is not the one who needs help.
    """
    assert ["me"] == values("my friend leaked my nudes", "who_for")
