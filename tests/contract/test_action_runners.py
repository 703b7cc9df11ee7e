"""
An action does the same in this process and in an action server.
"""

from __future__ import annotations

import logging
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timezone
from pathlib import Path

import pytest

from bot.actions_runner import ActionServer, InProcessActions
from bot.conversation.ports import ActionCall, Actions, LogView, Opened
from bot.domain.evidence import Change, Entry
from bot.domain.parse import Entity, Intent, Parse
from bot.domain.request import KeepCode, KeepLonger
from bot.domain.slot import Value
from bot.domain.tracker import Tracker
from bot.engine.turn import ActionResult, Said
from bot.errors import ActionFailed
from tests.contract.action_server import actions

ROOT = Path(__file__).parents[2]
SERVER = Path(__file__).with_name("action_server.py")
NOW = datetime(2026, 6, 1, 12, 0, tzinfo=timezone.utc)
TEXT = "please note hxxps://site[.]example/a, nobody else knows"
LINK = "https://site.example/a"
HEARD = Parse(
    text=TEXT,
    intent=Intent(name="log_link", confidence=0.9),
    ranking=(Intent(name="log_link", confidence=0.9),),
    entities=(Entity(entity="url", value=LINK, start=12, end=36),),
)


@pytest.fixture(scope="module")
def server() -> Iterator[ActionServer]:
    """
    A real action server on this machine, on a free port.
    """
    program = subprocess.Popen(
        [sys.executable, str(SERVER)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert program.stdout is not None
    ready = next(
        (found for line in program.stdout if (found := re.match(r"actions_ready.*port=(\d+)", line))),
        None,
    )  # fmt: skip
    assert ready is not None
    yield ActionServer(url=f"http://127.0.0.1:{ready.group(1)}/webhook")
    program.terminate()
    program.communicate(timeout=30)


@pytest.fixture(params=["in process", "server"])
def runner(request: pytest.FixtureRequest) -> Actions:
    """
    Each way to run actions.
    """
    if request.param == "server":
        found: ActionServer = request.getfixturevalue("server")
        return found
    return InProcessActions(actions())


def call(
    action: str,
    slots: dict[str, Value] | None = None,
    *,
    parse: Parse | None = None,
    entries: tuple[Entry, ...] = (),
) -> ActionCall:
    """
    A call of an action.
    """
    return ActionCall(
        action=action, tracker=Tracker(slots=slots or {}), parse=parse, entries=entries, now=NOW
    )


def test_slots_and_words_come_back_in_order(runner: Actions) -> None:
    """
    Responses with their arguments, as the engine takes them.
    """
    outcome = runner.run(call("action_find_helplines", {"country": "US", "need": "crisis"}))

    assert (("helplines_found", "some"),) == outcome.result.slots
    assert ["utter_helplines"] == [said.response for said in outcome.result.said]
    first = outcome.result.said[0].arguments["helplines"]
    assert isinstance(first, list)
    assert {"response": "utter_word_line", "line": "988 Lifeline: 988"} == first[0]


def test_the_log_is_read_and_added_to(runner: Actions) -> None:
    """
    An address goes with the words in which it was given.
    """
    before = Entry(item=1, kind="added", recorded=NOW, address="a", normalized="https://a.example")
    outcome = runner.run(
        call("action_log_links", {"links": [LINK]}, parse=HEARD, entries=(before,))
    )

    assert (Change(address="hxxps://site[.]example/a", normalized=LINK),) == outcome.changes
    assert not outcome.erase
    assert ("log_result", "added") in outcome.result.slots
    assert "evidence_changes" not in dict(outcome.result.slots)


def test_what_stands_in_the_log_is_known_to_the_action(runner: Actions) -> None:
    """
    Times and all.
    """
    kept = Entry(item=1, kind="added", recorded=NOW, address=LINK, normalized=LINK)

    assert () == runner.run(call("action_log_links", {"links": [LINK]}, entries=(kept,))).changes


def test_erasing_is_told_apart(runner: Actions) -> None:
    """
    The slot that asks for it is no slot of the conversation.
    """
    outcome = runner.run(call("action_erase_everything"))

    assert (True, (("erase_result", "erased"),)) == (outcome.erase, outcome.result.slots)


def test_what_an_action_asks_of_the_store_is_told_apart(runner: Actions) -> None:
    """
    By name and with its parts; one that there is no such thing as is an error.
    """
    outcome = runner.run(call("action_asks_the_store"))

    assert (KeepLonger(days=90), KeepCode(code="C")) == outcome.requests
    assert () == outcome.result.slots
    with pytest.raises(ActionFailed):
        runner.run(call("action_asks_for_nonsense"))


def test_an_action_on_the_log_is_told_how_it_stands(runner: Actions) -> None:
    """
    Its state and what to give out, never its key; other actions are told the time alone.
    """
    made = replace(
        call("action_tells_what_it_sees"),
        log=LogView(
            state="wait",
            items=2,
            locked=True,
            wait=30,
            kept_until=NOW,
            slots={"country": "GB"},
            opened=Opened(log="canary", key=b"canary"),
        ),
        code="C",
        token="T",
        download="https://help.example/d/T",
        channel="sms",
    )
    seen = runner.run(made).result.said[0].arguments
    message = seen["message"]
    assert isinstance(message, dict)

    assert {
        "now": NOW.isoformat(),
        "code": "C",
        "token": "T",
        "download": "https://help.example/d/T",
        "channel": "sms",
        "retention": {"days": 30, "warn_days": 3, "extended_days": 90, "delivery_days": 30},
        "log": {
            "state": "wait",
            "items": 2,
            "locked": True,
            "has_code": False,
            "wait": 30,
            "kept_until": NOW.isoformat(),
            "kept_before": None,
            "slots": {"country": "GB"},
        },
    } == message["metadata"]
    assert "canary" not in str(seen)


def test_an_action_may_do_nothing(runner: Actions) -> None:
    """
    That is an outcome too.
    """
    assert ActionResult() == runner.run(call("action_does_nothing")).result


def test_no_action_is_given_the_text_of_a_message(runner: Actions) -> None:
    """
    It sees what the message means, and an address as it was written.
    """
    outcome = runner.run(call("action_tells_what_it_sees", parse=HEARD))
    seen = outcome.result.said[0].arguments["message"]
    assert isinstance(seen, dict)

    assert {
        "text": "",
        "intent": {"name": "log_link", "confidence": 0.9},
        "entities": [
            {
                "entity": "url",
                "value": LINK,
                "start": 12,
                "end": 36,
                "role": None,
                "confidence": 1.0,
                "given": "hxxps://site[.]example/a",
            }
        ],
        "metadata": {"now": NOW.isoformat()},
    } == seen


@pytest.mark.parametrize(
    "action",
    ["action_breaks", "action_speaks_freely", "action_writes_nonsense", "action_nobody_knows"],
)
def test_whatever_breaks_is_one_error_without_words(
    runner: Actions, action: str, caplog: pytest.LogCaptureFixture
) -> None:
    """
    Nothing of what the person told is in it, nor in a log.
    """
    caplog.set_level(logging.DEBUG)
    with pytest.raises(ActionFailed) as error:
        runner.run(call(action, {"platform": "canary"}, parse=HEARD))

    assert "A custom action broke or could not be reached." == str(error.value)
    assert "canary" not in caplog.text


def test_the_outcome_is_the_same_both_ways(server: ActionServer) -> None:
    """
    Every real action, with nothing known and with much.
    """
    here = InProcessActions(actions())
    much: dict[str, Value] = {
        "country": "GB",
        "platform": "instagram",
        "age_in_image": "minor",
        "age_now": 16.0,
        "threatened": True,
        "links": [LINK],
    }
    names = [each.name() for each in actions() if "actions." in type(each).__module__]
    assert names

    for name in names:
        for slots in ({}, much):
            made = call(name, slots, parse=HEARD)
            assert here.run(made) == server.run(made)


def test_a_server_that_is_not_there_is_the_same_error() -> None:
    """
    So is one that speaks otherwise.
    """
    nobody = ActionServer(url="http://127.0.0.1:9/webhook", timeout=1.0)

    with pytest.raises(ActionFailed):
        nobody.run(call("action_does_nothing"))


def test_results_are_plain_data() -> None:
    """
    A response with its arguments and nothing of the protocol's own.
    """
    outcome = InProcessActions(actions()).run(call("action_show_log"))

    assert (Said(response="utter_log_empty", arguments={}),) == outcome.result.said
