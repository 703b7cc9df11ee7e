"""
Where a conversation in Rasa stands: the engine played over Rasa's events, as plain data.

Rasa asks for one action at a time and keeps nothing but events, so each time the turn is played again from the state
that the last one left. That state is a slot; everything else is read from what really happened.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime, timezone
from typing import Any

from bot.channels.fields import Here, read_message
from bot.channels.render import LOOKS
from bot.conversation.handle import FALLBACK, forgetful
from bot.conversation.meaning import clean, guessed, tapped, understood
from bot.conversation.typed import SECRETS
from bot.domain.assistant import Assistant
from bot.domain.evidence import Change, Entry, as_entries
from bot.domain.message import BotMessage, UserMessage
from bot.domain.serial import tracker_from_json, tracker_to_json
from bot.domain.slot import Value
from bot.domain.tracker import Tracker
from bot.engine.advance import advance, resume
from bot.engine.draft import open_question
from bot.engine.render import Voice, render
from bot.engine.session import in_session
from bot.engine.turn import ActionResult, Said, Turn
from bot.errors import Refused
from bot.rasa.parsing import from_parse_data
from bot.rasa.slots import CHANGES, ERASE, LOG, NOW, OWN, REQUESTS, STATE

Event = Mapping[str, Any]
"""One of Rasa's events as its `as_dict` gives it."""

LISTEN = "action_listen"
NEEDS_OUR_STORE = frozenset({"action_log_kept"})
"""Custom actions that tell what only our own store does: until when things are kept."""
CHANNELS = {"twilio": "sms", "sms": "sms", "telegram": "telegram"}
"""Rasa's names of channels that have wordings of their own; all others are spoken to as REST."""


@dataclass(slots=True, kw_only=True)
class Playing:
    """
    A conversation while its events are played: the engine's state, and what of the turn is still to be done.

    `before` is the state that the turn began with. `says` are the bubbles that wait, `act` the custom action after them;
    `acted` collects what a custom action that has run left behind, until the engine goes on.
    """

    assistant: Assistant
    pretends: bool
    tracker: Tracker = field(default_factory=Tracker)
    before: Tracker = field(default_factory=Tracker)
    message: UserMessage | None = None
    says: list[BotMessage] = field(default_factory=list)
    act: str | None = None
    acted: list[Event] | None = None
    log: list[dict[str, Any]] = field(default_factory=list)
    log_before: list[dict[str, Any]] = field(default_factory=list)
    can_erase: bool = False
    erased: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """
    What Rasa must do next: say `says`, or run `act`, or listen; and the slots that must hold while it does.
    """

    action: str
    slots: Mapping[str, Any]
    says: BotMessage | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """
    Rasa's events since the last state, and what held before them: the log, and whether the store can forget.
    """

    events: Sequence[Event]
    log: Sequence[dict[str, Any]] = ()
    can_erase: bool = False


def play(assistant: Assistant, past: Past, *, pretends: bool) -> Point:
    """
    The next action after what happened in Rasa.

    With `pretends` a message's metadata may say when and through which channel it came. Raises what the engine raises.
    """
    known = Playing(
        assistant=assistant, pretends=pretends, log=list(past.log), can_erase=past.can_erase
    )
    for event in past.events:
        reader = READERS.get(event["event"])
        if reader is not None:
            reader(known, event)
    _go_on(known)
    return _point(known)


def failed(assistant: Assistant, events: Sequence[Event]) -> Point:
    """
    What is done when playing broke: the reviewed words for that, once, and then it listens.
    """
    for event in reversed(events):
        if event["event"] == "action" and event.get("name") == FALLBACK:
            # The state of before once more, so that the next turn begins after the message that broke this one.
            known = [each.get("value") for each in events if each.get("name") == STATE]
            return Point(action=LISTEN, slots={STATE: known[-1] if known else None})
        if event["event"] == "user":
            break
    message = render(assistant, FALLBACK, Voice(language="en", channel="rest", slots={}))
    return Point(action=FALLBACK, slots={}, says=message)


def _on_slot(known: Playing, event: Event) -> None:
    name, value = event["name"], event.get("value")
    if name == STATE:
        known.tracker = tracker_from_json(value.encode()) if value else Tracker()
        known.says, known.act, known.acted, known.message = [], None, None, None
    elif (event.get("metadata") or {}).get(OWN):
        return  # what the policy set follows from the rest
    elif known.acted is not None:
        known.acted.append(event)
    elif name in known.assistant.slots:
        known.tracker = _with_slot(known.tracker, name, value)


def _with_slot(tracker: Tracker, name: str, value: Value) -> Tracker:
    """
    A slot that somebody else set, through Rasa's own ways, counts.
    """
    others = {key: each for key, each in tracker.slots.items() if key != name}
    return replace(tracker, slots=others if value is None else {**others, name: value})


def _on_user(known: Playing, event: Event) -> None:
    _go_on(known)
    message = _message(event, pretends=known.pretends)
    known.message, known.before, known.erased = message, known.tracker, False
    known.log_before = known.log
    commands = tapped(known.assistant, known.tracker, message)
    if commands is None:
        text = clean(message.text)
        commands = understood(
            known.assistant,
            known.tracker,
            message,
            from_parse_data(event.get("parse_data") or {}, text),
        )
    guesses = guessed(known.assistant, known.tracker, message)
    commands = in_session(known.assistant, known.tracker, (*commands, *guesses), message.now)
    turn = advance(known.assistant, known.tracker, commands, message.now, message.channel)
    _take(known, turn, said=0)


