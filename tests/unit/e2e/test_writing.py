"""
A talk that was held becomes a test that passes, and tests are brought up to date without losing what people wrote.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.handle import Answer
from bot.domain.message import BotMessage, UserMessage
from bot.domain.tracker import Tracker
from bot.e2e.run import BEGINNING, run
from bot.e2e.writing import scalar, talk_as_test, update
from bot.loading.yaml_lines import read_text
from tests.unit.e2e.small import conversation, written

FIRST = UserMessage(sender="a", text="he wants money", channel="rest", now=BEGINNING)


def test_a_talk_becomes_a_test_that_passes(tmp_path: Path) -> None:
    """
    Played again, everything is said as it was.
    """
    talk = conversation()
    messages = [
        replace(FIRST, channel="sms", country="GB", time_zone="Europe/London", language="en"),
        replace(FIRST, channel="sms", text="1", now=BEGINNING + timedelta(minutes=5)),
        replace(FIRST, channel="sms", text="", attachments=("image",)),
    ]
    spoken = [(message, talk.handle(message)) for message in messages]
    text = talk_as_test("he wants: money", spoken)

    assert (
        """\
test_cases:
- test_case: "he wants: money"
  metadata:
    channel: sms
    country: GB
    language: en
    time_zone: Europe/London
    now: "2026-06-01T12:00:00+00:00"
  steps:
  - user: he wants money
  - utter: utter_intro
  - utter: utter_ask_safe_now
  - user: "1"
    metadata:
      after: 5m
  - utter: utter_dont_pay
  - utter: utter_ask_paid
  - user: ""
    metadata:
      attachments: [image]
  - utter: utter_sorry
  - utter: utter_ask_paid
"""
        == text
    )
    assert () == run([written(tmp_path, text)], conversation()).failures


def test_a_talk_of_nothing_is_an_empty_list() -> None:
    """
    Which the reader then refuses.
    """
    assert "test_cases:\n- test_case: a\n  steps: []\n" == talk_as_test("a", [])


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("im 16 and scared", "im 16 and scared"),
        ("wait, i was 17!", "wait, i was 17!"),
        ("2", '"2"'),
        ("true", '"true"'),
        ("null", '"null"'),
        ("", '""'),
        ("- no", '"- no"'),
        ("it is: bad", '"it is: bad"'),
        ("a #1 thing", '"a #1 thing"'),
        ('he said "pay"', '"he said \\"pay\\""'),
        ("a\nb\tc\\", '"a\\nb\\tc\\\\"'),
        ("ends with a space ", '"ends with a space "'),
        ("está aquí", '"está aquí"'),
        ("\x00\u202e", '"\\U00000000\\U0000202e"'),
    ],
)
def test_texts_on_one_line(text: str, line: str) -> None:
    """
    Plain where YAML reads it as the same text, in quotes otherwise.
    """
    assert line == scalar(text)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_every_text_is_read_as_it_was_written(text: str) -> None:
    """
    Whatever a person typed.
    """
    assert ({"text": text}) == read_text(f"text: {scalar(text)}\n", "test.yml")[0]


OLD = """\
# What he wants.
test_cases:
- test_case: he wants money
  steps:
  - user: he wants money
    metadata:
      after: 1m
  # First the greeting.
  - utter: utter_hash
  - utter: utter_ask_safe_now
  - user: "1"
    assertions:
    - flow_started: opening
  # Both by their words.
  - user: 2
  - bot: >-
      Something
      old.
  - slot_was_set: paid

- test_case: hash
  steps:
  - user: what is a hash
"""
NEW = """\
# What he wants.
test_cases:
- test_case: he wants money
  steps:
  - user: he wants money
    metadata:
      after: 1m
  - utter: utter_intro
  - utter: utter_ask_safe_now
  # First the greeting.
  - user: "1"
    assertions:
    - flow_started: opening
  # Both by their words.
  - user: 2
  - bot: utter_good
  - utter: utter_ask_choice
  - slot_was_set: paid

- test_case: hash
  steps:
  - user: what is a hash
  - utter: utter_intro
  - utter: utter_hash
  - utter: utter_ask_safe_now
"""


def test_only_what_is_expected_to_be_said_is_brought_up_to_date(tmp_path: Path) -> None:
    """
    Messages, comments, metadata and other expectations stay; a second time changes nothing.
    """
    path = written(tmp_path, OLD)

    assert update(path, run([path], conversation()).results)
    assert NEW == path.read_text(encoding="utf-8")
    assert not update(path, run([path], conversation()).results)


def test_an_answer_without_words_expects_none(tmp_path: Path) -> None:
    """
    What was expected before is taken out.
    """
    path = written(tmp_path, NEW)
    result = run([path], conversation()).results[1]
    silent = replace(result.played[0], answer=Answer(messages=(), tracker=Tracker()))

    update(path, [replace(result, played=(silent,))])

    assert NEW[: NEW.index("  - utter: utter_intro\n  - utter: utter_hash")] == path.read_text(
        encoding="utf-8"
    )


def test_a_bubble_given_by_its_text_is_given_by_its_text_again(tmp_path: Path) -> None:
    """
    Whoever compares words goes on comparing words.
    """
    path = written(tmp_path, NEW.replace("utter: utter_hash", 'bot: "old"'))
    result = run([path], conversation()).results[1]
    spoken = Answer(messages=(BotMessage(text="A: b", response="utter_a"),) * 2, tracker=Tracker())

    update(path, [replace(result, played=(replace(result.played[0], answer=spoken),))])

    assert path.read_text(encoding="utf-8").endswith(
        '  - user: what is a hash\n  - utter: utter_a\n  - bot: "A: b"\n'
    )
