"""
A log as a file in the format that was asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from bot.domain.assistant import Assistant
from bot.domain.request import Format
from bot.engine.render import Voice, render
from bot.export.document import WORDS, Document, as_json
from bot.export.sheet import as_csv

CHANNEL = "web"


def _as_pdf(document: Document) -> bytes:
    from bot.export.paper import (
        as_pdf,
    )  # its library takes a second to load, and few ask for a PDF

    return as_pdf(document)


WRITERS: Mapping[Format, Callable[[Document], bytes]] = {
    "pdf": _as_pdf,
    "csv": lambda document: as_csv(document.lines),
    "json": as_json,
}
MEDIA_TYPES: Mapping[Format, str] = {
    "pdf": "application/pdf",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """
    A log as a file: its bytes, their media type, and a name that tells nothing but the day.
    """

    content: bytes = field(repr=False)
    media_type: str
    name: str


def export(document: Document, file_format: Format) -> File:
    """
    The document in one of the formats.
    """
    return File(
        content=WRITERS[file_format](document),
        media_type=MEDIA_TYPES[file_format],
        name=f"log-{document.made:%Y-%m-%d}.{file_format}",
    )


def words_of(assistant: Assistant, language: str) -> dict[str, str]:
    """
    The words of a document, from the reviewed responses.
    """
    voice = Voice(language=language, channel=CHANNEL, slots={})
    return {name: render(assistant, f"utter_export_{name}", voice).text for name in WORDS}
