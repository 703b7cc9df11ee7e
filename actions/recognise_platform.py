"""
`action_recognise_platform`: how the platform that the person named takes reports.
"""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.seen import seen
from bot.domain.fact import Platform
from bot.domain.facts import Facts


class RecognisePlatform(Action):
    """
    Sets `report_route` and `platform_encrypted`.
    """

    def __init__(self, facts: Facts) -> None:
        self._facts = facts

    def name(self) -> str:
        """
        As the flows call it.
        """
        return "action_recognise_platform"

    def run(
        self, _dispatcher: CollectingDispatcher, tracker: Tracker, _domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """
        Two slot events.
        """
        platform = self._facts.platform(seen(tracker).slots.get("platform"))
        return [
            SlotSet("report_route", report_route(platform)),
            SlotSet("platform_encrypted", platform is not None and platform.encrypted == "yes"),
        ]


def report_route(platform: Platform | None) -> str:
    """
    `form` for a form made for intimate images, `button` for the report button, `email`, `steps` where no address is known, or `unknown`.
    """
    if platform is None:
        return "unknown"
    if platform.report_url and platform.route_kind == "dedicated":
        return "form"
    if platform.report_url:
        return "button"
    if platform.report_email:
        return "email"
    return "steps" if platform.steps else "unknown"
