"""
Where each fact stands, for messages about facts that are sound but need a look.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
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
from bot.errors import Mistake
from bot.loading.files import relative
from bot.loading.yaml_lines import read

SECTIONS: Mapping[type[AnyRecord], str] = {
    Helpline: "helplines",
    Platform: "platforms",
    SearchEngine: "search_engines",
    HashingService: "hashing_services",
    Law: "laws",
    EmergencyNumber: "emergency_numbers",
    Country: "countries",
    Places: "places",
}

Notice = Callable[[AnyRecord, str, str], Mistake]


def notices(root: Path, folder: str) -> Notice:
    """
    What makes a message about a record of the facts below `root/folder`: record, what is wrong, what was expected.

    Raises `ContentError` if a file can't be read.
    """
    lines: dict[tuple[str, str], tuple[str, int]] = {}
    for path in sorted((root / folder).glob("*.yml")):
        data, at = read(path)
        for section in SECTIONS.values():
            for record in data.get(section) or ():
                lines[section, str(record)] = (relative(root, path), at.at(section, record))

    def notice(record: AnyRecord, message: str, expected: str) -> Mistake:
        file, line = lines[SECTIONS[type(record)], record.id]
        return Mistake(file=file, line=line, message=message, expected=expected)

    return notice
