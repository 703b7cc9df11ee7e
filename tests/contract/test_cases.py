"""
Cases that are gone on with on another day, device or channel.
"""

from __future__ import annotations

from datetime import timedelta

from bot.conversation.ports import LogView
from bot.domain.evidence import Change
from bot.domain.request import JoinCase, KeepCode, LockLog, UnlockLog
from bot.domain.tracker import Tracker
from tests.contract.conftest import AnyStore
from tests.contract.turns import (
    CODE,
    LINK,
    NOW,
    OTHER,
    PIN,
    addresses,
    locked,
    opened,
    turn,
)

WRONG = LogView(state="wrong", locked=True)


def test_code_and_pin_find_the_case(store: AnyStore) -> None:
    """
    What was told and noted on the first device is there on the second.
    """
    told = Tracker(slots={"country": "GB"}, last_seen=NOW)
    locked(store, tracker=told)

    view = store.find_case(store.key("web", "other"), code=CODE, pin=PIN, now=NOW)

    assert ("open", [LINK.address], {"country": "GB"}, True) == (
        view.state,
        addresses(view),
        dict(view.slots),
        view.has_code,
    )


def test_a_wrong_code_and_a_wrong_pin_look_alike(store: AnyStore) -> None:
    """
    Nothing tells which of the two it was.
    """
    locked(store)
    who = store.key("web", "other")

    assert (WRONG, WRONG) == (
        store.find_case(who, code="0" * 12, pin=PIN, now=NOW),
        store.find_case(who, code=CODE, pin="0000", now=NOW),
    )


def test_guesses_at_a_case_slow_down_for_all(store: AnyStore) -> None:
    """
    Whoever comes with a new number for each guess is slowed down by the case itself, be there one or not.
    """
    locked(store)

    def guess(code: str, number: int) -> tuple[str, int]:
        view = store.find_case(store.key("web", f"{code} {number}"), code=code, pin="0", now=NOW)
        return view.state, view.wait

    assert [("wrong", 0)] * 3 + [("wait", 30)] == [guess(CODE, number) for number in range(4)]
    assert [("wrong", 0)] * 3 + [("wait", 30)] == [guess("0" * 12, number) for number in range(4)]


def test_guesses_of_one_person_slow_down(store: AnyStore) -> None:
    """
    Whoever tries one code after the other is slowed down, too.
    """
    who = store.key("web", "other")
    codes = [f"{number:012}" for number in range(4)]

    states = [store.find_case(who, code=code, pin=PIN, now=NOW).state for code in codes]

    assert ["wrong", "wrong", "wrong", "wait"] == states


def test_one_right_guess_does_not_excuse_the_wrong_ones(store: AnyStore) -> None:
    """
    Whoever knows one case can't use it to try others without end.
    """
    locked(store)
    who = store.key("web", "other")
    codes = ["0" * 12, "1" * 12, CODE, "2" * 12, "3" * 12]

    states = [store.find_case(who, code=code, pin=PIN, now=NOW).state for code in codes]

    assert ["wrong", "wrong", "open", "wrong", "wait"] == states


def test_a_log_without_pin_has_no_code(store: AnyStore) -> None:
    """
    A code alone is too little to open somebody's log.
    """
    who = store.key("sms", "somebody")
    turn(store, who, changes=[LINK], requests=[KeepCode(code=CODE)])

    assert not store.open_log(who, pin=None, now=NOW).has_code
    assert WRONG == store.find_case(store.key("web", "other"), code=CODE, pin="", now=NOW)


def test_a_new_code_ends_the_old_one(store: AnyStore) -> None:
    """
    Whoever lost a code gets another, and nobody can use what was lost.
    """
    who = locked(store)
    turn(store, who, requests=[KeepCode(code="3" * 12)])
    other = store.key("web", "other")

    assert "open" == store.find_case(other, code="3" * 12, pin=PIN, now=NOW).state
    assert WRONG == store.find_case(other, code=CODE, pin=PIN, now=NOW)


