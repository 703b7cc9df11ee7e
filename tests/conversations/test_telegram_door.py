"""
The same conversations in Telegram: everybody is told the same, and each message is one that Telegram takes.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from types import SimpleNamespace
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from bot.app import Parts
from bot.app import telegram as telegram_of
from bot.channels.telegram.bubbles import MOST_UNITS, keyboard, units
from bot.channels.telegram.channel import TelegramChannel
from bot.channels.telegram.sender import TelegramSender
from bot.channels.telegram.webhook import PATH, SECRET_HEADER
from bot.conversation.delivering import Delivering
from bot.domain.message import BotMessage
from bot.e2e.run import Result as Talk
from bot.settings import Secret, Telegram
from bot.storage import SqlStore
from tests.bot_api.judging import judge_update, judged
from tests.conversations.conftest import Played
from tests.conversations.test_doors import LEAST_TALKS, Clock, answers, names, talks

SECRET = "an-invented-secret-for-tests"
SETTINGS = Telegram(
    token=Secret("5550100:invented-token-for-tests"), secret=Secret(SECRET), api_url="http://x"
)
FILE = {"file_id": "f", "file_unique_id": "u"}


@dataclass(kw_only=True)
class Screen:
    """
    A client that judges what it is to send, and keeps it.
    """

    shown: list[dict[str, Any]] = field(default_factory=list)
    ids: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    async def send_message(self, chat_id: int, text: str, **more: Any) -> SimpleNamespace:
        options = {name: value for name, value in more.items() if value is not None}
        form = {"chat_id": str(chat_id), "text": text} | {
            name: json.dumps(value.to_dict() if hasattr(value, "to_dict") else value)
            for name, value in options.items()
        }
        self.shown.append(judged("sendMessage", form))
        return SimpleNamespace(message_id=next(self.ids))

    async def delete_messages(self, *_: object) -> bool:
        return True


@dataclass(frozen=True, kw_only=True)
class Chats:
    """
    Telegram's door before the assistant.
    """

    client: TestClient
    clock: Clock
    screen: Screen
    work: Delivering
    ids: Iterator[int] = field(default_factory=lambda: itertools.count(1))
    said: list[BotMessage]

    def tell(self, person: int, text: str, kinds: Sequence[str]) -> list[BotMessage]:
        """
        What the assistant says to a text, or to the press of a button that shows or sends it.
        """
        self.said.clear()
        update = self._update(person, text, kinds)
        judge_update(update)
        reply = self.client.post(PATH, json=update, headers={SECRET_HEADER: SECRET})
        assert 200 == reply.status_code
        assert self.client.portal is not None
        self.client.portal.call(self._answer)
        return list(self.said)

    def _update(self, person: int, text: str, kinds: Sequence[str]) -> dict[str, Any]:
        number = next(self.ids)
        user = {"id": person, "is_bot": False, "first_name": "A", "language_code": "en"}
        chat = {"id": person, "type": "private", "first_name": "A"}
        base = {"message_id": number, "date": 1_772_366_400, "chat": chat}
        data = None if kinds else self._pressed(text)
        if data is not None:
            query = {"id": str(number), "from": user, "chat_instance": "1", "data": data}
            return {"update_id": number, "callback_query": {**query, "message": base}}
        photo = {"photo": [{**FILE, "width": 1, "height": 1}], "caption": text}
        said = photo if kinds else {"text": text}
        return {"update_id": number, "message": {**base, "from": user, **said}}

    def _pressed(self, text: str) -> str | None:
        """
        What a press of the option sends that a number stands for.
        """
        rows = [each["reply_markup"]["inline_keyboard"] for each in self.screen.shown if each.get("reply_markup")]  # fmt: skip
        if not rows or not text.isdecimal() or int(text) > len(rows[-1]):
            return None
        return str(rows[-1][int(text) - 1][0]["callback_data"])

    async def _answer(self) -> None:
        assert await self.work.answer_one()
        self.said[:] = self.said[: len(self.said) // 2]  # the end of a turn shapes it again
        while await self.work.send_one():
            pass


class Listening(TelegramSender):
    """
    A sender that remembers what it was given to shape.
    """

    said: list[BotMessage] = []  # noqa: RUF012 - one for all, emptied at each turn

    def parts(self, messages: Sequence[BotMessage]) -> tuple[BotMessage, ...]:
        self.said.extend(messages)
        return super().parts(messages)


async def at_once(_: float) -> None:
    """
    Don't wait between two messages.
    """


@pytest.fixture(scope="module")
def chats(whole: Parts) -> Iterator[Chats]:
    """
    The door, with a clock that can be set.
    """
    assert isinstance(whole.store, SqlStore)
    clock, screen = Clock(), Screen()
    channel = channel_of(whole)
    own = channel.sender
    sender = Listening(
        bot=screen,  # type: ignore[arg-type] # the twin has what is used
        chats=own.chats,
        shaping=own.shaping,
        files=own.files,
        now=clock,
        wait=at_once,
    )
    work = Delivering(
        conversation=whole.conversation,
        deliveries=whole.store.deliveries,
        reminders=whole.store,
        senders={"telegram": sender},
        clock=clock,
    )
    door = replace(channel, sender=sender, now=clock)
    with TestClient(Starlette(routes=door.routes(work))) as client:
        yield Chats(client=client, clock=clock, screen=screen, work=work, said=sender.said)


def channel_of(whole: Parts) -> TelegramChannel:
    """
    The channel, as the program builds it.
    """
    assert isinstance(whole.store, SqlStore)
    made = telegram_of(whole.settings, SETTINGS, whole.assistant, whole.store, None)
    assert isinstance(made, TelegramChannel)
    return made


def test_every_answer_fits_telegram(whole: Parts, played: Played) -> None:
    """
    Within its length, with buttons that it takes, and with a first line that tells a bystander nothing.
    """
    shaping, seen, more = channel_of(whole).sender.shaping, 0, 0
    for said in answers(played):
        messages = shaping.messages(said)
        more += len(messages) > 1
        for each in messages:
            seen += 1
            assert 0 < units(each.text) <= MOST_UNITS
            assert not shaping.tells(each.text.partition("\n")[0])
            markup = keyboard(each)
            form = {"chat_id": "5", "text": each.text}
            judged("sendMessage", form | ({"reply_markup": markup.to_json()} if markup else {}))

    assert seen > 500
    assert more < seen / 100  # an answer is one message, but for very long papers


def test_everybody_is_told_the_same_in_telegram(
    whole: Parts, chats: Chats, played: Played
) -> None:
    """
    By words and by buttons, as in the assistant itself, but for what Telegram has words of its own for.
    """
    found = [each for each in talks(played) if not any(one.message.country for one in each.played)]
    wrong = [
        f"{talk.case.file}: {talk.case.name}: {why}"
        for number, talk in enumerate(found, 5_550_000)
        for why in differences(whole, chats, number, talk)
    ]

    assert len(found) >= LEAST_TALKS
    assert [] == wrong


def differences(whole: Parts, chats: Chats, person: int, talk: Talk) -> Iterator[str]:
    """
    What is said otherwise in Telegram.
    """
    chats.screen.shown.clear()
    for each in talk.played:
        said, message = each.answer.messages, each.message
        chats.clock.now = message.now
        heard = chats.tell(person, message.text, message.attachments)
        if names(heard) != names(said):
            yield f"{names(heard)}, not {names(said)}"
        elif own_words(whole, heard) != own_words(whole, said):
            yield f"{own_words(whole, heard)}, not {own_words(whole, said)}"


def own_words(whole: Parts, messages: Sequence[BotMessage]) -> list[str]:
    """
    The texts of the responses that Telegram has no wording of its own for.
    """
    responses = whole.assistant.responses["en"]
    return [
        each.text
        for each in messages
        if not any(one.channel == "telegram" for one in responses[each.response].variations)
    ]
