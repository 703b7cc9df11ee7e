"""
Finding the link to a log in a message, and what becomes of it.
"""

from __future__ import annotations

from datetime import datetime, timezone

from bot.channels.telegram.files import MOST, Files
from bot.export.file import File

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=timezone.utc)
ADDRESS = "https://help.example/download"
FILE = File(content=b"%PDF", media_type="application/pdf", name="log.pdf")


def token(number: int) -> str:
    return f"{number:040}"


def files(address: str | None = ADDRESS) -> tuple[Files, list[str]]:
    """
    Downloads that can be taken once each.
    """
    asked: list[str] = []

    def take(wanted: str, now: datetime) -> File | None:
        asked.append(wanted)
        return FILE if asked.count(wanted) == 1 else None

    return Files(address=address, take=take, lost="lost"), asked


def test_only_our_own_links_are_files() -> None:
    """
    Another site's download stays a link, and so does ours where nothing can be fetched.
    """
    text = f"{ADDRESS}/{token(1)}"
    elsewhere = f"https://other.example/download/{token(1)}"

    assert [True, False, False] == [
        files()[0].named_in(text),
        files()[0].named_in(elsewhere),
        files(None)[0].named_in(text),
    ]
    assert (elsewhere, None) == files()[0].taken(elsewhere, NOW)


def test_a_file_is_kept_until_it_is_sent_and_no_longer() -> None:
    """
    And never many at once.
    """
    found, asked = files()
    texts = [f"{ADDRESS}/{token(number)}" for number in range(MOST + 1)]
    for text in texts:
        assert FILE == found.taken(text, NOW)[1]

    assert FILE == found.taken(texts[-1], NOW)[1]
    found.forget(texts[-1])
    assert ("lost", None) == found.taken(texts[-1], NOW)
    assert ("lost", None) == found.taken(texts[0], NOW)
    assert MOST + 3 == len(asked)
