"""
What every store does, be it in memory, in SQLite or in PostgreSQL.
"""

from __future__ import annotations

from datetime import timedelta

from bot.conversation.ports import Held, Store
from bot.domain.evidence import Change, Entry
from bot.domain.tracker import Frame, Tracker
from tests.contract.turns import HELLO, LINK, NOW, OTHER, RECORDED, turn


def test_names_tell_people_and_channels_apart(store: Store) -> None:
    """
    A person has one name per channel, and always the same.
    """
    names = [store.key("sms", "+15550100"), store.key("web", "+15550100"), store.key("sms", "x")]

    assert 3 == len(set(names))
    assert names[0] == store.key("sms", "+15550100")


def test_a_name_does_not_run_channel_and_sender_together(store: Store) -> None:
    """
    Where one part ends and the other begins makes a difference.
    """
    assert store.key("a", "b:c") != store.key("a:b", "c") or store.key("a", "bc") != store.key(
        "ab", "c"
    )


def test_a_stranger_is_new(store: Store) -> None:
    """
    Nobody's conversation is an empty one, with no log and no answers.
    """
    who = store.key("sms", "somebody")

    assert Held(tracker=Tracker(), revision=0) == store.load(who)
    assert ((), None) == (store.entries(who), store.replies(who, "1"))


def test_a_turn_is_kept(store: Store) -> None:
    """
    Tracker, log and replies are there after the turn.
    """
    who = store.key("sms", "somebody")
    tracker = Tracker(slots={"age": 17}, stack=(Frame(flow="a", step="b"),), last_seen=NOW)

    assert turn(store, who, tracker=tracker, changes=[LINK], delivery="1")

    assert Held(tracker=tracker, revision=1) == store.load(who)
    assert HELLO == store.replies(who, "1")
    assert (
        Entry(
            item=1,
            kind="added",
            recorded=RECORDED,
            address="hxxps://a[.]example/1",
            normalized="https://a.example/1",
            platform="x",
        ),
    ) == store.entries(who)


def test_whoever_comes_second_changes_nothing(store: Store) -> None:
    """
    A turn on top of an older revision leaves no trace at all.
    """
    who = store.key("sms", "somebody")
    turn(store, who, tracker=Tracker(said=("first",)))

    kept = turn(
        store, who, tracker=Tracker(said=("second",)), changes=[LINK], delivery="2", revision=0
    )

    assert not kept
    assert Held(tracker=Tracker(said=("first",)), revision=1) == store.load(who)
    assert ((), None) == (store.entries(who), store.replies(who, "2"))


def test_a_turn_on_top_of_a_revision_to_come_changes_nothing(store: Store) -> None:
    """
    What was never loaded can't be followed.
    """
    who = store.key("sms", "somebody")

    assert not turn(store, who, delivery="1", revision=3)
    assert (0, None) == (store.load(who).revision, store.replies(who, "1"))


def test_deliveries_of_others_are_not_mine(store: Store) -> None:
    """
    The same delivery id in two conversations is two deliveries.
    """
    one, other = store.key("sms", "one"), store.key("sms", "other")
    turn(store, one, delivery="1")

    assert store.replies(other, "1") is None
    assert turn(store, other, delivery="1")


def test_log_lines_follow_each_other(store: Store) -> None:
    """
    New things take the next number; a correction is a line of the thing that it corrects.
    """
    who = store.key("sms", "somebody")
    later = NOW + timedelta(hours=1)
    turn(store, who, changes=[LINK, Change(account="@somebody")])
    turn(store, who, changes=[Change(kind="corrected", item=1, status="reported")], now=later)
    turn(
        store, who, changes=[Change(kind="withdrawn", item=2, status=None), Change(note="a chat")]
    )

    assert [
        (1, "added", RECORDED),
        (2, "added", RECORDED),
        (1, "corrected", RECORDED + timedelta(hours=1)),
        (2, "withdrawn", RECORDED),
        (3, "added", RECORDED),
    ] == [(each.item, each.kind, each.recorded) for each in store.entries(who)]


def test_erased_is_gone(store: Store) -> None:
    """
    Erasing forgets tracker, log and answers; only the answer to the request itself can be repeated.
    """
    who, other = store.key("sms", "somebody"), store.key("sms", "other")
    turn(store, who, tracker=Tracker(said=("a",)), changes=[LINK], delivery="1")
    turn(store, other, tracker=Tracker(said=("b",)), changes=[LINK], delivery="1")

    assert turn(store, who, erase=True, delivery="2")

    assert Held(tracker=Tracker(), revision=0) == store.load(who)
    assert ((), None, HELLO) == (
        store.entries(who),
        store.replies(who, "1"),
        store.replies(who, "2"),
    )
    assert (1, HELLO) == (len(store.entries(other)), store.replies(other, "1"))


def test_erasing_on_top_of_an_older_revision_changes_nothing(store: Store) -> None:
    """
    A turn that was overtaken doesn't erase.
    """
    who = store.key("sms", "somebody")
    turn(store, who, changes=[LINK])

    assert not turn(store, who, erase=True, revision=0)
    assert (1, 1) == (store.load(who).revision, len(store.entries(who)))


def test_after_erasing_one_can_begin_again(store: Store) -> None:
    """
    A new conversation grows where one was erased.
    """
    who = store.key("sms", "somebody")
    turn(store, who, changes=[LINK])
    turn(store, who, erase=True, delivery="1")

    assert turn(store, who, tracker=Tracker(said=("new",)), changes=[LINK], delivery="3")
    assert (Held(tracker=Tracker(said=("new",)), revision=1), 1) == (
        store.load(who),
        len(store.entries(who)),
    )


def test_things_alike_are_found_without_reading_the_log(store: Store) -> None:
    """
    Of a long log come the things that have the address or account, in all their lines, and the thing noted last.
    """
    who = store.key("sms", "somebody")
    turn(store, who, changes=[LINK, OTHER, Change(account="@Somebody"), Change(note="a chat")])
    turn(store, who, changes=[Change(kind="corrected", item=1, status="removed")])

    def items(*wanted: str) -> list[tuple[int, str]]:
        return [(entry.item, entry.kind) for entry in store.alike(who, wanted, now=NOW)]

    assert [(1, "added"), (4, "added"), (1, "corrected")] == items("https://a.example/1")
    assert [(3, "added"), (4, "added")] == items("@somebody")
    assert [(2, "added"), (3, "added"), (4, "added")] == items("https://b.example/2", "@somebody")
    assert [(4, "added")] == items("https://c.example")
    assert [(4, "added")] == items()
    assert () == store.alike(store.key("sms", "other"), ["https://a.example/1"], now=NOW)


def test_everybody_knows_for_a_day_who_has_left(store: Store) -> None:
    """
    Noted once or twice; others haven't, and after a day nothing is left of it.
    """
    who, other = store.key("web", "somebody"), store.key("web", "other")
    for _ in range(2):
        store.note_left(who, NOW)

    assert (True, False) == (store.was_left(who), store.was_left(other))
    for hours, known in ((23, True), (24, False)):
        store.purge(NOW + timedelta(hours=hours))  # type: ignore[attr-defined] # what is kept is purged by all of them
        assert known == store.was_left(who)
