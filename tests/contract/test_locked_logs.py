"""
Logs that are locked with a PIN.
"""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.conversation.ports import LogView
from bot.domain.evidence import Change
from bot.domain.request import LockLog, OfferDownload, ShutLog, UnlockLog
from bot.errors import LogLocked
from tests.contract.conftest import AnyStore
from tests.contract.turns import (
    HELLO,
    LINK,
    NOW,
    OTHER,
    PIN,
    addresses,
    locked,
    opened,
    turn,
)


def test_an_open_log_is_read_without_a_pin(store: AnyStore) -> None:
    """
    Whoever set no PIN is asked for none.
    """
    who = store.key("sms", "somebody")
    assert LogView() == store.open_log(who, pin=None, now=NOW)
    turn(store, who, changes=[LINK])

    view = store.open_log(who, pin=PIN, now=NOW)

    assert ("open", 1, False, [LINK.address]) == (
        view.state,
        view.items,
        view.locked,
        addresses(view),
    )


def test_a_locked_log_shows_nothing_without_its_pin(store: AnyStore) -> None:
    """
    Only that it is there, and how many things are in it.
    """
    who = locked(store)

    view = store.open_log(who, pin=None, now=NOW)

    assert ("locked", True, 1, True, ()) == (
        view.state,
        view.locked,
        view.items,
        view.has_code,
        view.entries,
    )
    assert ((), ()) == (store.entries(who), store.alike(who, [str(LINK.normalized)], now=NOW))


def test_the_pin_opens_it(store: AnyStore) -> None:
    """
    What was noted before the log was locked is there.
    """
    who = locked(store)

    view = store.open_log(who, pin=PIN, now=NOW)

    assert ("open", True, True) == (view.state, view.locked, view.opened is not None)
    assert [LINK.address] == addresses(view)


def test_things_are_noted_without_the_pin(store: AnyStore) -> None:
    """
    Nobody has to give a PIN to put something into a locked log; it is found when the log is opened.
    """
    who = locked(store)

    assert turn(store, who, changes=[OTHER, Change(kind="corrected", item=1, status="removed")])

    assert () == store.entries(who)
    view = opened(store, who)
    assert ([LINK.address, OTHER.address, None], 2) == (addresses(view), view.items)


def test_things_are_noted_with_the_pin(store: AnyStore) -> None:
    """
    A correction in the turn that opened the log stands beside what was put in unseen.
    """
    who = locked(store)
    turn(store, who, changes=[OTHER])

    view = opened(store, who)
    turn(store, who, changes=[Change(kind="withdrawn", item=2)], opened=view.opened)

    assert [(1, "added"), (2, "added"), (2, "withdrawn")] == [
        (entry.item, entry.kind) for entry in opened(store, who).entries
    ]


def test_a_wrong_pin_opens_nothing(store: AnyStore) -> None:
    """
    What a wrong PIN shows is what no PIN shows.
    """
    who = locked(store)

    view = store.open_log(who, pin="4872", now=NOW)

    assert ("wrong", (), None, 0) == (view.state, view.entries, view.opened, view.wait)


def test_wrong_pins_slow_down(store: AnyStore) -> None:
    """
    After the third the right one has to wait, too; in time it opens, and the count begins anew.
    """
    who = locked(store)
    guessed = [store.open_log(who, pin="0000", now=NOW).state for _ in range(3)]
    blocked = store.open_log(who, pin=PIN, now=NOW)

    assert (["wrong"] * 3, "wait", 30, ()) == (
        guessed,
        blocked.state,
        blocked.wait,
        blocked.entries,
    )

    later = NOW + timedelta(seconds=30)
    assert "open" == store.open_log(who, pin=PIN, now=later).state
    turn(store, who, requests=[ShutLog()])
    assert "wrong" == store.open_log(who, pin="0000", now=later).state


def test_waiting_does_not_count(store: AnyStore) -> None:
    """
    Guesses that aren't tried don't make the wait longer.
    """
    who = locked(store)
    for _ in range(9):
        store.open_log(who, pin="0000", now=NOW)

    view = store.open_log(who, pin=PIN, now=NOW + timedelta(seconds=29))

    assert ("wait", 1) == (view.state, view.wait)


