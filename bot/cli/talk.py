"""
A talk in the terminal: what the person types, what comes back, the options with their numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from bot.channels.render import options
from bot.conversation.handle import Answer, Conversation
from bot.domain.message import BotMessage, UserMessage

LEAVING = frozenset({"/exit", "/quit"})
WIDTH = 76


@dataclass(kw_only=True)
class Talk:
    """
    One person's talk, and what was said in it.
    """

    conversation: Conversation
    clock: Callable[[], datetime]
    sender: str
    country: str | None = None
    language: str | None = None
    turns: list[tuple[UserMessage, Answer]] = field(default_factory=list)

    def say(self, text: str) -> Sequence[BotMessage]:
        """
        The bubbles that answer a message.
        """
        message = UserMessage(
            sender=self.sender,
            text=text,
            channel="rest",
            now=self.clock(),
            country=self.country,
            language=self.language,
        )
        answer = self.conversation.handle(message)
        self.turns.append((message, answer))
        return answer.messages


def typed(out: Console) -> Iterator[str]:
    """
    What the person types, until they leave; a pipe is read line by line.
    """
    prompt = Text("you: ", style="bold cyan") if out.is_terminal else ""
    while True:
        try:
            text = out.input(prompt)
        except (EOFError, KeyboardInterrupt):
            return
        if text.strip().lower() in LEAVING:
            return
        yield text


def show(out: Console, messages: Sequence[BotMessage]) -> None:
    """
    Print the bubbles, and the options with their numbers.
    """
    for message in messages:
        _print(out, Text(message.text))
    for number, button in enumerate(options(messages), 1):
        _print(out, Text.assemble((f"{number}. ", "bold"), button.title))
    out.print()


def _print(out: Console, text: Text) -> None:
    if out.is_terminal:
        out.print(Padding(text, (0, 0, 0, 2)), width=min(WIDTH, out.width))
    else:
        out.print(text, soft_wrap=True)
