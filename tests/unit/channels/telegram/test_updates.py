"""
What each kind of update asks for: a delivery, a call, or nothing.
"""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.telegram.updates import NOTHING, Received, read_update
from bot.conversation.delivery import Delivery

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=timezone.utc)
SENT = 1_772_366_400
USER = {"id": 55, "is_bot": False, "first_name": "A", "language_code": "pt-BR"}
BOT = {"id": 1, "is_bot": True, "first_name": "B"}
PRIVATE = {"id": 55, "type": "private", "first_name": "A"}
GROUP = {"id": -100, "type": "supergroup", "title": "G"}
FILE = {"file_id": "f", "file_unique_id": "u"}
PHOTO = [{**FILE, "width": 1, "height": 1}]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=10),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["id", "chat", "from", "type", "text", "date"]), inner)
    ),
    max_leaves=12,
)


def message(**content: Any) -> dict[str, Any]:
    """
    A private message with this in it.
    """
    return {"message_id": 7, "date": SENT, "chat": PRIVATE, "from": USER, **content}


def read(kind: str, content: Any) -> Received:
    return read_update({"update_id": 9, kind: content}, NOW)


def delivery(**more: Any) -> Delivery:
    """
    A delivery of that person's, who doesn't block the bot.
    """
    given: dict[str, Any] = {"delivery_id": "m7", "text": "", "wish": "start", **more}
    return Delivery(channel="telegram", sender="55", received=NOW, language="pt", **given)


def test_a_message_is_a_delivery() -> None:
    """
    With its words, its number, and the language of the person's device as a guess.
    """
    expected = Received(delivery=delivery(text="hello"), message_id=7)

    assert expected == read("message", message(text="hello"))


@pytest.mark.parametrize(
    ("content", "kinds"),
    [
        ({"photo": PHOTO}, ("image",)),
        ({"video": {**FILE, "width": 1, "height": 1, "duration": 1}}, ("video",)),
        ({"video_note": {**FILE, "length": 1, "duration": 1}}, ("video",)),
        ({"animation": {**FILE, "width": 1, "height": 1, "duration": 1}}, ("video",)),
        ({"document": FILE}, ("file",)),
        ({"voice": {**FILE, "duration": 1}}, ("audio",)),
        ({"audio": {**FILE, "duration": 1}}, ("audio",)),
        ({"location": {"latitude": 1.0, "longitude": 1.0}}, ("location",)),
        ({"contact": {"phone_number": "5550100", "first_name": "A"}}, ("contact",)),
        ({"dice": {"emoji": "x", "value": 1}}, ("other",)),
        ({"something_new": {"a": 1}}, ("other",)),
    ],
)
def test_whatever_is_not_text_is_announced_only(
    content: dict[str, Any], kinds: tuple[str, ...]
) -> None:
    """
    By its kind, also where Telegram invents a new one; nothing that would let it be fetched is kept.
    """
    expected = Received(delivery=delivery(attachments=kinds), message_id=7)

    assert expected == read("message", message(**content))


def test_a_caption_is_what_was_said() -> None:
    """
    The words under a picture count, and the picture is announced.
    """
    expected = delivery(text="help me", attachments=("image",))

    assert expected == read("message", message(photo=PHOTO, caption="help me")).delivery


def test_an_album_is_one_delivery_beside_its_words() -> None:
    """
    Telegram brings each picture by itself; they are answered once.
    """
    album = [
        read("message", {**message(photo=PHOTO, media_group_id="g1"), "message_id": each})
        for each in (7, 8)
    ]
    worded = read("message", message(photo=PHOTO, media_group_id="g1", caption="help"))

    assert [delivery(delivery_id="gg1", attachments=("image",))] * 2 == [
        each.delivery for each in album
    ]
    assert delivery(text="help") == worded.delivery


@pytest.mark.parametrize(
    "content",
    [
        {"message_auto_delete_timer_changed": {"message_auto_delete_time": 86400}},
        {"pinned_message": message(text="x")},
        {"write_access_allowed": {}},
    ],
)
def test_what_only_the_app_says_is_not_answered(content: dict[str, Any]) -> None:
    """
    Nobody said anything.
    """
    assert NOTHING == read("message", message(**content))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("/start", "/greet"),
        ("/start a-payload-that-anybody-can-write", "/greet"),
        ("/START@first_hours_bot", "/greet"),
        ("/help", "/menu"),
        ("/clear", "/StartFlow(pattern_clear_chat)"),
        ("/language", "/StartFlow(pattern_choose_language)"),
        ("/stop", "/stop"),
        ("/unknown", "/unknown"),
        ("please /start", "please /start"),
        ("/SetSlots(a=b)", "/SetSlots(a=b)"),
    ],
)
def test_commands_mean_what_the_menu_says(typed: str, meant: str) -> None:
    """
    Whatever stands behind one is left alone.
    """
    assert delivery(text=meant) == read("message", message(text=typed)).delivery


