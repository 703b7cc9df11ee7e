"""
`FlowPolicy`: the flows inside Rasa's dialogue loop.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rasa.core.policies.policy import Policy, PolicyPrediction, confidence_scores_for
from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event, SlotSet
from rasa.shared.core.trackers import DialogueStateTracker

from bot.domain.assistant import Assistant
from bot.rasa.content import copy_content, fingerprint, open_content
from bot.rasa.slots import ERASES, KEPT_ON, OWN, STATE
from bot.rasa.turn import Past, Point, failed, play

log = logging.getLogger(__name__)


@DefaultV1Recipe.register(
    DefaultV1Recipe.ComponentType.POLICY_WITHOUT_END_TO_END_SUPPORT, is_trainable=True
)
class FlowPolicy(Policy):
    """
    Predicts what the flows do next; its settings are those of `policies` in `config.yml`.
    """

    def __init__(self, *args: Any, assistant: Assistant | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._assistant = assistant

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """
        What Rasa asks of every policy.
        """
        return {"priority": 1}

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:  # noqa: ARG003 - Rasa's signature
        """
        A model is stale as soon as a flow, a response or a fact has changed.
        """
        return fingerprint()

    def train(self, *_args: Any, **_kwargs: Any) -> Resource:
        """
        Nothing is learned: the flows go into the model as they are written.
        """
        with self._model_storage.write_to(self._resource) as folder:
            copy_content(Path(folder))
        return self._resource

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **_kwargs: Any,
    ) -> FlowPolicy:
        """
        The policy with the flows of the model.
        """
        with model_storage.read_from(resource) as folder:
            assistant = open_content(Path(folder))
        return cls(config, model_storage, resource, execution_context, assistant=assistant)

    def predict_action_probabilities(
        self,
        tracker: DialogueStateTracker,
        domain: Domain,
        rule_only_data: dict[str, Any] | None = None,  # noqa: ARG002 - Rasa's signature
        **_kwargs: Any,
    ) -> PolicyPrediction:
        """
        The one action that comes next, with the slots that must hold while it runs.
        """
        assert self._assistant is not None, "FlowPolicy predicts only in a loaded model"  # noqa: S101
        point = next_point(self._assistant, tracker)
        return self._prediction(
            confidence_scores_for(point.action, 1.0, domain),
            optional_events=_slot_events(tracker, point),
        )


def next_point(assistant: Assistant, tracker: DialogueStateTracker) -> Point:
    """
    Where the conversation stands. Never raises: Rasa would log the message with the error.
    """
    past = past_of(tracker)
    try:
        return play(assistant, past, pretends=os.environ.get("FIRSTHOURS_ENV") != "production")
    except Exception as error:  # noqa: BLE001 - whatever it is, the person must be answered
        log.error("turn_failed kind=%s channel=rasa", type(error).__name__)
        return failed(assistant, past.events)


def past_of(tracker: DialogueStateTracker) -> Past:
    """
    What the engine needs of a tracker of Rasa's.
    """
    events = tracker.applied_events()
    begin = max(_last(events, STATE), 0)
    return Past(
        events=[each.as_dict() for each in events[begin:]],
        can_erase=bool(tracker.get_slot(ERASES)),
        kept_on=tracker.get_slot(KEPT_ON) if begin else None,
    )


def _last(events: Sequence[Event], slot: str) -> int:
    """
    Where a slot was last set; -1 if it never was.
    """
    for index in range(len(events) - 1, -1, -1):
        event = events[index]
        if isinstance(event, SlotSet) and event.key == slot:
            return index
    return -1


def _slot_events(tracker: DialogueStateTracker, point: Point) -> list[SlotSet]:
    now = tracker.current_slot_values()
    return [
        SlotSet(name, value, metadata={OWN: True})
        for name, value in point.slots.items()
        if now.get(name) != value or name == STATE
    ]
