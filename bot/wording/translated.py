"""
Which responses there are no words for yet in another language.
"""

from __future__ import annotations

from collections.abc import Iterator

from bot.domain.assistant import Assistant
from bot.domain.response import Response
from bot.engine.render import FALLBACK_LANGUAGE

PAPER = "document"
"""The tag of what a site or an office reads: it may stay in the first language."""


def untranslated(assistant: Assistant) -> Iterator[tuple[str, Response]]:
    """
    Each language with each response that it says in the first one, in the order of the files.
    """
    for language, translated in assistant.responses.items():
        for name, response in assistant.responses[FALLBACK_LANGUAGE].items():
            if name not in translated and PAPER not in response.tags:
                yield language, response
