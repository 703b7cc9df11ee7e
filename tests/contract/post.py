"""
Deliveries and answers for the tests of inbox and outbox.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from bot.conversation.delivery import Claimed, Delivery, Handled, Outgoing, Posted, Sent, Urgency
from bot.conversation.ports import Commit
from bot.domain.message import BotMessage
from bot.storage import SqlStore
from tests.contract.turns import NOW

SECOND = timedelta(seconds=1)
NUMBER = "+15550100"


def delivery(number: object, sender: str = NUMBER, **parts: Any) -> Delivery:
    """
    A text message; its words are its number.
    """
    plain = Delivery(
        channel="sms",
        delivery_id=f"SM{number}",
        sender=sender,
        text=str(number),
        received=NOW,
    )
    return replace(plain, **parts)


def answers(*texts: str, urgency: Urgency = "ordinary", to: str = NUMBER) -> tuple[Outgoing, ...]:
    """
    What is to be sent.
    """
    return tuple(
        Outgoing(channel="sms", recipient=to, message=BotMessage(text=each), urgency=urgency)
        for each in texts
    )


def claim(store: SqlStore, now: datetime = NOW) -> Claimed:
    """
    The delivery that is next.
    """
    found = store.deliveries.claim(now)
    assert found is not None
    return found


def finish(store: SqlStore, claimed: Claimed, *texts: str, now: datetime = NOW) -> bool:
    """
    Answer a delivery without a turn.
    """
    said = answers(*texts, to=claimed.delivery.sender)
    return store.deliveries.finish(Handled(lease=claimed.lease, outgoing=said, now=now))


def turn_of(
    store: SqlStore, claimed: Claimed, *texts: str, now: datetime = NOW, **parts: Any
) -> bool:
    """
    Answer a delivery with a turn.
    """
    who = store.key("sms", claimed.delivery.sender)
    held = store.load(who)
    said = answers(*texts, to=claimed.delivery.sender)
    commit = Commit(
        conversation=who,
        revision=held.revision,
        tracker=held.tracker,
        changes=(),
        replies=tuple(each.message for each in said),
        delivery=claimed.delivery.delivery_id,
        now=now,
        handled=Handled(lease=claimed.lease, outgoing=said, now=now),
    )
    return store.commit(replace(commit, **parts))


def post(
    store: SqlStore, *texts: str, urgency: Urgency = "ordinary", sender: str = NUMBER
) -> None:
    """
    Have something to send.
    """
    store.deliveries.receive(delivery(f"{sender}{texts}", sender))
    said = answers(*texts, urgency=urgency, to=sender)
    lease = claim(store).lease
    assert store.deliveries.finish(Handled(lease=lease, outgoing=said, now=NOW))


def send(store: SqlStore, now: datetime = NOW) -> Posted:
    """
    The message that is next to be sent.
    """
    found = store.deliveries.claim_outgoing(now)
    assert found is not None
    return found


def sent(store: SqlStore, now: datetime = NOW) -> list[str]:
    """
    Send all that is there; what was said.
    """
    said: list[str] = []
    while (posted := store.deliveries.claim_outgoing(now)) is not None:
        said.append(posted.outgoing.message.text)
        store.deliveries.settle(posted, Sent(), now)
    return said
