"""
What can be told of flows without running them.
"""

from __future__ import annotations

from bot.engine.flows import statements
from tests.build import PATTERNS, ask, assistant, call, do, flow, link


def test_flows_that_only_say_something() -> None:
    """
    Neither they nor what they call or go over to asks anything; a circle of flows is followed once.
    """
    one = assistant(
        flow("says", do("utter_a")),
        flow("asks", ask("situation")),
        flow("calls_says", call("says")),
        flow("calls_asks", do("utter_a", "call_asks"), call("asks")),
        flow("goes_over", link("calls_asks")),
        flow("here", call("there")),
        flow("there", link("here")),
    )
    ours = {each.id for each in PATTERNS}

    assert {"says", "calls_says", "here", "there"} == statements(one) - ours
