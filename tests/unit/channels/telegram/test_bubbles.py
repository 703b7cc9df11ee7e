"""
Answers as messages: few, whole, and within Telegram's limits.
"""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from bot.channels.telegram.bubbles import (
    BETWEEN,
    MOST_UNITS,
    Shaping,
    keyboard,
    pieces,
    units,
)
from bot.domain.message import BotMessage, Button
from bot.engine.taps import press_texts

YES = Button(title="Yes", payload="/affirm")
NO = Button(title="No", payload="/deny")
TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60)


def as_messages(bubbles: Sequence[BotMessage]) -> tuple[BotMessage, ...]:
    """
    Bubbles as messages; a first line with "picture" tells something, and a link stands alone.
    """
    shaping = Shaping(
        line="I'm here.",
        tells=lambda line: "picture" in line,
        is_alone=lambda text: "/download/" in text,
    )
    return shaping.messages(bubbles)


def bubble(text: str, *buttons: Button, response: str = "utter_x", tags: str = "") -> BotMessage:
    return BotMessage(text=text, buttons=buttons, response=response, tags=frozenset(tags.split()))


def test_an_answer_is_one_message() -> None:
    """
    One notification, with the options of its question and what its parts were tagged with.
    """
    said = (
        bubble("First.", tags="neutral"),
        bubble("Second?", YES, NO, response="utter_ask_y", tags="asks"),
    )
    expected = bubble(
        f"First.{BETWEEN}Second?", YES, NO, response="utter_ask_y", tags="neutral asks"
    )

    assert (expected,) == as_messages(said)


def test_options_end_a_message() -> None:
    """
    What comes after a question with options doesn't carry them off.
    """
    said = (bubble("One?", YES), bubble("Two."), bubble("Three?", NO))

    assert ["One?", f"Two.{BETWEEN}Three?"] == [each.text for each in as_messages(said)]


def test_what_is_too_long_is_cut_between_lines_and_its_options_come_last() -> None:
    """
    A long log is several messages.
    """
    lines = [f"{number}. https://example.com/{'a' * 80}" for number in range(100)]
    messages = as_messages([bubble("\n".join(lines), YES)])

    assert lines == "\n".join(each.text for each in messages).split("\n")
    assert [()] * (len(messages) - 1) + [(YES,)] == [each.buttons for each in messages]
    assert len(messages) > 1


@given(st.text(max_size=300), st.integers(min_value=2, max_value=40))
def test_pieces_are_short_and_lose_only_spaces(text: str, most: int) -> None:
    """
    Whatever is in a text, also what takes two units.
    """
    found = pieces(text, most)

    assert all(units(each) <= most for each in found)
    assert "".join("".join(found).split()) == "".join(text.split())


@given(st.lists(TEXT, min_size=1, max_size=5))
def test_no_message_is_longer_than_telegram_takes(texts: list[str]) -> None:
    """
    Nor empty of what was said.
    """
    messages = as_messages([bubble(each * 90) for each in texts])

    assert all(units(each.text) <= MOST_UNITS for each in messages)


def test_each_option_has_a_row_and_sends_its_tags() -> None:
    """
    A title can be read on a small screen; what it sends holds no word.
    """
    message = bubble("Well?", YES, NO)
    markup = keyboard(message)
    assert markup is not None

    rows = [[(each.text, each.callback_data) for each in row] for row in markup.inline_keyboard]
    first, second = press_texts(message)
    assert [[("Yes", first)], [("No", second)]] == rows
    assert keyboard(bubble("Well.")) is None


def test_the_first_line_of_a_message_tells_nothing() -> None:
    """
    A line that does gets another one before it; later lines may say what they have to.
    """
    said = as_messages([bubble("About the picture."), bubble("More.")])
    fine = as_messages([bubble("Hello."), bubble("About the picture.")])

    assert ["I'm here.\nAbout the picture.\n\nMore."] == [each.text for each in said]
    assert ["Hello.\n\nAbout the picture."] == [each.text for each in fine]


def test_what_becomes_a_file_stays_by_itself() -> None:
    """
    Its words stand below the file, which takes fewer.
    """
    said = (bubble("A."), bubble("Here: /download/x"), bubble("B?", YES))

    assert ["A.", "Here: /download/x", "B?"] == [each.text for each in as_messages(said)]
