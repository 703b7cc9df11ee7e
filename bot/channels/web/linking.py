"""
Finds what can be followed in our own sentences: addresses, and the numbers that the facts know.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from urllib.parse import quote

from bot.domain.fact import EmergencyNumber, HashingService, Helpline
from bot.domain.facts import Facts

Part = tuple[str, str | None]
"""A stretch of text, and where it leads."""

_WEB = r"https?://[^\s<>\"]*[^\s<>\".,;:!?)\]]"
_MAIL = r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
_TEXTED = re.compile(r"\b(?:text|sms|texto)\b[^.!?\n]{0,30}$", re.IGNORECASE)
# A short number is one to call only where a sentence says so: "112" can be many things.
_CALLED = re.compile(r"(?:\b(?:call|dial|ring|or|on|al)|:|\() ?$", re.IGNORECASE)
SHORT = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """
    The numbers to call and to text by how they are written; `keywords` are the words to begin a text with.

    `addresses` are those that our sentences can hold, and what begins with `own` is on this server. No other address is
    followed by a tap: it may be one that the person logged, and lead to what hurts them.
    """

    calls: Mapping[str, str]
    texts: Mapping[str, str]
    keywords: Mapping[str, str]
    addresses: frozenset[str]
    own: str | None
    pattern: re.Pattern[str]

    @classmethod
    def from_facts(cls, facts: Facts, own: str | None = None) -> Links:
        """
        All numbers and addresses that our sentences can hold.
        """
        calls = dict(_calls(facts))
        lines = [each.sms for each in facts.of(Helpline) if each.sms]
        texts = {each.number: re.sub(r"[^\d+]", "", each.number) for each in lines}
        words = {each.number: each.keyword for each in lines if each.keyword}
        numbers = sorted({*calls, *texts}, key=len, reverse=True)
        either = "|".join(
            [_WEB, _MAIL, *(rf"(?<![\w+-]){re.escape(n)}(?![\w-])" for n in numbers)]
        )
        return cls(
            calls=calls,
            texts=texts,
            keywords=words,
            addresses=frozenset(_addresses(facts)),
            own=own,
            pattern=re.compile(either),
        )

    def parts(self, text: str) -> tuple[Part, ...]:
        """
        The text in stretches; joined, they are the text.
        """
        return tuple(part for part in self._parts(text) if part[0])

    def _parts(self, text: str) -> Iterator[Part]:
        end = 0
        for found in self.pattern.finditer(text):
            target = self._target(found.group(), text[: found.start()])
            if target is not None:
                yield text[end : found.start()], None
                yield found.group(), target
                end = found.end()
        yield text[end:], None

    def _target(self, found: str, before: str) -> str | None:
        if found.startswith(("http://", "https://")):
            return found if self._is_ours(found) else None
        if "@" in found:
            return f"mailto:{found}" if found in self.addresses else None
        if found in self.texts and (_TEXTED.search(before) or found not in self.calls):
            word = self.keywords.get(found)
            return f"sms:{self.texts[found]}" + (f"?&body={quote(word)}" if word else "")
        if found not in self.calls or (len(found) <= SHORT and not _CALLED.search(before)):
            return None
        return f"tel:{self.calls[found]}"

    def _is_ours(self, address: str) -> bool:
        return address in self.addresses or bool(self.own and address.startswith(self.own))


def _addresses(facts: Facts) -> Iterator[str]:
    """
    The addresses in every field of the facts that can be said.
    """
    either = re.compile(f"{_WEB}|{_MAIL}")
    for record in facts.records:
        texts = (getattr(record, each.name) for each in fields(record))
        yield from (a for text in texts if isinstance(text, str) for a in either.findall(text))


def _calls(facts: Facts) -> Iterator[tuple[str, str]]:
    services = [(each.phone_display, each.phone) for each in facts.of(HashingService)]
    lines = [(each.phone_display, each.phone) for each in facts.of(Helpline)]
    yield from ((shown, number) for shown, number in (*lines, *services) if shown and number)
    for country in facts.of(EmergencyNumber):
        numbers = (country.emergency, country.police, country.ambulance)
        yield from ((number, number) for number in numbers if number)
