"""
`action_update_plan`: the person's own plan: what is done, what is open, in the order that helps most.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.seen import seen

Slots = Mapping[str, Any]
Rule = Callable[[Slots], bool]

KNOWS = ("threatened", "posted", "deepfake", "recorded", "worried", "account_taken", "for_other")
CONTACT = ("threatened", "recorded")
ACCESS = ("threatened", "recorded", "account_taken")
MOST_OPEN = 6
ADULT_AGE = 18


class UpdatePlan(Action):
    """
    Sets `plan_done`, `plan_open` and `plan_state`.

    The state is `empty` while nothing is known, then `fresh` until something is done, `open`, and `finished`.
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
        plan = _in_order(slots) if _any(KNOWS)(slots) else []
        done = [flow for flow in plan if DONE[flow](slots)]
        left = [flow for flow in plan if flow not in done]
        return [
            SlotSet("plan_done", done),
            SlotSet("plan_open", left[:MOST_OPEN]),
            SlotSet("plan_state", _state(done, left)),
        ]


def _state(done: list[str], left: list[str]) -> str:
    if not left:
        return "finished" if done else "empty"
    return "open" if done else "fresh"


def _in_order(slots: Slots) -> list[str]:
    """
    The steps that belong to this person's plan; what is posted already is reported before copies are stopped.
    """
    plan = [flow for flow in DONE if BELONGS.get(flow, _always)(slots)]
    if slots.get("posted"):
        plan.remove("report_platform")
        plan.insert(plan.index("hashing_tool"), "report_platform")
    return plan


def _any(names: tuple[str, ...]) -> Rule:
    return lambda slots: any(slots.get(each) for each in names)


def _always(_slots: Slots) -> bool:
    return True


def _report_to_police(slots: Slots) -> bool:
    return bool(slots.get("threatened")) or slots.get("age_in_image") == "minor"


def _survivor(slots: Slots) -> bool:
    """
    Images from before 18 that go round, of somebody who is an adult now.
    """
    grown = (slots.get("age_now") or 0) >= ADULT_AGE
    return bool(slots.get("posted")) and slots.get("age_in_image") == "minor" and grown


def _hashed(slots: Slots) -> bool:
    """
    Where there is no image, or it is somebody else's, being told how is all that can be done.
    """
    only_told = slots.get("for_other") or slots.get("hashing_service") == "none"
    return slots.get("hashed") == "yes" or bool(only_told and slots.get("told_hashing"))


def _reported(slots: Slots) -> bool:
    return bool(slots.get("reported") or (slots.get("told_report") and not slots.get("posted")))


def _asked_for_removal(slots: Slots) -> bool:
    return slots.get("notice_sent") == "yes" or bool(slots.get("told_notice"))


# Each step of a plan: the flow that does it, and what says that it was done.
DONE: Mapping[str, Rule] = {
    "stop_contact": _any(("told_stop_contact",)),
    "evidence": _any(("evidence_saved",)),
    "hashing_tool": _hashed,
    "report_platform": _reported,
    "people": _any(("told_people",)),
    "search_removal": _any(("told_search",)),
    "survivor_help": _any(("told_survivor",)),
    "report_police": _any(("told_police",)),
    "secure_accounts": _any(("told_accounts",)),
    "notice_follow_up": _any(("told_notice",)),
}
# The steps that only some need.
BELONGS: Mapping[str, Rule] = {
    "stop_contact": _any(CONTACT),
    "search_removal": _any(("posted",)),
    "survivor_help": _survivor,
    "report_police": _report_to_police,
    "secure_accounts": _any(ACCESS),
    "notice_follow_up": _asked_for_removal,
}
