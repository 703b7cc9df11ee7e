"""
What each kind of step does: one file a kind, one table.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.domain.flow import Action, Call, Collect, Link, Noop, SetSlots
from bot.engine.draft import Draft
from bot.engine.steps.action import run_action
from bot.engine.steps.call import run_call
from bot.engine.steps.collect import run_collect
from bot.engine.steps.link import run_link
from bot.engine.steps.noop import run_noop
from bot.engine.steps.outcome import Outcome
from bot.engine.steps.set_slots import run_set_slots

STEPS: dict[type, Callable[[Draft, Any], Outcome]] = {
    Collect: run_collect,
    Action: run_action,
    SetSlots: run_set_slots,
    Link: run_link,
    Call: run_call,
    Noop: run_noop,
}
