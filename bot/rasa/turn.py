"""
Where a conversation in Rasa stands: the engine played over Rasa's events, as plain data.

Rasa asks for one action at a time and keeps nothing but events, so each time the turn is played again from the state
that the last one left. That state is a slot; everything else is read from what really happened.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timezone
from typing import Any

from bot.channels.fields import Here, read_message
from bot.channels.render import LOOKS
from bot.conversation.handle import FALLBACK, forgetful
from bot.conversation.meaning import clean, guessed, tapped, understood
from bot.conversation.secret_answers import may_be_secret
from bot.conversation.turning import Reading
from bot.conversation.typed import Typed
from bot.domain.assistant import Assistant
from bot.domain.command import Command, Interrupt
from bot.domain.message import BotMessage, UserMessage
from bot.domain.parse import Parse
from bot.domain.serial import tracker_from_json, tracker_to_json
from bot.domain.slot import Value
from bot.domain.tracker import Tracker
from bot.engine.advance import advance, resume
from bot.engine.render import Voice, render
from bot.engine.session import in_session
from bot.engine.turn import ActionResult, Said, Turn
from bot.errors import Refused
from bot.rasa.parsing import Given, from_parse_data
from bot.rasa.slots import (
    CHANGES,
    ERASE,
    KEEP,
    KEPT_ON,
    LOG,
    NOW,
    OURS,
    OWN,
    READ,
    REQUESTS,
    SECRET,
    STATE,
)

Event = Mapping[str, Any]
"""One of Rasa's events as its `as_dict` gives it."""

LISTEN = "action_listen"
OUR_STORE = (CHANGES, REQUESTS)
"""What a custom action asks of our store. Where an action server has none behind it, nobody heard."""
CHANNELS = {"twilio": "sms", "sms": "sms", "telegram": "telegram"}
"""Rasa's names of channels that have wordings of their own; all others are spoken to as REST."""


@dataclass(slots=True, kw_only=True)
class Playing:
    """
    A conversation while its events are played: the engine's state, and what of the turn is still to be done.

    `before` is the state that the turn began with, `parse` what the message means in words; it is `calm` where a channel
    brought it and nobody is in danger. `says` are the bubbles that wait, `act` the custom action after them;
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
    parse: Parse | None = None
    calm: bool = False
    kept_on: str | None = None
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
    Rasa's events since the last state, whether its store can forget, and the day on which ours heard of the person last.
    """

    events: Sequence[Event]
    kept_on: str | None = None
    can_erase: bool = False


def play(assistant: Assistant, past: Past, *, pretends: bool) -> Point:
    """
    The next action after what happened in Rasa.

    With `pretends` a message's metadata may say when and through which channel it came. Raises what the engine raises.
    """
    known = Playing(
        assistant=assistant, pretends=pretends, can_erase=past.can_erase, kept_on=past.kept_on
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
    commands = tapped(known.assistant, known.tracker, message)
    text = clean(message.text)
    known.parse = from_parse_data(event.get("parse_data") or {}, text)
    known.calm = known.parse.alarm is None and event.get("input_channel") is not None
    if commands is not None and not (message.attachments and known.parse.alarm):
        _advance(known, message, commands)
    elif may_be_secret(known.assistant, known.tracker, Reading(Given(known.parse), text)):
        known.act = READ
    else:
        _advance(known, message, _in_words(known, message))


def _in_words(known: Playing, message: UserMessage) -> tuple[Command, ...]:
    parse = known.parse or from_parse_data({}, message.text)
    return understood(known.assistant, known.tracker, message, parse)


def _advance(known: Playing, message: UserMessage, commands: tuple[Command, ...]) -> None:
    known.calm = known.calm and not any(isinstance(each, Interrupt) for each in commands)
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


def _on_action(known: Playing, event: Event) -> None:
    name = event.get("name")
    _go_on(known)
    if name == KEEP:
        known.kept_on = _day(known)  # whether or not it was heard: a talk never waits for this
    elif known.says and name == known.says[0].response:
        known.says.pop(0)
    elif not known.says and known.act is not None and name == known.act:
        known.acted = []


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

    One that left nothing behind has failed, and so has one whose wishes for our store are still there: then the turn
    has failed, too.
    """
    if known.acted is None or known.message is None:
        return
    message, slots = known.message, _slots(known.acted)
    if not known.acted or any(slots.get(name) for name in OUR_STORE):
        _fail(known)
    elif known.act == READ:
        _advance(known, message, _told(slots.get(SECRET)) or _in_words(known, message))
    else:
        result = _outcome(known, slots)
        turn = resume(known.assistant, known.tracker, result, message.now, message.channel)
        _take(known, turn, said=len(result.said))


def _told(answer: Any) -> tuple[Command, ...]:
    """
    What the dialogue is told of a PIN or a code; nothing if the message was none.
    """
    return Typed(told=answer["told"], asked_for=answer["asked_for"]).commands if answer else ()


def _slots(acted: Sequence[Event]) -> dict[str, Value]:
    return {each["name"]: each.get("value") for each in acted if each["event"] == "slot"}


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
    known.act, known.acted, known.erased = None, None, False


def _outcome(known: Playing, slots: Mapping[str, Value]) -> ActionResult:
    told = {name: each for name, each in slots.items() if name not in OURS}
    if slots.get(ERASE):
        known.erased = known.can_erase
        if not known.can_erase:
            told["erase_result"] = "failed"
    said = tuple(_said(each) for each in known.acted or () if each["event"] == "bot")
    return ActionResult(slots=tuple(told.items()), said=said)


def _said(event: Event) -> Said:
    """
    What a custom action let Rasa say, as the engine wants to know it; Rasa keeps the arguments beside the words.
    """
    metadata = dict(event.get("metadata") or {})
    response = metadata.pop("utter_action", FALLBACK)
    return Said(response=response, arguments=metadata)


def _point(known: Playing) -> Point:
    slots: dict[str, Any] = {name: known.tracker.slots.get(name) for name in known.assistant.slots}
    slots |= dict.fromkeys((LOG, CHANGES, REQUESTS, SECRET, ERASE))
    if known.says:
        return Point(action=known.says[0].response, slots=slots, says=known.says[0])
    if known.act is not None:
        now = known.message.now.isoformat() if known.message else None
        return Point(action=known.act, slots={**slots, NOW: now})
    # In danger nothing is waited for that isn't needed; `rasa test` has no channel, and no store either.
    if known.message and known.calm and not known.erased and known.kept_on != _day(known):
        return Point(action=KEEP, slots={**slots, NOW: known.message.now.isoformat()})
    return Point(action=LISTEN, slots=_at_rest(known, slots))


def _day(known: Playing) -> str | None:
    return known.message.now.astimezone(timezone.utc).date().isoformat() if known.message else None


def _at_rest(known: Playing, slots: dict[str, Any]) -> dict[str, Any]:
    """
    The slots between two turns, with the state that the next one begins with; after erasing, as on the first day.
    """
    if known.erased:
        return dict.fromkeys((*slots, NOW, KEPT_ON, STATE)) | {ERASE: True}
    state = tracker_to_json(forgetful(known.tracker)).decode("utf-8", "replace")
    return {**slots, NOW: None, KEPT_ON: known.kept_on, STATE: state}
