"""
Makes any string safe to look at: no invisible characters, one form for each letter, bounded length.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from bot.nlu.text.repeats import without_repeats

# Characters that the models look at; a longer message keeps its head and its tail.
MAX_LENGTH = 2_000
_HEAD = 1_400
# Looked at before invisible characters are gone, so that padding costs no time; and put into one form, for a
# few characters unfold to eighteen.
_RAW_LIMIT, _SEEN_LIMIT = 12_000, 3_000

# A text so long that the middle of it would be lost is also read in pieces.
_WHOLE_LIMIT, _PIECE, _SHARED = 100_000, 600, 100

# Control and format characters, fillers, variation selectors, skin tones, lone surrogates, private use.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffd"
    "\ud800-\udfff\ue000-\uf8ff\U0001f3fb-\U0001f3ff\U000e0000-\U0010ffff]"
)
_COMBINING = re.compile("[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]+")
_SPACE = re.compile(r"\s+")
_SURROGATE = re.compile("[\ud800-\udfff]")
_FOLD = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u201a\u201b\u02bc\u02b9\u2032\u00b4`", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u00ab\u00bb\u2033", '"'),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
    }
)
# Letters of other alphabets that pass for Latin ones inside a Latin word.
_LOOKALIKES = str.maketrans("аеорсухіјѕԁһոαοιν", "aeopcyxijsdhnaoiv")
_LATIN, _LOOKALIKE = re.compile("[a-z]", re.IGNORECASE), re.compile("[\u0370-\u058f]")


def clean(raw: str) -> str:
    """
    At most `MAX_LENGTH` visible characters of `raw` in NFKC, with plain quotes and single spaces.
    """
    text = _INVISIBLE.sub("", ends(raw, _RAW_LIMIT))
    if len(text) > MAX_LENGTH:
        text = without_repeats(text)
    text = unicodedata.normalize("NFKC", ends(text, _SEEN_LIMIT))
    text = _COMBINING.sub("", ends(text, _SEEN_LIMIT)).translate(_FOLD)
    text = _SPACE.sub(" ", text).strip()
    return ends(_latin(text), MAX_LENGTH)


def pieces(raw: str) -> Iterator[str]:
    """
    The whole of a long text piece by piece, cleaned where need be; each begins with the end of the one before it.
    """
    text = ends(raw, _WHOLE_LIMIT)
    for start in range(0, max(1, len(text) - _SHARED), _PIECE - _SHARED):
        piece = text[start : start + _PIECE]
        yield piece if piece.isascii() else clean(piece)


def encodable(raw: str) -> str:
    """
    `raw` with lone surrogates replaced one for one, so that offsets stay and it can be encoded.
    """
    return _SURROGATE.sub("\ufffd", raw)


def ends(text: str, limit: int) -> str:
    """
    `text`, or the head and the tail of one that is longer than `limit`.
    """
    if len(text) <= limit:
        return text
    head = limit * _HEAD // MAX_LENGTH
    return f"{text[:head]} {text[head + 1 - limit :]}"


def without_accents(text: str) -> str:
    """
    `text` with accents taken off its letters: "policía" and "policia" are one word.
    """
    if text.isascii():
        return text
    return _COMBINING.sub("", unicodedata.normalize("NFKD", text))


def _latin(text: str) -> str:
    if not _LOOKALIKE.search(text):
        return text
    return " ".join(
        word.translate(_LOOKALIKES) if _LATIN.search(word) and _LOOKALIKE.search(word) else word
        for word in text.split(" ")
    )
