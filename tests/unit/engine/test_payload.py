"""
What buttons send: each form that is read, and everything else refused without an error.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.slot import Value
from bot.engine.payload import MAX_LENGTH, Payload, parse_payload

NAME = st.from_regex(r"[A-Za-z_][A-Za-z0-9_]{0,10}", fullmatch=True)


@pytest.mark.parametrize(
    ("text", "payload"),
    [
        ("/affirm", Payload(intent="affirm")),
        ("  /affirm\n", Payload(intent="affirm")),
        ('/inform{"age": "minor"}', Payload(intent="inform", entities={"age": "minor"})),
        ('/inform {"n": 2, "ok": true}', Payload(intent="inform", entities={"n": 2, "ok": True})),
        ("/inform{}", Payload(intent="inform")),
        ("/SetSlots(age=minor)", Payload(slots=(("age", "minor"),))),
        (
            "/SetSlots(a=true, b=false,c=null)",
            Payload(slots=(("a", True), ("b", False), ("c", None))),
        ),
        ("/SetSlots(a=18, b=-1.5)", Payload(slots=(("a", 18), ("b", -1.5)))),
        ("/SetSlots(a = a few words , b=x)", Payload(slots=(("a", "a few words"), ("b", "x")))),
        ("""/SetSlots(a="1, 2", b='null')""", Payload(slots=(("a", "1, 2"), ("b", "null")))),
        ("/SetSlots(a=007)", Payload(slots=(("a", "007"),))),
        ("/SetSlots(a=+44)", Payload(slots=(("a", "+44"),))),
        ("/StartFlow(stop_contact)", Payload(flow="stop_contact")),
        ("/StartFlow( stop_contact )", Payload(flow="stop_contact")),
    ],
)
def test_each_form_is_read(text: str, payload: Payload) -> None:
    """
    Slots, an intent with entities, or a flow; values typed by how they look.
    """
    assert payload == parse_payload(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "/",
        "affirm",
        "yes please",
        "/två",
        "/affirm now",
        "/SetSlots",
        "/SetSlots()",
        "/SetSlots(a)",
        "/SetSlots(a=)",
        "/SetSlots(=a)",
        "/SetSlots(a=b",
        "/SetSlots(a=b,)",
        "/SetSlots(a=b c=d)",
        "/SetSlots(a=b, a=c)",
        "/SetSlots(a=f(x))",
        '/SetSlots(a="b)',
        "/setslots(a=b)",
        "/StartFlow",
        "/StartFlow()",
        "/StartFlow(a, b)",
        "/inform{",
        "/inform{]}",
        '/inform{"a": NaN}',
        "/inform[1]",
        '/inform{"a": ' + "[" * 900,
        '/inform{"a": ' + "[" * 480 + "]" * 480 + "}{",
        "/" + "a" * MAX_LENGTH,
    ],
)
def test_what_is_no_payload(text: str) -> None:
    """
    Anything else is an ordinary message.
    """
    assert parse_payload(text) is None


@given(st.text() | st.text("/SetSlotsFw(){}[]=,\"': a1.\\").map("/".__add__))
def test_nothing_raises(text: str) -> None:
    """
    Whatever people send, it is read or refused.
    """
    payload = parse_payload(text)

    assert payload is None or isinstance(payload, Payload)


@given(
    st.dictionaries(
        NAME,
        st.none()
        | st.booleans()
        | st.integers(-(10**14), 10**14)
        | st.from_regex(r"[a-z]{5,9}( [a-z]{5,9})?", fullmatch=True).filter(
            lambda t: t != "false"
        ),
        min_size=1,
        max_size=4,
    )
)
def test_slots_come_back_as_they_were_written(slots: dict[str, Value]) -> None:
    """
    Each assignment is read with its type, in order.
    """
    words = {None: "null", True: "true", False: "false"}
    written = (
        f"{name}={words[value] if value is None or isinstance(value, bool) else value}"
        for name, value in slots.items()
    )
    assert Payload(slots=tuple(slots.items())) == parse_payload(f"/SetSlots({', '.join(written)})")
