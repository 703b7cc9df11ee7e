"""
The REST channel: what comes back for a message, and who may send one.
"""

from __future__ import annotations

import json
from dataclasses import replace

from tests.build import say
from tests.doors import DEVELOPMENT, JSON, PRODUCTION, doors, failure, small_assistant
from tests.fakes import MemoryStore

WEBHOOK = "/webhooks/rest/webhook"
ASK_SAFE = {
    "recipient_id": "someone",
    "text": "utter_ask_safe_now",
    "buttons": [
        {"title": "Yes", "payload": "/SetSlots(safe_now=yes)"},
        {"title": "No", "payload": "/SetSlots(safe_now=no)"},
    ],
}
FIRST = [{"recipient_id": "someone", "text": "utter_intro"}, ASK_SAFE]


def test_a_message_is_answered_bubble_by_bubble() -> None:
    """
    One element a bubble, with its buttons.
    """
    assert FIRST == doors().say("hello")


def test_a_button_is_pressed_by_its_payload_its_number_or_its_title() -> None:
    """
    All three mean the same.
    """
    open_doors = doors()
    answers = []
    for sender, pressed in (("a", "/SetSlots(safe_now=no)"), ("b", "2"), ("c", "no")):
        open_doors.say("hello", sender)
        answers.append([each["text"] for each in open_doors.say(pressed, sender)])

    assert [["utter_call", "utter_ask_danger_over"]] * 3 == answers


def test_a_stream_has_one_line_a_bubble() -> None:
    """
    As in Rasa: JSON, one bubble a line.
    """
    reply = doors().client.post(
        f"{WEBHOOK}?stream=true", json={"sender": "someone", "message": "hello"}
    )

    lines = reply.text.splitlines()
    assert (200, FIRST) == (reply.status_code, [json.loads(line) for line in lines])
    assert "text/event-stream; charset=utf-8" == reply.headers["content-type"]


def test_the_same_delivery_gets_the_same_answer() -> None:
    """
    A repeated message id is answered from memory, also as a stream; another one goes on.
    """
    open_doors = doors()
    once = open_doors.say("hello", metadata={"message_id": "1"})
    again = open_doors.say("hello", metadata={"message_id": "1"})
    next_one = open_doors.say("1", metadata={"message_id": "2"})
    late = open_doors.say("hello", metadata={"message_id": "1"})

    assert [FIRST, FIRST, FIRST] == [once, again, late]
    assert FIRST != next_one


def test_text_messages_show_options_as_numbers() -> None:
    """
    Outside production a message may say that it came by SMS; it is answered as there.
    """
    asked = {**ASK_SAFE, "text": "utter_ask_safe_now\n1. Yes\n2. No"}

    assert [FIRST[0], asked] == doors().say("hello", input_channel="sms")


def test_half_a_character_comes_back_as_an_escape() -> None:
    """
    A sentence never breaks the reply, whatever stands in it.
    """
    content = small_assistant()
    broken = say("utter_intro", text="Hello \ud83d, é 😀")
    responses = {"en": {**content.responses["en"], "utter_intro": broken}}

    reply = doors(content=replace(content, responses=responses)).client.post(
        WEBHOOK, json={"sender": "someone", "message": "hello"}
    )

    assert b'"Hello \\ud83d, \xc3\xa9 \xf0\x9f\x98\x80"' in reply.content
    assert "Hello \ud83d, é 😀" == json.loads(reply.content)[0]["text"]


def test_production_takes_only_senders_that_it_gave_out() -> None:
    """
    A chosen sender is refused and leaves nothing behind; one from the server is answered.
    """
    store = MemoryStore()
    open_doors = doors(PRODUCTION, store=store)
    refused = open_doors.post(WEBHOOK, {"sender": "someone", "message": "hello"})

    expected = failure(
        403,
        "NotAuthorized",
        "The sender must be one that POST /webhooks/<channel>/session gave out.",
    )
    assert (expected, {}) == (refused, store.held)

    sender = open_doors.client.post("/webhooks/rest/session").json()["sender"]
    code, bubbles = open_doors.post(WEBHOOK, {"sender": sender, "message": "hello"})
    assert (200, sender, 1) == (code, bubbles[0]["recipient_id"], len(store.held))


