"""
Conversations as test files: a talk that was held becomes one, and what is expected in a file is brought up to date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from bot.conversation.handle import Answer
from bot.domain.message import BotMessage, UserMessage
from bot.e2e.case import Bubble, UserStep
from bot.e2e.run import CHANNEL, PAUSE, Result

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9 ,.'?!()/_-]*(?<! )")
_WORDS = frozenset({"true", "false", "null", "True", "False", "Null", "TRUE", "FALSE", "NULL"})
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}

Talk = Sequence[tuple[UserMessage, Answer]]


def talk_as_test(name: str, talk: Talk) -> str:
    """
    A test file of one case: everything that was said, with the channel and the clock where they matter.
    """
    lines = ["test_cases:", f"- test_case: {scalar(name)}"]
    first = talk[0][0] if talk else None
    if first is not None:
        lines += [f"  {line}" for line in _metadata(_beginning(first))]
    lines.append("  steps:" if talk else "  steps: []")
    before: UserMessage | None = None
    for message, answer in talk:
        lines.append(f"  - user: {scalar(message.text)}")
        lines += [f"    {line}" for line in _metadata(_change(before, message))]
        lines += [f"  - utter: {each.response}" for each in answer.messages]
        before = message
    return "\n".join(lines) + "\n"


def _beginning(message: UserMessage) -> dict[str, str]:
    known = {
        "channel": message.channel if message.channel != CHANNEL else None,
        "country": message.country,
        "language": message.language,
        "time_zone": message.time_zone,
        "now": message.now.isoformat(timespec="seconds"),
    }
    return {key: scalar(value) for key, value in known.items() if value}


def _change(before: UserMessage | None, message: UserMessage) -> dict[str, str]:
    """
    What is new with a message: a silence of minutes, attachments.
    """
    changed: dict[str, str] = {}
    silence = (message.now - before.now) if before else PAUSE
    if silence.total_seconds() >= 60:
        changed["after"] = f"{int(silence.total_seconds() // 60)}m"
    if message.attachments:
        changed["attachments"] = f"[{', '.join(message.attachments)}]"
    return changed


def _metadata(values: dict[str, str]) -> Iterator[str]:
    if values:
        yield "metadata:"
        yield from (f"  {key}: {value}" for key, value in values.items())


def scalar(text: str) -> str:
    """
    A text as YAML writes it on one line.
    """
    if _PLAIN.fullmatch(text) and text not in _WORDS:
        return text
    return '"' + "".join(map(_escaped, text)) + '"'


def _escaped(char: str) -> str:
    if char in _ESCAPES:
        return _ESCAPES[char]
    if char.isprintable():
        return char
    return f"\\U{ord(char):08x}"


def update(path: Path, results: Sequence[Result]) -> bool:
    """
    Put what was said into the expected half of a file; inputs, comments and other expectations stay as they are.

    A bubble that the test gave by its text is given by its text again. True if the file changed.
    """
    old = path.read_text(encoding="utf-8")
    lines = old.splitlines()
    for result in sorted(results, key=lambda each: each.case.line, reverse=True):
        for played in reversed(result.played):
            _replace(lines, played.step, played.answer.messages)
    new = "\n".join(lines) + "\n"
    if new != old:
        path.write_text(new, encoding="utf-8")
    return new != old


def _replace(lines: list[str], step: UserStep, messages: Sequence[BotMessage]) -> None:
    """
    Take out the lines of what was expected to be said, and put in what was, right after the message.
    """
    if step.expected and not step.said:
        return  # it says in another way what it expects
    start = step.line - 1
    indent = " " * (len(lines[start]) - len(lines[start].lstrip()))
    for bubble in reversed(step.said):
        del lines[bubble.line - 1 : _end(lines, bubble.line - 1, indent)]
    place = _end(lines, start, indent)
    lines[place:place] = [
        f"{indent}- {_wanted(step.said, number, message)}"
        for number, message in enumerate(messages)
    ]


def _end(lines: Sequence[str], start: int, indent: str) -> int:
    """
    The line after an item of a list that begins at `start`: what stands deeper belongs to it.
    """
    end = start + 1
    while end < len(lines) and lines[end].startswith(f"{indent} ") and lines[end].strip():
        end += 1
    return end


def _wanted(said: Sequence[Bubble], number: int, message: BotMessage) -> str:
    by_text = number < len(said) and said[number].text is not None
    return f"bot: {scalar(message.text)}" if by_text else f"utter: {message.response}"
