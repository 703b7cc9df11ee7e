"""
People who write to the bot in Telegram: what they see, in both ways in which messages come in.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.app import Parts
from bot.clock import utcnow
from tests.acceptance.telegram import ADDRESS, Place, in_telegram
from tests.bot_api.people import titles, wait_until
from tests.bot_api.server import Fault, too_many


@pytest.fixture(params=["webhook", "polling"])
def place(whole: Parts, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Place]:
    """
    A bot, in each of the two ways.
    """
    with in_telegram(whole, tmp_path, webhook=request.param == "webhook") as found:
        yield found


@pytest.fixture
def hooked(whole: Parts, tmp_path: Path) -> Iterator[Place]:
    """
    A bot with a webhook.
    """
    with in_telegram(whole, tmp_path, webhook=True) as found:
        yield found


def test_a_talk(place: Place) -> None:
    """
    Each answer is one message with its options as buttons; pressing one is acknowledged and goes on.
    """
    person = place.someone()
    person.says("/start")
    person.waits_for(1)
    query = person.presses("Yes, I'm safe")
    person.waits_for(2)
    person.says("he wants money or he will post my pictures")
    heard = person.waits_for(3)
    wait_until(lambda: query in place.api.answered)

    assert "are you safe" in heard[0]
    assert "pay" in heard[2]
    assert True is place.tracker(person).slots["threatened"]
    assert [True] * 3 == [
        each["link_preview_options"] == {"is_disabled": True}
        for each in place.api.called("sendMessage")
    ]
    assert not any("parse_mode" in each for each in place.api.called("sendMessage"))


def test_the_menu_and_only_what_is_needed_is_asked_for(place: Place) -> None:
    """
    Neutral commands, and an explicit list of updates.
    """
    wait_until(lambda: "" in place.api.menus)

    expected = {
        "start": "Begin, or go on",
        "help": "What I can do",
        "language": "Languages",
        "clear": "Clear this chat",
        "stop": "Stop",
    }
    assert expected == {each["command"]: each["description"] for each in place.api.menus[""]}
    wait_until(
        lambda: (
            ("message", "edited_message", "callback_query", "my_chat_member") == place.api.allowed
        )
    )


def test_a_stale_button_does_what_it_said_or_says_that_the_talk_moved_on(hooked: Place) -> None:
    """
    It never answers another question than its own, and never in silence.
    """
    person = hooked.someone()
    person.says("/start")
    person.waits_for(1)
    first = list(person.chat.messages.values())[-1]
    person.presses("Yes, I'm safe")
    person.waits_for(2)
    before = hooked.tracker(person).stack

    person.presses("Yes, I'm safe", message=first)
    heard = person.waits_for(3)
    assert "earlier question" in heard[2]
    assert heard[1].split("\n\n")[-1] in heard[2]
    assert before == hooked.tracker(person).stack

    person.presses("I'm in danger", message=first)
    assert "In danger" in person.waits_for(4)[3] or "in danger" in person.heard[3]
    assert "no" == hooked.tracker(person).slots["safe_now"]


def test_an_edit_is_not_answered_again_but_a_call_for_help_is_heard(hooked: Place) -> None:
    """
    What is changed for its spelling stays without an answer.
    """
    person = hooked.someone()
    message = person.says("hello")
    person.waits_for(1)
    before = hooked.tracker(person)

    person.edits(message, "hello there")
    person.edits(message, "someone wants money for my pictures", later=6)
    wait_until(lambda: not hooked.api.pending)
    person.edits(message, "i want to kill myself", later=7)
    heard = person.waits_for(2)
    person.edits(message, "i want to kill myself.", later=8)
    person.says("2")
    person.waits_for(3)

    assert "suicide" in heard[1]
    assert 3 == len(person.heard)
    assert "threatened" not in hooked.tracker(person).slots
    assert before != hooked.tracker(person)


FILE = {"file_id": "f", "file_unique_id": "u"}
PHOTO = {"photo": [{**FILE, "width": 1, "height": 1}]}


def test_what_is_sent_is_never_fetched_and_answered_kindly(place: Place) -> None:
    """
    Pictures, voices, files and places; words under a picture count, above all those that call for help.
    """
    person = place.someone()
    person.says("/start")
    person.waits_for(1)
    sent: tuple[dict[str, Any], ...] = (
        PHOTO,
        {"voice": {**FILE, "duration": 1}},
        {"document": FILE},
        {"location": {"latitude": 1.0, "longitude": 1.0}},
        {"contact": {"phone_number": "5550100", "first_name": "A"}},
        {**PHOTO, "caption": "i want to kill myself"},
    )
    for number, each in enumerate(sent, 2):
        person.sends(**each)
        person.waits_for(number)

    heard = person.heard
    assert [
        "I'm here.\nPlease don't send the picture",
        "I can only read words",
        "I'm here.\nPlease don't send the picture",
        "I can't see places",
        "I can only read words",
    ] == [next(start for start in ANSWERS if each.startswith(start)) for each in heard[1:6]]
    assert "suicide" in heard[6]
    assert [] == place.api.called("getFile")


ANSWERS = (
    "I'm here.\nPlease don't send the picture",
    "I can only read words",
    "I can't see places",
)


def test_an_album_is_answered_once(hooked: Place) -> None:
    """
    Five pictures at once are one thing to say no to.
    """
    person = hooked.someone()
    person.says("/start")
    person.waits_for(1)
    for _ in range(5):
        person.sends(**PHOTO, media_group_id="77")
    person.waits_for(2)
    person.says("/help")
    person.waits_for(3)

    assert 3 == len(person.heard)


def test_other_chats_are_left_without_a_word(place: Place) -> None:
    """
    No echo, no download; the bot goes.
    """
    person = place.someone()
    group = {"id": -100555, "type": "supergroup", "title": "G"}
    channel = {"id": -100556, "type": "channel", "title": "C"}
    change = {
        "chat": group,
        "from": person.user,
        "date": place.api.now,
        "old_chat_member": {"status": "left", "user": place.api.me},
        "new_chat_member": {"status": "member", "user": place.api.me},
    }
    message = {"message_id": 1, "date": place.api.now, "from": person.user, "text": "hello"}
    place.api.bring("my_chat_member", change)
    place.api.bring("message", {**message, "chat": group})
    place.api.bring("channel_post", {**message, "chat": channel})
    place.api.bring("inline_query", {"id": "1", "from": person.user, "query": "x", "offset": ""})
    wait_until(lambda: len(place.api.left) == 2)
    person.says("/start")
    person.waits_for(1)

    assert [group["id"]] * 2 == place.api.left
    assert [person.number] == [each["chat_id"] for each in place.api.called("sendMessage")]


def test_clearing_deletes_both_sides_and_says_what_stays(place: Place) -> None:
    """
    All that is younger than 48 hours; the answer is the only message left, and gives nothing away.
    """
    person = place.someone()
    person.says("/start")
    person.waits_for(1)
    person.presses("Yes, I'm safe")
    person.waits_for(2)
    person.says("/clear")
    wait_until(lambda: len(person.chat.messages) == 1)

    assert ["OK. I cleared what I could here"] == [each[:31] for each in person.heard]
    assert "Telegram" in person.heard[0]
    assert [] == titles(next(iter(person.chat.messages.values())))
    person.says("hello again")
    assert "Is it safe" in person.waits_for(2)[1]


def test_clearing_goes_on_where_one_message_cannot_be_deleted(hooked: Place) -> None:
    """
    One that is gone or too old doesn't hold up the others.
    """
    person = hooked.someone()
    person.says("/start")
    person.waits_for(1)
    old = person.chat.messages[1]
    old["date"] -= 49 * 3600
    person.says("/clear")
    wait_until(lambda: [each[:3] for each in person.heard] == ["OK."])

    assert [False, True] == [each["by_bot"] for each in person.chat.messages.values()]


def test_erasing_everything_clears_the_chat_too(hooked: Place) -> None:
    """
    As was said before it was confirmed.
    """
    person = hooked.someone()
    person.says("/start")
    person.waits_for(1)
    person.says("delete all my data")
    wait_until(lambda: any("clear what I can of this chat" in each for each in person.heard))
    person.presses("Yes, delete it all")
    wait_until(lambda: len(person.chat.messages) == 1)

    assert person.heard[0].startswith("Done. Everything I kept is erased")
    assert {} == hooked.tracker(person).slots


def test_whoever_blocks_the_bot_is_sent_nothing_until_they_write(hooked: Place) -> None:
    """
    The talk is left as after "stop", and taken up gently.
    """
    person = hooked.someone()
    person.says("/start")
    person.waits_for(1)
    person.blocks()
    wait_until(lambda: "pattern_stop" in [each.flow for each in hooked.tracker(person).stack])
    person.blocks(blocked=False)
    person.says("/start")
    heard = person.waits_for(2)

    assert "Is it safe now to go on" in heard[1]
    assert 2 == len(hooked.api.called("sendMessage"))


def test_a_block_that_is_only_seen_when_sending_is_heeded(hooked: Place) -> None:
    """
    403 ends it: nothing is tried again.
    """
    person = hooked.someone()
    person.chat.blocked = True
    person.says("/start")
    wait_until(lambda: len(hooked.api.called("sendMessage")) == 1)
    wait_until(lambda: hooked.store.deliveries.claim_outgoing(utcnow()) is None)
    person.chat.blocked = False
    person.says("hello")
    person.waits_for(1)

    assert 2 == len(hooked.api.called("sendMessage"))


def test_nothing_is_lost_or_said_twice_when_telegram_says_wait(hooked: Place) -> None:
    """
    429 and Telegram's own failures are tried again; what comes later waits its turn.
    """
    hooked.api.fail("sendMessage", too_many(1), Fault(code=500))
    person = hooked.someone()
    person.says("/start")
    person.says("/help")
    heard = person.waits_for(2)

    assert "are you safe" in heard[0]
    assert [False, False, True, True] == [
        each.ok for each in hooked.api.calls if each.method == "sendMessage"
    ]


def test_an_answer_that_nobody_knows_of_is_repeated_only_if_it_is_urgent(hooked: Place) -> None:
    """
    The greeting with the emergency number comes twice at worst; anything else isn't said again.
    """
    lost = Fault(code=502, plain=True, done=True)
    person = hooked.someone()
    hooked.api.fail("sendMessage", lost)
    person.says("/start")
    person.waits_for(2)
    person.presses("Yes, I'm safe")
    person.waits_for(3)
    hooked.api.fail("sendMessage", lost)
    person.says("/help")
    person.waits_for(4)
    person.says("thank you")
    person.waits_for(5)

    first, again, *_ = person.heard
    assert first == again
    assert 5 == len(person.heard)


def test_a_copy_of_the_log_comes_as_a_file(hooked: Place) -> None:
    """
    With its words below it, and no link that would be used up.
    """
    person = hooked.someone()
    person.says("/start")
    person.waits_for(1)
    person.presses("Yes, I'm safe")
    person.waits_for(2)
    person.says("please note https://videos.example/1")
    person.waits_for(3)
    person.says("/export_log")
    person.waits_for(4)
    person.says("/SetSlots(export_format=csv)")
    wait_until(lambda: bool(hooked.api.called("sendDocument")))

    (sent,) = hooked.api.called("sendDocument")
    assert b"https://videos.example/1" in sent["document"]
    assert sent["caption"].startswith("Here is your copy.")
    assert not any(ADDRESS in each for each in (sent["caption"], *person.heard))


def test_two_people_do_not_mix(place: Place) -> None:
    """
    Each hears their own answers.
    """
    one, other = place.someone(5550101), place.someone(5550102)
    one.says("/start")
    other.says("i want to kill myself")
    one.waits_for(1)
    other.waits_for(1)

    assert "suicide" not in one.heard[0]
    assert "suicide" in other.heard[0]
