"""
The assistant as a domain of Rasa's: the names that it needs, each with the least that Rasa can do wrong with it.
"""

from __future__ import annotations

from typing import Any

from bot.conversation.handle import FALLBACK
from bot.domain.assistant import Assistant
from bot.engine.render import FALLBACK_LANGUAGE, Voice, render
from bot.rasa.slots import KEEP, OURS, READ

FOUND = (
    "age", "age_group", "code", "country", "date", "duration", "email", "facet", "handle", "language", "money",
    "number", "ordinal", "phone", "platform", "reference", "relationship", "url", "who_for",
)  # fmt: skip
"""What the understanding finds in messages."""


def as_rasa_domain(assistant: Assistant) -> dict[str, Any]:
    """
    A domain in Rasa's format.

    Slots are filled by the flows alone, so Rasa maps none. Responses are said by `bot.rasa.nlg`; where it is missing
    Rasa says everywhere that something broke and who helps, not a sentence with holes in it.
    """
    broken = _fallback(assistant)
    return {
        "version": "3.1",
        "intents": [{name: {"use_entities": []}} for name in sorted(assistant.intents)],
        "entities": list(FOUND),
        "slots": {name: _slot() for name in (*sorted(assistant.slots), *OURS)},
        "actions": sorted((*assistant.custom_actions, KEEP, READ)),
        "responses": {
            name: [{"text": broken}] for name in sorted(assistant.responses[FALLBACK_LANGUAGE])
        },
        "session_config": {
            "session_expiration_time": assistant.policy.session_minutes,
            "carry_over_slots_to_new_session": True,
        },
    }


def _slot() -> dict[str, Any]:
    return {"type": "any", "influence_conversation": False, "mappings": [{"type": "custom"}]}


def _fallback(assistant: Assistant) -> str:
    voice = Voice(language=FALLBACK_LANGUAGE, channel="rest", slots={})
    return render(assistant, FALLBACK, voice).text
