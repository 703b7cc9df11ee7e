"""
Test files become cases, or every mistake in them is told with file and line.
"""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from bot.domain.tracker import Frame
from bot.e2e.case import Bubble, Case, Circumstances, Placed, UserStep
from bot.e2e.expectation import FlowStarts, SlotIsNotSet, SlotIsSet
from bot.e2e.reading import read_cases
from bot.errors import ContentError
from tests.unit.e2e.small import ASSISTANT, written

WHOLE = """\
fixtures:
- has_paid:
  - paid: true
  - noted: before
metadata:
- at_night:
    now: 2026-03-01T02:00:00+00:00
    channel: sms
test_cases:
- test_case: she is threatened
  fixtures: [has_paid]
  metadata: at_night
  steps:
  - user: he wants money
    metadata:
      after: 2h
  - utter: utter_dont_pay
  - bot: "utter_ask_paid"
  - slot_was_set:
    - paid: true
    - noted
  - slot_was_not_set: paid
  - user: 1
    assertion_order_enabled: true
    assertions:
    - flow_started: threatened
- test_case: nothing typed
  steps:
  - user: ""
"""


def mistakes(text: str, tmp_path: Path) -> list[str]:
    """
    What is wrong with a file, without its name.
    """
    path = written(tmp_path, text)
    with pytest.raises(ContentError) as error:
        read_cases([path], ASSISTANT)
    return [
        f"{each.line}: {each.message}; expected {each.expected}" for each in error.value.mistakes
    ]


def in_steps(steps: str) -> str:
    """
    A file whose only case has these steps, the first on line 4.
    """
    lines = "\n".join(f"  {line}" for line in steps.splitlines())
    return f"test_cases:\n- test_case: a\n  steps:\n{lines}\n"


def test_a_file_becomes_cases_with_everything_in_its_place(tmp_path: Path) -> None:
    """
    Steps of the bot and of slots belong to the message before them.
    """
    path = written(tmp_path, WHOLE)

    assert (
        Case(
            name="she is threatened",
            file=path.as_posix(),
            line=10,
            slots={"paid": True, "noted": "before"},
            circumstances=Circumstances(
                now=datetime(2026, 3, 1, 2, tzinfo=timezone.utc), channel="sms"
            ),
            steps=(
                UserStep(
                    text="he wants money",
                    line=14,
                    circumstances=Circumstances(after=timedelta(hours=2)),
                    said=(Bubble(response="utter_dont_pay"), Bubble(text="utter_ask_paid")),
                    expected=(
                        Placed(expectation=SlotIsSet(slot="paid", value=True), line=20),
                        Placed(expectation=SlotIsSet(slot="noted", anything=True), line=21),
                        Placed(expectation=SlotIsNotSet(slot="paid", anything=True), line=22),
                    ),
                ),
                UserStep(
                    text="1",
                    line=23,
                    in_order=True,
                    expected=(Placed(expectation=FlowStarts(flow="threatened"), line=26),),
                ),
            ),
        ),
        Case(
            name="nothing typed",
            file=path.as_posix(),
            line=27,
            steps=(UserStep(text="", line=29),),
        ),
    ) == read_cases([path], ASSISTANT)


def test_a_folder_is_all_its_files_in_order(tmp_path: Path) -> None:
    """
    Files are found in folders within folders, by their names.
    """
    (tmp_path / "inside").mkdir()
    for name in ("b.yml", "a.yml", "inside/c.yml", "readme.md"):
        written(tmp_path, in_steps("- user: hi").replace("a\n", f"{name}\n", 1), name)

    assert ["a.yml", "b.yml", "inside/c.yml"] == [
        case.name for case in read_cases([tmp_path], ASSISTANT)
    ]


def test_one_case_of_a_file_is_named_after_two_colons(tmp_path: Path) -> None:
    """
    As Rasa's command line has it.
    """
    path = written(tmp_path, WHOLE)

    assert ["nothing typed"] == [
        case.name for case in read_cases([Path(f"{path}::nothing typed")], ASSISTANT)
    ]


