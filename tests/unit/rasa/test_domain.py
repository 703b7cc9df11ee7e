"""
The domain that Rasa is given names everything, and lets Rasa do nothing on its own.
"""

from __future__ import annotations

from bot.domain.assistant import Assistant
from bot.rasa.domain import as_rasa_domain
from bot.rasa.slots import OURS
from tests.build import assistant, do, flow, say


def small() -> Assistant:
    """
    An assistant with a custom action.
    """
    broken = say("utter_internal_error", text="Something broke.")
    return assistant(
        flow("note", do("action_note"), on="log_link"),
        actions=("action_note",),
        responses=(broken,),
    )


def test_everything_has_its_name() -> None:
    """
    Intents, slots, custom actions, responses.
    """
    known = small()
    domain = as_rasa_domain(known)

    assert sorted(known.intents) == [name for each in domain["intents"] for name in each]
    assert {*known.slots, *OURS} == set(domain["slots"])
    assert ["action_keep", "action_note", "action_read_secret"] == domain["actions"]
    assert set(known.responses["en"]) == set(domain["responses"])
    assert 60 == domain["session_config"]["session_expiration_time"]


def test_rasa_fills_no_slot() -> None:
    """
    The flows do.
    """
    slots = as_rasa_domain(small())["slots"].values()

    assert all([{"type": "custom"}] == each["mappings"] for each in slots)
    assert len({id(each) for each in slots}) == len(slots)


def test_words_that_rasa_could_say_on_its_own_are_safe() -> None:
    """
    They hold no placeholder that would stay unfilled.
    """
    responses = as_rasa_domain(small())["responses"]

    assert {"Something broke."} == {each["text"] for (each,) in responses.values()}
