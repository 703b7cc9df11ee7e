"""
How a platform takes reports, and whether it can look into its chats.
"""

from __future__ import annotations

from typing import Any

import pytest

from actions.recognise_platform import RecognisePlatform
from tests.unit.actions.perform import facts, perform, platform

FORM = "https://example.org/form"
FACTS = facts(
    platform("Form", route_kind="dedicated", report_url=FORM),
    platform("Button", report_url=FORM, encrypted="yes"),
    platform("Mail", report_email="abuse@example.org", encrypted="no"),
    platform("Steps", steps="Tap Report."),
    platform("Nothing", route_kind="dedicated"),
)


@pytest.mark.parametrize(
    ("slots", "route", "encrypted"),
    [
        ({"platform": "form"}, "form", False),
        ({"platform": "button"}, "button", True),
        ({"platform": "mail"}, "email", False),
        ({"platform": "steps"}, "steps", False),
        ({"platform": "nothing"}, "unknown", False),
        ({"platform": "somewhere"}, "unknown", False),
        ({}, "unknown", False),
    ],
)
def test_each_way_to_report(slots: dict[str, Any], route: str, encrypted: bool) -> None:
    """
    Unknown encryption isn't claimed.
    """
    done = perform(RecognisePlatform(FACTS), slots)

    assert {"report_route": route, "platform_encrypted": encrypted} == {
        name: done.slots[name] for name in ("report_route", "platform_encrypted")
    }
    assert [] == done.said
