"""
Whatever is sent gets a kind answer in the chat or the documented refusal: never a trace, an echo, or a changed answer.
"""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.acceptance.conftest import WEBHOOK, Person
from tests.doors import failure

CANARY = "canaryword"
KIND: dict[str, Any] = {
    "empty": "",
    "spaces": " \n\t ",
    "ten thousand characters": f"{CANARY} " * 1_000,
    "ten thousand letters": "x" * 10_000,
    "emoji only": "😭😭😭🙏",
    "a family of emoji": "👩‍👩‍👧‍👦🏳️‍🌈",
    "control characters": "\x00\x01\x1b[31m\x7f",
    "NUL inside words": f"he\x00lp {CANARY}",
    "right to left": "مرحبا",
    "right-to-left override": f"\u202e{CANARY}\u202c",
    "another script": "助けてください",
    "Zalgo": "h\u0336\u0321e\u0337\u0322y\u0338",
    "zero width": "\u200b\u200d\ufeff",
    "HTML": f"<script>alert('{CANARY}')</script><img src=x onerror=alert(1)>",
    "SQL": f"'; DROP TABLE conversations; -- {CANARY}",
    "a template": "{facts.ccri.phone} {slots.age_now} {{7*7}} %s %n",
    "JSON that isn't": '{"intent": ',
    "JSON in a text": '{"sender": "other", "message": "hi"}',
    "half a character pair": "\ud83d",
    "a slot that no button sets": "/SetSlots(kept_until=canaryword)",
    "a flow that isn't": "/StartFlow(canaryword)",
    "an intent that isn't": "/canaryword",
    "a payload cut off": "/SetSlots(age_in_image=",
    "a number without an option": "99",
    "a very long number": "9" * 5_000,
    "a path": "../../../../etc/passwd",
}


@pytest.fixture
def asked(person: Person) -> Person:
    """
    Somebody who has answered something, and has a question open.
    """
    person.say("someone shared my pictures")
    person.say("1")
    return person


@pytest.mark.parametrize("name", KIND)
def test_strange_words_are_answered_kindly(asked: Person, name: str) -> None:
    """
    There is an answer that asks or tells how to go on; nothing that was said before is lost, and the way on is open.
    """
    before = asked.tracker
    bubbles = asked.say(KIND[name])
    after = asked.tracker

    assert 1 <= len(bubbles) <= 3
    assert all(bubble["text"].strip() for bubble in bubbles)
    assert bubbles[-1].get("buttons")
    assert dict(before.slots).items() <= dict(after.slots).items()
    assert CANARY not in json.dumps(bubbles)
    assert CANARY not in str(after)
    assert asked.say("/menu")[-1].get("buttons")


REFUSED: dict[str, tuple[Any, int]] = {
    "nothing": ("", 400),
    "no JSON": (f"message={CANARY}", 400),
    "JSON cut off": (f'{{"sender": "a", "message": "{CANARY}', 400),
    "a list": ([CANARY], 400),
    "a text": (f'"{CANARY}"', 400),
    "no sender": ({"message": CANARY}, 422),
    "no message": ({"sender": "a"}, 422),
    "a number for a message": ({"sender": "a", "message": 5}, 422),
    "an object for a message": ({"sender": "a", "message": {"text": CANARY}}, 422),
    "a list for a sender": ({"sender": [CANARY], "message": "hi"}, 422),
    "metadata that isn't": ({"sender": "a", "message": "hi", "metadata": CANARY}, 422),
    "a time that isn't": ({"sender": "a", "message": "hi", "metadata": {"now": CANARY}}, 422),
    "too large": ({"sender": "a", "message": CANARY * 8_000}, 413),
    "too deep": ("[" * 20_000, 400),
    "not UTF-8": (b'{"sender": "a", "message": "\xff\xfe"}', 400),
}


@pytest.mark.parametrize("name", REFUSED)
def test_wrong_requests_are_refused_as_documented(asked: Person, name: str) -> None:
    """
    In Rasa's shape, without a word of what was sent, and without a trace of it in the state.
    """
    body, expected = REFUSED[name]
    if isinstance(body, dict) and body.get("sender") == "a":
        body = {**body, "sender": asked.name}
    before = asked.tracker
    code, content = asked.post(body)

    assert (expected, "failure", expected, ["code", "message", "reason", "status"]) == (
        code,
        content["status"],
        content["code"],
        sorted(content),
    )
    assert CANARY not in json.dumps(content)
    assert before == asked.tracker


@pytest.mark.parametrize(
    ("method", "path", "expected"),
    [
        ("GET", f"/{CANARY}", failure(404, "NotFound", "There is nothing here.")),
        ("GET", WEBHOOK, failure(405, "MethodNotAllowed", "This address doesn't know that method.")),
        ("DELETE", WEBHOOK, failure(405, "MethodNotAllowed", "This address doesn't know that method.")),
        ("POST", "/health", failure(405, "MethodNotAllowed", "This address doesn't know that method.")),
        ("POST", "/webhooks/canaryword/webhook", failure(404, "NotFound", "There is nothing here.")),
    ],
)  # fmt: skip
def test_wrong_addresses_and_methods_are_refused(
    person: Person, method: str, path: str, expected: Any
) -> None:
    """
    Nothing is there, and nothing is repeated.
    """
    reply = person.client.request(method, path)

    assert expected == (reply.status_code, reply.json())


def test_another_content_type_is_refused(person: Person) -> None:
    """
    What a form on another site could send isn't taken.
    """
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data"):
        reply = person.client.post(WEBHOOK, content="{}", headers={"Content-Type": kind})
        assert (415, "UnsupportedMediaType") == (reply.status_code, reply.json()["reason"])


def test_unknown_fields_are_left_alone(person: Person) -> None:
    """
    Rasa's clients send more than we know.
    """
    expected = person.say("/greet")
    other = person.say("/greet", sender="another", canary={"deep": [1, 2]}, metadata={"x": None})

    assert [each["text"] for each in expected] == [each["text"] for each in other]


def test_an_image_is_refused_unseen_and_kindly(person: Person) -> None:
    """
    What is announced is answered with the reviewed refusal, and is nowhere in the state.
    """
    attached = {"attachments": [{"type": "image", "url": f"https://x.example/{CANARY}"}]}
    person.say("/greet")
    texts = person.texts("", metadata=attached)

    assert 1 <= len(texts) <= 3
    assert CANARY not in str(person.tracker)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.text(max_size=300))
def test_any_text_at_all_is_answered(person: Person, text: str) -> None:
    """
    One conversation, any texts: always one to three bubbles, always something that can be answered.
    """
    bubbles = person.say(text)

    assert 1 <= len(bubbles) <= 3
    assert all(bubble["text"].strip() for bubble in bubbles)