def _message(event: Event, *, pretends: bool) -> UserMessage:
    """
    The message with what its metadata tells; metadata that isn't what it should be tells nothing.
    """
    given = event.get("input_channel")
    channel = CHANNELS.get(str(given), "rest")
    now = datetime.fromtimestamp(event.get("timestamp") or 0, tz=timezone.utc)
    here = Here(channel=channel, now=now, pretends=pretends)
    body = {"sender": "rasa", "message": event.get("text") or "", "input_channel": given}
    body = {name: value for name, value in body.items() if value is not None}
    try:
        return read_message({**body, "metadata": event.get("metadata")}, here)
    except Refused:
        return read_message(body, here)


def _take(known: Playing, turn: Turn, *, said: int) -> None:
    """
    Queue what a part of the turn says, without the first `said`, which Rasa has said already.
    """
    channel = known.message.channel if known.message else "rest"
    known.tracker, known.act = turn.tracker, turn.action
    known.says = list(LOOKS[channel](turn.messages[said:]))
    known.acted = None
    question = open_question(known.assistant, turn.tracker.stack)
    secret = question is not None and question.slot in SECRETS
    if secret or turn.action in NEEDS_OUR_STORE:
        _fail(known)  # there is nothing here that a PIN could lock, and nothing is erased by time


def _on_action(known: Playing, event: Event) -> None:
    name = event.get("name")
    _go_on(known)
    if known.says and name == known.says[0].response:
        known.says.pop(0)
    elif not known.says and known.act is not None and name == known.act:
        known.act, known.acted = None, []


def _on_bot(known: Playing, event: Event) -> None:
    if known.acted is not None:
        known.acted.append(event)


READERS: Mapping[str, Any] = {
    "slot": _on_slot,
    "user": _on_user,
    "action": _on_action,
    "bot": _on_bot,
}


def _go_on(known: Playing) -> None:
    """
    Let the engine go on after a custom action.

    One that left nothing behind has failed, and so has one that asks for what only our own store does (PINs, case
    codes, downloads, reminders): then the turn has failed, too.
    """
    if known.acted is None or known.message is None:
        return
    if not known.acted or any(each.get("name") == REQUESTS for each in known.acted):
        _fail(known)
        return
    slots, said = _outcome(known)
    result = ActionResult(slots=tuple(slots.items()), said=said)
    message = known.message
    turn = resume(known.assistant, known.tracker, result, message.now, message.channel)
    _take(known, turn, said=len(said))


def _fail(known: Playing) -> None:
    """
    As if the message had never come, but for the reviewed words about it.
    """
    message = known.message
    voice = Voice(
        language=str(known.before.slots.get("language") or known.before.language),
        channel=message.channel if message else "rest",
        slots=known.before.slots,
    )
    known.tracker, known.says = known.before, [render(known.assistant, FALLBACK, voice)]
    known.act, known.acted, known.log, known.erased = None, None, known.log_before, False


def _outcome(known: Playing) -> tuple[dict[str, Value], tuple[Said, ...]]:
    acted = known.acted or []
    slots = {each["name"]: each.get("value") for each in acted if each["event"] == "slot"}
    changes = [Change(**each) for each in slots.pop(CHANGES, None) or ()]
    _note(known, changes)
    if slots.pop(ERASE, False):
        known.erased = known.can_erase
        if not known.can_erase:
            slots["erase_result"] = "failed"
    said = tuple(_said(each) for each in acted if each["event"] == "bot")
    return slots, said


def _note(known: Playing, changes: Iterable[Change]) -> None:
    now = known.message.now if known.message else datetime.fromtimestamp(0, tz=timezone.utc)
    items = max((each["item"] for each in known.log), default=0)
    known.log = [*known.log, *(_line(each) for each in as_entries(changes, items, now))]


def _line(entry: Entry) -> dict[str, Any]:
    return {**asdict(entry), "recorded": entry.recorded.isoformat()}


def _said(event: Event) -> Said:
    """
    What a custom action let Rasa say, as the engine wants to know it; Rasa keeps the arguments beside the words.
    """
    metadata = dict(event.get("metadata") or {})
    response = metadata.pop("utter_action", FALLBACK)
    return Said(response=response, arguments=metadata)


def _point(known: Playing) -> Point:
    slots: dict[str, Any] = {name: known.tracker.slots.get(name) for name in known.assistant.slots}
    slots |= {LOG: known.log or None, CHANGES: None, REQUESTS: None, ERASE: None}
    if known.says:
        return Point(action=known.says[0].response, slots=slots, says=known.says[0])
    if known.act is not None:
        now = known.message.now.isoformat() if known.message else None
        return Point(action=known.act, slots={**slots, NOW: now})
    return Point(action=LISTEN, slots=_at_rest(known, slots))


def _at_rest(known: Playing, slots: dict[str, Any]) -> dict[str, Any]:
    """
    The slots between two turns, with the state that the next one begins with; after erasing, as on the first day.
    """
    if known.erased:
        return dict.fromkeys((*slots, NOW, STATE)) | {ERASE: True}
    state = tracker_to_json(forgetful(known.tracker)).decode("utf-8", "replace")
    return {**slots, NOW: None, STATE: state}
