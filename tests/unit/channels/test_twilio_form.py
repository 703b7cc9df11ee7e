"""
Twilio's fields as deliveries.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, timezone
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.datastructures import FormData

from bot.channels.twilio_form import (
    is_answered_by_provider,
    read_delivery,
    read_form,
    status_of,
)
from bot.conversation.delivery import Delivery
from bot.errors import Refused
from tests.twilio_peer import form, sid

NOW = datetime(2026, 11, 20, 14, tzinfo=timezone.utc)


def country_of(number: str) -> str | None:
    return "GB" if number.startswith("+44") else None


def read(fields: dict[str, str]) -> Delivery:
    """
    The delivery in fields that travelled.
    """
    return read_delivery(read_form(urlencode(fields).encode()), NOW, country_of)


def test_a_text_message_becomes_a_delivery() -> None:
    """
    With the country that its number begins with, and nothing of where Twilio guesses somebody to be.
    """
    expected = Delivery(
        channel="sms",
        delivery_id=sid(1),
        sender="+447700900100",
        text="hello\nyou",
        received=NOW,
        country="GB",
        notes={"sid": sid(1)},
    )

    assert expected == read(form(1, "hello\nyou"))
    assert "CANARYTOWN" not in str(expected)


@pytest.mark.parametrize(
    ("text", "fields", "wish", "said"),
    [
        ("STOP", {}, "stop", "STOP"),
        (" stop\n", {}, "stop", " stop\n"),
        ("End", {}, "stop", "End"),
        ("QUIT", {}, "stop", "QUIT"),
        ("cancel", {}, "stop", "cancel"),
        ("UNSUBSCRIBE", {}, "stop", "UNSUBSCRIBE"),
        ("Arret", {"OptOutType": "STOP"}, "stop", "Arret"),
        ("stop please", {}, None, "stop please"),
        ("he won't stop", {}, None, "he won't stop"),
        ("HELP", {}, None, "HELP"),
        ("START", {}, "start", "/greet"),
        ("unstop", {}, "start", "/greet"),
        ("Yes", {}, "start", "Yes"),
        ("debut", {"OptOutType": "START"}, "start", "/greet"),
        ("yes he did", {}, None, "yes he did"),
    ],
)
def test_words_of_the_phone_company_mean_what_they_mean_there(
    text: str, fields: dict[str, str], wish: str | None, said: str
) -> None:
    """
    Alone in a message, or as Twilio says that it took them; a "yes" is an answer all the same.
    """
    delivery = read(form(1, text, **fields))

    assert (wish, said) == (delivery.wish, delivery.text)


def test_only_help_that_was_answered_is_left_to_twilio() -> None:
    """
    Where Twilio didn't answer, we do.
    """
    answered = FormData(form(1, "HELP", OptOutType="HELP"))

    assert [True, False] == [
        is_answered_by_provider(each) for each in (answered, FormData(form(1, "HELP")))
    ]


def test_files_are_kinds_only() -> None:
    """
    Each once, whatever they say they are; their addresses are nowhere.
    """
    files = {
        "NumMedia": "3",
        "MediaContentType0": "image/jpeg",
        "MediaContentType1": "image/png",
        "MediaContentType2": "<script>",
        "MediaUrl0": "https://canary.example/1",
    }
    delivery = read(form(1, "", **files))

    assert ("image", "file") == delivery.attachments
    assert {"sid": sid(1), "files": "1"} == delivery.notes
    assert "canary" not in str(delivery)


def test_nobody_presses_a_button_by_text_message() -> None:
    """
    What looks like a button's payload is only words.
    """
    assert "SetSlots(x=1)" == read(form(1, " /SetSlots(x=1)")).text


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("MessageSid", "canary"),
        ("MessageSid", sid(1) + "x"),
        ("MessageSid", None),
        ("From", "canary"),
        ("From", "whatsapp:+447700900100"),
        ("From", "+44770090010\u0660"),
        ("From", None),
        ("NumMedia", "-1"),
    ],
)
def test_a_field_of_another_shape_is_refused_by_name(name: str, value: str | None) -> None:
    """
    A good signature doesn't prove where one field ends and the next begins.
    """
    fields = {key: each for key, each in form(1).items() if key != name}
    if value is not None:
        fields[name] = value

    with pytest.raises(Refused) as caught:
        read(fields)

    assert f"The field {name} is missing, repeated or malformed." == caught.value.message


@pytest.mark.parametrize("name", ["MessageSid", "From", "Body"])
def test_a_field_that_comes_twice_is_refused(name: str) -> None:
    """
    Nobody would know which one counts.
    """
    body = urlencode([*form(1).items(), (name, form(1)[name])]).encode()

    with pytest.raises(Refused):
        read_delivery(read_form(body), NOW, country_of)


@given(st.binary(max_size=300))
def test_any_body_is_read_or_refused(body: bytes) -> None:
    """
    Whatever comes, there is no other error.
    """
    with suppress(Refused):
        read_delivery(read_form(body), NOW, country_of)


def test_a_report_says_which_message_got_how_far() -> None:
    """
    And nothing more is read of it.
    """
    fields = FormData({"MessageSid": sid(1), "MessageStatus": "delivered", "To": "canary"})

    assert (sid(1), "delivered") == status_of(fields)
