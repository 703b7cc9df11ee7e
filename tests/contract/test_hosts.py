"""
Both hosts of the flows say the same: our own, and Rasa Open Source 3.6.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.app import Parts, build_to_forget
from bot.channels.render import LOOKS
from bot.e2e.case import Case
from bot.e2e.reading import read_cases
from bot.e2e.run import Result, run_case
from bot.settings import read_settings
from tests.contract.rasa_programs import (
    NO_RASA,
    ROOT,
    Host,
    action_server,
    hosting,
    is_there,
    rasa,
)
from tests.trained import trained

CONVERSATIONS = ROOT / "tests" / "conversations"
LEAST_SAME = 0.95
NEVER_DIFFERENT = ("crisis", "age_and_hashing")
DIFFERENT: dict[str, str] = {}
"""Conversations that can't be the same in Rasa, and why; docs/rasa.md lists them, too."""

pytestmark = [
    pytest.mark.skipif(not is_there(), reason=NO_RASA),
    pytest.mark.xdist_group("rasa"),
]

Bubble = tuple[str, tuple[tuple[str, str], ...]]


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """
    The project, trained by Rasa.
    """
    trained(read_settings({}, ROOT))
    folder = tmp_path_factory.mktemp("models")
    said = rasa("train", "--out", str(folder), "--fixed-model-name", "first-hours")
    assert "Your Rasa model is trained" in said
    return folder / "first-hours.tar.gz"


@pytest.fixture(scope="module")
def actions() -> Iterator[str]:
    """
    The action server that Rasa calls.
    """
    with action_server() as address:
        yield address


@pytest.fixture(scope="module")
def host(model: Path, actions: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Host]:
    """
    Rasa, ready to be spoken to.
    """
    log = tmp_path_factory.mktemp("rasa") / "log"
    with hosting(model, actions, log) as found:
        yield found


@pytest.fixture(scope="module")
def parts() -> Iterator[Parts]:
    """
    Our own host.
    """
    with build_to_forget(read_settings({}, ROOT)) as found:
        yield found


def test_both_say_the_same_message_for_message(host: Host, parts: Parts) -> None:
    """
    Every test conversation, buttons included; those that may differ are listed with the reason.
    """
    cases = read_cases([CONVERSATIONS], parts.assistant)
    different = {_name(case): found for case in cases if (found := _difference(case, host, parts))}

    assert len(cases) > 200
    assert {} == {name: found for name, found in different.items() if name not in DIFFERENT}
    assert len(different) <= (1 - LEAST_SAME) * len(cases)
    assert [] == [name for name in DIFFERENT if name.split("/")[0] in NEVER_DIFFERENT]
    assert set() == set(DIFFERENT) - set(different)


def _name(case: Case) -> str:
    return f"{Path(case.file).relative_to(CONVERSATIONS)}::{case.name}"


def _difference(case: Case, host: Host, parts: Parts) -> str | None:
    """
    The first message that is answered differently.
    """
    result = run_case(case, parts.conversation)
    for number, ours in enumerate(_ours(result)):
        message = result.played[number].message
        theirs = _theirs(host, result, number)
        if ours != theirs:
            return f"{message.text!r}: {ours} but Rasa {theirs}"
    return None


def _ours(result: Result) -> Iterator[list[Bubble]]:
    for played in result.played:
        channel = played.message.channel
        numbers = channel == "sms"  # where options are numbered there are no buttons
        yield [
            (each.text, () if numbers else tuple((b.title, b.payload) for b in each.buttons))
            for each in LOOKS[channel](played.answer.messages)
        ]


def _theirs(host: Host, result: Result, number: int) -> list[Bubble]:
    slots = {} if number else result.case.slots
    return [
        # Rasa's channels part texts at empty lines, so theirs hold a space.
        (
            each["text"].replace("\n \n", "\n\n"),
            tuple((b["title"], b["payload"]) for b in each.get("buttons", ())),
        )
        for each in host.say(result.played[number].message, slots)
    ]
