"""
`action_update_plan`: the person's own plan: what is done, what is open, in the order that helps most.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.seen import seen

STEPS: tuple[tuple[str, str], ...] = (
    ("stop_contact", "told_stop_contact"),
    ("evidence", "told_evidence"),
    ("hashing_tool", "told_hashing"),
    ("report_platform", "told_report"),
    ("people", "told_people"),
    ("report_police", "told_police"),
    ("secure_accounts", "told_accounts"),
)
"""Each step of a plan: the flow that does it, and the slot that says it was done."""
KNOWS = ("threatened", "posted", "deepfake", "recorded", "worried", "account_taken", "for_other")
CONTACT = ("threatened", "recorded")
MOST_OPEN = 6


class UpdatePlan(Action):
    """
    Sets `plan_done`, `plan_open` and `plan_state` (open, finished, or empty while nothing is known).
    """

    def name(self) -> str:
        """
        As the flows call it.
        """
        return "action_update_plan"

    def run(
        self, _dispatcher: CollectingDispatcher, tracker: Tracker, _domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """
        Three slot events.
        """
        slots = seen(tracker).slots
        done = [flow for flow, told in STEPS if slots.get(told)]
        left = [flow for flow, told in STEPS if not slots.get(told) and _belongs(flow, slots)]
        known = bool(done) or any(slots.get(each) for each in KNOWS)
        state = "empty" if not known else "open" if left else "finished"
        return [
            SlotSet("plan_done", done),
            SlotSet("plan_open", left[:MOST_OPEN] if known else []),
            SlotSet("plan_state", state),
        ]


def _belongs(flow: str, slots: Mapping[str, Any]) -> bool:
    """
    Stopping contact is part of the plan only where somebody is in contact.
    """
    return flow != "stop_contact" or any(slots.get(each) for each in CONTACT)
