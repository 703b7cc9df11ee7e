"""
Every error raised on purpose: one class per case, whose docstring is its message.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterable
from dataclasses import dataclass


class FirstHoursError(Exception):
    """
    Something went wrong in First Hours.
    """

    def __init__(self, message: str | None = None) -> None:
        super().__init__(message or inspect.cleandoc(self.__doc__ or ""))


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """
    One thing wrong in a file that people write: where (lines count from 1), what, and what was expected.
    """

    file: str
    line: int
    message: str
    expected: str = ""

    def describe(self) -> str:
        """
        `file:line: message; expected …`, the form in which editors jump to the place.
        """
        place = f"{self.file}:{self.line}: {self.message}"
        return f"{place}; expected {self.expected}" if self.expected else place


class ContentError(FirstHoursError):
    """
    The files have mistakes.
    """

    def __init__(self, mistakes: Iterable[Mistake]) -> None:
        self.mistakes = tuple(sorted(mistakes, key=lambda m: (m.file, m.line, m.message)))
        super().__init__("\n".join(mistake.describe() for mistake in self.mistakes) or None)


class ExpressionError(FirstHoursError):
    """
    An expression in a flow can't be read; `column` counts its characters from 1.
    """

    def __init__(self, *, problem: str, expected: str, column: int) -> None:
        super().__init__(f"{problem} at character {column}; expected {expected}")
        self.problem = problem
        self.expected = expected
        self.column = column


class TooManySteps(FirstHoursError):
    """
    The flows run in a circle without asking anything.
    """

    def __init__(self, *, flow: str, step: str) -> None:
        super().__init__(
            f"The flow {flow} runs in a circle without asking anything, at step {step}."
        )
        self.flow = flow
        self.step = step


class Busy(FirstHoursError):
    """
    Somebody else keeps writing to this conversation.
    """


class ActionFailed(FirstHoursError):
    """
    A custom action broke or could not be reached.
    """


class SettingsError(FirstHoursError):
    """
    The settings have mistakes.
    """

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems) or None)


class Refused(FirstHoursError):
    """
    A request that isn't answered; the message is ours and holds nothing of what was sent.
    """

    def __init__(self, code: int, reason: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.reason = reason
        self.message = message


class ModelError(FirstHoursError):
    """
    The trained model of the understanding is missing or damaged.
    """


class NoModel(ModelError):
    """
    There is no trained model of the understanding; `firsthours train` makes it.
    """


class OutdatedModel(ModelError):
    """
    The trained model of the understanding was made by another version; `firsthours train` makes a new one.
    """


class DamagedModel(ModelError):
    """
    The trained model of the understanding is damaged.
    """

    def __init__(self, *, files: Iterable[str]) -> None:
        self.files = tuple(sorted(files))
        names = ", ".join(self.files)
        super().__init__(
            f"Files of the trained model are damaged: {names}; `firsthours train` makes new ones."
        )


class TooFewExamples(FirstHoursError):
    """
    Training needs examples of two intents at least.
    """


class WeightsMissing(FirstHoursError):
    """
    The weights of the sentence embeddings can't be had.
    """

    def __init__(self, *, reason: str) -> None:
        super().__init__(f"The weights of the sentence embeddings can't be had: {reason}.")
        self.reason = reason


class StateUnreadable(FirstHoursError):
    """
    A stored conversation is damaged, or was written by a later version.
    """


class WrongSecret(FirstHoursError):
    """
    The secret key doesn't open this database: it is another one than it was written with.
    """


class DatabaseUnusable(FirstHoursError):
    """
    The database can't be used.
    """

    def __init__(self, *, reason: str) -> None:
        super().__init__(f"The database can't be used: {reason}.")
        self.reason = reason


class LogLocked(FirstHoursError):
    """
    The log is locked: it takes its PIN to read it.
    """


class TelegramUnfit(FirstHoursError):
    """
    The bot in Telegram isn't set up as it must be.
    """

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__(f"The bot in Telegram can't be used: {'. Also, '.join(self.problems)}.")


class TelegramFailed(FirstHoursError):
    """
    Telegram didn't do what it was asked for.
    """

    def __init__(self, *, reason: str) -> None:
        super().__init__(f"Telegram didn't do it: {reason}.")
        self.reason = reason


class UnreadablePhrase(FirstHoursError):
    """
    A phrase in the training data can't be read.
    """

    def __init__(self, *, phrase: str) -> None:
        super().__init__(f"The phrase {phrase!r} can't be read; expected words, a|b, a? or *3.")
        self.phrase = phrase
