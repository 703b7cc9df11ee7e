"""
The commands in Telegram's menu: what each stands for, and the response that describes it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.assistant import Assistant
from bot.engine.render import FALLBACK_LANGUAGE, Voice, render

_COMMAND = re.compile(r"/([a-z]{1,32})(@\w+)?(\s.*)?", re.ASCII | re.DOTALL | re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """
    A command of the menu; `text` is what it means to the assistant.
    """

    name: str
    text: str

    @property
    def described_by(self) -> str:
        """
        The response that stands beside it in the menu.
        """
        return f"utter_telegram_{self.name}"


COMMANDS = (
    Command(name="start", text="/greet"),
    Command(name="help", text="/menu"),
    Command(name="language", text="/StartFlow(pattern_choose_language)"),
    Command(name="clear", text="/StartFlow(pattern_clear_chat)"),
    Command(name="stop", text="/stop"),
)
_MEANINGS: Mapping[str, str] = {each.name: each.text for each in COMMANDS}


def command_text(text: str) -> str:
    """
    What a command means, else the text as it is.

    What stands behind a command is left alone: everybody can make a link that says `/start` with anything behind it.
    """
    found = _COMMAND.fullmatch(text)
    return _MEANINGS.get(found.group(1).lower(), text) if found else text


def described(assistant: Assistant, language: str) -> dict[str, str]:
    """
    The commands of a language's menu, with what stands beside each.
    """
    voice = Voice(language=language, channel="telegram", slots={})
    return {each.name: render(assistant, each.described_by, voice).text for each in COMMANDS}


def languages(assistant: Assistant) -> tuple[str, ...]:
    """
    The languages that the menu has besides the one for everybody else.
    """
    needed = {each.described_by for each in COMMANDS}
    return tuple(
        sorted(
            language
            for language, responses in assistant.responses.items()
            if language != FALLBACK_LANGUAGE and needed <= responses.keys()
        )
    )