def test_wrong_pins_are_forgotten_in_time(store: AnyStore) -> None:
    """
    Two days later a slip is a first slip again.
    """
    who = locked(store)
    for _ in range(3):
        store.open_log(who, pin="0000", now=NOW)

    later = NOW + timedelta(days=3)
    assert ["wrong"] * 3 == [store.open_log(who, pin="1111", now=later).state for _ in range(3)]


def test_a_lock_is_taken_away_by_whoever_opened_it(store: AnyStore) -> None:
    """
    From then on no PIN is needed, all entries are found, and the case code is gone.
    """
    who = locked(store)
    turn(store, who, changes=[OTHER])

    turn(store, who, requests=[UnlockLog()], opened=opened(store, who).opened)

    view = store.open_log(who, pin=None, now=NOW)
    assert ("open", False, False, [LINK.address, OTHER.address]) == (
        view.state,
        view.locked,
        view.has_code,
        addresses(view),
    )
    assert [2] == [entry.item for entry in store.alike(who, ["https://b.example/2"], now=NOW)]


def test_a_lock_stays_for_whoever_did_not_open_it(store: AnyStore) -> None:
    """
    Asking alone takes no PIN away.
    """
    who = locked(store)

    turn(store, who, requests=[UnlockLog()])

    assert "locked" == store.open_log(who, pin=None, now=NOW).state


def test_a_lock_is_not_changed_by_a_second_one(store: AnyStore) -> None:
    """
    Whoever takes the phone can't set another PIN over the first.
    """
    who = locked(store)

    turn(store, who, requests=[LockLog()], pin="9999")

    assert "wrong" == store.open_log(who, pin="9999", now=NOW).state
    assert [LINK.address] == addresses(opened(store, who))


def test_a_log_can_be_locked_again(store: AnyStore) -> None:
    """
    Unlocked and locked anew, with another PIN, everything is still there.
    """
    who = locked(store)
    turn(store, who, changes=[OTHER])
    turn(store, who, requests=[UnlockLog()], opened=opened(store, who).opened)
    turn(store, who, requests=[LockLog()], pin="9999")
    turn(store, who, changes=[Change(note="a chat")])

    assert "wrong" == store.open_log(who, pin=PIN, now=NOW).state
    view = store.open_log(who, pin="9999", now=NOW)
    assert [LINK.address, OTHER.address, None] == addresses(view)


def test_an_empty_log_can_be_locked(store: AnyStore) -> None:
    """
    Whoever locks first and notes afterwards loses nothing.
    """
    who = store.key("sms", "somebody")
    turn(store, who, requests=[LockLog()], pin=PIN)
    turn(store, who, changes=[LINK])

    assert [LINK.address] == addresses(opened(store, who))


def test_without_a_pin_nothing_is_locked(store: AnyStore) -> None:
    """
    A request to lock that came without its PIN changes nothing.
    """
    who = store.key("sms", "somebody")
    turn(store, who, changes=[LINK])
    turn(store, who, requests=[LockLog()])

    assert "open" == store.open_log(who, pin=None, now=NOW).state


def test_a_log_stays_open_while_somebody_talks(store: AnyStore) -> None:
    """
    The PIN isn't asked for again in each message; after a quarter of an hour's silence it is.
    """
    who, other = locked(store), store.key("web", "other")
    opened(store, who)
    minutes = [NOW + timedelta(minutes=number) for number in (14, 28, 43)]

    states = [store.open_log(who, pin=None, now=now).state for now in minutes]

    assert ["open", "open", "locked"] == states
    assert "open" == store.open_log(other, pin=None, now=NOW).state


def test_an_open_log_finds_what_is_alike(store: AnyStore) -> None:
    """
    While it is open, things noted already are noticed.
    """
    who = locked(store)
    opened(store, who)

    found = store.alike(who, [str(LINK.normalized)], now=NOW)

    assert [LINK.address] == [entry.address for entry in found]
    later = NOW + timedelta(minutes=15)
    assert () == store.alike(who, [str(LINK.normalized)], now=later)


