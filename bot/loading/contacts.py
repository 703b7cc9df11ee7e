"""
Finds phone numbers, web addresses and e-mail addresses that were written into a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

# Endings of names that a sentence may contain by itself ("call me", "it is in") need what comes before and after
# to look like an address; this list has those that occur in practice.
_ENDINGS = "com|org|net|gov|edu|int|info|io|co|app|help|online|site|tv|uk|ie|eu|us|ca|au|nz|de|fr|es|mx|nl|br|jp|kr|ph|sg|za|in|ly|me"
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_ADDRESS = re.compile(
    rf"(?:https?://|www\.)\S+|(?<![\w.@-])[\w-]+(?:\.[\w-]+)*\.(?:{_ENDINGS})(?![\w-]|\.\w)(?:/\S*)?",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\+?\(?\d+(?:[\s().\-/\u2013]{1,3}\d+)*")
_MONEY = re.compile(r"[$\u00a3\u20ac]\s?$")
_PERCENT = re.compile(r"\s?%")


def literal_contacts(text: str) -> Iterator[str]:
    """
    Each address and each number of three digits or more in a text; ages, hours, ranges, money and percentages pass.
    """
    without = text
    for pattern in (_EMAIL, _ADDRESS):
        yield from pattern.findall(without)
        without = pattern.sub(" ", without)
    for match in _DIGITS.finditer(without):
        if _is_number_to_call(match):
            yield match.group().strip()


def _is_number_to_call(match: re.Match[str]) -> bool:
    groups = re.findall(r"\d+", match.group())
    if len(groups) == 1 and _counts_something(match):
        return False
    return len(groups) >= 3 or any(len(group) >= 3 for group in groups)


def _counts_something(match: re.Match[str]) -> bool:
    before, after = match.string[: match.start()], match.string[match.end() :]
    return bool(_MONEY.search(before) or _PERCENT.match(after))
