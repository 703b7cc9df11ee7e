"""
One message in, its answers out; whatever breaks, the person is answered and nothing is half-written.
"""

from __future__ import annotations

import logging
import unicodedata
from dataclasses import dataclass

from bot.conversation.ports import (
    ActionCall,
    ActionOutcome,
    Actions,
    Commit,
    Held,
    Store,
    Understanding,
)
from bot.domain.assistant import Assistant
from bot.domain.command import CannotHandle, Command, SetSlot, StartFlow
from bot.domain.event import Event
from bot.domain.evidence import Change
from bot.domain.message import BotMessage, UserMessage
from bot.domain.parse import Parse
from bot.domain.tracker import Tracker
from bot.engine.advance import advance, resume
from bot.engine.decide import decide, decide_tap, in_session
from bot.engine.render import Voice, render
from bot.engine.turn import Turn
from bot.errors import Busy

log = logging.getLogger(__name__)

FALLBACK = "utter_internal_error"
IMAGE_INTENT = "sends_image"
MAX_TRIES = 5
READS_LOG = "log"
"""Custom actions with this word in their name are given the person's log."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """
    What a turn said and what happened in it; `parse` is `None` for a tap.
    """

    messages: tuple[BotMessage, ...]
    tracker: Tracker
    events: tuple[Event, ...] = ()
    parse: Parse | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Acted:
    turn: Turn
    events: tuple[Event, ...]
    changes: tuple[Change, ...]
    erase: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """
    The assistant with everything that a turn needs.
    """

    assistant: Assistant
    store: Store
    understanding: Understanding
    actions: Actions

    def handle(self, message: UserMessage) -> Answer:
        """
        The answer to one message; the same delivery gets the same answer. Never raises.
        """
        try:
            return self._handle(message)
        except Exception as error:  # noqa: BLE001 - whatever it is, the person must be answered
            # The error's own words may hold the message's: only its kind is logged.
            log.error("turn_failed kind=%s channel=%s", type(error).__name__, message.channel)
            return self._fallback(message)

    def _handle(self, message: UserMessage) -> Answer:
        conversation = self.store.key(message.channel, message.sender)
        parse: Parse | None = None
        for _ in range(MAX_TRIES):
            if message.message_id is not None:
                replies = self.store.replies(conversation, message.message_id)
                if replies is not None:
                    return Answer(messages=replies, tracker=self.store.load(conversation).tracker)
            held = self.store.load(conversation)
            commands = self._tapped(held.tracker, message)
            if commands is None:
                parse = parse or self.understanding.parse(_clean(message.text, self._limit))
                commands = self._understood(held.tracker, message, parse)
            acted = self._take_turn(conversation, held, message, commands, parse)
            if self.store.commit(self._commit(conversation, held, message, acted)):
                return Answer(
                    messages=acted.turn.messages,
                    tracker=acted.turn.tracker,
                    events=acted.events,
                    parse=parse,
                )
        raise Busy

    @property
    def _limit(self) -> int:
        return self.assistant.policy.max_text

    def _tapped(self, tracker: Tracker, message: UserMessage) -> tuple[Command, ...] | None:
        if message.attachments:
            return self._attached()
        if not _clean(message.text, self._limit).strip():
            return (CannotHandle(reason="empty"),)
        return decide_tap(self.assistant, tracker, message.text[: self._limit])

    def _attached(self) -> tuple[Command, ...]:
        flow = self.assistant.triggers.get(IMAGE_INTENT)
        return (CannotHandle(reason="attachment"),) if flow is None else (StartFlow(flow=flow.id),)

    def _understood(
        self, tracker: Tracker, message: UserMessage, parse: Parse
    ) -> tuple[Command, ...]:
        commands = decide(self.assistant, tracker, parse)
        too_long = len(message.text) > self._limit and parse.alarm is None
        if not too_long:
            return commands
        facts = tuple(each for each in commands if isinstance(each, SetSlot))
        return (*facts, CannotHandle(reason="too_long"))

    def _take_turn(
        self,
        conversation: str,
        held: Held,
        message: UserMessage,
        commands: tuple[Command, ...],
        parse: Parse | None,
    ) -> _Acted:
        tracker = held.tracker
        guesses = _guesses(tracker, message, self.assistant)
        commands = in_session(self.assistant, tracker, (*guesses, *commands), message.now)
        turn = advance(self.assistant, tracker, commands, message.now, message.channel)
        events, erase = turn.events, False
        changes: tuple[Change, ...] = ()
        while turn.action is not None:
            outcome = self._act(conversation, turn, message, parse)
            turn = resume(
                self.assistant, turn.tracker, outcome.result, message.now, message.channel
            )
            events, changes = (*events, *turn.events), (*changes, *outcome.changes)
            erase = erase or outcome.erase
        whole = Turn(tracker=turn.tracker, events=events)
        return _Acted(turn=whole, events=events, changes=changes, erase=erase)

    def _act(
        self, conversation: str, turn: Turn, message: UserMessage, parse: Parse | None
    ) -> ActionOutcome:
        action = turn.action or ""
        entries = self.store.entries(conversation) if READS_LOG in action else ()
        return self.actions.run(
            ActionCall(
                action=action,
                tracker=turn.tracker,
                parse=parse,
                entries=entries,
                now=message.now,
            )
        )

    def _commit(
        self, conversation: str, held: Held, message: UserMessage, acted: _Acted
    ) -> Commit:
        return Commit(
            conversation=conversation,
            revision=held.revision,
            tracker=acted.turn.tracker,
            changes=acted.changes,
            replies=acted.turn.messages,
            delivery=message.message_id,
            now=message.now,
            erase=acted.erase,
        )

    def _fallback(self, message: UserMessage) -> Answer:
        slots = {"country": message.country} if message.country else {}
        voice = Voice(language=message.language or "en", channel=message.channel, slots=slots)
        return Answer(messages=(render(self.assistant, FALLBACK, voice),), tracker=Tracker())


def _guesses(tracker: Tracker, message: UserMessage, assistant: Assistant) -> tuple[SetSlot, ...]:
    """
    What the channel knows about the person, as long as they said nothing themselves.
    """
    known = {
        "country_guess": message.country,
        "language": message.language,
        "time_zone": message.time_zone,
    }
    return tuple(
        SetSlot(slot=name, value=value)
        for name, value in known.items()
        if value is not None and name in assistant.slots and name not in tracker.slots
    )


def _clean(text: str, limit: int) -> str:
    """
    The text without control characters and lone surrogates; the middle of one longer than `limit` is left out.
    """
    half = limit // 2
    cut = text if len(text) <= limit else f"{text[:half]} {text[-half:]}"
    return "".join(
        char for char in cut if char in "\n\t" or unicodedata.category(char) not in ("Cc", "Cs")
    )
