"""
The fields of a request in Rasa's form.
"""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.fields import Here, read_message
from bot.domain.message import UserMessage
from bot.errors import Refused

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=timezone.utc)
HERE = Here(channel="rest", now=NOW, pretends=True)
PRODUCTION = Here(channel="rest", now=NOW, pretends=False)
PLAIN = {"sender": "a", "message": "hi"}


def plain(**fields: Any) -> UserMessage:
    known: dict[str, Any] = {"sender": "a", "text": "hi", "channel": "rest", "now": NOW, **fields}
    return UserMessage(**known)


def refusal(body: dict[str, Any]) -> str:
    with pytest.raises(Refused) as refused:
        read_message(body, HERE)
    assert (422, "UnprocessableEntity") == (refused.value.code, refused.value.reason)
    return refused.value.message


def test_a_message_needs_a_sender_and_a_text() -> None:
    """
    The least that Rasa's clients send.
    """
    assert plain() == read_message(PLAIN, HERE)


def test_everything_that_a_client_may_tell_is_taken() -> None:
    """
    Language, country, time zone, attachments, an id, a time and a channel.
    """
    body = {
        **PLAIN,
        "input_channel": "sms",
        "metadata": {
            "message_id": "m-1",
            "language": "es-MX",
            "country": "uk",
            "time_zone": "America/Argentina/Buenos_Aires",
            "attachments": [{"type": "image"}, {"type": "image"}, {"type": "audio"}],
            "now": "2026-03-02T08:00:00+01:00",
        },
    }

    expected = plain(
        channel="sms",
        message_id="m-1",
        language="es",
        country="GB",
        time_zone="America/Argentina/Buenos_Aires",
        attachments=("image", "audio"),
        now=datetime(2026, 3, 2, 8, 0, tzinfo=timezone(timedelta(hours=1))),
    )
    assert expected == read_message(body, HERE)


def test_in_production_neither_time_nor_channel_can_be_chosen() -> None:
    """
    They are ignored there, whatever they are.
    """
    body = {**PLAIN, "input_channel": 5, "metadata": {"now": "tomorrow"}}

    assert plain() == read_message(body, PRODUCTION)


def test_unknown_fields_and_nothings_are_left_alone() -> None:
    """
    Rasa's clients send fields of their own, and null for what they don't have.
    """
    body = {
        **PLAIN,
        "input_channel": None,
        "extra": {"deep": [1]},
        "metadata": {"message_id": None, "language": None, "attachments": None, "now": None, "x": 1},
    }  # fmt: skip

    assert plain() == read_message(body, HERE)


def test_another_clients_channel_is_this_one() -> None:
    """
    A Rasa front end may call its channel what it likes.
    """
    assert plain() == read_message({**PLAIN, "input_channel": "chatroom"}, HERE)


def test_a_time_without_a_zone_is_utc() -> None:
    """
    A naive time isn't this machine's.
    """
    body = {**PLAIN, "metadata": {"now": "2026-03-02T08:00:00"}}

    expected = plain(now=datetime(2026, 3, 2, 8, 0, tzinfo=timezone.utc))
    assert expected == read_message(body, HERE)


@pytest.mark.parametrize("message", [{}, {"message": None}, {"message": ""}])
def test_an_image_may_come_without_words(message: dict[str, Any]) -> None:
    """
    An announced attachment is a message of its own.
    """
    body = {"sender": "a", **message, "metadata": {"attachments": [{"type": "image"}]}}

    assert plain(text="", attachments=("image",)) == read_message(body, HERE)


@pytest.mark.parametrize("kind", [None, 7, "", "../x", "IMAGE", "x" * 40])
def test_an_attachment_of_no_known_kind_is_a_file(kind: Any) -> None:
    """
    What it is called doesn't matter: it isn't taken.
    """
    body = {**PLAIN, "metadata": {"attachments": [{"type": kind, "url": "https://x.example"}]}}

    assert plain(attachments=("file",)) == read_message(body, HERE)


SENDER = "The field sender must be a text of 1 to 255 printable characters."
ATTACHMENTS = 'The field metadata.attachments must be a list like [{"type": "image"}].'
NOW_FIELD = "The field metadata.now must be a time like 2026-03-01T12:00:00+00:00."
LANGUAGE = "The field metadata.language must be a language code like en or en-GB."


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"sender": None}, SENDER),
        ({"sender": ""}, SENDER),
        ({"sender": 5}, SENDER),
        ({"sender": ["a"]}, SENDER),
        ({"sender": "x" * 256}, SENDER),
        ({"sender": "a\0b"}, SENDER),
        ({"sender": "a\nb"}, SENDER),
        ({"sender": "\ud800"}, SENDER),
        ({"message": None}, "The field message must be a text."),
        ({"message": 5}, "The field message must be a text."),
        ({"message": {"text": "hi"}}, "The field message must be a text."),
        ({"message": ["hi"]}, "The field message must be a text."),
        ({"input_channel": 5}, "The field input_channel must be a text."),
        ({"metadata": "x"}, "The field metadata must be an object."),
        ({"metadata": []}, "The field metadata must be an object."),
        ({"metadata": {"message_id": 5}}, SENDER.replace("sender", "metadata.message_id")),
        ({"metadata": {"message_id": ""}}, SENDER.replace("sender", "metadata.message_id")),
        ({"metadata": {"language": "english!"}}, LANGUAGE),
        ({"metadata": {"language": 1}}, LANGUAGE),
        ({"metadata": {"country": "USA"}}, "The field metadata.country must be a country code of two letters, like GB."),
        ({"metadata": {"time_zone": "../../etc/passwd"}}, "The field metadata.time_zone must be a time zone like Europe/London."),
        ({"metadata": {"attachments": "image"}}, ATTACHMENTS),
        ({"metadata": {"attachments": ["image"]}}, ATTACHMENTS),
        ({"metadata": {"now": "tomorrow"}}, NOW_FIELD),
        ({"metadata": {"now": 1_700_000_000}}, NOW_FIELD),
        ({"metadata": {"now": "0001-01-01T00:00:00+00:00"}}, NOW_FIELD),
        ({"metadata": {"now": "9999-12-31T23:59:59+00:00"}}, NOW_FIELD),
    ],
)  # fmt: skip
def test_a_wrong_field_is_named_and_not_shown(fields: dict[str, Any], expected: str) -> None:
    """
    The refusal says which field, and what it must be.
    """
    assert expected == refusal({**PLAIN, **fields})


ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)
FIELDS = st.sampled_from(
    ["message_id", "language", "country", "time_zone", "attachments", "now", "x"]
)


@given(
    sender=ANY_JSON,
    message=ANY_JSON,
    channel=ANY_JSON,
    metadata=st.dictionaries(FIELDS, ANY_JSON) | ANY_JSON,
)
def test_any_json_is_a_message_or_refused(
    sender: Any, message: Any, channel: Any, metadata: Any
) -> None:
    """
    No field of any type does anything else.
    """
    body = {"sender": sender, "message": message, "input_channel": channel, "metadata": metadata}
    found: object
    try:
        read = read_message(body, HERE)
        found = (read.sender, read.now.tzinfo is not None)
    except Refused as refused:
        found = refused.code

    assert found in ((sender, True), 422)
