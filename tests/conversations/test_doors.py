"""
The same conversations through every door: everybody is told the same, and each message fits where it goes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import compress
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
import smsutil
from starlette.applications import Starlette
from starlette.testclient import TestClient

from bot.app import Parts, application, words_of_line
from bot.channels.render import SEGMENTS, as_texts
from bot.channels.sms import TextMessages
from bot.channels.twilio_form import STOPS
from bot.conversation.delivering import Delivering
from bot.conversation.delivery import Outgoing, Result, Sent
from bot.domain.fact import Country
from bot.domain.message import BotMessage, UserMessage
from bot.e2e.case import Case
from bot.e2e.run import Result as Talk
from bot.loading.wording import load_wording
from bot.storage import SqlStore
from bot.wording.checks import as_pattern
from bot.wording.segments import as_gsm_7, segments
from tests.contract.test_segments import counted
from tests.conversations.conftest import Played
from tests.twilio_peer import SITE, account, form, signed

FOLDER = Path(__file__).parent
FILES = sorted(FOLDER.rglob("*.yml"))
THROUGH_DOORS = sorted(
    file
    for name in (
        "crisis",
        "age_and_hashing",
        "opening",
        "helping_someone",
        "log",
        "removal_notice",
    )
    for file in (FOLDER / name).glob("*.yml")
)
LEAST_TALKS = 30
MOST_MESSAGES = 3
CALLED = {"web": "the page", "sms": "text messages", "telegram": "Telegram"}
WEBHOOK = "/webhooks/twilio/webhook"


def test_every_answer_fits_text_messages(whole: Parts, played: Played) -> None:
    """
    In one or few messages, but for papers to copy; each of three segments at most, its first line telling nothing.
    """
    rules = load_wording(whole.settings.root)
    patterns = [as_pattern(topic) for topic in rules.topics]

    def tells(line: str) -> bool:
        return any(each.search(line) for each in patterns)

    line, wrong, seen = words_of_line(whole.assistant), list[str](), 0
    for said in answers(played):
        texts = as_texts(said, line, tells)
        paper = any("document" in each.tags for each in said)
        wrong += [each.text for each in texts if len(texts) > MOST_MESSAGES and not paper]
        for each in texts:
            seen += 1
            counted = len(smsutil.split(each.text).parts)
            assert counted == segments(each.text)
            assert not tells(each.text.partition("\n")[0])
            wrong += [each.text] if counted > SEGMENTS and not paper else []

    assert seen > 500
    assert [] == wrong


def test_everything_that_is_offered_can_be_chosen_by_text_message(
    whole: Parts, played: Played
) -> None:
    """
    Each option has its number, and nobody is asked for a word that ends all at the phone company.
    """
    line, wrong, seen = words_of_line(whole.assistant), list[str](), 0
    for said in answers(played):
        shown = "\n".join(each.text for each in as_texts(said, line, lambda _: False))
        options = [button.title for each in said for button in each.buttons]
        seen += bool(options)
        lines = [re.sub(r" \(\d/\d\)$", "", each) for each in as_gsm_7(shown).split("\n")]
        numbered = [f"{number}. {as_gsm_7(each)}" for number, each in enumerate(options, 1)]
        wrong += [each for each in numbered if each not in lines]
        wrong += [each for each in STOPS if re.search(rf"\b{each.upper()}\b", shown)]

    assert seen > 500
    assert [] == wrong


def test_twilio_counts_every_answer_as_we_do(whole: Parts, played: Played) -> None:
    """
    By its own calculator, where npm has it.
    """
    line = words_of_line(whole.assistant)
    texts = dict.fromkeys(
        each.text for said in answers(played) for each in as_texts(said, line, lambda _: False)
    )

    assert counted(list(texts)) == [segments(each) for each in texts]


def test_what_is_said_otherwise_is_listed(whole: Parts) -> None:
    """
    In one table of `docs/doors.md`, by response and channel.
    """
    text = (whole.settings.root / "docs" / "doors.md").read_text(encoding="utf-8")
    listed = re.findall(r"^\| `(utter_\w+)` \| (.+) \|$", text, re.MULTILINE)
    own = {
        (name, ", ".join(CALLED[each] for each in CALLED if each in channels))
        for name, response in whole.assistant.responses["en"].items()
        if (channels := {each.channel for each in response.variations} & CALLED.keys())
    }

    assert sorted(own) == listed


def answers(played: Played) -> Iterator[tuple[BotMessage, ...]]:
    for file in FILES:
        for result in played.report(file).results:
            yield from (each.answer.messages for each in result.played)


@dataclass(kw_only=True)
class Clock:
    """
    The time in a conversation.
    """

    now: datetime = field(default_factory=lambda: datetime.fromisoformat("2026-06-01T12:00Z"))

    def __call__(self) -> datetime:
        return self.now


class Phones(TextMessages):
    """
    Text messages that are kept instead of sent.
    """

    __slots__ = ()
    said: list[BotMessage] = []  # noqa: RUF012 - one for all, emptied by each conversation

    def parts(self, messages: Sequence[BotMessage]) -> tuple[BotMessage, ...]:
        self.said.extend(messages)
        return super().parts(messages)

    async def send(self, outgoing: Outgoing) -> Result:
        assert segments(outgoing.message.text) <= SEGMENTS
        return Sent()


@dataclass(frozen=True, kw_only=True)
class Doors:
    """
    REST, our page and text messages, before the same assistant.
    """

    parts: Parts
    client: TestClient
    phone: TestClient
    clock: Clock
    work: Delivering

    def rest(self, name: str, message: UserMessage) -> list[str]:
        """
        What is said over REST, or on the page.
        """
        told = {"now": message.now, "country": message.country, "message_id": None}
        metadata: dict[str, Any] = {key: value for key, value in told.items() if value}
        metadata["now"] = message.now.isoformat()
        metadata["attachments"] = [{"type": each} for each in message.attachments]
        body = {"sender": message.sender, "message": message.text, "metadata": metadata}
        reply = self.client.post(f"/webhooks/{name}/webhook", json=body)
        assert 200 == reply.status_code
        return [each["text"] for each in json.loads(reply.content)]

    def sms(self, number: int, message: UserMessage) -> list[BotMessage]:
        """
        What is said by text message.
        """
        Phones.said.clear()
        self.clock.now = message.now
        kinds = {f"MediaContentType{n}": f"{each}/x" for n, each in enumerate(message.attachments)}
        fields = form(number, message.text, From=message.sender, NumMedia=str(len(kinds)), **kinds)
        reply = self.phone.post(
            WEBHOOK, content=urlencode(fields), headers=signed(WEBHOOK, fields)
        )
        assert 200 == reply.status_code
        assert self.phone.portal is not None
        # Whoever answers by a number has seen the question for a while.
        self.clock.now -= timedelta(minutes=1)
        self.phone.portal.call(self._answer)
        return list(Phones.said)

    async def _answer(self) -> None:
        assert await self.work.answer_one()
        Phones.said[:] = Phones.said[: len(Phones.said) // 2]  # the end of a turn shapes it again
        while await self.work.send_one():
            pass


@pytest.fixture(scope="module")
def doors(whole: Parts) -> Iterator[Doors]:
    """
    All of them, with clocks that can be set.
    """
    assert isinstance(whole.store, SqlStore)
    clock = Clock()
    texts = Phones(
        twilio=account("http://127.0.0.1:9"),
        public_url=SITE,
        clock=clock,
        country_of=whole.assistant.facts.country_of_phone,
        apology=lambda _: (),
        line=words_of_line(whole.assistant),
        tells=lambda _: False,
        senders=whole_limits(),
    )
    work = Delivering(
        conversation=whole.conversation,
        deliveries=whole.store.deliveries,
        reminders=whole.store,
        senders={"sms": texts},
        clock=clock,
    )
    phone = TestClient(Starlette(routes=texts.routes(work)))
    with phone:
        yield Doors(
            parts=whole,
            client=TestClient(application(whole), base_url="http://testserver"),
            phone=phone,
            clock=clock,
            work=work,
        )


def whole_limits() -> Any:
    from bot.channels.limits import Limits

    return Limits(0, b"0" * 16)


def talks(played: Played) -> list[Talk]:
    """
    The conversations that can be held anywhere, as they go in the assistant itself.
    """
    results = [each for file in THROUGH_DOORS for each in played.report(file).results]
    return [each for each in results if _goes_anywhere(each.case)]


def _goes_anywhere(case: Case) -> bool:
    said = (case.circumstances, *(step.circumstances for step in case.steps))
    elsewhere = any(each.channel or each.time_zone or each.language for each in said)
    words = {step.text.strip().casefold() for step in case.steps}
    return not (elsewhere or case.slots or words & STOPS)


def test_everybody_is_told_the_same(doors: Doors, played: Played) -> None:
    """
    Over REST, on the page and by text message: the same sentences, but for those that a channel has of its own.
    """
    found, wrong = talks(played), list[str]()
    assert {file.parent.name for file in THROUGH_DOORS} == {
        talk.case.file.split("/")[-2] for talk in found
    }
    for number, talk in enumerate(found):
        wrong += [
            f"{talk.case.file}: {talk.case.name}: {why}"
            for why in differences(doors, number, talk)
        ]

    assert len(found) >= LEAST_TALKS
    assert [] == wrong


def differences(doors: Doors, number: int, talk: Talk) -> Iterator[str]:
    """
    What one door says that another doesn't.
    """
    page = doors.client.post("/webhooks/web/session").json()["sender"]
    for turn, each in enumerate(talk.played):
        said, message = each.answer.messages, each.message
        for name, sender in (("rest", f"rest {number}"), ("web", page)):
            got = doors.rest(name, replace(message, sender=sender))
            kept = [not has_own(doors.parts, bubble, name) for bubble in said]
            texts = [bubble.text for bubble in said]
            if len(got) != len(texts) or list(compress(got, kept)) != list(compress(texts, kept)):
                yield f"{name} said {got}, not {texts}"
        phone = phone_of(doors.parts, number, message.country)
        text = as_typed(doors.parts, phone, message.text)
        if text is None:
            return
        typed = replace(message, sender=phone, text=text)
        heard = doors.sms(1000 * number + turn, typed)
        if names(heard) != names(said):
            yield f"by text message {names(heard)}, not {names(said)}"
        elif own(doors.parts, heard) != own(doors.parts, said):
            yield f"by text message {own(doors.parts, heard)}, not {own(doors.parts, said)}"


def names(messages: Sequence[BotMessage]) -> list[str]:
    return [each.response for each in messages]


def own(parts: Parts, messages: Sequence[BotMessage]) -> list[str]:
    """
    The texts of the responses that text messages have no wording of their own for.
    """
    return [each.text for each in messages if not has_own(parts, each, "sms")]


def has_own(parts: Parts, message: BotMessage, channel: str) -> bool:
    """
    Whether a channel has words of its own for what a message says.
    """
    response = parts.assistant.responses["en"][message.response]
    return any(each.channel == channel for each in response.variations)


def phone_of(parts: Parts, number: int, country: str | None) -> str:
    """
    Somebody's number, in this country; in none that is known if there is none.
    """
    known = {each.id: each.prefixes for each in parts.assistant.facts.of(Country)}
    start = known[country][0] if country else "+999"
    return f"{start}5550{number:03}00"[:15]


def as_typed(parts: Parts, phone: str, text: str) -> str | None:
    """
    What somebody types who sees the options as a text message shows them; nothing if the option isn't shown.
    """
    shown = parts.store.load(parts.store.key("sms", phone)).tracker.options
    place = int(text) if text.isdecimal() else 0
    chosen = [n for n, each in enumerate(shown, 1) if n == place or each.payload == text]
    if chosen:
        return str(chosen[0])
    return None if place or text.startswith("/") else text
