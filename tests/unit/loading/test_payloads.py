"""
What buttons send: it can be read, and what it names is there.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.loading.small import EXTRA_RESPONSES, load, mistakes


def button(payload: str) -> str:
    """
    A response with one button whose payload stands on line 6.
    """
    return f"""\
responses:
  utter_x:
    - text: Which?
      buttons:
        - title: This
          payload: '{payload}'
"""


@pytest.mark.parametrize(
    "payload",
    [
        "/SetSlots(age=adult)",
        "/SetSlots(age=null, safe=true, count=2)",
        '/SetSlots(note="5", thing=5)',
        "/danger",
        '/danger{"place": "home"}',
        "/StartFlow(danger)",
    ],
)
def test_what_buttons_may_send(tmp_path: Path, payload: str) -> None:
    """
    Slots with values that they take, intents and flows.
    """
    response = load(tmp_path, {EXTRA_RESPONSES: button(payload)}).responses["en"]["utter_x"]

    assert [payload] == [each.payload for each in response.variations[0].buttons]


@pytest.mark.parametrize(
    ("payload", "expected"),
    [
        (
            "adult",
            [
                "data/responses/en/extra.yml:6: the payload 'adult' can't be read; expected "
                "/SetSlots(slot=value), /intent or /StartFlow(flow)"
            ],
        ),
        (
            "/SetSlots(age adult)",
            [
                "data/responses/en/extra.yml:6: the payload '/SetSlots(age adult)' can't be read; "
                "expected /SetSlots(slot=value), /intent or /StartFlow(flow)"
            ],
        ),
        (
            "/SetSlots(agee=adult)",
            ["data/responses/en/extra.yml:6: no slot is called 'agee'; expected age"],
        ),
        (
            "/SetSlots(age=adlt)",
            ["data/responses/en/extra.yml:6: the slot age can't be 'adlt'; expected adult"],
        ),
        (
            "/SetSlots(age=true)",
            [
                "data/responses/en/extra.yml:6: the slot age can't be 'true'; expected one of adult, "
                "minor"
            ],
        ),
        (
            "/SetSlots(safe=yes)",
            [
                "data/responses/en/extra.yml:6: the slot safe can't be 'yes'; expected true or false"
            ],
        ),
        (
            "/SetSlots(note=5)",
            ['data/responses/en/extra.yml:6: the slot note can\'t be 5; expected a text: "5"'],
        ),
        (
            "/SetSlots(count=two, safe=2)",
            [
                "data/responses/en/extra.yml:6: the slot count can't be 'two'; expected a number",
                "data/responses/en/extra.yml:6: the slot safe can't be 2; expected true or false",
            ],
        ),
        (
            "/dangr",
            ["data/responses/en/extra.yml:6: no intent is called 'dangr'; expected danger"],
        ),
        (
            "/StartFlow(dangr)",
            ["data/responses/en/extra.yml:6: no flow is called 'dangr'; expected danger"],
        ),
        ("", ["data/responses/en/extra.yml:6: the payload is empty; expected a text"]),
    ],
)
def test_what_is_wrong_with_payloads(tmp_path: Path, payload: str, expected: list[str]) -> None:
    """
    Each mistake says what can't be read, isn't there or doesn't fit.
    """
    assert expected == mistakes(tmp_path, {EXTRA_RESPONSES: button(payload)})


def test_entities_of_a_button_are_those_of_the_domain(tmp_path: Path) -> None:
    """
    Once entities are listed, a button can't make up others.
    """
    changes = {
        EXTRA_RESPONSES: button('/danger{"plce": "home"}'),
        "data/domain/extra.yml": "entities: [age, place]\n",
    }
    assert [
        "data/responses/en/extra.yml:6: no entity is called 'plce'; expected place"
    ] == mistakes(tmp_path, changes)