def test_a_code_drawn_twice_stands_for_the_newer_case(store: AnyStore) -> None:
    """
    Chance can't break a turn.
    """
    locked(store, "first")
    newer = store.key("sms", "second")
    turn(store, newer, changes=[OTHER])

    assert turn(store, newer, requests=[LockLog(), KeepCode(code=CODE)], pin=PIN)

    view = store.find_case(store.key("web", "other"), code=CODE, pin=PIN, now=NOW)
    assert [OTHER.address] == addresses(view)


def joined(store: AnyStore, **parts: object) -> tuple[str, str]:
    """
    Two devices that write to one log.
    """
    first, second = locked(store), store.key("web", "other")
    view = store.find_case(second, code=CODE, pin=PIN, now=NOW)
    assert turn(store, second, requests=[JoinCase()], opened=view.opened, **parts)
    return first, second


def test_two_devices_write_to_one_log(store: AnyStore) -> None:
    """
    Both note, both read, and nothing is lost.
    """
    first, second = joined(store)

    turn(store, second, changes=[OTHER])
    turn(store, first, changes=[Change(note="a chat")])

    expected = [LINK.address, OTHER.address, None]
    assert (expected, expected) == (
        addresses(opened(store, first)),
        addresses(opened(store, second)),
    )


def test_what_was_noted_before_joining_comes_along(store: AnyStore) -> None:
    """
    Things noted on the second device before the code was typed follow those of the case, with their own times.
    """
    second = store.key("web", "other")
    earlier = NOW - timedelta(days=1)
    turn(store, second, changes=[OTHER], now=earlier)
    turn(store, second, changes=[Change(kind="corrected", item=1, status="removed")])

    first, _ = joined(store, changes=[Change(note="a chat")])

    assert [(1, 20), (2, 19), (2, 20), (3, 20)] == [
        (entry.item, entry.recorded.day) for entry in opened(store, first).entries
    ]


def test_a_log_shared_with_others_is_left_to_them(store: AnyStore) -> None:
    """
    Whoever goes over to another case takes nothing from those who stay.
    """
    first, second = joined(store)
    turn(store, second, requests=[UnlockLog()], opened=opened(store, second).opened)
    third = store.key("sms", "third")
    turn(store, third, requests=[LockLog(), KeepCode(code="3" * 12)], pin=PIN)

    view = store.find_case(second, code="3" * 12, pin=PIN, now=NOW)
    turn(store, second, requests=[JoinCase()], opened=view.opened)

    assert ([LINK.address], []) == (
        [entry.address for entry in store.entries(first)],
        addresses(opened(store, second)),
    )


def test_joining_without_having_opened_the_case_changes_nothing(store: AnyStore) -> None:
    """
    A request alone leads nowhere.
    """
    locked(store)
    second = store.key("web", "other")

    turn(store, second, requests=[JoinCase()], changes=[OTHER])

    assert [OTHER.address] == [entry.address for entry in store.entries(second)]


def test_joining_twice_changes_nothing(store: AnyStore) -> None:
    """
    A case that is open here already stays as it is.
    """
    _, second = joined(store)
    view = store.find_case(second, code=CODE, pin=PIN, now=NOW)

    turn(store, second, requests=[JoinCase()], opened=view.opened)

    assert [LINK.address] == addresses(opened(store, second))


def test_erasing_erases_the_case_everywhere(store: AnyStore) -> None:
    """
    Whoever erases everything on one device leaves nothing on the other.
    """
    first, second = joined(store, tracker=Tracker(slots={"country": "GB"}))

    turn(store, first, erase=True)

    assert (Tracker(), "open", 0) == (
        store.load(second).tracker,
        store.open_log(second, pin=None, now=NOW).state,
        store.open_log(second, pin=None, now=NOW).items,
    )
    assert WRONG == store.find_case(second, code=CODE, pin=PIN, now=NOW)
