"""
Test conversations are played turn by turn against the whole of an assistant.
"""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from bot.e2e.run import BEGINNING, run
from bot.errors import ContentError
from tests.unit.e2e.small import conversation, written

FINE = """\
test_cases:
- test_case: he wants money
  steps:
  - user: he wants money
    assertions:
    - flow_started: threatened
  - utter: utter_intro
  - utter: utter_ask_safe_now
  - user: "Yes"
  - bot: "Don't pay. They want you to rush."
  - bot: utter_ask_paid
  - slot_was_set:
    - safe_now: "yes"
  - user: 1
    assertions:
    - action_executed: action_note
    - slot_was_set:
      - name: noted
        value: "yes"
"""


def test_a_conversation_that_goes_as_written_passes(tmp_path: Path) -> None:
    """
    Taps, texts and actions, each with what is expected of it.
    """
    report = run([written(tmp_path, FINE)], conversation())

    assert (True, ()) == (report.passed, report.failures)
    assert [
        ["utter_intro", "utter_ask_safe_now"],
        ["utter_dont_pay", "utter_ask_paid"],
        ["utter_paid", "utter_ask_choice"],
    ] == [
        [message.response for message in played.answer.messages]
        for played in report.results[0].played
    ]


def test_failures_have_their_place_and_the_rest_is_played(tmp_path: Path) -> None:
    """
    A step without a line of its own is told by that of its message.
    """
    wrong = FINE.replace("utter: utter_intro", "utter: utter_hash").replace(
        'value: "yes"', "value: never"
    )
    path = written(tmp_path, wrong)
    report = run([path], conversation())

    assert [
        f"{path.as_posix()}:7: expected that the bot says utter_hash | utter_ask_safe_now; it said utter_intro | utter_ask_safe_now",
        f"{path.as_posix()}:17: expected that the slot noted is set to 'never'; what happened: "
        "paid = True, action_note ran, noted = 'yes', said utter_paid, threatened completed at END, "
        "pattern_completed started, said utter_ask_choice",
    ] == [each.describe() for each in report.failures]
    assert (False, False) == (report.passed, report.results[0].passed)


def test_mistakes_in_files_are_told_before_anything_is_played(tmp_path: Path) -> None:
    """
    Nothing has been said then.
    """
    talk = conversation()

    with pytest.raises(ContentError, match="utter_hello"):
        run([written(tmp_path, FINE.replace("utter_intro", "utter_hello"))], talk)
    assert {} == talk.store.held  # type: ignore[attr-defined]  # the twin in memory has it


def test_each_case_is_a_person_of_its_own(tmp_path: Path) -> None:
    """
    The second case of a file knows nothing of the first.
    """
    second = FINE.removeprefix("test_cases:\n").replace("test_case: he", "test_case: another")

    assert run([written(tmp_path, FINE + second)], conversation()).passed


def test_fixtures_are_known_before_the_first_word(tmp_path: Path) -> None:
    """
    A slot that they set isn't asked for; the session still begins.
    """
    text = FINE.replace(
        "test_cases:\n- test_case: he wants money\n",
        "fixtures:\n- paid:\n  - paid: false\ntest_cases:\n- test_case: a\n  fixtures: [paid]\n",
    ).split('  - user: "Yes"')[0]
    path = written(
        tmp_path, f'{text}  - user: "Yes"\n  - utter: utter_dont_pay\n  - utter: utter_good\n  - utter: utter_ask_choice\n'
    )  # fmt: skip

    assert () == run([path], conversation()).failures


def test_metadata_stays_as_it_was_until_it_changes(tmp_path: Path) -> None:
    """
    Attachments go with one message; the clock goes on by seconds, or by what a step says.
    """
    text = """\
test_cases:
- test_case: at night
  metadata:
    channel: sms
    country: GB
    language: en
    time_zone: Europe/London
    now: "2026-03-01T02:00:00+00:00"
  steps:
  - user: he wants money
  - user: "1"
    metadata:
      after: 3h
      attachments: [image]
  - user: "1"
  - user: "1"
    metadata:
      now: "2026-03-02T02:00:00+00:00"
      country: US
"""
    night = datetime(2026, 3, 1, 2, tzinfo=timezone.utc)
    later = night + timedelta(hours=3)
    sent = [
        (
            played.message.channel,
            played.message.country,
            played.message.now,
            played.message.attachments,
        )
        for played in run([written(tmp_path, text)], conversation()).results[0].played
    ]

    assert [
        ("sms", "GB", night, ()),
        ("sms", "GB", later, ("image",)),
        ("sms", "GB", later + timedelta(seconds=20), ()),
        ("sms", "US", night + timedelta(days=1), ()),
    ] == sent


def test_a_conversation_has_a_time_even_if_it_gives_none(tmp_path: Path) -> None:
    """
    Always the same, so that what depends on the hour stays as it is.
    """
    report = run([written(tmp_path, FINE)], conversation())

    assert [BEGINNING + number * timedelta(seconds=20) for number in range(3)] == [
        played.message.now for played in report.results[0].played
    ]


def test_a_conversation_can_begin_in_the_middle(tmp_path: Path) -> None:
    """
    With these flows open, and what its fixtures set asked for before: so an answer to another question is a correction.
    """
    text = """\
fixtures:
- known:
  - safe_now: "yes"
test_cases:
- test_case: in the middle
  fixtures: [known]
  stack:
  - {flow: threatened, step: paid}
  steps:
  - user: /SetSlots(safe_now=no)
  - utter: utter_corrected
  - utter: utter_call
  - utter: utter_ask_danger_over
- test_case: the question is open
  stack:
  - {flow: threatened, step: paid}
  steps:
  - user: /SetSlots(paid=false)
  - utter: utter_good
  - utter: utter_ask_choice
"""
    assert () == run([written(tmp_path, text)], conversation()).failures
