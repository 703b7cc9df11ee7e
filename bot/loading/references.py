"""
Checks of what one file mentions and another defines: one function a kind, each with the name that was probably meant.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import partial

from bot.domain.slot import Slot, Value
from bot.engine.render import FALLBACK_LANGUAGE
from bot.engine.steps.action import BUILT_IN
from bot.loading.item import Item
from bot.loading.known import Known, fits, one_of, values_of

RESPONSES = f"data/responses/{FALLBACK_LANGUAGE}"

# Rasa's own actions that flows have no use for here, and what to write.
RASA_ACTIONS = {
    "action_listen": "a collect step: it waits for the answer",
    "action_restart": "nothing here: flows decide what is asked again",
    "action_session_start": "the flow pattern_session_start",
    "action_default_fallback": "the flow pattern_cannot_handle",
    "action_back": "nothing here: the intent back goes back",
    "action_cancel_flow": "nothing here: the intent cancel leaves the flow",
    "action_correct_flow_slot": "nothing here: the flow pattern_correction runs by itself",
    "action_clarify_flows": "nothing here: the flow pattern_clarification is given context.options",
    "action_run_slot_rejections": "rejections: in the collect step",
    "action_clean_stack": "nothing here",
    "action_hangup": "nothing here",
    "action_trigger_search": "a response: nothing is searched or generated",
    "action_trigger_chitchat": "a response: nothing is generated",
}


def slot(item: Item, name: str) -> None:
    """
    The slot must be defined in `data/domain`.
    """
    if name:
        item.later(partial(_slot, item, name))


def _slot(item: Item, name: str, known: Known) -> None:
    _find(item, "slot", name, known.slots, "a slot from data/domain")


def value(item: Item, name: str, given: Value) -> None:
    """
    The slot must be defined, and the value must be one that it takes.
    """
    slot(item, name)
    item.later(lambda known: check_value(item, known.slots.get(name), given))


def check_value(item: Item, found: Slot | None, given: Value) -> None:
    """
    Note it if the slot doesn't take the value.
    """
    if found is not None and not fits(found, given):
        shown = {True: "true", False: "false"}[given] if isinstance(given, bool) else given
        item.wrong(f"the slot {found.name} can't be {shown!r}", values_of(found, shown))


def intent(item: Item, name: str) -> None:
    """
    The intent must be listed in `data/domain`.
    """
    if name:
        item.later(
            lambda known: _find(item, "intent", name, known.intents, "an intent from data/domain")
        )


def triggering_intent(item: Item, name: str) -> None:
    """
    The intent must be listed in `data/domain` and start a flow.
    """
    intent(item, name)
    if name:
        item.later(partial(_triggers, item, name))


def _triggers(item: Item, name: str, known: Known) -> None:
    if name in known.intents and name not in known.triggers:
        item.wrong(
            f"the intent {name} starts no flow", f"a flow with nlu_trigger: - intent: {name}"
        )


def entity(item: Item, name: str) -> None:
    """
    The entity must be listed in `data/domain`, if entities are.
    """
    item.later(partial(_entity, item, name))


def _entity(item: Item, name: str, known: Known) -> None:
    if name and known.entities is not None:
        _find(item, "entity", name, known.entities, "an entity from data/domain")


def flow(item: Item, name: str) -> None:
    """
    The flow must stand somewhere in `flows`.
    """
    if name:
        item.later(lambda known: _find(item, "flow", name, known.flows, "a flow from flows/"))


def response(item: Item, name: str) -> None:
    """
    The response must exist in the first language.
    """
    if name:
        item.later(partial(_response, item, name))


def _response(item: Item, name: str, known: Known) -> None:
    _find(item, "response", name, known.responses, f"a response in {RESPONSES}")


def asking_response(item: Item, name: str) -> None:
    """
    The response with which a question is asked if it doesn't name one must exist.
    """
    item.later(partial(_asking, item, name))


def _asking(item: Item, name: str, known: Known) -> None:
    if name not in known.responses:
        item.wrong(
            f"there is no response {name} to ask with", f"{name} in {RESPONSES}, or utter: …"
        )


def action(item: Item, name: str) -> None:
    """
    A response, an action listed in `data/domain`, or one that the engine has.
    """
    if name in RASA_ACTIONS:
        item.wrong(f"the action {name!r} isn't supported", RASA_ACTIONS[name])
    elif name.startswith("utter_"):
        response(item, name)
    elif name.startswith("action_"):
        item.later(partial(_custom, item, name))
    elif name:
        item.wrong(
            f"an action can't be called {name!r}", "a name that begins with utter_ or action_"
        )


def _custom(item: Item, name: str, known: Known) -> None:
    actions = known.actions | BUILT_IN.keys()
    _find(item, "action", name, actions, "an action listed under actions: in data/domain")


def _find(item: Item, kind: str, name: str, there: Collection[str], where: str) -> None:
    if name not in there:
        item.wrong(f"no {kind} is called {name!r}", one_of(name, there, where))
