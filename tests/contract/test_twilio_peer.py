"""
What we ask of Twilio, judged by its own description of its API; and what we make of its failures.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import datetime, timezone
from typing import Any

import pytest

from bot.channels import sms
from bot.channels.limits import Limits
from bot.channels.sms import TextMessages, examine
from bot.conversation.delivery import Outgoing, Refused, Result, Retry, Sent, Unknown, Urgency
from bot.domain.message import BotMessage
from tests.twilio_peer import (
    ACCOUNT,
    MEDIA_SID,
    MISSING,
    SITE,
    Fault,
    Peer,
    account,
    peer,
    prism,
    sid,
)

NOW = datetime(2026, 11, 20, 14, tzinfo=timezone.utc)
TEXT = "Canary words for +447700900100."
SERVICE = "MG" + "0" * 32


@pytest.fixture(scope="session")
def judge() -> Iterator[str]:
    """
    Prism with Twilio's description; skips, loudly, where it can't be had.
    """
    with prism() as address:
        if address is None:
            pytest.skip(MISSING)
        yield address


@pytest.fixture
def twilio(judge: str) -> Iterator[Peer]:
    """
    The API, each request judged.
    """
    with peer(judge) as made:
        yield made


def channel(address: str, **parts: Any) -> TextMessages:
    """
    The channel with an account at this address.
    """
    return TextMessages(
        twilio=account(address, **parts),
        public_url=SITE,
        clock=lambda: NOW,
        country_of=lambda _: None,
        apology=lambda _: (),
        line="I'm here.",
        tells=lambda _: False,
        senders=Limits(0, b"0" * 16),
    )


def outgoing(urgency: Urgency = "ordinary", **notes: str) -> Outgoing:
    """
    A message to somebody.
    """
    return Outgoing(
        channel="sms",
        recipient="+447700900100",
        message=BotMessage(text=TEXT),
        urgency=urgency,
        notes=notes,
    )


async def send(texts: TextMessages, message: Outgoing) -> Result:
    """
    Send, and wait for what is done after it.
    """
    result = await texts.send(message)
    texts._pool.shutdown(wait=True)
    return result


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({}, {"From": "+15005550006"}),
        ({"sent_from": SERVICE}, {"MessagingServiceSid": SERVICE}),
        (
            {"keeps": "nothing"},
            {
                "From": "+15005550006",
                "ContentRetention": "discard",
                "AddressRetention": "obfuscate",
            },
        ),
    ],
)
async def test_a_message_is_sent_as_twilio_describes_it(
    twilio: Peer, parts: dict[str, Any], expected: dict[str, str]
) -> None:
    """
    From a number or a service, with where to report to, for a quarter of an hour, and nothing else.
    """
    result = await send(channel(twilio.address, **parts), outgoing(number="7"))

    assert (Sent(), []) == (result, twilio.refused)
    assert [
        {
            "To": "+447700900100",
            "Body": TEXT,
            "StatusCallback": (
                f"{SITE}/webhooks/twilio/status?urgency=ordinary&number=7&until=1795184100"
            ),
            "ValidityPeriod": "900",
            **expected,
        }
    ] == twilio.sent


async def test_what_is_sent_once_more_is_worth_it_for_what_is_left(twilio: Peer) -> None:
    """
    And Twilio tells us that it was the second try.
    """
    until = int(NOW.timestamp()) + 200
    await send(channel(twilio.address), outgoing("crisis", number="8", until=str(until)))

    (sent,) = twilio.sent
    assert "200" == sent["ValidityPeriod"]
    assert sent["StatusCallback"].endswith(f"?urgency=crisis&number=8&until={until}&again=1")


async def test_the_words_of_a_lost_message_are_asked_of_twilio(twilio: Peer) -> None:
    """
    As long as it has them; where it hasn't, or isn't there, there are none.
    """
    texts = channel(twilio.address)

    assert await texts.words_of(sid(7))
    assert [] == twilio.refused
    twilio.answers[f"{sid(7)}.json"] = {"sid": sid(7), "body": ""}
    assert await texts.words_of(sid(7)) is None
    assert await channel("http://127.0.0.1:9").words_of(sid(7)) is None


async def test_the_words_and_files_of_the_answered_message_go(twilio: Peer) -> None:
    """
    Its files are erased without being looked at, and then its words.
    """
    result = await send(channel(twilio.address), outgoing(sid=sid(7), files="1"))

    assert (Sent(), []) == (result, twilio.refused)
    assert [
        "POST /Messages.json",
        f"GET /Messages/{sid(7)}/Media.json",
        f"DELETE /Messages/{sid(7)}/Media/{MEDIA_SID}.json",
        f"POST /Messages/{sid(7)}.json",
    ] == twilio.calls


async def test_an_account_that_keeps_all_is_left_alone(twilio: Peer) -> None:
    """
    Where the operator chose so.
    """
    await send(channel(twilio.address, keeps="all"), outgoing(sid=sid(7), files="1"))

    assert ["POST /Messages.json"] == twilio.calls


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        (Fault(status=429, code=20429), Retry()),
        (Fault(status=503), Retry()),
        (Fault(status=401, code=20003), Retry()),
        (Fault(status=500), Unknown()),
        (Fault(status=502), Unknown()),
        (Fault(status=400, code=21610), Refused(stopped=True)),
        (Fault(status=400, code=21211), Refused()),
        (Fault(status=0, taken=True), Unknown()),
        (Fault(status=201, seconds=1, taken=True), Unknown()),
    ],
)
async def test_each_failure_means_what_it_means(
    twilio: Peer,
    fault: Fault,
    expected: Result,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """
    Not now, never, never anything for this person, or nobody knows; and no log holds a word, a number or the token.
    """
    caplog.set_level(logging.DEBUG, "bot")
    monkeypatch.setattr(sms, "SECONDS", 0.3)
    twilio.faults.append(fault)

    result = await send(channel(twilio.address), outgoing(sid=sid(7)))

    assert expected == result
    for secret in ("Canary", "447700900100", "canary"):
        assert secret not in caplog.text


def test_what_has_to_be_put_right_at_twilio_is_told(twilio: Peer) -> None:
    """
    The addresses that the number has to call; the account is asked as Twilio describes it.
    """
    wrong = examine(account(twilio.address), SITE)

    assert [] == twilio.refused
    assert f"A message comes in: POST to {SITE}/webhooks/twilio/webhook#rc=3&rp=all" in wrong


def test_a_number_that_is_set_up_needs_nothing(twilio: Peer) -> None:
    """
    With its addresses, tries and fallback.
    """
    twilio.answers["IncomingPhoneNumbers.json"] = {
        "incoming_phone_numbers": [
            {
                "sms_url": f"{SITE}/webhooks/twilio/webhook#rc=3&rp=all",
                "sms_method": "POST",
                "sms_fallback_url": "https://other.example/",
            }
        ]
    }
    twilio.answers[f"{ACCOUNT}.json"] = {"status": "active"}

    assert () == examine(account(twilio.address), SITE)


def test_a_wrong_token_and_a_silent_twilio_are_told_apart() -> None:
    """
    In plain words.
    """
    with peer() as gone:
        pass

    assert ("Twilio can't be reached from here.",) == examine(account(gone.address), SITE)


async def test_where_nobody_listens_nothing_was_sent() -> None:
    """
    So it is tried again, whatever it says.
    """
    with peer() as gone:
        pass

    assert Retry() == await send(channel(gone.address), outgoing("crisis"))


async def test_words_that_twilio_keeps_are_only_noted(
    twilio: Peer, caplog: pytest.LogCaptureFixture
) -> None:
    """
    A message that can't be erased there doesn't hold up the answer.
    """
    caplog.set_level(logging.DEBUG, "bot")

    result = await send(channel(twilio.address), outgoing(sid="not an id"))

    assert Sent() == result
    assert ["twilio_keeps kind=TwilioRestException"] == caplog.messages
