"""
One message in, its answers out; whatever breaks, the person is answered and nothing is half-written.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, field, replace

from bot.conversation.acting import Acting
from bot.conversation.delivery import Handled, Hold, Reminder
from bot.conversation.meaning import changed, clean, guessed, tapped, understood
from bot.conversation.ports import (
    Actions,
    Commit,
    Held,
    Store,
    Understanding,
)
from bot.conversation.secret_answers import SecretAnswers
from bot.conversation.turning import LogInTurn, Reading, Turning
from bot.conversation.typed import Remembered, Typed
from bot.domain.assistant import Assistant
from bot.domain.command import Command
from bot.domain.event import Event
from bot.domain.evidence import Change
from bot.domain.message import BotMessage, UserMessage
from bot.domain.parse import Parse
from bot.domain.request import Request
from bot.domain.tracker import Tracker
from bot.engine.advance import advance, resume
from bot.engine.render import Voice, render
from bot.engine.session import in_session
from bot.engine.turn import Turn
from bot.errors import Busy

log = logging.getLogger(__name__)

FALLBACK = "utter_internal_error"
MAX_TRIES = 5
EVIDENCE = frozenset({"links", "accounts", "reference", "log_note"})
"""Slots that go into the log: nothing of theirs is kept beside it, for it may be locked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """
    What a turn said and what happened in it; `parse` is `None` for a tap, and for a PIN or a code.

    `secret`: the message was a PIN or a case code; `asks_secret`: the next one is to be. Who shows messages hides those.
    """

    messages: tuple[BotMessage, ...]
    tracker: Tracker
    events: tuple[Event, ...] = ()
    parse: Parse | None = None
    secret: bool = False
    asks_secret: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Meant:
    """
    What a message asks for. Where a secret was typed, there is no parse of it.
    """

    commands: tuple[Command, ...]
    parse: Parse | None = None
    typed: Typed | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Acted:
    turn: Turn
    events: tuple[Event, ...]
    changes: tuple[Change, ...] = ()
    requests: tuple[Request, ...] = ()
    erase: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """
    The assistant with everything that a turn needs.

    `downloads` is the address before a download's token; without one, nothing can be fetched.
    """

    assistant: Assistant
    store: Store
    understanding: Understanding
    actions: Actions
    downloads: str | None = None
    remembered: Remembered = field(default_factory=Remembered)

    @property
    def acting(self) -> Acting:
        """
        How custom actions are run.
        """
        return Acting(
            actions=self.actions, retention=self.assistant.retention, downloads=self.downloads
        )

    @property
    def secrets(self) -> SecretAnswers:
        """
        How PINs and case codes are taken.
        """
        return SecretAnswers(assistant=self.assistant, remembered=self.remembered)

    def handle(self, message: UserMessage, hold: Hold | None = None) -> Answer:
        """
        The answer to one message; the same delivery gets the same answer. Never raises.

        With a `hold` the turn also ends the delivery that waited for it.
        """
        try:
            return self._handle(message, hold)
        except Exception as error:  # noqa: BLE001 - whatever it is, the person must be answered
            # The error's own words may hold the message's: only its kind is logged.
            log.error("turn_failed kind=%s channel=%s", type(error).__name__, message.channel)
            return self.apology(message)

    def _handle(self, message: UserMessage, hold: Hold | None) -> Answer:
        turning = self._turning(message)
        for _ in range(MAX_TRIES):
            answered = self._answered(turning)
            if answered is not None:
                return answered
            held = self.store.load(turning.conversation)
            meant = self._meant(turning, held.tracker)
            if message.edited and not meant.commands:
                return Answer(messages=(), tracker=held.tracker, parse=meant.parse)
            acted = self._take_turn(turning, held.tracker, meant)
            commit = self._commit(turning, held, meant, acted)
            if self.store.commit(replace(commit, handled=_handled(commit, hold))):
                self.secrets.remember(turning, meant.typed)
                return Answer(
                    messages=acted.turn.messages,
                    tracker=acted.turn.tracker,
                    events=acted.events,
                    parse=meant.parse,
                    secret=meant.typed is not None,
                    asks_secret=self.secrets.asked(acted.turn.tracker),
                )
            turning.log.again()
        raise Busy

    def _turning(self, message: UserMessage) -> Turning:
        conversation = self.store.key(message.channel, message.sender)
        seen = LogInTurn(
            store=self.store,
            conversation=conversation,
            now=message.now,
            retention=self.assistant.retention,
        )
        reading = Reading(self.understanding, clean(message.text))
        return Turning(conversation=conversation, message=message, log=seen, reading=reading)

    def _answered(self, turning: Turning) -> Answer | None:
        """
        The answer that this delivery got before, if it is not a new one.
        """
        message = turning.message
        if message.message_id is None:
            return None
        replies = self.store.replies(turning.conversation, message.message_id, message.text)
        if replies is None:
            return None
        tracker = self.store.load(turning.conversation).tracker
        return Answer(messages=replies, tracker=tracker, asks_secret=self.secrets.asked(tracker))

    def _meant(self, turning: Turning, tracker: Tracker) -> _Meant:
        message = turning.message
        if message.edited:
            parse = turning.reading.parse
            return _Meant(commands=changed(self.assistant, tracker, parse), parse=parse)
        commands = tapped(self.assistant, tracker, message)
        if commands is not None and not _is_alarming(turning):
            return _Meant(commands=commands)
        typed = self.secrets.read(turning, tracker)
        if typed is not None:
            return _Meant(commands=typed.commands, typed=typed)
        parse = turning.reading.parse
        commands = understood(self.assistant, tracker, message, parse)
        return _Meant(commands=commands, parse=parse)

    def _take_turn(self, turning: Turning, tracker: Tracker, meant: _Meant) -> _Acted:
        message = turning.message
        guesses = guessed(self.assistant, tracker, message)
        commands = in_session(self.assistant, tracker, (*meant.commands, *guesses), message.now)
        turn = advance(self.assistant, tracker, commands, message.now, message.channel)
        acted = _Acted(turn=turn, events=turn.events)
        while turn.action is not None:
            outcome = self.acting.run(turn.action, turning, turn.tracker, meant.parse)
            turn = resume(
                self.assistant, turn.tracker, outcome.result, message.now, message.channel
            )
            acted = _Acted(
                turn=turn,
                events=(*acted.events, *turn.events),
                changes=(*acted.changes, *outcome.changes),
                requests=(*acted.requests, *outcome.requests),
                erase=acted.erase or outcome.erase,
            )
        return replace(acted, turn=Turn(tracker=forgetful(turn.tracker), events=acted.events))

    def _commit(self, turning: Turning, held: Held, meant: _Meant, acted: _Acted) -> Commit:
        message, typed = turning.message, meant.typed
        return Commit(
            conversation=turning.conversation,
            revision=held.revision,
            tracker=acted.turn.tracker,
            changes=acted.changes,
            replies=acted.turn.messages,
            delivery=message.message_id,
            now=message.now,
            erase=acted.erase,
            requests=acted.requests,
            opened=turning.log.opened,
            channel=message.channel,
            sender=message.sender,
            pin=typed.pin if typed is not None else None,
            text=message.text,
        )

    def apology(self, message: UserMessage) -> Answer:
        """
        What is said where something broke: that it did, and who helps meanwhile.
        """
        return Answer(messages=(apology(self.assistant, message),), tracker=Tracker())

    def reminder(self, reminder: Reminder) -> BotMessage:
        """
        What a reminder says.
        """
        slots = self.store.load(reminder.conversation).tracker.slots
        voice = Voice(language=reminder.language, channel=reminder.channel, slots=slots)
        return render(self.assistant, reminder.response, voice)


def _is_alarming(turning: Turning) -> bool:
    """
    Whether there are words of danger beside a file: they come before it.
    """
    said = turning.message.attachments and turning.reading.text.strip()
    return bool(said) and turning.reading.parse.alarm is not None


def apology(assistant: Assistant, message: UserMessage) -> BotMessage:
    """
    What is said where nothing else can be.
    """
    slots = {"country": message.country} if message.country else {}
    voice = Voice(language=message.language or "en", channel=message.channel, slots=slots)
    return render(assistant, FALLBACK, voice)


def _handled(commit: Commit, hold: Hold | None) -> Handled | None:
    if hold is None:
        return None
    return Handled(lease=hold.lease, outgoing=hold.parts(commit.replies), now=hold.now)


def forgetful(tracker: Tracker) -> Tracker:
    """
    Going back undoes no entry, so what went into the log isn't kept for it.
    """
    if not any(EVIDENCE & each.before.keys() for each in tracker.history):
        return tracker
    history = (
        replace(each, before={k: v for k, v in each.before.items() if k not in EVIDENCE})
        for each in tracker.history
    )
    return replace(tracker, history=tuple(history))
