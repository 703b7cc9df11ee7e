"""
What the program logs, and how: one line an event, with ids and kinds, never words.
"""

from __future__ import annotations

import logging
import sys
import time
from typing import TextIO

SILENT = (
    "asyncio",
    "httpcore",
    "httpx",
    "rasa_sdk",
    "requests",
    "sqlalchemy",
    "spacy",
    "telegram",
    "twilio",
    "urllib3",
)
"""Libraries that log what they are given: nothing is heard from them."""
QUIET = ("alembic", "uvicorn")
"""Libraries of which only warnings are heard."""


class Line(logging.Formatter):
    """
    `time level logger message`; of an error only its kind, because its words and its trace can hold a person's.
    """

    default_time_format = "%Y-%m-%dT%H:%M:%S"
    default_msec_format = "%s.%03dZ"
    converter = staticmethod(time.gmtime)

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        """
        The line of one event.
        """
        line = f"{self.formatTime(record)} {record.levelname} {record.name} {record.getMessage()}"
        kind = record.exc_info and record.exc_info[0]
        flat = " ".join(line.split())
        return f"{flat} kind={kind.__name__}" if kind else flat


def configure(level: str = "INFO", stream: TextIO | None = None) -> None:
    """
    Let everything be logged in this form, to standard error unless told otherwise.
    """
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(Line())
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in SILENT:
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
