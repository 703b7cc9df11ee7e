"""
A small assistant to hold test conversations with, and its understanding.
"""

from __future__ import annotations

from pathlib import Path

from bot.conversation.handle import Conversation
from bot.conversation.ports import ActionOutcome
from bot.domain.slot import Slot, SlotMapping
from bot.engine.turn import ActionResult
from tests.build import ask, assistant, do, entity, flow, meant, say
from tests.fakes import MemoryStore, ScriptedActions, ScriptedUnderstanding

ASSISTANT = assistant(
    flow(
        "threatened",
        do("utter_dont_pay", "paid"),
        ask("paid", [("slots.paid", "action_note"), (None, "utter_good")]),
        do("action_note", "utter_paid"),
        do("utter_paid"),
        do("utter_good"),
        on="threatened",
    ),
    flow("what_is_a_hash", do("utter_hash"), on="faq_how_hashing_works"),
    slots=(
        Slot(
            name="paid",
            type="bool",
            mappings=(SlotMapping(type="from_entity", entity="facet", role="paid"),),
        ),
        Slot(name="noted", type="text"),
    ),
    responses=(say("utter_dont_pay", text="Don't pay. They want you to rush."),),
    actions=("action_note",),
)
TEXTS = {
    "he wants money": meant("threatened"),
    "what is a hash": meant("faq_how_hashing_works"),
    "i paid him": meant("threatened", entities=[entity("facet", True, "paid")]),
    "which": meant("threatened", 0.5, second=("faq_how_hashing_works", 0.45)),
}


def conversation() -> Conversation:
    """
    The small assistant with a new store.
    """
    return Conversation(
        assistant=ASSISTANT,
        store=MemoryStore(),
        understanding=ScriptedUnderstanding(parses=TEXTS),
        actions=ScriptedActions(
            outcomes={"action_note": ActionOutcome(result=ActionResult(slots=(("noted", "yes"),)))}
        ),
    )


def written(folder: Path, text: str, name: str = "test.yml") -> Path:
    """
    A file with this text.
    """
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path
