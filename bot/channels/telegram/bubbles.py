"""
An answer as messages of Telegram's: few, whole, and within its limits.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.channels.render import discreet
from bot.domain.message import BotMessage
from bot.engine.taps import press_texts

MOST_UNITS = 4096
"""UTF-16 units in one message."""
MOST_TOGETHER = MOST_UNITS - 96
"""With room for a line before it."""
BETWEEN = "\n\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shaping:
    """
    How answers become messages. `line` stands before a first line that `tells` a bystander something;
    `is_alone` tells the bubbles that stay by themselves, as those with a file do.
    """

    line: str
    tells: Callable[[str], bool]
    is_alone: Callable[[str], bool] = lambda _: False

    def messages(self, bubbles: Sequence[BotMessage]) -> tuple[BotMessage, ...]:
        """
        The bubbles as few messages: each message is a notification on somebody's screen.

        A message ends with the bubble that has options, and where the next would make it too long.
        """
        together: list[BotMessage] = []
        for bubble in (part for each in bubbles for part in _cut(each)):
            if together and self._fit(together[-1], bubble):
                together[-1] = _joined(together[-1], bubble)
            else:
                together.append(bubble)
        return tuple(self._shown(each) for each in together)

    def _fit(self, first: BotMessage, second: BotMessage) -> bool:
        if first.buttons or self.is_alone(first.text) or self.is_alone(second.text):
            return False
        return units(first.text + BETWEEN + second.text) <= MOST_TOGETHER

    def _shown(self, message: BotMessage) -> BotMessage:
        return replace(message, text=discreet(message.text, self.line, self.tells))


def _joined(first: BotMessage, second: BotMessage) -> BotMessage:
    """
    Two bubbles in one; it is named by the one with the question.
    """
    return replace(second, text=first.text + BETWEEN + second.text, tags=first.tags | second.tags)


def _cut(bubble: BotMessage) -> Iterator[BotMessage]:
    """
    A bubble that is too long, as several; the last has the options.
    """
    *before, last = pieces(bubble.text)
    yield from (replace(bubble, text=piece, buttons=()) for piece in before)
    yield replace(bubble, text=last)


def pieces(text: str, most: int = MOST_TOGETHER) -> list[str]:
    """
    A text in pieces of at most `most` UTF-16 units, cut at an end of line or between words where there is one.
    """
    found = []
    while units(text) > most:
        end = _end(text, most)
        found.append(text[:end].rstrip())
        text = text[end:].lstrip()
    return [*found, text]


def _end(text: str, most: int) -> int:
    longest = len(
        text.encode("utf-16-le", "surrogatepass")[: 2 * most].decode("utf-16-le", "ignore")
    )
    for between in ("\n", " "):
        end = text.rfind(between, 0, longest + 1)
        if end > longest // 2:
            return end
    return longest


def units(text: str) -> int:
    """
    How long Telegram takes a text for: in UTF-16 units.
    """
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def keyboard(message: BotMessage) -> InlineKeyboardMarkup | None:
    """
    The options below a message, one a row, so that each can be read on a small screen.
    """
    if not message.buttons:
        return None
    pressed = zip(message.buttons, press_texts(message), strict=True)
    return InlineKeyboardMarkup(
        [[InlineKeyboardButton(each.title, callback_data=text)] for each, text in pressed]
    )
