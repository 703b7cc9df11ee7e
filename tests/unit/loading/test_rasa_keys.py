"""
Every key that Rasa documents works or is refused with what to write instead, and docs/rasa.md says which.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from bot.e2e import assertions, reading
from bot.loading import config, domain, flows, responses, slots, steps
from bot.loading.item import Keys

PAGE = Path(__file__).parents[3] / "docs" / "rasa.md"
TABLES: Mapping[str, Keys] = {
    "config.yml": config.CONFIG,
    "flow": flows.FLOW,
    "flow: nlu_trigger": flows.TRIGGER,
    **{f"step {kind}": keys for kind, (keys, _) in steps.KINDS.items()},
    "step: branch of next": steps.BRANCH,
    "step: rejection": steps.REJECTION,
    "domain": domain.DOMAIN,
    "domain: entity": domain.ENTITY,
    "domain: session_config": domain.SESSION,
    "slot": slots.SLOT,
    **{f"slot: mapping {kind}": keys for kind, keys in slots.MAPPINGS.items()},
    "slot: condition of a mapping": slots.CONDITION,
    "response": responses.VARIATION,
    "response: button": responses.BUTTON,
    "response: condition": responses.CONDITION,
    "response: metadata": responses.METADATA,
    "e2e file": reading.FILE,
    "e2e case": reading.CASE,
    "e2e user step": reading.USER,
    "e2e bot_uttered": assertions.UTTERED,
}
STEP = "id next metadata"
DOCUMENTED: Mapping[str, str] = {
    "config.yml": "recipe language pipeline policies assistant_id importers additional_languages model_groups integrations",
    "flow": "name description if always_include_in_prompt nlu_trigger persisted_slots run_pattern_completed steps",
    "flow: nlu_trigger": "intent confidence_threshold",
    "step collect": f"{STEP} collect utter ask_before_filling reset_after_flow_ends rejections force_slot_filling",
    "step action": f"{STEP} action",
    "step set_slots": f"{STEP} set_slots",
    "step link": "id link next",
    "step call": f"{STEP} call mapping exit_if",
    "step noop": f"{STEP} noop",
    "step: branch of next": "if then else",
    "step: rejection": "if utter",
    "domain": "version intents entities slots responses forms actions e2e_actions session_config config",
    "domain: entity": "roles groups influence_conversation",
    "domain: session_config": "session_expiration_time carry_over_slots_to_new_session",
    "slot": "type values initial_value mappings influence_conversation min_value max_value auto_fill validation shared_for_coexistence",
    "slot: mapping from_entity": "type entity role group intent not_intent conditions value",
    "slot: mapping from_intent": "type intent not_intent value conditions",
    "slot: mapping controlled": "type conditions run_action_every_turn",
    "slot: mapping custom": "type action conditions",
    "slot: condition of a mapping": "active_loop requested_slot",
    "response": "text image attachment custom buttons quick_replies elements channel condition metadata id",
    "response: button": "title payload",
    "response: condition": "type name value",
    "response: metadata": "rephrase rephrase_prompt",
    "e2e file": "test_cases fixtures metadata stub_custom_actions",
    "e2e case": "test_case fixtures metadata steps",
    "e2e user step": "user metadata assertions assertion_order_enabled",
    "e2e bot_uttered": "utter_name text_matches buttons",
}  # fmt: skip
"""The keys that Rasa's public reference names, and more that its users may know."""


@pytest.mark.parametrize("where", DOCUMENTED)
def test_no_documented_key_is_unknown(where: str) -> None:
    """
    Whoever brings a Rasa project hears of each what to do.
    """
    keys = TABLES[where]

    assert set() == set(DOCUMENTED[where].split()) - {*keys.allowed, *keys.instead}
    assert all(keys.instead.values())


def test_the_page_says_what_works_and_what_does_not() -> None:
    """
    Row for row as the loader has it.
    """
    rows = [row(where, keys) for where, keys in TABLES.items()]
    page = PAGE.read_text(encoding="utf-8")

    assert [] == [each for each in rows if each not in page]


def row(where: str, keys: Keys) -> str:
    """
    A row of the page's table.
    """
    works = " ".join(f"`{key}`" for key in keys.allowed)
    refused = "; ".join(f"`{key}`: {text}" for key, text in sorted(keys.instead.items()))
    return f"| {where} | {works} | {refused} |"


def test_every_assertion_of_the_format_is_there() -> None:
    """
    But for those about generated text.
    """
    wanted = {
        "flow_started", "flow_completed", "flow_cancelled", "pattern_clarification_contains",
        "slot_was_set", "slot_was_not_set", "action_executed", "bot_uttered",
    }  # fmt: skip

    assert set() == wanted - set(assertions.KINDS)
