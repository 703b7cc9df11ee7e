"""
Messages of every kind get a parse, from a model that is whole or says what it lacks.
"""

from __future__ import annotations

import json
import shutil
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.parse import Alarm, Intent, Parse
from bot.errors import DamagedModel, NoModel, OutdatedModel
from bot.nlu.manifest import digest
from bot.nlu.understanding import Understanding, agreed, load
from tests.unit.nlu.small import CONFIG, LIGHT, small_model


@pytest.fixture(scope="module")
def full() -> Understanding:
    """
    The small model at work, with sentence embeddings.
    """
    return load(small_model(), CONFIG)


@pytest.fixture(scope="module")
def light() -> Understanding:
    """
    The small model at work, on words alone.
    """
    return load(small_model(), LIGHT)


HOSTILE = {
    "empty": "",
    "blank": " \t\n",
    "long": "help me " * 12_500,
    "one word": "a" * 100_000,
    "marks": "(" * 100_000,
    "typos": "reprot hlep " * 8_000,
    "zero width": "\u200b" * 100_000,
    "combining": "e" + "\u0301" * 100_000,
    "mixed scripts": "k\u0456ll \u043cyself привет 你好 שלום " * 500,
    "emoji": "😭" * 5_000,
    "digits": "1234567890" * 10_000,
    "nul": "\x00" * 1_000 + "hi\x00there",
    "surrogates": "\ud800\udfff hi \ud83d",
    "addresses": "https://example.com/a?b=c " * 4_000,
    "leet": "k1ll mys3lf $$$ @@@ " * 2_000,
    "spelled out": "h e l p " * 5_000,
    "markup": "<script>alert(1)</script>{'a': [" * 300,
    "right to left": "\u202eplease\u202c help",
    "expanding": "\ufdfa" * 20_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_messages_get_a_sensible_parse(
    full: Understanding, light: Understanding, text: str
) -> None:
    """
    Whatever comes, the raw text comes back with an intent that leads its ranking.
    """
    for understanding in (full, light):
        parse = understanding.parse(text)

        assert parse.text == text
        assert parse.intent == parse.ranking[0]
        assert 0.0 <= parse.intent.confidence <= 1.0
        assert sum(intent.confidence for intent in parse.ranking) <= 1.0 + 1e-3
        assert all(0 <= entity.start < entity.end <= len(text) for entity in parse.entities)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_what_a_message_costs_is_bounded(light: Understanding, text: str) -> None:
    """
    Ten times as much of it takes hardly more steps.
    """
    endless = text * (1_000_000 // max(1, len(text)) + 1)
    once, ten = endless[:100_000], endless[:1_000_000]

    assert _steps(light, ten) <= 1.1 * _steps(light, once) + 1_000


def _steps(understanding: Understanding, text: str) -> int:
    """
    Calls of functions, Python's and C's, that one parse takes.
    """
    steps = 0

    def step(_frame: object, event: str, _what: object) -> None:
        nonlocal steps
        steps += event in ("call", "c_call")

    sys.setprofile(step)
    try:
        understanding.parse(text)
    finally:
        sys.setprofile(None)
    return steps


@settings(max_examples=40)
@given(st.text(st.characters(codec=None, exclude_categories=[]), max_size=120))
def test_any_text_at_all_gets_a_parse(light: Understanding, text: str) -> None:
    """
    No string is an error.
    """
    assert light.parse(text).text == text


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("yes", "affirm"),
        ("YESSS!!", "affirm"),
        ("sí", "affirm"),
        ("👍", "affirm"),
        ("idk", "unsure"),
        ("thnaks", "thanks"),
        ("how do i report this post", "report_platform"),
        ("shuold i pay the mony", "asked_to_pay"),
        ("i want to die", "self_harm_risk"),
    ],
)
def test_intents(full: Understanding, light: Understanding, text: str, intent: str) -> None:
    """
    Short answers are looked up, typos mended, the rest understood; full and light agree on plain words.
    """
    assert (full.parse(text).intent.name, light.parse(text).intent.name) == (intent, intent)


def test_a_whole_parse(full: Understanding) -> None:
    """
    Everything about one short answer.
    """
    intent = Intent(name="affirm", confidence=0.99)
    expected = Parse(text="Yes", intent=intent, ranking=(intent,), language="en", normalized="yes")

    assert full.parse("Yes") == expected


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("i am going to kill myself", "certain"),
        ("quiero morir", "certain"),
        ("yes", None),
        ("what is the weather today", None),
    ],
)
def test_alarms(full: Understanding, text: str, level: str | None) -> None:
    """
    Plain words of risk raise an alarm in both languages, a joke a doubt.
    """
    alarm = full.parse(text).alarm

    assert (alarm.level if alarm else None) == level


