"""
Text messages: what Twilio may do at our addresses.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta, timezone
from typing import Any
from urllib.parse import urlencode

import pytest
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.testclient import TestClient
from twilio.request_validator import RequestValidator

from bot.channels.limits import Limits
from bot.channels.replies import on_http, on_refused
from bot.channels.sms import TextMessages
from bot.conversation.delivering import Delivering
from bot.conversation.delivery import Delivery, Lost, Outgoing
from bot.conversation.handle import Conversation
from bot.domain.message import BotMessage
from bot.errors import Refused
from tests.build import assistant
from tests.fakes import MemoryStore, ScriptedActions, ScriptedUnderstanding
from tests.twilio_peer import ACCOUNT, SITE, TOKEN, account, form, sid, signed

NOW = datetime(2026, 11, 20, 14, tzinfo=timezone.utc)
WEBHOOK, FALLBACK, STATUS = (
    f"/webhooks/twilio/{name}" for name in ("webhook", "fallback", "status")
)
EMPTY = '<?xml version="1.0" encoding="UTF-8"?><Response />'
APOLOGY = BotMessage(text="In danger call 999 & write < again.")


@dataclass(kw_only=True)
class Inbox:
    """
    Keeps what is received, unless it is broken.
    """

    got: list[Delivery] = field(default_factory=list)
    lost: list[Lost] = field(default_factory=list)
    broken: bool = False

    def receive(self, delivery: Delivery) -> bool:
        if self.broken:
            raise ConnectionError(delivery.text)
        self.got.append(delivery)
        return True

    def lose(self, lost: Lost, _: datetime) -> bool:
        self.lost.append(lost)
        return lost.again is not None

    def __getattr__(self, name: str) -> Any:
        raise NotImplementedError(name)


@dataclass(kw_only=True)
class Door:
    """
    The channel's addresses, and what came of requests.
    """

    client: TestClient
    inbox: Inbox
    forgotten: list[str]

    def post(
        self, path: str, fields: dict[str, str], headers: dict[str, str] | None = None
    ) -> tuple[int, str]:
        sent = signed(path, fields) if headers is None else headers
        reply = self.client.post(path, content=urlencode(fields), headers=sent)
        return reply.status_code, reply.text


@pytest.fixture
def door(monkeypatch: pytest.MonkeyPatch) -> Iterator[Door]:
    """
    The channel with an inbox that can be looked into.
    """
    inbox, store, forgotten = Inbox(), MemoryStore(), list[str]()
    texts = TextMessages(
        twilio=account("http://127.0.0.1:9"),
        public_url=SITE,
        clock=lambda: NOW,
        country_of=lambda _: "GB",
        apology=lambda message: (replace(APOLOGY, text=f"{message.country} {APOLOGY.text}"),),
        line="I'm here.",
        tells=lambda line: "danger" in line,
        senders=Limits(4, b"0" * 16),
    )
    monkeypatch.setattr(TextMessages, "forget", lambda _, which: forgotten.append(which))
    work = Delivering(
        conversation=Conversation(
            assistant=assistant(),
            store=store,
            understanding=ScriptedUnderstanding(),
            actions=ScriptedActions(),
        ),
        deliveries=inbox,
        reminders=store,
        senders={"sms": texts},
        clock=lambda: NOW,
    )
    app = Starlette(
        routes=texts.routes(work),
        exception_handlers={Refused: on_refused, HTTPException: on_http},
    )
    # Behind a proxy the server sees another address than the one that is signed.
    with TestClient(app, base_url="http://10.0.0.1:8000") as client:
        yield Door(client=client, inbox=inbox, forgotten=forgotten)


def test_a_signed_message_is_kept_and_not_answered_here(door: Door) -> None:
    """
    Twilio gets an empty answer at once.
    """
    assert (200, EMPTY) == door.post(WEBHOOK, form(1))
    assert [sid(1)] == [each.delivery_id for each in door.inbox.got]


def test_blank_and_new_fields_are_signed_too(door: Door) -> None:
    """
    Twilio adds fields without notice.
    """
    assert 200 == door.post(WEBHOOK, form(1, "", NewField="x", Another=""))[0]


@pytest.mark.parametrize(
    ("changed", "headers"),
    [
        ({}, {"X-Twilio-Signature": ""}),
        ({}, {"X-Twilio-Signature": "AAAA"}),
        ({"Body": "other words"}, {}),
        ({"FromZip": "1"}, {}),
        ({"Added": "1"}, {}),
        ({"AccountSid": "AC" + "1" * 32}, {}),
    ],
)
def test_what_twilio_did_not_sign_is_refused(
    door: Door, changed: dict[str, str], headers: dict[str, str]
) -> None:
    """
    A missing or wrong signature, a field that was changed or added; nothing is kept.
    """
    right = signed(WEBHOOK, form(1))

    code, said = door.post(WEBHOOK, {**form(1), **changed}, {**right, **headers})

    assert (403, []) == (code, door.inbox.got)
    assert "words" not in said


def test_a_request_without_a_signature_is_refused(door: Door) -> None:
    """
    The header isn't there at all.
    """
    bare = {"Content-Type": "application/x-www-form-urlencoded"}

    assert [403] * 3 == [door.post(path, form(1), bare)[0] for path in (WEBHOOK, FALLBACK, STATUS)]


def test_another_account_is_refused_though_it_is_signed(door: Door) -> None:
    """
    The message is for somebody else.
    """
    assert 403 == door.post(WEBHOOK, form(1, AccountSid="AC" + "1" * 32))[0]


def test_nobody_chooses_how_it_is_signed(door: Door) -> None:
    """
    A header can't ask for another algorithm.
    """
    fields = form(1)
    signature = RequestValidator(TOKEN).compute_signature(
        f"{SITE}{WEBHOOK}", fields, "HMAC_SHA256"
    )
    headers = {
        **signed(WEBHOOK, fields),
        "X-Twilio-Signature": signature,
        "X-Twilio-Webhooks-Signature-Settings": "key=k,algorithm=HMAC_SHA256",
    }

    assert 403 == door.post(WEBHOOK, fields, headers)[0]


def test_where_one_field_ends_and_the_next_begins_is_looked_at(door: Door) -> None:
    """
    `MessageSid=SM…` moved by a letter has the same signature.
    """
    fields = form(1)
    headers = signed(WEBHOOK, fields)
    moved = {key: value for key, value in fields.items() if key != "MessageSid"}
    moved["MessageSidS"] = fields["MessageSid"][1:]

    assert (400, []) == (door.post(WEBHOOK, moved, headers)[0], door.inbox.got)


def test_what_is_no_form_is_refused(door: Door) -> None:
    """
    JSON, and bodies that are too large.
    """
    json = {**signed(WEBHOOK, {}), "Content-Type": "application/json"}

    assert 415 == door.post(WEBHOOK, form(1), json)[0]
    assert 413 == door.post(WEBHOOK, form(1, "x" * 70_000))[0]
    assert 405 == door.client.get(WEBHOOK).status_code


def test_the_fallback_takes_the_message_where_it_can(door: Door) -> None:
    """
    It is answered as the first one would have been, so that nobody gets two answers.
    """
    assert (200, EMPTY) == door.post(FALLBACK, form(1))
    assert 1 == len(door.inbox.got)


def test_the_fallback_says_where_help_is_if_nothing_else_works(door: Door) -> None:
    """
    By the country of the number; the first address rather lets Twilio try again.
    """
    door.inbox.broken = True

    code, said = door.post(FALLBACK, form(1))

    assert 200 == code
    assert "<Message>I'm here.\nGB In danger call 999 &amp; write &lt; again.</Message>" in said
    assert (200, EMPTY) == door.post(FALLBACK, form(2, "STOP"))
    with pytest.raises(ConnectionError):
        door.post(WEBHOOK, form(3, From="+15550101"))


def test_help_that_twilio_answered_is_not_answered_twice(door: Door) -> None:
    """
    The operator wrote that answer.
    """
    assert 200 == door.post(WEBHOOK, form(1, "HELP", OptOutType="HELP"))[0]
    assert [] == door.inbox.got


def test_a_flood_of_one_number_is_stopped(door: Door) -> None:
    """
    Others still get through.
    """
    codes = [door.post(WEBHOOK, form(number))[0] for number in range(4)]
    other = door.post(WEBHOOK, form(9, From="+15550101"))[0]

    assert [200, 200, 429, 429] == codes
    assert 200 == other


def test_twilio_forgets_a_message_when_it_has_arrived(door: Door) -> None:
    """
    Or never will; before, it needs the words.
    """
    codes = [
        door.post(
            STATUS,
            {"MessageSid": sid(number), "MessageStatus": status, "AccountSid": ACCOUNT},
        )[0]
        for number, status in enumerate(["queued", "sent", "delivered", "undelivered"])
    ]

    assert [204] * 4 == codes
    assert [sid(2), sid(3)] == door.forgotten


def report(door: Door, code: str, urgency: str = "crisis", state: str = "undelivered") -> int:
    """
    Let Twilio report on a message of ours; the status that it gets.
    """
    until = int((NOW + timedelta(minutes=5)).timestamp())
    path = f"{STATUS}?urgency={urgency}&number=3&until={until}"
    fields = {
        "MessageSid": sid(8),
        "MessageStatus": state,
        "AccountSid": ACCOUNT,
        "To": "+447700900100",
        "ErrorCode": code,
    }
    return door.post(path, fields)[0]


def test_a_lost_message_is_sent_once_more_where_that_helps(
    door: Door, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """
    With its words as Twilio has them, which are erased there only then; an opt-out ends all.
    """
    caplog.set_level(logging.DEBUG, "bot")
    monkeypatch.setattr(TextMessages, "_words", lambda *_: "Canary words.")

    assert [204] * 4 == [
        report(door, "30003"),
        report(door, "30005"),
        report(door, "21610"),
        report(door, "", state="delivered"),
    ]

    lost = Lost(channel="sms", recipient="+447700900100", name=sid(8), number=3)
    again = Outgoing(
        channel="sms",
        recipient="+447700900100",
        message=BotMessage(text="Canary words."),
        urgency="crisis",
        notes={"until": str(int((NOW + timedelta(minutes=5)).timestamp()))},
    )
    assert [replace(lost, again=again), lost, replace(lost, stopped=True)] == door.inbox.lost
    assert [sid(8)] * 4 == door.forgotten
    assert "text_message_lost code=30003 urgency=crisis step=again" in caplog.text
    for secret in ("Canary", "447700900100"):
        assert secret not in caplog.text


def test_where_twilio_has_no_words_nothing_is_sent_again(
    door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    It is only noted that nobody saw the message.
    """
    monkeypatch.setattr(TextMessages, "_words", lambda *_: None)

    assert 204 == report(door, "30003")

    assert [None] == [each.again for each in door.inbox.lost]
