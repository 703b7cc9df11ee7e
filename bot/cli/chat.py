"""
`firsthours chat`: a talk in the terminal, kept nowhere unless `--save` asks for it.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from bot.channels.render import options
from bot.cli.output import console, errors
from bot.cli.start import settings, told
from bot.conversation.handle import Answer, Conversation
from bot.domain.message import BotMessage, UserMessage

LEAVE = frozenset({"/exit", "/quit"})
WIDTH = 76

Save = Annotated[
    Path | None,
    typer.Option(help="Write the talk into FILE as a test. Say nothing real.", metavar="FILE"),
]
Country = Annotated[str | None, typer.Option(help="Country to begin with, like GB.")]
Language = Annotated[str | None, typer.Option(help="Language to begin with, like es.")]


@dataclass(kw_only=True)
class Talk:
    """
    A talk in a terminal, and what was said in it.
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


def chat(save: Save = None, country: Country = None, language: Language = None) -> None:
    """
    Talk to the assistant in this terminal; /exit or Ctrl-D ends it.
    """
    with told():
        from bot.app import build_to_forget
        from bot.clock import utcnow

        with build_to_forget(settings()) as parts:
            talk = Talk(
                conversation=parts.conversation,
                clock=utcnow,
                sender=secrets.token_hex(8),
                country=country,
                language=language,
            )
            hold(talk, said(console()), console())
        if save is not None:
            _save(talk, save)


def hold(talk: Talk, texts: Iterator[str], out: Console) -> None:
    """
    Answer each text in turn.
    """
    for text in texts:
        show(out, talk.say(text))


def said(out: Console) -> Iterator[str]:
    """
    What the person types, until they leave; a pipe is read line by line.
    """
    prompt = Text("you: ", style="bold cyan") if out.is_terminal else ""
    while True:
        try:
            text = out.input(prompt)
        except (EOFError, KeyboardInterrupt):
            return
        if text.strip().lower() in LEAVE:
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


def _save(talk: Talk, file: Path) -> None:
    from bot.e2e.writing import talk_as_test

    name = file.stem.replace("_", " ")
    file.write_text(talk_as_test(name, talk.turns), encoding="utf-8")
    errors().print(f"Saved as {file}. Play it with: firsthours test {file}")
