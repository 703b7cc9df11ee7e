"""
Words of a text against a table of names, the longest name first.
"""

from __future__ import annotations

import re

from bot.nlu.entities.gazetteer import Names

Word = tuple[str, int, int]
Hit = tuple[int, str]  # how many words, and the id that they stand for

_WORD = re.compile(r"[^\W_]+")


def words_of(text: str) -> list[Word]:
    """
    The words of a folded text and where they stand; dots, hyphens and apostrophes part words.
    """
    return [(match.group(), match.start(), match.end()) for match in _WORD.finditer(text)]


def exact(text: str, words: list[Word], at: int, names: Names) -> Hit | None:
    """
    The longest name that begins with the word at `at`.
    """
    longest = names.longest.get(words[at][0], 0)
    for count in range(min(longest, len(words) - at), 0, -1):
        value = names.ids.get(" ".join(word for word, _, _ in words[at : at + count]))
        if value is not None and together(text, words[at : at + count]):
            return count, value
    return None


def together(text: str, words: list[Word]) -> bool:
    """
    Whether nothing but a space, a dot, a hyphen or an apostrophe stands between the words.
    """
    gaps = (text[words[i][2] : words[i + 1][1]] for i in range(len(words) - 1))
    return all(len(gap) <= 2 and not gap.strip(" .-'") for gap in gaps)