def test_a_log_that_is_shut_takes_its_pin_again(store: AnyStore) -> None:
    """
    Whoever leaves closes what was open.
    """
    who = locked(store)
    opened(store, who)
    turn(store, who, requests=[ShutLog()])

    assert "locked" == store.open_log(who, pin=None, now=NOW).state


def test_answers_that_show_a_locked_log_take_its_pin(store: AnyStore) -> None:
    """
    A repeated delivery brings the PIN again, or comes while the log is open; later nothing is said again.
    """
    who = locked(store)
    turn(store, who, opened=opened(store, who).opened, delivery="9", text=PIN)
    assert (HELLO, HELLO) == (store.replies(who, "9", PIN), store.replies(who, "9", "x"))

    turn(store, who, requests=[ShutLog()])

    assert (HELLO, (), ()) == (
        store.replies(who, "9", PIN),
        store.replies(who, "9", "4872"),
        store.replies(who, "9"),
    )


def test_answers_about_what_goes_into_a_locked_log_take_the_message(store: AnyStore) -> None:
    """
    A repeated delivery brings the link again; without it nothing is said again.
    """
    who = locked(store)
    turn(store, who, changes=[OTHER], delivery="9", text=f"it is on {OTHER.address}")

    assert (HELLO, ()) == (
        store.replies(who, "9", f"it is on {OTHER.address}"),
        store.replies(who, "9", "something else"),
    )


def test_answers_about_what_was_told_before_lie_in_the_log(store: AnyStore) -> None:
    """
    A message that could be guessed doesn't seal what could not: only the open log gives the answer back.
    """
    who = locked(store)
    turn(store, who, changes=[OTHER], delivery="9", text="yes")
    turn(store, who, changes=[Change(status="removed")], delivery="10", text="yes")
    assert ((), (), HELLO) == (
        store.replies(who, "9", "yes"),
        store.replies(who, "10", "yes"),
        store.replies(who, "9", PIN),
    )

    opened(store, who)

    assert (HELLO, HELLO) == (store.replies(who, "9", "yes"), store.replies(who, "10", ""))


def test_other_answers_are_repeated_whatever_came_with_them(store: AnyStore) -> None:
    """
    The delivery's id is enough where the answer shows nothing of the log.
    """
    who = locked(store)
    turn(store, who, delivery="9", text="hello")

    assert (HELLO, HELLO) == (store.replies(who, "9", "hello"), store.replies(who, "9", "other"))


def test_answers_from_before_the_lock_are_dropped(store: AnyStore) -> None:
    """
    They may show what is locked now; their deliveries are still known.
    """
    who = locked(store, delivery="1")

    assert () == store.replies(who, "1")


def test_unlocked_again_answers_open_without_a_pin(store: AnyStore) -> None:
    """
    The answer to taking the PIN away is repeated like any other.
    """
    who = locked(store)
    turn(
        store,
        who,
        requests=[UnlockLog()],
        opened=opened(store, who).opened,
        delivery="9",
        text=PIN,
    )

    assert HELLO == store.replies(who, "9", PIN)


def test_a_locked_log_is_offered_only_by_whoever_opened_it(store: AnyStore) -> None:
    """
    A download takes the PIN in the same turn.
    """
    who = locked(store)
    with pytest.raises(LogLocked):
        store.create_download(who, "pdf", NOW)

    turn(store, who, requests=[OfferDownload(token="no", format="pdf")])
    turn(
        store,
        who,
        requests=[OfferDownload(token="yes", format="csv", zone="Europe/Berlin")],
        opened=opened(store, who).opened,
    )

    assert store.take_download("no", NOW) is None
    found = store.take_download("yes", NOW)
    assert found is not None
    assert ("csv", "Europe/Berlin", [LINK.address]) == (
        found.format,
        found.zone,
        [line.entry.address for line in found.lines],
    )
