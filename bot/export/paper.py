"""
A log as a PDF to print and hand over; the data that it was made from lie in it as an attached file.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import fpdf
from fpdf import FPDF
from fpdf.fonts import TTFFont

from bot.domain.chain import Line, iso
from bot.export.document import TITLE, Document, as_json

FONT = Path(__file__).parent / "fonts" / "DejaVuSans.ttf"
ATTACHED = "log.json"
SHA = "SHA-256"
TIMES = ("found", "deadline", "file_date")
SHOWN = (
    "address",
    "normalized",
    "platform",
    "account",
    "found",
    "status",
    "reference",
    "deadline",
    "note",
    "file_name",
    "file_size",
    "file_date",
    "file_hash",
)

LAYOUT = 2
"""Counts how the pages look: whoever changes that counts on, or files from before seem to be changed."""
_SANS = "sans"
_WIDTH, _LINE = 174.0, 5.0
"""In millimetres: between the margins of A4, and from one line of text to the next."""


def as_pdf(document: Document) -> bytes:
    """
    The document on A4; the same document always gives the same bytes, with the same version of fpdf2.
    """
    paper = _Paper(document)
    paper.add_page()
    paper.head()
    for line in document.lines:
        paper.entry(line)
    paper.embed_file(bytes=as_json(document), basename=ATTACHED)
    return bytes(paper.output())


class _Paper(FPDF):
    """
    The pages. Content isn't compressed, so that whoever compares two files finds the entry that differs.
    """

    def __init__(self, document: Document) -> None:
        super().__init__()
        self.document = document
        self.words = document.words
        self.zone = ZoneInfo(document.zone)
        self.set_margin(16)
        self.set_auto_page_break(auto=True, margin=18)
        self.set_compression(False)
        self.set_creation_date(document.made)
        self.set_title(self.words[TITLE])
        self.set_producer(f"layout {LAYOUT}, fpdf2 {fpdf.__version__}")
        self.add_font(_SANS, fname=FONT)
        font = self.fonts[_SANS]
        self._glyphs = font.cmap if isinstance(font, TTFFont) else {}
        self._widths: dict[tuple[str, float], float] = {}

    def footer(self) -> None:
        """
        The page's number and the hash of the last line, on each page.
        """
        self.set_y(-14)
        self._row(f"{self.page_no()}   {self.document.last_hash}", 7)

    def head(self) -> None:
        """
        What this is, when it was made, and how it is checked.
        """
        self._say(self.words[TITLE], 16, 9)
        self.ln(2)
        self._say(self.words["about"])
        self.ln(2)
        facts = {
            "made": self._moment(self.document.made),
            "zone": self.document.zone,
            "entries": str(len(self.document.lines)),
            "last_hash": f"{SHA} {self.document.last_hash}",
        }
        for name, value in facts.items():
            self._say(f"{self.words[name]}: {value}")
        self.ln(2)
        self._say(self.words["check"], 8, 4)

    def entry(self, line: Line) -> None:
        """
        One line of the log, whole.
        """
        rows = tuple(self._rows(line))
        if self.will_page_break(_LINE * (len(rows) + 2)):
            self.add_page()
        self.ln(3)
        # In a core font, this number stands readable in the file.
        self.set_font("helvetica", style="B", size=11)
        self.cell(14, _LINE + 1, f"{line.number}.")
        self._row(f"{self.words[line.entry.kind]} ({line.entry.item})", 11, _LINE + 1)
        for label, value in rows:
            self._row(f"{self.words[label]}: {value}", 9 if label != "hash" else 7)

    def _rows(self, line: Line) -> Iterator[tuple[str, str]]:
        yield "recorded", self._moment(line.entry.recorded)
        for name in SHOWN:
            value = getattr(line.entry, name)
            if value is not None and not self._repeats(line, name):
                yield name, self._told(name, value, line)
        yield "hash", f"{SHA} {line.hash}"

    def _repeats(self, line: Line, name: str) -> bool:
        return name == "normalized" and line.entry.normalized == line.entry.address

    def _told(self, name: str, value: str | int, line: Line) -> str:
        if name == "status":
            return self.words[f"status_{value}"]
        if name == "file_hash":
            return f"{SHA} {value}"
        if name not in TIMES:
            return str(value)
        moment = _aware(str(value))
        if moment is not None:
            return self._moment(moment)
        zone = f" ({line.entry.zone})" if name == "found" and line.entry.zone else ""
        return f"{value}{zone}"

    def _moment(self, moment: datetime) -> str:
        local = moment.astimezone(self.zone)
        return f"{local:%Y-%m-%d %H:%M:%S} {local:%Z} ({iso(moment)})"

    def _say(self, text: str, size: float = 10, height: float = _LINE) -> None:
        self.set_font(_SANS, size=size)
        self.multi_cell(0, height, self._printable(text), align="L", new_x="LMARGIN", new_y="NEXT")

    def _row(self, text: str, size: float, height: float = _LINE) -> None:
        """
        A value, broken anywhere, as long as it is: what the library's own breaking costs grows with the square.
        """
        self.set_font(_SANS, size=size)
        for part in self._parts(self._printable(text)):
            self.cell(0, height, part, new_x="LMARGIN", new_y="NEXT")

    def _parts(self, text: str) -> Iterator[str]:
        begin, width = 0, 0.0
        for place, char in enumerate(text):
            width += self._width(char)
            if width > _WIDTH:
                yield text[begin:place]
                begin, width = place, self._width(char)
        yield text[begin:]

    def _width(self, char: str) -> float:
        key = (char, self.font_size_pt)
        if key not in self._widths:
            self._widths[key] = self.get_string_width(char)
        return self._widths[key]

    def _printable(self, text: str) -> str:
        """
        The text; a sign that can't be printed, or that would turn the order of others, stands as its number.
        """
        return "".join(char if self._prints(char) else f"\\u{{{ord(char):x}}}" for char in text)

    def _prints(self, char: str) -> bool:
        return ord(char) in self._glyphs and (char.isprintable() or char == " ")


def _aware(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text.replace("Z", "+00:00"))
    except ValueError:
        return None
    return moment if moment.tzinfo else None
