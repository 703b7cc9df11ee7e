"""
What somebody finds who takes the database away: files as they lie on the disk.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select, text

from bot.conversation.delivery import Delivery, Handled, Outgoing, Sent
from bot.conversation.ports import Commit
from bot.domain.evidence import Change
from bot.domain.message import BotMessage, Button
from bot.domain.request import KeepCode, LockLog, OfferDownload, Remind
from bot.domain.tracker import Answered, Frame, Tracker
from bot.errors import StateUnreadable
from bot.storage import SqlStore, open_store
from bot.storage.database import Database
from bot.storage.keys import Masters, Wrapped
from bot.storage.sealing import unseal
from bot.storage.tables import conversations, data_keys, deliveries, entries, metadata, outbox
from bot.storage.vault import STATE
from tests.contract.conftest import QUICK, SECRET
from tests.contract.turns import NOW

PHONE = "+15550100777"
DELIVERY = "SM-canary-delivery"
MESSAGE = "canary words of a message"
PIN = "canary phrase as a pin"
CODE = "CANARYC0DE55"
TOKEN = "canary-token"
ZONE = "Pacific/Chatham"
SECRETS = (
    PHONE, DELIVERY, MESSAGE, PIN, CODE, TOKEN, ZONE,
    "canary-link", "canary-account", "canary-note", "canary-slot", "canary-before", "canary-reply",
    "canary-button", "canary-reference", "canary-file", "canary-found", "utter_canary_reminder",
)  # fmt: skip
CHANGE = Change(
    address="https://canary-link.example/1",
    normalized="https://canary-link.example/1",
    account="@canary-account",
    note="canary-note",
    reference="canary-reference",
    file_name="canary-file.png",
    found="canary-found",
    zone=ZONE,
)
TRACKER = Tracker(
    slots={"name": "canary-slot", "time_zone": ZONE},
    stack=(Frame(flow="a", step="b", context={"x": "canary-slot"}),),
    history=(Answered(stack=(), slot="x", before={"x": "canary-before"}),),
    last_seen=NOW,
)
REPLY = BotMessage(text="canary-reply", buttons=(Button(title="canary-button", payload="/x"),))


@pytest.fixture
def store(url: str) -> Iterator[SqlStore]:
    """
    A store in a database of each kind.
    """
    opened = open_store(url, SECRET, pin_cost=QUICK)
    yield opened
    opened.close()


def keep(store: SqlStore, **parts: object) -> str:
    """
    A turn full of secrets; gives the conversation.
    """
    who = store.key("sms", PHONE)
    told = {
        "conversation": who,
        "revision": store.load(who).revision,
        "tracker": TRACKER,
        "changes": (CHANGE,),
        "replies": (REPLY,),
        "delivery": DELIVERY,
        "now": NOW,
        "channel": "sms",
        "sender": PHONE,
        "text": MESSAGE,
        "requests": (
            Remind(at="2026-11-22T10:00:00Z", response="utter_canary_reminder"),
            OfferDownload(token=TOKEN, format="pdf", zone=ZONE),
        ),
        **parts,
    }
    assert store.commit(Commit(**told))  # type: ignore[arg-type] # of a mapping, mypy knows no keys
    return who


def raw(url: str) -> bytes:
    """
    All bytes of the database's files.
    """
    if url.startswith("sqlite"):
        beside = Path(url.removeprefix("sqlite:///")).parent
    else:
        beside = _data_directory(url)
    files = sorted(path for path in beside.rglob("*") if path.is_file())
    assert files
    return b"\0".join(path.read_bytes() for path in files)


def _data_directory(url: str) -> Path:
    database = Database(url)
    with database.read() as connection:
        connection.execute(text("CHECKPOINT"))
        found = connection.execute(text("SHOW data_directory")).scalar_one()
    database.close()
    return Path(found)


def found(url: str) -> list[str]:
    """
    The secrets that stand in the files in plain.
    """
    files = raw(url)
    # Whatever else: the reader must be able to find what is there.
    assert b"deliveries" in files
    return [secret for secret in SECRETS if secret.encode() in files]


def test_nothing_about_a_person_stands_in_plain(store: SqlStore, url: str) -> None:
    """
    No link, account, number, slot, time zone, PIN, code, token, delivery id, reply, message.
    """
    who = keep(store)
    assert [] == found(url)

    keep(store, delivery="2", requests=(LockLog(), KeepCode(code=CODE)), pin=PIN)
    view = store.open_log(who, pin=PIN, now=NOW)
    keep(store, delivery="3", opened=view.opened, requests=())
    assert [] == found(url)

    store.find_case(store.key("web", "x"), code=CODE, pin="wrong " + PIN, now=NOW)
    store.due_reminders(NOW)
    store.close()
    assert [] == found(url)


def test_what_waits_is_not_in_plain_and_then_it_is_gone(store: SqlStore, url: str) -> None:
    """
    Neither a message that waits for its answer, nor an answer that waits to be sent, nor whose they are.
    """
    coming = Delivery(
        channel="sms",
        delivery_id=DELIVERY,
        sender=PHONE,
        text=MESSAGE,
        received=NOW,
        time_zone=ZONE,
        notes={"to": TOKEN},
    )
    store.deliveries.receive(coming)
    assert [] == found(url)
    claimed = store.deliveries.claim(NOW)
    assert claimed is not None
    answer = Outgoing(channel="sms", recipient=PHONE, message=REPLY, urgency="ordinary")
    keep(store, handled=Handled(lease=claimed.lease, outgoing=(answer,), now=NOW), requests=())
    assert [] == found(url)

    posted = store.deliveries.claim_outgoing(NOW)
    assert posted is not None
    store.deliveries.settle(posted, Sent(), NOW)

    database = Database(url)
    with database.read() as connection:
        assert [] == connection.execute(select(outbox)).all()
        assert [(None, None)] == [
            tuple(each)
            for each in connection.execute(select(deliveries.c.body, deliveries.c.replies))
        ]
    database.close()
    assert [] == found(url)


def test_another_master_key_opens_nothing(store: SqlStore, url: str) -> None:
    """
    Every key in a stolen copy is sealed with what isn't in it.
    """
    keep(store)

    keys = opened_with(b"another secret of 32 characters..", url)

    assert {} == keys


def test_the_master_key_alone_opens_no_entry_of_a_locked_log(store: SqlStore, url: str) -> None:
    """
    Whoever seizes the server with its key finds the conversation, but nothing of what the PIN protects.
    """
    keep(store)
    empty = Tracker(last_seen=NOW)
    said = (BotMessage(text="It is locked."),)
    keep(
        store,
        delivery="2",
        changes=(),
        requests=(LockLog(),),
        pin=PIN,
        tracker=empty,
        replies=said,
    )
    keep(store, delivery="3", requests=(), tracker=empty)
    view = store.open_log(store.key("sms", PHONE), pin=PIN, now=NOW)
    keep(store, delivery="4", requests=(), opened=view.opened, text=PIN, tracker=empty)

    texts = b"\0".join(readable(url))

    assert b'"language"' in texts
    for secret in ("canary-link", "canary-account", "canary-note", "canary-reply"):
        assert secret.encode() not in texts
    assert store.open_log(store.key("sms", PHONE), pin=PIN, now=NOW).entries


def test_the_master_key_alone_opens_an_unlocked_log(store: SqlStore, url: str) -> None:
    """
    The test above can fail: without the PIN, the same search finds everything.
    """
    keep(store)

    texts = b"\0".join(readable(url))

    for secret in ("canary-link", "canary-account", "canary-note", "canary-reply", "canary-slot"):
        assert secret.encode() in texts


def opened_with(secret: bytes, url: str) -> dict[tuple[str, str], bytes]:
    """
    All keys in a database that a master key opens.
    """
    masters = Masters(secret)
    database = Database(url)
    with database.read() as connection:
        rows = connection.execute(select(data_keys)).all()
    database.close()
    assert rows
    opened = {}
    for row in rows:
        wrapped = Wrapped(master=masters.current, sealed=row.sealed)
        try:
            opened[row.owner, row.kind] = masters.unwrap(wrapped, row.owner, row.kind)
        except StateUnreadable:
            continue
    return opened


def readable(url: str) -> Iterator[bytes]:
    """
    Everything that the master key opens, by trying each of its keys on all that there is.
    """
    keys = opened_with(SECRET, url)
    database = Database(url)
    with database.read() as connection:
        states = connection.execute(select(conversations)).all()
        answers = connection.execute(select(deliveries)).all()
        lines = connection.execute(select(entries)).all()
    database.close()
    for key in keys.values():
        for row in states:
            yield _tried(key, row.state, "tracker", row.id, str(row.revision))
        for row in answers:
            yield _tried(key, row.replies or b"", "replies", row.id)
        for row in lines:
            yield _tried(key, row.body, "entry", row.log, str(row.number))
            yield _tried(key, row.body[32:], "entry", row.log, str(row.number))


def _tried(key: bytes, sealed: bytes, *purpose: str) -> bytes:
    try:
        return unseal(key, sealed, *purpose)
    except StateUnreadable:
        return b""


def sealed_keys(url: str, kind: str) -> list[bytes]:
    """
    The keys of one kind, as they are kept.
    """
    database = Database(url)
    with database.read() as connection:
        rows = connection.execute(select(data_keys.c.sealed).where(data_keys.c.kind == kind))
        keys = list(rows.scalars())
    database.close()
    assert keys
    return keys


@pytest.fixture
def file(tmp_path: Path) -> str:
    """
    A database of the kind whose old pages are ours to clear.
    """
    return f"sqlite:///{tmp_path}/first-hours.db"


def left(url: str, keys: list[bytes]) -> list[bytes]:
    """
    Those of the keys that can still be found in the files.
    """
    files = raw(url)
    return [key for key in keys if key in files]


def test_erased_keys_are_gone_from_the_files(file: str) -> None:
    """
    After "erase everything" neither the database nor its write-ahead log hold what would open it.
    """
    store = open_store(file, SECRET, pin_cost=QUICK)
    who = keep(store)
    keys = [*sealed_keys(file, STATE), *sealed_keys(file, "entries")]
    assert keys == left(file, keys)

    held = store.load(who)
    store.commit(
        Commit(
            conversation=who,
            revision=held.revision,
            tracker=held.tracker,
            changes=(),
            replies=(REPLY,),
            delivery=None,
            now=NOW,
            erase=True,
        )
    )

    assert [] == left(file, keys)
    store.close()


def test_purged_keys_are_gone_from_the_files(file: str) -> None:
    """
    What was erased because its time was over can't be opened from the files either.
    """
    store = open_store(file, SECRET, pin_cost=QUICK)
    keep(store)
    keys = [*sealed_keys(file, STATE), *sealed_keys(file, "entries")]

    store.purge(NOW.replace(year=2027))

    assert [] == left(file, keys)
    store.close()


def test_a_locked_logs_open_key_is_gone_from_the_files(file: str) -> None:
    """
    From the moment of locking, no old page opens the log without the PIN.
    """
    store = open_store(file, SECRET, pin_cost=QUICK)
    keep(store)
    keys = sealed_keys(file, "entries")
    assert keys == left(file, keys)

    keep(store, delivery="2", changes=(), requests=(LockLog(),), pin=PIN)

    assert [] == left(file, keys)
    store.close()


def test_every_table_is_looked_at() -> None:
    """
    Whoever adds a table thinks about what stands in it.
    """
    assert {
        "chat_messages", "conversations", "data_keys", "deliveries", "downloads", "entries", "guesses", "jobs", "keyring",
        "lanes", "left_talks", "logs", "outbox", "questions", "reminders",
    } == set(metadata.tables)  # fmt: skip