def test_an_edit_is_a_delivery_of_its_own() -> None:
    """
    One for each time, so that a later one counts as well.
    """
    edits = [
        read("edited_message", message(text="changed", edit_date=SENT + each)) for each in (5, 9)
    ]

    assert [
        Received(delivery=delivery(delivery_id=f"e7.{SENT + each}", text="changed", edited=True))
        for each in (5, 9)
    ] == edits


def test_a_press_is_acknowledged_and_delivered() -> None:
    """
    Also where the message that it stood under is too old to be told of.
    """
    call = {"method": "answerCallbackQuery", "callback_query_id": "4"}
    query = {"id": "4", "from": USER, "chat_instance": "1", "data": "/Press(a,b)"}
    shown = {"chat": PRIVATE, "message_id": 3, "date": 0}
    expected = Received(call=call, delivery=delivery(delivery_id="c4", text="/Press(a,b)"))

    assert expected == read("callback_query", {**query, "message": shown})
    assert Received(call=call) == read("callback_query", query)
    assert Received(call=call) == read(
        "callback_query", {**query, "message": {**shown, "chat": GROUP}}
    )


@pytest.mark.parametrize("chat", [GROUP, {**GROUP, "type": "group"}, {**GROUP, "type": "channel"}])
def test_groups_are_left_without_a_word(chat: dict[str, Any]) -> None:
    """
    Nothing that is said there is kept.
    """
    leaving = Received(call={"method": "leaveChat", "chat_id": -100})
    member = {"status": "member", "user": BOT}
    gone = {"status": "left", "user": BOT}
    change = {"chat": chat, "from": USER, "date": SENT}

    added = {**change, "old_chat_member": gone, "new_chat_member": member}
    removed = {**change, "old_chat_member": member, "new_chat_member": gone}
    assert [leaving, leaving, NOTHING] == [
        read("message", {**message(text="canary"), "chat": chat}),
        read("my_chat_member", added),
        read("my_chat_member", removed),
    ]
    assert NOTHING == read("edited_message", {**message(text="canary"), "chat": chat})


def test_whoever_blocks_the_bot_has_stopped() -> None:
    """
    Nothing is sent any more; taking the block back says nothing by itself.
    """
    kicked = {"status": "kicked", "user": BOT, "until_date": 0}
    member = {"status": "member", "user": BOT}
    change = {"chat": PRIVATE, "from": USER, "date": SENT}

    assert Received(delivery=delivery(delivery_id=f"s{SENT}", text="/stop", wish="stop")) == read(
        "my_chat_member", {**change, "old_chat_member": member, "new_chat_member": kicked}
    )
    assert NOTHING == read(
        "my_chat_member", {**change, "old_chat_member": kicked, "new_chat_member": member}
    )


@pytest.mark.parametrize(
    "kind",
    [
        "channel_post",
        "edited_channel_post",
        "business_message",
        "guest_message",
        "inline_query",
        "stopped_message_generation",
    ],
)
def test_other_updates_are_left_alone(kind: str) -> None:
    """
    Also the kinds that this library doesn't know.
    """
    assert NOTHING == read(kind, message(text="canary"))


def test_another_bot_and_a_sender_who_is_not_the_chat_are_left_alone() -> None:
    """
    A private talk is with one person, whose number is the chat's.
    """
    assert NOTHING == read("message", message(text="x", **{"from": {**USER, "id": 56}}))


@given(
    st.dictionaries(
        st.sampled_from(["update_id", "message", "edited_message", "callback_query", "my_chat_member"]),
        JSON,
    )
)  # fmt: skip
def test_nothing_that_is_malformed_breaks_it(body: dict[str, Any]) -> None:
    """
    Whatever it is, there is an answer: at worst nothing to do.
    """
    assert isinstance(read_update(body, NOW), Received)
