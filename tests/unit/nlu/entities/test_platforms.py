"""
Platforms by name, nickname, misspelt name and address, and words that look like them.
"""

from __future__ import annotations

import pytest

from bot.nlu.entities import Gazetteer
from tests.unit.nlu.entities.reading import roles

FORMS: list[tuple[str, list[tuple[str | None, str]]]] = [
    ("instagram", [(None, "instagram")]),
    ("insta", [(None, "instagram")]),
    ("on ig", [(None, "instagram")]),
    ("my ig", [(None, "instagram")]),
    ("instgram", [(None, "instagram")]),
    ("instagrm", [(None, "instagram")]),
    ("the gram", [(None, "instagram")]),
    ("facebook", [(None, "facebook")]),
    ("fb", [(None, "facebook")]),
    ("on fb", [(None, "facebook")]),
    ("facebok", [(None, "facebook")]),
    ("face book", [(None, "facebook")]),
    ("fb messenger", [(None, "messenger")]),
    ("snapchat", [(None, "snapchat")]),
    ("snap", [(None, "snapchat")]),
    ("his snap", [(None, "snapchat")]),
    ("on snap chat", [(None, "snapchat")]),
    ("snapchst", [(None, "snapchat")]),
    ("sc: mike", [(None, "snapchat")]),
    ("tiktok", [(None, "tiktok")]),
    ("tik tok", [(None, "tiktok")]),
    ("tt", [(None, "tiktok")]),
    ("tikok", [(None, "tiktok")]),
    ("a clip of me is on tiktok", [(None, "tiktok")]),
    ("twitter", [(None, "x")]),
    ("twt", [(None, "x")]),
    ("posted on X", [(None, "x")]),
    ("X", [(None, "x")]),
    ("reported it to X 3 days ago", [(None, "x")]),
    ("whatsapp", [(None, "whatsapp")]),
    ("whats app", [(None, "whatsapp")]),
    ("whatsap", [(None, "whatsapp")]),
    ("in our family whatsapp group", [(None, "whatsapp")]),
    ("telegram", [(None, "telegram")]),
    ("telegarm", [(None, "telegram")]),
    ("in a telegram channel", [(None, "telegram")]),
    ("on tg", [(None, "telegram")]),
    ("discord", [(None, "discord")]),
    ("discrod", [(None, "discord")]),
    ("a discord server", [(None, "discord")]),
    ("pornhub", [(None, "pornhub")]),
    ("its on ph", [(None, "pornhub")]),
    ("onlyfans", [(None, "onlyfans")]),
    ("her OF", [(None, "onlyfans")]),
    ("my of account", [(None, "onlyfans")]),
    ("reddit", [(None, "reddit")]),
    ("redit", [(None, "reddit")]),
    ("linkedin", [(None, "linkedin")]),
    ("linkdin", [(None, "linkedin")]),
    ("tumblr", [(None, "tumblr")]),
    ("youtube", [(None, "youtube")]),
    ("on yt", [(None, "youtube")]),
    ("signal group", [(None, "signal")]),
    ("zoom call", [(None, "zoom")]),
    ("on zoom", [(None, "zoom")]),
    ("google", [(None, "google_search")]),
    ("on bing", [(None, "bing")]),
    ("4chan", [(None, "fourchan")]),
    ("grindr", [(None, "grindr")]),
    ("tinder", [(None, "tinder")]),
    ("onlyfans and reddit", [(None, "onlyfans"), (None, "reddit")]),
    ("https://www.instagram.com/p/AAb12x/", [(None, "instagram")]),
    ("t.me/rooms", [(None, "telegram")]),
    ("https://x.com/anon_0/status/1", [(None, "x")]),
    ("https://i.imgur.com/abc.png", [(None, "imgur")]),
    ("some site", [(None, "other_site")]),
    ("a website", [(None, "other_site")]),
    ("dude from hinge", [("met", "hinge")]),
    ("matched on tinder", [("met", "tinder")]),
    ("my linkedin photo", [("source", "linkedin")]),
]

TRAPS = [
    "whats up",
    "my x posted it",
    "sent to x people",
    "one of them",
    "of course",
    "all of it",
    "no signal here",
    "give me a signal",
    "in a snap",
    "oh snap",
    "snap out of it",
    "i snapped at him",
    "zoom in on it",
    "meet me there",
    "line up",
    "online",
    "in line with",
    "a match made",
    "we matched",
    "a medium size",
    "at kick off",
    "two teams",
    "loose threads",
    "mega scary",
    "ig he did it",
    "tg its over",
    "a single pic",
    "discard it",
    "the message",
    "my messages",
    "tender moment",
    "what a thread",
    "he streams",
    "the team",
    "instead",
    "an instant",
    "grinder",
    "steam cards",
    "ph level",
    "wa state",
    "a disc jockey",
    "the face",
    "book a call",
    "i message him",
    "full stop",
    "snap a pic",
    "https://pix-board.example/t/4471",
]


@pytest.mark.parametrize(("text", "expected"), FORMS)
def test_reads_each_platform(
    text: str, expected: list[tuple[str | None, str]], gazetteer: Gazetteer
) -> None:
    """
    Names, nicknames, slips of the thumb and addresses lead to the platform.
    """
    assert expected == roles(text, "platform", gazetteer)


@pytest.mark.parametrize("text", TRAPS)
def test_leaves_other_words_alone(text: str, gazetteer: Gazetteer) -> None:
    """
    Words that are also names, or near to one, stay words.
    """
    assert [] == roles(text, "platform", gazetteer)
