"""
One custom action of a turn: what it is given of the person's log, and what came of it.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace

from bot.conversation.ports import ActionCall, ActionOutcome, Actions, LogView
from bot.conversation.turning import Turning
from bot.conversation.typed import LEAST_DIGITS
from bot.domain.case_code import CHANCE, make_code
from bot.domain.parse import Parse
from bot.domain.retention import Retention
from bot.domain.tracker import Tracker

READS_LOG = "log"
"""Custom actions with this word in their name are given the person's log."""
ADDS_TO_LOG = frozenset({"action_log_links"})
"""Those that are given only what may be noted already, so that a long log costs them nothing."""
TOKEN_BYTES = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Acting:
    """
    Runs custom actions; `downloads` is the address before a download's token, `None` where nothing can be fetched.
    """

    actions: Actions
    retention: Retention
    downloads: str | None = None

    def run(
        self, action: str, turning: Turning, tracker: Tracker, parse: Parse | None
    ) -> ActionOutcome:
        """
        What came of it; raises `ActionFailed` if it breaks or can't be reached.
        """
        message = turning.message
        call = ActionCall(
            action=action,
            tracker=tracker,
            parse=parse,
            entries=(),
            now=message.now,
            channel=message.channel,
        )
        if READS_LOG in action:
            adds = action in ADDS_TO_LOG
            view = turning.log.alike(tracker) if adds else turning.log.view()
            call = self._with_log(call, view)
        return self.actions.run(call)

    def _with_log(self, call: ActionCall, view: LogView) -> ActionCall:
        token = secrets.token_urlsafe(TOKEN_BYTES)
        return replace(
            call,
            entries=view.entries,
            log=view,
            code=_fresh_code(),
            token=token,
            download="" if self.downloads is None else f"{self.downloads}/{token}",
            retention=self.retention,
        )


def _fresh_code() -> str:
    """
    A case code that nobody takes for a word.
    """
    while sum(map(str.isdigit, code := make_code(secrets.token_bytes(CHANCE)))) < LEAST_DIGITS:
        pass
    return code
