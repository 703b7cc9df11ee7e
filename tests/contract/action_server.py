"""
Actions that misbehave beside the real ones; run as a program, it serves all of them as rasa-sdk's action server does.
"""

from __future__ import annotations

import logging
import sys
from pathlib import Path
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import all_actions
from bot.actions_runner import serve_actions
from bot.loading.facts import load_facts

ROOT = Path(__file__).parents[2]


class Breaks(Action):
    """
    Raises an error whose words hold what the person told.
    """

    def name(self) -> str:
        return "action_breaks"

    def run(self, _dispatcher: CollectingDispatcher, tracker: Tracker, _domain: Any) -> list[Any]:
        raise LookupError(str(tracker.slots))


class SpeaksFreely(Action):
    """
    Says words that nobody reviewed.
    """

    def name(self) -> str:
        return "action_speaks_freely"

    def run(self, dispatcher: CollectingDispatcher, _tracker: Tracker, _domain: Any) -> list[Any]:
        dispatcher.utter_message(text="Trust me.")
        return []


class WritesNonsense(Action):
    """
    Asks for a change of the log that there is no such thing as.
    """

    def name(self) -> str:
        return "action_writes_nonsense"

    def run(self, _dispatcher: CollectingDispatcher, _tracker: Tracker, _domain: Any) -> list[Any]:
        return [SlotSet("evidence_changes", [{"colour": "red"}])]


class AsksTheStore(Action):
    """
    Asks the store for two things, and for nothing else.
    """

    def name(self) -> str:
        return "action_asks_the_store"

    def run(self, _dispatcher: CollectingDispatcher, _tracker: Tracker, _domain: Any) -> list[Any]:
        longer, code = (
            {"request": "keep_longer", "days": 90},
            {"request": "keep_code", "code": "C"},
        )
        return [SlotSet("store_requests", [longer, code])]


class AsksForNonsense(Action):
    """
    Asks the store for what there is no such thing as.
    """

    def name(self) -> str:
        return "action_asks_for_nonsense"

    def run(self, _dispatcher: CollectingDispatcher, _tracker: Tracker, _domain: Any) -> list[Any]:
        return [SlotSet("store_requests", [{"request": "fly"}])]


class TellsWhatItSees(Action):
    """
    Gives back all that it was given of the person's words.
    """

    def name(self) -> str:
        return "action_tells_what_it_sees"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, _domain: Any) -> list[Any]:
        dispatcher.utter_message(response="utter_seen", message=tracker.latest_message)
        return []


class DoesNothing(Action):
    """
    Neither sets nor says anything.
    """

    def name(self) -> str:
        return "action_does_nothing"

    def run(self, _dispatcher: CollectingDispatcher, _tracker: Tracker, _domain: Any) -> list[Any]:
        return []


def actions() -> tuple[Action, ...]:
    """
    The real actions with the real facts, and the others.
    """
    real = all_actions(load_facts(ROOT / "data" / "facts"))
    others = (Breaks(), SpeaksFreely(), WritesNonsense(), TellsWhatItSees(), DoesNothing())
    return (*real, *others, AsksTheStore(), AsksForNonsense())


if __name__ == "__main__":
    logging.basicConfig(stream=sys.stdout, level=logging.INFO, format="%(message)s")
    serve_actions(actions(), "127.0.0.1", 0)
