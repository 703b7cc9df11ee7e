"""
`action_find_helplines`: people to talk to, for this country, age and need, those who are there now first.
"""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.seen import Seen, seen
from bot.domain.fact import AgeGroup, Helpline, Need
from bot.domain.facts import Facts, helpline_parts

MOST = 3
ROOM = 240
"""Characters for all lines: so the bubble, with the words around them, fits two text messages."""
MARGIN = 20
"""For the words that tell of a line that it is closed."""
ADULT_AGE = 18
FOR_ADULTS: tuple[Need, ...] = ("image_abuse", "crisis", "sexual_assault")
FOR_MINORS: tuple[Need, ...] = ("child", "image_abuse", "crisis")


class FindHelplines(Action):
    """
    Says up to three lines and sets `helplines_found`; without a need, one line for each of the likeliest.
    """

    def __init__(self, facts: Facts) -> None:
        self._facts = facts

    def name(self) -> str:
        """
        As the flows call it.
        """
        return "action_find_helplines"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, _domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """
        A response with the lines, and one slot event.
        """
        person = seen(tracker)
        lines = _that_fit(self._find(person))
        if lines:
            told = [self._line(each, person) for each in lines]
            dispatcher.utter_message(response="utter_helplines", helplines=told)
        return [SlotSet("helplines_found", "some" if lines else "none")]

    def _find(self, person: Seen) -> list[Helpline]:
        minor = _is_young(person)
        age: AgeGroup = "minor" if minor else "adult"
        need = person.slots.get("need")
        if need is not None:
            return list(self._facts.helplines(person.country, need, age, person.now))[:MOST]
        best = [
            next(iter(self._facts.helplines(person.country, each, age, person.now)), None)
            for each in (FOR_MINORS if minor else FOR_ADULTS)
        ]
        return list({each.id: each for each in best if each is not None}.values())

    def _line(self, helpline: Helpline, person: Seen) -> dict[str, Any]:
        closed = self._facts.is_open(helpline, person.now) is False
        response = "utter_word_line_closed" if closed else "utter_word_line"
        return {"response": response, "line": helpline_parts(helpline)["line"]}


def _is_young(person: Seen) -> bool:
    """
    Who is spoken to counts, as far as they said; else the age in the image.
    """
    now = person.slots.get("age_now")
    if now is not None and not person.slots.get("for_other"):
        return bool(now < ADULT_AGE)
    return person.slots.get("age_in_image") in ("minor", "unknown")


def _that_fit(lines: list[Helpline]) -> list[Helpline]:
    """
    The best of the lines that there is room for; the first one always.
    """
    fitting, room = lines[:1], ROOM - sum(map(_length, lines[:1]))
    for line in lines[1:]:
        if _length(line) <= room:
            fitting.append(line)
            room -= _length(line)
    return fitting


def _length(line: Helpline) -> int:
    return len(helpline_parts(line)["line"] or "") + MARGIN