@pytest.mark.parametrize("place", ["missing.yml", "missing", "test.yml::nobody"])
def test_finding_nothing_is_a_mistake(tmp_path: Path, place: str) -> None:
    """
    A run of no tests must not pass.
    """
    written(tmp_path, WHOLE)

    with pytest.raises(ContentError, match="there is no such conversation"):
        read_cases([tmp_path / place], ASSISTANT)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("test_case: []\n", ["1: unknown key 'test_case' in a file of test conversations; expected test_cases", "1: a file of test conversations has no 'test_cases'; expected test_cases: …"]),
        ("stub_custom_actions: {}\ntest_cases: []\n", ["1: 'stub_custom_actions' in a file of test conversations isn't supported; expected leave it out: the real actions run"]),
        ("test_cases:\n- test_case: a\n  steps: []\n", ["3: nobody says anything; expected user: …"]),
        (in_steps("- utter: utter_hash"), ["4: utter stands before anything was said; expected user: … first"]),
        (in_steps("- user: hi\n  utter: utter_hash"), ["4: a step is not one thing; expected one of user, bot, utter, slot_was_set, slot_was_not_set"]),
        (in_steps("- user: hi\n  typo: 1"), ["5: unknown key 'typo' in a user step; expected one of user, metadata, assertions, assertion_order_enabled"]),
        (in_steps("- user: [hi]"), ["4: a message is not a text; expected what the person types"]),
        (in_steps("- user: hi\n- hello"), ["5: a step is not one thing; expected one of user, bot, utter, slot_was_set, slot_was_not_set"]),
        (in_steps("- user: hi\n- utter: utter_hush"), ["5: there is no response 'utter_hush'; expected utter_hash"]),
        (in_steps("- user: hi\n- slot_was_set:\n  - paid: perhaps"), ["6: the slot paid can't be 'perhaps'; expected true or false"]),
        (in_steps("- user: hi\n- slot_was_not_set: payed"), ["5: there is no slot 'payed'; expected paid"]),
        (in_steps("- user: hi\n  metadata: at_nigth"), ["5: there is no metadata 'at_nigth'; expected "]),
        (in_steps("- user: hi").replace("steps:", "fixtures: [has_paid]\n  steps:"), ["3: there is no fixture 'has_paid'; expected "]),
        (in_steps("- user: hi") + in_steps("- user: hi").removeprefix("test_cases:\n"), ["5: the name 'a' stands here again; expected each name once"]),
    ],
)  # fmt: skip
def test_each_mistake_has_its_line_and_what_was_expected(
    tmp_path: Path, text: str, told: list[str]
) -> None:
    """
    A table of mistakes that people make in such files.
    """
    assert sorted(told) == sorted(mistakes(text, tmp_path))


def test_a_file_that_is_no_yaml_is_told_with_the_others(tmp_path: Path) -> None:
    """
    Every mistake of every file comes at once.
    """
    written(tmp_path, "test_cases: [", "a.yml")
    written(tmp_path, in_steps("- user: {}"), "b.yml")

    with pytest.raises(ContentError) as error:
        read_cases([tmp_path], ASSISTANT)

    assert ["a.yml", "b.yml"] == [Path(each.file).name for each in error.value.mistakes]


def test_open_flows_are_read_and_must_be_there(tmp_path: Path) -> None:
    """
    Each with its step, and with what a pattern is about.
    """
    text = """\
test_cases:
- test_case: fine
  stack:
  - {flow: threatened, step: paid, context: {interrupted: opening}}
  steps:
  - user: hello
- test_case: wrong
  stack:
  - {flow: threatend, step: paid}
  - {flow: threatened, step: pad}
  - {flow: threatened}
  steps:
  - user: hello
"""
    fine = text[: text.index("- test_case: wrong")]
    [case] = read_cases([written(tmp_path, fine)], ASSISTANT)

    assert (
        Frame(flow="threatened", step="paid", context={"interrupted": "opening"}),
    ) == case.stack
    assert [
        "7: there is no flow 'threatend'; expected threatened",
        "7: there is no step 'pad'; expected paid",
        "11: an open flow has no 'step'; expected step: …",
    ] == mistakes(text, tmp_path)
