"""
Turns text-speak, leetspeak, lost spaces and misspellings into plain words; addresses stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from bot.nlu.text.cleaning import without_accents
from bot.nlu.text.repeats import without_repeats
from bot.nlu.text.spelling import Speller

_MAX_WORD = 40  # longer runs of letters are keyboard noise or codes, not words
_LETTERS = "aiuoy"  # that people draw out as words of one letter; "zzz" and "qqq" are noise
_MAX_REPAIRS = 60  # words mended in one message; the rest stays as typed, so that time is bounded

URL = r"(?:h[tx]{2}ps?\s?:\s?/\s?/|www\.)\S+|\b[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,12}/\S*"
EMAIL = r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
HANDLE = r"(?<![\w@.])@[a-z0-9_.]{2,30}"
_WORD = r"[^\W_](?:[\w'@$!|/-]*[^\W_])?"
_TOKEN = re.compile(
    f"(?P<keep>{EMAIL}|{URL}|{HANDLE})|(?P<slash>\\bw/o?(?![a-z]))|(?P<word>\\$?{_WORD})"
)
_SPELLED_OUT = re.compile(r"(?<![\w'])(?:[a-z]([ .*_-]))(?:[a-z]\1){1,18}[a-z](?![\w'])")
_LEET = str.maketrans("0134578@$!|", "oieastbasii")
_LEET_L = str.maketrans("0134578@$!|", "oleastbasll")
_LEET_MARK = re.compile(r"[a-z].*[0-9@$!|]|[0-9@$!|].*[a-z]")
_UNIT = re.compile(
    r"\d+(?:[.,]\d+)?(?:am|pm|st|nd|rd|th|k|m|f|yo|yrs?|h|hrs?|mins?|gb|mb|x|s|d|w|p|v)$"
)
_RUN = re.compile(r"(.)\1{2,}")
_REPEAT = re.compile(r"(.)\1+")
_PARTS = re.compile(r"[@$!|/-]+")
# Words that only their neighbours tell apart.
_IN_CONTEXT = (
    (
        re.compile(
            r"\bill (?=(?:be|have|do|tell|never|get|just|kill|die|go|pay|send|not|try|give|lose|block|come|say|ever)\b)"
        ),
        "i will ",
    ),
    (
        re.compile(
            r"\bhell (?=(?:post|send|share|tell|kill|come|leak|put|do|be|show|get|find|hurt)\b)"
        ),
        "he will ",
    ),
    (
        re.compile(
            r"\bshell (?=(?:post|send|share|tell|kill|come|leak|put|do|be|show|get|find|hurt)\b)"
        ),
        "she will ",
    ),
    (re.compile(r"\bid (?=(?:rather|like|be|never|love|die|have|prefer)\b)"), "i would "),
    (
        re.compile(r"(?<![\d.,])\b1 (?=(?:wanna|want|need|cannot|am|have|feel|think|will|do)\b)"),
        "i ",
    ),
    (re.compile(r"\bcan not\b"), "cannot"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """
    What a word as typed stands for, and words of other languages that are never mended.
    """

    synonyms: Mapping[str, str]
    protected: frozenset[str] = frozenset()


class TextNormaliser:
    """
    Puts a message right, one word at a time.
    """

    def __init__(self, lexicon: Lexicon, speller: Speller) -> None:
        self._synonyms = lexicon.synonyms
        self._protected = lexicon.protected
        self._speller = speller

    def normalise(self, cleaned: str, *, mend: bool = True) -> str:
        """
        A cleaned text in lower case, in plain words; `mend=False` leaves spelling alone (other languages).
        """
        text = cleaned.lower()
        text = _SPELLED_OUT.sub(self._joined, text)
        repairs = _MAX_REPAIRS if mend else 0

        def replace(match: re.Match[str]) -> str:
            nonlocal repairs
            if match["keep"]:
                return match[0]
            if match["slash"]:
                return "without" if match[0].endswith("o") else "with"
            word = self._plain(match[0])
            if word is None and repairs > 0:
                repairs -= 1
                word = self._mended(match[0])
            return match[0] if word is None else word

        text = _TOKEN.sub(replace, text)
        return _in_context(text)

    def _plain(self, word: str) -> str | None:
        """
        `word` if it needs no mending, or what it stands for; None if it is unknown.
        """
        found = self._synonyms.get(word)
        if found is not None:
            return found
        if self._known(word) or len(word) > _MAX_WORD or word.isdigit() or _UNIT.match(word):
            return word
        return self._owner(word) or self._calmed(word) or self._unleet(word)

    def _known(self, word: str) -> bool:
        if word in self._protected or self._speller.knows(word):
            return True
        base, apostrophe, _ = word.partition("'")
        return bool(apostrophe) and (base in self._protected or self._speller.knows(base))

    def _owner(self, word: str) -> str | None:
        """
        "bf's" as "boyfriend's".
        """
        base, mark, rest = word.partition("'")
        found = self._synonyms.get(base) if mark and rest == "s" else None
        return f"{found}'s" if found else None

    def _calmed(self, word: str) -> str | None:
        """
        "sooooo" as "so", "hellllp" as "help": runs of three and more become two letters, then one.
        """
        if not _RUN.search(word):
            return None
        forms = (_RUN.sub(r"\1\1", word), _RUN.sub(r"\1", word), _REPEAT.sub(r"\1", word))
        for knows in (self._speller.knows, self._known):  # a common word rather than a rare one
            for text in forms:
                found = self._synonyms.get(text) or (text if knows(text) else None)
                if found and (len(text) > 1 or text in _LETTERS):
                    return found
        return None

    def _unleet(self, word: str) -> str | None:
        if not _LEET_MARK.search(word):
            return None
        for table in (_LEET, _LEET_L):
            text = word.translate(table)
            found = self._synonyms.get(text) or (text if self._known(text) else None)
            if found and len(text) > 2:
                return found
        return None

    def _mended(self, word: str) -> str | None:
        parts = [part for part in _PARTS.split(word) if part]
        if len(parts) > 1:
            return " ".join(self._plain(part) or self._mended(part) or part for part in parts)
        folded = without_accents(word)
        if folded in self._protected or self._speller.knows(folded):
            return folded
        if not folded.isascii() or not folded.replace("'", "").isalpha() or len(folded) < 4:
            return None
        return self._respelled(_RUN.sub(r"\1\1", folded.replace("'", "")))

    def _respelled(self, word: str) -> str | None:
        if word.endswith("in") and self._known(f"{word}g"):
            return f"{word}g"
        found = self._speller.correct(word)
        slip = found is not None and OSA.distance(word, found) == 1
        split = self._speller.split(word, self._synonyms, sure=slip) if len(word) > 4 else None
        if split:
            return " ".join(self._synonyms.get(part, part) for part in split)
        return self._synonyms.get(found, found) if found else None

    def _joined(self, match: re.Match[str]) -> str:
        """
        "k m s" as "kms", if the letters make a word that is known.
        """
        word = match[0].replace(match[1], "")
        if word in self._synonyms or (len(word) > 2 and self._speller.knows(word)):
            return word
        return match[0]


def _in_context(text: str) -> str:
    for pattern, words in _IN_CONTEXT:
        text = pattern.sub(words, text)
    return text


_MASKS = (
    (re.compile(EMAIL), " email "),
    (re.compile(URL), " link "),
    (re.compile(HANDLE), " username "),
)
_SPACES = re.compile(r"\s+")


def model_text(normalized: str) -> str:
    """
    What the models read: `normalized` without accents, addresses and handles as one plain word each.
    """
    text = without_accents(normalized)
    for pattern, word in _MASKS:
        text = pattern.sub(word, text)
    return without_repeats(_SPACES.sub(" ", text).strip())
