"""
Writes `docs/to-verify.md`: everything that somebody still has to look up or read over.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from bot.domain.fact import (
    AnyRecord,
    Country,
    EmergencyNumber,
    HashingService,
    Helpline,
    Law,
    Places,
    Platform,
    SearchEngine,
)
from bot.domain.fact_lookup import FactLookup, doubtful
from bot.loading.facts import load_facts

TITLES: Mapping[type[AnyRecord], str] = {
    Helpline: "Helplines",
    Platform: "Platforms",
    SearchEngine: "Search engines",
    HashingService: "Hashing services",
    Law: "Laws",
    EmergencyNumber: "Emergency numbers",
    Country: "Countries",
    Places: "Places",
}
INTRODUCTION = """\
# To verify

Made from `data/facts`: don't edit it, run `python -m bot.loading.to_verify`.
Each line names a record, a field and what the sources leave open. Look it up on the organisation's own page,
put the record right, add the page as a source and set `reviewed` to the day of it.
"""

WORDS = """\
## Words

- **Spanish** (`data/responses/es`): written with care, but a native speaker who counsels has still to read all of it aloud: does it sound
  calm and kind, in Latin America and in Spain alike, and are the words for danger and suicide the right ones? What isn't translated is said
  in English, and marked so.
"""


def to_verify(facts: FactLookup) -> str:
    """
    The whole page, in Markdown: first the records that nobody is shown, then the open fields of the others.
    """
    records = doubtful(facts.records)
    hidden = [record for record in records if not record.verified]
    shown = [record for record in records if record.verified]
    parts = [
        INTRODUCTION,
        _counts(facts.records, hidden, shown),
        "## Not shown to anybody until verified\n",
        *_sections(hidden),
        "## Shown, with open fields\n",
        *_sections(shown),
        WORDS,
    ]
    return "\n".join(parts)


def write_page(folder: Path, page: Path) -> None:
    """
    Writes the page for the facts in `folder`.
    """
    page.write_text(to_verify(load_facts(folder)), encoding="utf-8")


def _counts(records: Sequence[AnyRecord], hidden: list[AnyRecord], shown: list[AnyRecord]) -> str:
    points = sum(len(record.doubts) for record in hidden + shown)
    return (
        f"{len(records)} records: {len(hidden)} not verified, {len(shown)} with open fields; "
        f"{points} open points.\n"
    )


def _sections(records: list[AnyRecord]) -> list[str]:
    return [
        f"### {title}\n\n" + "\n".join(_lines(own)) + "\n"
        for kind, title in TITLES.items()
        if (own := [record for record in records if isinstance(record, kind)])
    ]


def _lines(records: list[AnyRecord]) -> list[str]:
    return [
        f"- **{record.name}** (`{record.id}`), `{doubt.field}`: {doubt.why}"
        for record in records
        for doubt in record.doubts
    ]


if __name__ == "__main__":
    write_page(Path("data/facts"), Path("docs/to-verify.md"))
