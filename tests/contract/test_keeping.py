"""
Downloads, reminders, and for how long things are kept.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest

from bot.domain.chain import iso
from bot.domain.request import ForgetReminders, JoinCase, KeepLonger, OfferDownload, Remind
from bot.domain.tracker import Tracker
from bot.errors import StateUnreadable
from bot.storage.keeping import Purged
from tests.contract.conftest import AnyStore
from tests.contract.turns import CODE, LINK, NOW, PIN, locked, turn

DAYS_30 = datetime(2026, 12, 21, tzinfo=timezone.utc)
MINUTE = timedelta(minutes=1)


def test_a_download_works_once(store: AnyStore) -> None:
    """
    Whoever comes second gets nothing.
    """
    who = store.key("sms", "somebody")
    turn(store, who, changes=[LINK])
    token = store.create_download(who, "json", NOW, "Europe/Berlin")
    assert token is not None

    first, second = store.take_download(token, NOW), store.take_download(token, NOW)

    assert first is not None
    assert ("json", "Europe/Berlin", "en", [LINK.address]) == (
        first.format,
        first.zone,
        first.language,
        [line.entry.address for line in first.lines],
    )
    assert second is None


@pytest.mark.parametrize(("minutes", "works"), [(14, True), (15, False)])
def test_a_download_ends_after_a_quarter_of_an_hour(
    store: AnyStore, minutes: int, works: bool
) -> None:
    """
    A link that lies around in a chat opens nothing later on.
    """
    who = store.key("sms", "somebody")
    turn(store, who, changes=[LINK], requests=[OfferDownload(token="t", format="pdf")])

    assert works == (store.take_download("t", NOW + minutes * MINUTE) is not None)


def test_there_is_nothing_to_download_without_a_log(store: AnyStore) -> None:
    """
    A token is only made for something; an unknown one opens nothing.
    """
    assert store.create_download(store.key("sms", "somebody"), "pdf", NOW) is None
    assert store.take_download("unknown", NOW) is None


def test_a_download_ends_with_its_log(store: AnyStore) -> None:
    """
    Erased is erased, also for whoever still has the link.
    """
    who = store.key("sms", "somebody")
    turn(store, who, changes=[LINK], requests=[OfferDownload(token="t", format="pdf")])
    turn(store, who, erase=True)

    assert store.take_download("t", NOW) is None


def remind(store: AnyStore, sender: str, after: timedelta, **parts: str) -> str:
    """
    Somebody who asked for a reminder.
    """
    who = store.key("sms", sender)
    wish = Remind(at=iso(NOW + after), response="utter_reminder", **parts)  # type: ignore[arg-type] # a purpose
    turn(store, who, requests=[wish], channel="sms", sender=sender)
    return who


def test_a_reminder_is_due_at_its_time(store: AnyStore) -> None:
    """
    Not before; and then with all that it takes to send it.
    """
    who = store.key("sms", "+15550100")
    wish = Remind(at=iso(NOW + MINUTE), response="utter_reminder")
    spanish = Tracker(language="es")
    turn(store, who, requests=[wish], channel="sms", sender="+15550100", tracker=spanish)

    assert () == store.due_reminders(NOW)
    (due,) = store.due_reminders(NOW + MINUTE)

    assert (who, "notice", "sms", "+15550100", "utter_reminder", "es") == (
        due.conversation,
        due.purpose,
        due.channel,
        due.sender,
        due.response,
        due.language,
    )


def test_a_reminder_is_claimed_once(store: AnyStore) -> None:
    """
    Who sends it has it to themselves; should they have died over it, it is due again.
    """
    remind(store, "somebody", MINUTE)
    later = NOW + MINUTE

    assert 1 == len(store.due_reminders(later))
    assert () == store.due_reminders(later + 4 * MINUTE)
    assert 1 == len(store.due_reminders(later + 5 * MINUTE))


def test_a_reminder_that_was_sent_is_gone(store: AnyStore) -> None:
    """
    It is never sent twice.
    """
    remind(store, "somebody", MINUTE)
    (due,) = store.due_reminders(NOW + MINUTE)

    store.reminder_sent(due.id)

    assert () == store.due_reminders(NOW + timedelta(days=2))


def test_a_reminder_that_failed_is_tried_again_but_not_for_ever(store: AnyStore) -> None:
    """
    Five times, ten minutes apart.
    """
    remind(store, "somebody", MINUTE)
    now, tries = NOW + MINUTE, 0
    while due := store.due_reminders(now):
        tries += 1
        store.reminder_failed(due[0].id, now)
        assert () == store.due_reminders(now + 9 * MINUTE)
        now += 10 * MINUTE
    store.reminder_failed("unknown", now)

    assert (5, ()) == (tries, store.due_reminders(NOW + timedelta(days=2)))


def test_who_dies_over_a_reminder_each_time_stops_trying(store: AnyStore) -> None:
    """
    A reminder that kills its sender isn't claimed without end.
    """
    remind(store, "somebody", MINUTE)
    claims = [store.due_reminders(NOW + MINUTE + n * 5 * MINUTE) for n in range(8)]

    assert [1, 1, 1, 1, 1, 0, 0, 0] == [len(each) for each in claims]


def test_reminders_come_in_order_and_in_portions(store: AnyStore) -> None:
    """
    The one that is due longest comes first.
    """
    third, first, second = (remind(store, str(n), n * MINUTE) for n in (3, 1, 2))
    now = NOW + 5 * MINUTE

    assert [first, second] == [each.conversation for each in store.due_reminders(now, most=2)]
    assert [third] == [each.conversation for each in store.due_reminders(now, most=2)]


def test_a_second_reminder_takes_the_place_of_the_first(store: AnyStore) -> None:
    """
    Asking again moves the reminder; one for another purpose stays.
    """
    remind(store, "somebody", MINUTE)
    remind(store, "somebody", 2 * MINUTE)
    remind(store, "somebody", timedelta(days=28), purpose="retention")

    assert () == store.due_reminders(NOW + MINUTE)
    assert 1 == len(store.due_reminders(NOW + 2 * MINUTE))


@pytest.mark.parametrize(("purpose", "left"), [(None, 0), ("notice", 0), ("retention", 1)])
def test_reminders_can_be_dropped(store: AnyStore, purpose: str | None, left: int) -> None:
    """
    All of them, or those for one purpose.
    """
    who = remind(store, "somebody", MINUTE)
    turn(store, who, requests=[ForgetReminders(purpose=purpose)])  # type: ignore[arg-type] # a purpose

    assert left == len(store.due_reminders(NOW + MINUTE))


def test_a_reminder_in_the_past_is_due_at_once_and_one_too_far_ahead_is_nearer(
    store: AnyStore,
) -> None:
    """
    A time that can't be meant doesn't leave somebody's number lying around for years.
    """
    past = remind(store, "past", -timedelta(days=1))
    far = remind(store, "far", timedelta(days=4000))

    assert [past] == [each.conversation for each in store.due_reminders(NOW)]
    soon = store.due_reminders(NOW + timedelta(days=401))
    assert far in [each.conversation for each in soon]


@pytest.mark.parametrize("at", ["tomorrow", "2026-11-21T10:00:00"])
def test_a_reminder_needs_a_time_that_is_one(store: AnyStore, at: str) -> None:
    """
    A turn with a time that can't be read is not kept.
    """
    who = store.key("sms", "somebody")
    with pytest.raises(StateUnreadable):
        turn(store, who, requests=[Remind(at=at, response="utter_reminder")])


def test_a_warning_of_erasing_waits_for_the_erasing(store: AnyStore) -> None:
    """
    Whoever wrote again in between is warned that much later.
    """
    who = remind(store, "somebody", timedelta(days=28), purpose="retention")
    turn(store, who, now=NOW + timedelta(days=10))

    assert () == store.due_reminders(NOW + timedelta(days=28))
    assert () == store.due_reminders(NOW + timedelta(days=37))
    assert 1 == len(store.due_reminders(NOW + timedelta(days=38)))


def test_erasing_drops_reminders(store: AnyStore) -> None:
    """
    With everything else, the number goes.
    """
    who = remind(store, "somebody", MINUTE)
    turn(store, who, erase=True)

    assert () == store.due_reminders(NOW + MINUTE)


def test_a_conversation_is_kept_for_thirty_days(store: AnyStore) -> None:
    """
    To the end of the day; then it is erased, with its log, its answers and its reminders.
    """
    who = store.key("sms", "somebody")
    turn(store, who, tracker=Tracker(slots={"age": 17}), changes=[LINK], delivery="1")
    assert DAYS_30 == store.open_log(who, pin=None, now=NOW).kept_until

    assert Purged() == store.purge(DAYS_30 - MINUTE)
    assert 1 == store.load(who).revision
    assert Purged(conversations=1, logs=1) == replace(store.purge(DAYS_30), deliveries=0)

    assert (0, Tracker(), (), None) == (
        store.load(who).revision,
        store.load(who).tracker,
        store.entries(who),
        store.replies(who, "1"),
    )
    assert Purged() == store.purge(DAYS_30)


def test_each_message_puts_the_erasing_off(store: AnyStore) -> None:
    """
    The days count from the last one.
    """
    who = store.key("sms", "somebody")
    turn(store, who, changes=[LINK])
    turn(store, who, now=NOW + timedelta(days=10))

    assert 0 == store.purge(DAYS_30 + timedelta(days=9)).conversations
    assert 1 == store.purge(DAYS_30 + timedelta(days=10)).conversations


def test_who_asks_for_longer_gets_it(store: AnyStore) -> None:
    """
    A promise of 90 days isn't shortened by the next message.
    """
    who = store.key("sms", "somebody")
    turn(store, who, changes=[LINK], requests=[KeepLonger(days=90)])
    turn(store, who, now=NOW + timedelta(days=1))
    turn(store, who, requests=[KeepLonger(days=1)], now=NOW + timedelta(days=1))

    until = store.open_log(who, pin=None, now=NOW).kept_until
    assert DAYS_30 + timedelta(days=60) == until
    assert 0 == store.purge(NOW + timedelta(days=89)).conversations


def test_a_case_lives_as_long_as_somebody_writes_to_it(store: AnyStore) -> None:
    """
    The device that fell silent is forgotten, the log stays for the other.
    """
    first, second = locked(store), store.key("web", "other")
    view = store.find_case(second, code=CODE, pin=PIN, now=NOW)
    later = NOW + timedelta(days=20)
    turn(store, second, requests=[JoinCase()], opened=view.opened, now=later)

    assert Purged(conversations=1) == store.purge(DAYS_30)
    assert (0, 1) == (
        store.load(first).revision,
        store.open_log(second, pin=None, now=later).items,
    )
    assert Purged(conversations=1, logs=1) == store.purge(DAYS_30 + timedelta(days=20))


def test_answers_are_kept_for_thirty_days(store: AnyStore) -> None:
    """
    A delivery that comes again after that is a new one.
    """
    who = store.key("sms", "somebody")
    turn(store, who, delivery="1")
    turn(store, who, delivery="2", now=NOW + timedelta(days=10))

    assert Purged(deliveries=1) == store.purge(DAYS_30)
    assert (True, False) == (store.replies(who, "1") is None, store.replies(who, "2") is None)


def test_the_answer_to_erasing_is_kept_for_a_day(store: AnyStore) -> None:
    """
    Long enough for a channel to ask again, then nothing at all is left.
    """
    who = store.key("sms", "somebody")
    turn(store, who, changes=[LINK])
    turn(store, who, erase=True, delivery="1")

    assert Purged() == store.purge(NOW + timedelta(hours=12))
    assert Purged(deliveries=1) == store.purge(NOW + timedelta(days=2))
    assert store.replies(who, "1") is None


def test_one_process_purges_for_all(store: AnyStore) -> None:
    """
    Once an hour, whoever asks first.
    """
    first = store.purge_if_due(NOW)
    again = store.purge_if_due(NOW + 59 * MINUTE)
    later = store.purge_if_due(NOW + 60 * MINUTE)

    assert (Purged(), None, Purged()) == (first, again, later)