def test_every_session_is_somebody_else() -> None:
    """
    No two people get the same sender.
    """
    client = doors().client
    given = {client.post("/webhooks/rest/session").json()["sender"] for _ in range(50)}

    assert 50 == len(given)


def test_trusted_senders_can_be_had_in_production() -> None:
    """
    Where our own server stands in front, it names the senders.
    """
    settings = replace(PRODUCTION, trusted_senders=True)

    assert FIRST == doors(settings).say("hello")


def test_in_production_nobody_chooses_channel_or_time() -> None:
    """
    They are ignored there.
    """
    settings = replace(PRODUCTION, trusted_senders=True)

    assert FIRST == doors(settings).say(
        "hello", input_channel="sms", metadata={"now": "2031-01-01T00:00:00Z"}
    )


def test_the_web_page_never_chooses_who_it_is() -> None:
    """
    Even in development the page's channel takes only senders of the server, and those of that channel.
    """
    open_doors = doors()
    of_rest = open_doors.client.post("/webhooks/rest/session").json()["sender"]
    of_web = open_doors.client.post("/webhooks/web/session").json()["sender"]
    codes = [
        open_doors.post("/webhooks/web/webhook", {"sender": sender, "message": "hello"})[0]
        for sender in ("someone", of_rest, of_web)
    ]

    assert [403, 403, 200] == codes


def test_who_leaves_is_forgotten_and_not_heard_any_more() -> None:
    """
    Only by the sender itself; for one that isn't ours nothing happens, and nobody learns that.
    """
    store = MemoryStore()
    open_doors = doors(store=store)
    sender = open_doors.client.post("/webhooks/web/session").json()["sender"]
    said = {"sender": sender, "message": "hello"}
    assert 200 == open_doors.post("/webhooks/web/webhook", said)[0]

    assert (200, {"status": "ok"}) == open_doors.post("/webhooks/web/leave", {"sender": "nobody"})
    assert 1 == len(store.held)
    assert (200, {"status": "ok"}) == open_doors.post("/webhooks/web/leave", {"sender": sender})
    assert 0 == len(store.held)
    assert 403 == open_doors.post("/webhooks/web/webhook", said)[0]


def test_one_sender_may_not_flood_it() -> None:
    """
    Half a minute's messages pass at once; then it says when to come back, and others aren't touched.
    """
    open_doors = doors(replace(DEVELOPMENT, messages_a_minute=2))
    codes = [
        open_doors.post(WEBHOOK, {"sender": sender, "message": "hello"})[0]
        for sender in ("a", "a", "b", "b")
    ]

    assert [200, 429, 200, 429] == codes


def test_one_address_may_not_flood_it() -> None:
    """
    Whoever asks for ever new senders is stopped, too.
    """
    open_doors = doors(replace(PRODUCTION, messages_a_minute=1))
    codes = [open_doors.client.post("/webhooks/rest/session").status_code for _ in range(30)]

    assert {200, 429} == set(codes)
    assert sorted(codes) == codes


def test_the_channel_shows_that_it_is_alive() -> None:
    """
    With and without the slash, as clients ask.
    """
    client = doors().client
    found = [client.get(path).json() for path in ("/webhooks/rest/", "/webhooks/rest")]

    assert [{"status": "ok"}] * 2 == found


def test_the_method_is_refused_in_rasas_shape() -> None:
    """
    A webhook isn't there to be read.
    """
    reply = doors().client.get(WEBHOOK, headers=JSON)

    expected = failure(405, "MethodNotAllowed", "This address doesn't know that method.")
    assert expected == (reply.status_code, reply.json())
    assert "POST" == reply.headers["allow"]
