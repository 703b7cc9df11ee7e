"""
`action_log_remind`: a reminder for when the time of a request is over, at the time of day that was chosen.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.asking import asks
from actions.seen import Seen, seen
from actions.times import zone_of
from bot.domain.deadline import DEFAULT_HOURS, notices
from bot.domain.evidence import current_items
from bot.domain.fact import Country
from bot.domain.facts import Facts
from bot.domain.request import Remind


class LogRemind(Action):
    """
    Asks the store for it, and says when it comes.
    """

    def __init__(self, facts: Facts) -> None:
        self._facts = facts

    def name(self) -> str:
        """
        As the flows call it.
        """
        return "action_log_remind"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, _domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """
        One response, what the store shall do, and when it is due in `reminder_at`.
        """
        person = seen(tracker)
        zone = zone_of(self._facts, person) or _first_zone(self._facts, person)
        hour = HOURS.get(str(person.slots.get("remind_at")), 9)
        at = _first_after(_over(person), hour, zone)
        when = f"{at:%Y-%m-%d %H:%M} ({zone})"
        dispatcher.utter_message(response="utter_reminder_set", when=when)
        wish = Remind(at=at.isoformat(), response="utter_reminder_notice")
        return [asks(wish), SlotSet("reminder_at", at.isoformat())]


HOURS = {"morning": 9, "midday": 13, "evening": 19}
"""The hour of each time of day that can be chosen."""


def _over(person: Seen) -> datetime:
    """
    When the first request's time is over: as the log says, else as was said when it was sent.
    """
    waiting = notices(current_items(person.entries), person.now)
    if waiting:
        return max(waiting[0].deadline, person.now)
    told = str(person.slots.get("notice_due") or "").removesuffix(" UTC")
    try:
        return max(datetime.fromisoformat(f"{told}+00:00"), person.now)
    except ValueError:
        return person.now + timedelta(hours=DEFAULT_HOURS)


def _first_after(moment: datetime, hour: int, zone: str) -> datetime:
    """
    The first time after a moment that the clock there shows this hour.
    """
    there = moment.astimezone(ZoneInfo(zone))
    same_day = datetime.combine(there.date(), time(hour), ZoneInfo(zone))
    following = datetime.combine(there.date() + timedelta(days=1), time(hour), ZoneInfo(zone))
    return same_day if same_day >= moment else following


def _first_zone(facts: Facts, person: Seen) -> str:
    """
    Where a country has several time zones and nobody said which: the first, which is then said.
    """
    zones = (each.zones for each in facts.of(Country) if each.id == person.country)
    return next((zone for each in zones for zone in each), "UTC")
