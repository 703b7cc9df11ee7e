"""
What a custom action is given: the log where its name says so, and fresh secrets for it alone.
"""

from __future__ import annotations

from bot.conversation.acting import Acting
from bot.conversation.ports import ActionCall
from bot.conversation.turning import LogInTurn, Reading, Turning
from bot.domain.evidence import Change
from bot.domain.message import UserMessage
from bot.domain.retention import Retention
from bot.domain.tracker import Tracker
from tests.contract.turns import turn
from tests.fakes import MemoryStore, ScriptedUnderstanding
from tests.unit.conversation.test_secret_answers import LINK, NOW, Doing

WHO = "rest:someone"


def called(action: str, downloads: str | None = None) -> ActionCall:
    """
    How an action finds a log with one link in it, whose owner names another link.
    """
    store, doing = MemoryStore(), Doing()
    for link in (LINK, f"{LINK}/2", f"{LINK}/3"):
        turn(store, WHO, changes=[Change(address=link, normalized=link)], now=NOW)
    turning = Turning(
        conversation=WHO,
        message=UserMessage(sender="someone", text="", channel="rest", now=NOW),
        log=LogInTurn(store=store, conversation=WHO, now=NOW, retention=Retention()),
        reading=Reading(ScriptedUnderstanding(), ""),
    )
    acting = Acting(actions=doing, retention=Retention(), downloads=downloads)
    acting.run(action, turning, Tracker(slots={"links": [LINK]}), None)
    return doing.calls[0]


def test_the_log_is_for_actions_on_it() -> None:
    """
    All of it, or what may be noted already; others see none.
    """
    whole, alike, none = (
        called(each) for each in ("action_show_log", "action_log_links", "action_find_law")
    )

    assert [1, 2, 3] == [each.item for each in whole.entries]
    assert [1, 3] == [each.item for each in alike.entries]
    assert ((), None, "", "") == (none.entries, none.log, none.code, none.token)


def test_secrets_are_fresh_each_time() -> None:
    """
    A download's address ends with its token, where there is one.
    """
    first, second = (called("action_show_log", "https://a.example/log") for _ in range(2))

    assert first.token != second.token
    assert first.code != second.code
    assert f"https://a.example/log/{first.token}" == first.download
    assert "" == called("action_show_log").download
