"""
The conversations of the shared folder, driven and judged by the program that stands beside them.
"""

from __future__ import annotations

import importlib.util
import os
import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from bot.app import Parts
from tests.acceptance.conftest import Person, meet
from tests.places import ROOT

FOLDER = "SCENARIOS"
"""The variable that names the folder, where it isn't the one beside the checkout."""
SCENARIOS = Path(os.environ.get(FOLDER) or ROOT.parent / "shared" / "scenarios")
JUDGE = SCENARIOS / "judge.py"
THERE = JUDGE.is_file()
BEGINNING = datetime(2026, 6, 1, 12, 0, tzinfo=timezone.utc)
PAUSE = timedelta(seconds=20)
UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}

pytestmark = pytest.mark.skipif(
    not THERE, reason=f"no scenarios beside the checkout; {FOLDER} can name their folder"
)


NOT_YET: dict[str, str] = {}
"""What still goes wrong, with how; a listed one that passes is welcome."""


def expected(cases: list[dict[str, Any]]) -> list[Any]:
    """
    The cases, those of `NOT_YET` marked with their reason.
    """
    return [
        pytest.param(
            case,
            id=case["id"],
            marks=[pytest.mark.xfail(reason=NOT_YET[case["id"]], strict=False)]
            if case["id"] in NOT_YET
            else [],
        )
        for case in cases
    ]


def load_judge() -> ModuleType:
    """
    The judge: a program of its own, not part of this project.
    """
    found = importlib.util.spec_from_file_location("scenario_judge", JUDGE)
    assert found is not None
    assert found.loader is not None
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


JUDGE_MODULE = load_judge() if THERE else None
DATA: dict[str, Any] = JUDGE_MODULE.load() if JUDGE_MODULE else {"scenarios": [], "faq_checks": []}


@dataclass(kw_only=True)
class Line:
    """
    Sends the driver's messages over REST, each person on a clock of their own.
    """

    person: Person
    clocks: dict[str, datetime] = field(default_factory=dict)

    def send(self, message: dict[str, Any]) -> Any:
        """
        The bubbles that answer.
        """
        sender = message["sender"]
        now = self.clocks.get(sender, BEGINNING) + _gap(message["after_gap"])
        self.clocks[sender] = now
        metadata: dict[str, Any] = {"now": now.isoformat()}
        if message["kind"] == "image":
            metadata["attachments"] = [{"type": "image"}]
        code, bubbles = self.person.post(
            {
                "sender": sender,
                "message": message["message"],
                "input_channel": message["channel"],
                "metadata": metadata,
            }
        )
        assert 200 == code
        return bubbles


def _gap(written: str | None) -> timedelta:
    found = re.match(r"(\d+)\s*([smhd])", written or "")
    return timedelta(**{UNITS[found.group(2)]: int(found.group(1))}) if found else PAUSE


@pytest.fixture
def line(whole: Parts) -> Line:
    """
    A line to the whole assistant.
    """
    return Line(person=meet(whole, "scenario"))


def test_there_are_scenarios() -> None:
    """
    A test of nothing would pass.
    """
    assert DATA["scenarios"]
    assert DATA["faq_checks"]


@pytest.mark.parametrize("scenario", expected(DATA["scenarios"]))
def test_the_scenario_is_judged_to_pass(scenario: dict[str, Any], line: Line) -> None:
    """
    Everything that must be said was said, nothing that must not, in the right order.
    """
    assert JUDGE_MODULE is not None
    turns = JUDGE_MODULE.Driver(DATA, line.send).run(scenario)

    assert [] == JUDGE_MODULE.Judge(DATA).judge(scenario, turns)["fails"]


@pytest.mark.parametrize("check", expected(DATA["faq_checks"]))
def test_the_question_is_answered_cold_and_in_the_middle_of_a_flow(
    check: dict[str, Any], line: Line
) -> None:
    """
    Then the open question is asked again.
    """
    assert JUDGE_MODULE is not None
    found = list(JUDGE_MODULE.run_faq({**DATA, "faq_checks": [check]}, line.send))

    assert found
    assert [] == [each for each in found if not each["passed"]]
