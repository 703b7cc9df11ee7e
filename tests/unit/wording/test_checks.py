"""
What is wrong with one wording, and what is fine.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from bot.channels.render import as_numbers
from bot.wording.checks import CHECKS, ENGLISH, Result, as_numbered
from bot.wording.rules import MustSay, TagRule, WordingRules
from bot.wording.said import Said
from tests.unit.wording.small import RULES, said, wording

HARD = "Institutional responsibilities necessitate comprehensive documentation of every individual communication."
LONG = "word " * 21 + "end."
YES_NO = (("Yes, I do", "/SetSlots(a=yes)"), ("Not now", "/SetSlots(a=later)"))


def found(check: str, of: Said, rules: WordingRules = RULES) -> list[Result]:
    """
    What one check says.
    """
    return list({**CHECKS, **ENGLISH}[check](of, rules))


FINE = (
    "I'm so sorry this is happening. It is not your fault, and you are not alone.",
    "Call 1-800-555-0100 or look at https://example.com/a/page to find out more.",
    "Add your user name.",
    "Nobody knows that for sure.",
    "I can't say that for sure.",
    "OK.",
    "institutional responsibilities",
)


@pytest.mark.parametrize("text", FINE)
def test_plain_words_pass(text: str) -> None:
    """
    No check finds anything in them.
    """
    of = said(wording(text, *YES_NO))

    assert [] == [result for check in (*CHECKS, *ENGLISH) for result in found(check, of)]


@pytest.mark.parametrize(
    ("check", "text", "expected"),
    [
        ("reading grade", HARD, [("37.7", "at most 6")]),
        ("reading grade", HARD + " See https://example.com/a", [("32.4", "at most 6")]),
        ("hardest reading grade", HARD, [("37.7", "at most 8")]),
        ("sentence", LONG, [("22 words", "at most 20 in a sentence")]),
        ("bubble", "a" * 321, [("321 characters", "at most 320")]),
        (
            "carrier",
            "Text HELP for more.",
            [("to answer 'help'", "a word that reaches us, as PAUSE")],
        ),
        (
            "carrier",
            "Reply with 'yes' then.",
            [("to answer 'yes'", "a word that reaches us, as PAUSE")],
        ),
        ("carrier", "Whatever they say. Help is there, and yes.", []),
        ("SMS", "a" * 307, [("3 text messages", "at most 2")]),
        ("SMS with options", "a" * 460, [("4 text messages", "at most 3")]),
        ("alphabet", "It’s `code`", [("'’`'", "characters of the GSM-7 alphabet")]),
        ("exclamation mark", "Well done!", [("an exclamation mark", "a full stop")]),
        ("exclamation mark", "¡Hola.", [("an exclamation mark", "a full stop")]),
        ("emoji", "Well done 😀", [("'😀'", "words")]),
        ("emoji", "Love \u2764\ufe0f", [("'\u2764'", "words"), ("'\ufe0f'", "words")]),
        ("words", "Each user of it.", [("'user' (banned)", "you")]),
        ("words", "It is gone FOR  sure.", [("'for sure' (promise)", "what is known")]),
        (
            "words",
            "It is not much. It works for sure.",
            [("'for sure' (promise)", "what is known")],
        ),
    ],
)
def test_each_check_finds_its_fault(check: str, text: str, expected: Sequence[Result]) -> None:
    """
    With the figure, or the words, and what was expected.
    """
    assert expected == found(check, said(text))


def test_banned_words_in_options_count_too() -> None:
    """
    Promises there are the person's own words.
    """
    of = said(wording("Which?", ("A user", "/a"), ("It is gone for sure", "/b")))

    assert [("'user' (banned)", "you")] == found("words", of)


def test_a_wording_for_the_web_takes_no_text_messages() -> None:
    """
    Only what can go out by SMS is measured.
    """
    of = said(wording("a" * 500, channel="web"))

    assert [] == found("SMS", of) + found("SMS with options", of)


def test_options_stand_as_the_channel_shows_them() -> None:
    """
    Numbered below the text, as it is done for text messages.
    """
    bubble = said(wording("Which?", *YES_NO)).bubbles[0]

    assert as_numbers([bubble])[-1].text == as_numbered(bubble)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Yes", ("the option 'Yes'", "words that mean nothing else")),
        ("help.", ("the option 'help.'", "words that mean nothing else")),
        ("2", ("the option '2'", "words that mean nothing else")),
        ("a" * 25, (f"'{'a' * 25}' has 25 characters", "at most 24")),
    ],
)
def test_options_mean_nothing_else(title: str, expected: Result) -> None:
    """
    No number, no word that a phone company answers, nothing too long.
    """
    assert [expected] == found("title", said(wording("Which?", (title, "/a"))))


def test_options_must_differ_by_words_and_number() -> None:
    """
    Whoever types one mustn't get another.
    """
    of = said(wording("Which?", ("Go on", "/a"), ("Go on.", "/b"), ("Not now", "/c")))

    assert [("'Go on.' can mean another option", "words of its own")] == found("options", of)


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        (("neutral",), [("'picture'", "no word that tells what this is about")]),
        (("asks",), []),
    ],
)
def test_neutral_responses_tell_nothing(tags: tuple[str, ...], expected: Sequence[Result]) -> None:
    """
    Others may name the topic.
    """
    assert expected == found("neutral", said("About the Picture.", tags=tags))


def test_nothing_is_softened_in_danger() -> None:
    """
    Listed responses say the word.
    """
    rules = replace(
        RULES, must_say=(MustSay(words="suicide", responses=frozenset({"utter_this"})),)
    )

    assert [("no word of 'suicide'", "to say it plainly")] == found(
        "plain", said("Are you safe?"), rules
    )
    assert [] == found("plain", said("Do you think about suicide?"), rules)
    assert [] == found("plain", said("Are you safe?", name="utter_other"), rules)


def test_what_is_said_needs_its_tag() -> None:
    """
    By words, or by a placeholder; one of several tags is enough.
    """
    rules = replace(
        RULES,
        tag_rules=(
            TagRule(tags=frozenset({"dont_pay"}), words=("don't pay",)),
            TagRule(
                tags=frozenset({"crisis_line", "helpline"}),
                placeholders=frozenset({"local.crisis"}),
            ),
        ),
    )
    text = "Don't pay. Call {local.crisis}"

    assert [
        ("don't pay without tag", "dont_pay"),
        ("local.crisis without tag", "crisis_line or helpline"),
    ] == found("tags", said(text), rules)
    assert [] == found("tags", said(text, tags=("dont_pay", "helpline")), rules)


def test_a_misspelt_tag_is_found() -> None:
    """
    Tags come from a list.
    """
    assert [("the tag dont_pya", "a tag that is listed")] == found(
        "unknown tag", said("OK.", tags=("dont_pya", "asks"))
    )