def test_a_certain_alarm_leads_the_ranking(full: Understanding) -> None:
    """
    Whoever reads only the intent sees the risk.
    """
    parse = full.parse("pay or report, i am going to kill myself anyway")

    assert (parse.intent.name, parse.alarm and parse.alarm.level) == ("self_harm_risk", "certain")


RANKING = (
    Intent(name="self_harm_risk", confidence=0.6),
    Intent(name="distress", confidence=0.3),
    Intent(name="greet", confidence=0.1),
)


@pytest.mark.parametrize(
    ("alarm", "names"),
    [
        (None, ["distress", "self_harm_risk", "greet"]),
        (
            Alarm(intent="self_harm_risk", level="possible", confidence=0.2),
            ["self_harm_risk", "distress", "greet"],
        ),
        (
            Alarm(intent="immediate_danger", level="certain", confidence=0.9),
            ["immediate_danger", "self_harm_risk", "distress", "greet"],
        ),
    ],
)
def test_ranking_and_alarm_agree(alarm: Alarm | None, names: list[str]) -> None:
    """
    A certain alarm leads; without an alarm no risk does.
    """
    assert [intent.name for intent in agreed(RANKING, alarm)] == names


def test_a_ranking_of_risks_alone_stays() -> None:
    """
    There must be an intent, whatever the head says.
    """
    assert agreed(RANKING[:1], None) == RANKING[:1]


def test_threads_share_one_understanding(full: Understanding) -> None:
    """
    Many messages at once get the parses that they get alone.
    """
    texts = ["i want to die", "yes", "how do i report", "should i pay", "hello there"] * 8
    alone = [full.parse(text) for text in texts]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(full.parse, texts))

    assert together == alone


def test_no_word_is_kept(full: Understanding) -> None:
    """
    The table of strings that spaCy keeps forgets what people wrote.
    """
    full.parse("xylophonist quokka")

    assert "xylophonist" not in full._nlp.vocab.strings


def test_light_says_nothing_about_it(light: Understanding) -> None:
    """
    What was asked for needs no notice.
    """
    assert (light.variant, light.notice) == ("light", "")


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """
    A copy of the small model, to be broken.
    """
    return Path(shutil.copytree(small_model(), tmp_path / "model"))


def test_a_damaged_encoder_leaves_the_light_model(copied: Path) -> None:
    """
    It goes on, and says at start that it understands less.
    """
    (copied / "encoder.onnx").write_bytes(b"broken")
    understanding = load(copied, CONFIG)

    assert understanding.variant == "light"
    assert "damaged" in understanding.notice
    assert understanding.parse("how do i report").intent.name == "report_platform"


def test_a_damaged_head_stops_the_start(copied: Path) -> None:
    """
    Without heads there is no understanding at all.
    """
    (copied / "intents.json").write_text("{}")
    with pytest.raises(DamagedModel) as error:
        load(copied, LIGHT)

    assert error.value.files == ("intents.json",)


def test_files_of_another_version_stop_the_start(copied: Path) -> None:
    """
    They may be whole and still not be what this version reads; the error says what to do.
    """
    known = json.loads((copied / "manifest.json").read_text())
    (copied / "intents.json").write_text("{}")
    known["files"]["intents.json"] = digest(copied / "intents.json")
    (copied / "manifest.json").write_text(json.dumps(known))

    with pytest.raises(OutdatedModel, match="firsthours train"):
        load(copied, LIGHT)


def test_danger_is_heard_in_the_middle_of_a_long_message(light: Understanding) -> None:
    """
    The plain words are searched in all of it, however much of other talk is around them.
    """
    talk = (
        "what is the weather today and who won the football and is the pizza in town good. " * 550
    )
    middle = len(talk) // 2
    parse = light.parse(f"{talk[:middle]} i will kill myself tonight {talk[middle:]}")

    assert parse.alarm == Alarm(intent="self_harm_risk", level="certain", confidence=0.97)


def test_addresses_are_found_all_along_a_long_message(light: Understanding) -> None:
    """
    A list of links is longer than other messages; each is found where it stands.
    """
    links = [f"https://example.com/gallery/picture-number-{i}" for i in range(100)]
    text = "\n".join(links)
    found = [each for each in light.parse(text).entities if each.entity == "url"]

    assert [each.value for each in found] == links
    assert [text[each.start : each.end] for each in found] == links


def test_no_model_is_said(tmp_path: Path) -> None:
    """
    An empty folder is not a model.
    """
    with pytest.raises(NoModel):
        load(tmp_path, LIGHT)
