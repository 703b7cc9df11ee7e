"""
What a message says about the situation, so plainly that it need not be asked.
"""

from __future__ import annotations

from collections.abc import Iterator

from bot.domain.parse import Entity
from bot.nlu.entities.facets import (
    blocked,
    fake,
    hacked,
    has_image,
    paid,
    posted,
    recorded,
    reported,
    safe,
    saved,
    still_in_contact,
    threatened,
)
from bot.nlu.entities.facets.claim import Rule, claims
from bot.nlu.entities.scan import Scan, canonical_span

# Facet: the words without which none of its rules can hold, and the rules.
FACETS: dict[str, tuple[frozenset[str], tuple[Rule, ...]]] = {
    "threatened": (threatened.CUES, threatened.RULES),
    "posted": (posted.CUES, posted.RULES),
    "fake": (fake.CUES, fake.RULES),
    "recorded": (recorded.CUES, recorded.RULES),
    "paid": (paid.CUES, paid.RULES),
    "hacked": (hacked.CUES, hacked.RULES),
    "saved": (saved.CUES, saved.RULES),
    "reported": (reported.CUES, reported.RULES),
    "blocked": (blocked.CUES, blocked.RULES),
    "has_image": (has_image.CUES, has_image.RULES),
    "safe": (safe.CUES, safe.RULES),
    "still_in_contact": (still_in_contact.CUES, still_in_contact.RULES),
}


def find(scan: Scan) -> Iterator[Entity]:
    """
    At most one claim a facet, true or false; where a message takes itself back, the later one.
    """
    for name, (cues, rules) in FACETS.items():
        if not cues.isdisjoint(scan.canonical.words):
            claim = _last(scan, name, rules)
            if claim is not None:
                yield claim
    minor = next(
        (
            item
            for item in scan.of("age_group")
            if item.value == "minor" and item.role == "in_image"
        ),
        None,
    )
    if minor is not None:
        yield Entity(
            entity="facet", role="minor_involved", value=True, start=minor.start, end=minor.end
        )


def _last(scan: Scan, name: str, rules: tuple[Rule, ...]) -> Entity | None:
    found = [
        (match.end(), rule, match) for rule in rules for match in claims(scan.canonical.text, rule)
    ]
    if not found:
        return None
    denied = [match.span() for _, rule, match in found if not rule.value]
    kept = [item for item in found if not (item[1].value and _inside(item[2].span(), denied))]
    _, rule, match = max(kept, key=lambda item: item[0])
    start, end = canonical_span(scan, match)
    return Entity(entity="facet", role=name, value=rule.value, start=start, end=end)


def _inside(span: tuple[int, int], spans: list[tuple[int, int]]) -> bool:
    """
    Whether a claim only reads the end of a denial: "posted it" in "has not posted it".
    """
    return any(start < span[1] and span[0] < end for start, end in spans)
