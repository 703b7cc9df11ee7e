"""
What stands behind Rasa's custom actions: the log, its PIN and its case code, in our own store.

It runs in the action server, on today's Python. Rasa's tracker holds neither the log nor any secret.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from typing import Any

from bot.conversation.acting import READS_LOG, Acting
from bot.conversation.handle import EVIDENCE
from bot.conversation.meaning import clean
from bot.conversation.ports import ActionOutcome, Commit, Store
from bot.conversation.secret_answers import SecretAnswers
from bot.conversation.turning import LogInTurn, Reading, Turning
from bot.conversation.typed import Remembered, Typed
from bot.domain.assistant import Assistant
from bot.domain.message import UserMessage
from bot.domain.parse import Parse
from bot.domain.request import KeepLonger
from bot.domain.retention import kept_until
from bot.domain.serial import tracker_from_json
from bot.domain.tracker import Tracker
from bot.engine.turn import ActionResult
from bot.errors import Busy
from bot.rasa.parsing import Given, from_parse_data
from bot.rasa.slots import ERASE, KEEP, LONGER, NOW, OURS, READ, SECRET, STATE

log = logging.getLogger(__name__)

CHANNEL = "rasa"
"""Under which people of this host are kept; nobody can be written to through it who isn't writing."""
MAX_TRIES = 5
LONGEST_TURN = timedelta(minutes=15)

Request = Mapping[str, Any]
"""What Rasa sends to an action server."""


@dataclass(slots=True, kw_only=True)
class _Talk:
    """
    One turn of one person, while its actions run: what a PIN opened, and what was typed.
    """

    turning: Turning
    parse: Parse
    typed: Typed | None = None


@dataclass(slots=True, kw_only=True)
class Keeping:
    """
    Runs custom actions for conversations in Rasa, and keeps at once what they leave behind.
    """

    assistant: Assistant
    store: Store
    acting: Acting
    remembered: Remembered = field(default_factory=Remembered)
    _talks: dict[str, _Talk] = field(default_factory=dict, repr=False)

    @staticmethod
    def takes(request: Request) -> bool:
        """
        Whether a conversation in Rasa asks. Our own host, which asks the same server, keeps everything itself.
        """
        return STATE in (request.get("tracker") or {}).get("slots", {})

    def run(self, request: Request) -> dict[str, Any]:
        """
        Events and responses for Rasa; none if anything broke, which Rasa's side tells the person. Never raises.
        """
        try:
            return self._run(request)
        except Exception as error:  # noqa: BLE001 - its words may hold what the person told
            log.error("action_failed kind=%s channel=rasa", type(error).__name__)
            return {"events": [], "responses": []}

    def _run(self, request: Request) -> dict[str, Any]:
        talk = self._talk(request)
        if request["next_action"] == READ:
            return self._read(talk, request)
        tracker = self._tracker(talk, request)
        if request["next_action"] == KEEP:
            outcome = ActionOutcome(result=ActionResult())
            self._keep(talk, tracker, outcome)
            return _told(outcome, talk.turning.message.now)
        parse = talk.parse if talk.typed is None else None
        outcome = self.acting.run(request["next_action"], talk.turning, tracker, parse)
        if READS_LOG in request["next_action"] or _leaves(outcome):
            self._keep(talk, tracker, outcome)
        return _told(outcome, talk.turning.message.now)

    def _talk(self, request: Request) -> _Talk:
        """
        The turn that asks; all actions of a turn share what was seen and typed in it.
        """
        message, parse = _message(request)
        who = self.store.key(CHANNEL, message.sender)
        known = self._talks.get(who)
        if known is not None and known.turning.message.now == message.now:
            return known
        until = message.now - LONGEST_TURN
        self._talks = {k: v for k, v in self._talks.items() if v.turning.message.now > until}
        self._talks[who] = self._begun(who, message, parse)
        return self._talks[who]

    def _begun(self, who: str, message: UserMessage, parse: Parse) -> _Talk:
        seen = LogInTurn(
            store=self.store,
            conversation=who,
            now=message.now,
            retention=self.assistant.retention,
        )
        reading = Reading(Given(parse), parse.text)
        turning = Turning(conversation=who, message=message, log=seen, reading=reading)
        return _Talk(turning=turning, parse=parse)

    def _read(self, talk: _Talk, request: Request) -> dict[str, Any]:
        """
        Whether the message is a PIN or a code, and what came of it: never the PIN or the code.
        """
        answers = SecretAnswers(assistant=self.assistant, remembered=self.remembered)
        state = request["tracker"]["slots"][STATE]
        tracker = tracker_from_json(state.encode()) if state else Tracker()
        talk.typed = answers.read(talk.turning, tracker)
        answers.remember(talk.turning, talk.typed)
        typed = talk.typed
        told = None if typed is None else {"told": dict(typed.told), "asked_for": typed.asked_for}
        return {"events": [_slot(SECRET, told)], "responses": []}

    def _tracker(self, talk: _Talk, request: Request) -> Tracker:
        slots = request["tracker"]["slots"]
        known = {k: v for k, v in slots.items() if v is not None and k not in OURS}
        language = str(known.get("language") or "en")
        return Tracker(slots=known, language=language, last_seen=talk.turning.message.now)

    def _keep(self, talk: _Talk, tracker: Tracker, outcome: ActionOutcome) -> None:
        """
        In one piece. What goes into the log isn't kept beside it, for it may be locked.
        """
        message, seen = talk.turning.message, talk.turning.log
        slots = {name: each for name, each in tracker.slots.items() if name not in EVIDENCE}
        for _ in range(MAX_TRIES):
            commit = Commit(
                conversation=talk.turning.conversation,
                revision=self.store.load(talk.turning.conversation).revision,
                tracker=Tracker(slots=slots, language=tracker.language, last_seen=message.now),
                changes=outcome.changes,
                replies=(),
                delivery=None,
                now=message.now,
                erase=outcome.erase,
                requests=outcome.requests,
                opened=seen.opened,
                channel=message.channel,
                sender=message.sender,
                pin=talk.typed.pin if talk.typed is not None else None,
            )
            if self.store.commit(commit):
                break
        else:
            raise Busy
        if _leaves(outcome):
            seen.again()


def _message(request: Request) -> tuple[UserMessage, Parse]:
    tracker = request["tracker"]
    latest, moment = tracker.get("latest_message") or {}, tracker["slots"].get(NOW)
    text = latest.get("text") or ""
    now = (
        datetime.fromisoformat(moment)
        if moment
        else datetime.fromtimestamp(tracker.get("latest_event_time") or 0, tz=timezone.utc)
    )
    message = UserMessage(sender=request["sender_id"], text=text, channel=CHANNEL, now=now)
    return message, from_parse_data(latest, clean(text))


def _leaves(outcome: ActionOutcome) -> bool:
    return bool(outcome.changes or outcome.requests or outcome.erase)


def _told(outcome: ActionOutcome, now: datetime) -> dict[str, Any]:
    events = [_slot(name, value) for name, value in outcome.result.slots]
    longer = [each.days for each in outcome.requests if isinstance(each, KeepLonger)]
    events += [_slot(LONGER, kept_until(now, days)) for days in longer]
    if outcome.erase:
        events.append(_slot(ERASE, value=True))
    # Without anything that it leaves behind an action counts as failed, and some only note.
    events.append(_slot(SECRET, None))
    said = [{"response": each.response, **each.arguments} for each in outcome.result.said]
    return {"events": events, "responses": said}


def _slot(name: str, value: Any) -> dict[str, Any]:
    return {"event": "slot", "timestamp": None, "name": name, "value": value}
