"""
Runs test conversations against the whole assistant; the tracker is stored and loaded again between turns.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

from bot.conversation.handle import Answer, Conversation
from bot.conversation.ports import Commit
from bot.domain.message import UserMessage
from bot.domain.tracker import Tracker
from bot.e2e.case import Case, Circumstances, UserStep
from bot.e2e.compare import failures
from bot.e2e.reading import read_cases
from bot.engine.flows import asked_for
from bot.errors import Mistake

BEGINNING = datetime(2026, 6, 1, 12, 0, tzinfo=timezone.utc)
"""When a test conversation takes place if it doesn't say."""
PAUSE = timedelta(seconds=20)
CHANNEL = "rest"


@dataclass(frozen=True, slots=True, kw_only=True)
class Played:
    """
    One message of a test conversation as it was sent, and its answer.
    """

    step: UserStep
    message: UserMessage
    answer: Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """
    How a case went; it passed if there are no failures.
    """

    case: Case
    played: tuple[Played, ...]
    failures: tuple[Mistake, ...]

    @property
    def passed(self) -> bool:
        """
        Whether everything was as expected.
        """
        return not self.failures


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """
    The results of a run, in the order of the files.
    """

    results: tuple[Result, ...]

    @property
    def passed(self) -> bool:
        """
        Whether every case passed.
        """
        return all(result.passed for result in self.results)

    @property
    def failures(self) -> tuple[Mistake, ...]:
        """
        Everything that was not as expected, with file and line.
        """
        return tuple(each for result in self.results for each in result.failures)


def run(paths: Sequence[Path], conversation: Conversation) -> Report:
    """
    Play every case of the files and folders; `file.yml::name` is one case of a file.

    Each case is a person of its own in the conversation's store, which should be a fresh one.
    Raises `ContentError` with every mistake in the files, before anything is played.
    """
    cases = read_cases(paths, conversation.assistant)
    return Report(results=tuple(run_case(case, conversation) for case in cases))


def run_case(case: Case, conversation: Conversation) -> Result:
    """
    Play one case from its start to its end, also past a failure: what follows tells more.
    """
    played: list[Played] = []
    wrong: list[Mistake] = []
    for step, message in zip(case.steps, _messages(case), strict=True):
        if not played and (case.slots or case.stack):
            _prepare(case, conversation, message)
        answer = conversation.handle(message)
        played.append(Played(step=step, message=message, answer=answer))
        wrong += [
            Mistake(file=case.file, line=line or step.line, message=text)
            for line, text in failures(step, answer)
        ]
    return Result(case=case, played=tuple(played), failures=tuple(wrong))


def _prepare(case: Case, conversation: Conversation, message: UserMessage) -> None:
    """
    Give the person the slots of the case's fixtures, and the flows that are open; then a session is under way, and what is
    set was asked for.
    """
    silence = case.steps[0].circumstances.after or PAUSE
    asked = asked_for(conversation.assistant) if case.stack else {}
    key = conversation.store.key(message.channel, message.sender)
    conversation.store.commit(
        Commit(
            conversation=key,
            revision=conversation.store.load(key).revision,
            tracker=Tracker(
                slots=case.slots,
                stack=case.stack,
                asked={name: asked[name] for name in case.slots if name in asked},
                last_seen=message.now - silence if case.stack else None,
            ),
            changes=(),
            replies=(),
            delivery=None,
            now=message.now,
        )
    )


def _messages(case: Case) -> Iterator[UserMessage]:
    """
    The messages with all their circumstances: what a step doesn't say is as it was before.
    """
    known = _over(Circumstances(channel=CHANNEL, now=BEGINNING), case.circumstances)
    for number, step in enumerate(case.steps):
        wait = step.circumstances.after or (PAUSE if number else timedelta(0))
        known = _over(replace(known, now=(known.now or BEGINNING) + wait), step.circumstances)
        yield UserMessage(
            sender=f"{case.file}:{case.line}",
            text=step.text,
            channel=known.channel or CHANNEL,
            now=known.now or BEGINNING,
            country=known.country,
            language=known.language,
            time_zone=known.time_zone,
            attachments=step.circumstances.attachments,
        )


def _over(old: Circumstances, new: Circumstances) -> Circumstances:
    return Circumstances(
        channel=new.channel or old.channel,
        country=new.country or old.country,
        language=new.language or old.language,
        time_zone=new.time_zone or old.time_zone,
        now=new.now or old.now,
    )
