"""
A look inside for staff, never in production: where the latest talk of this server is, and what it understood.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.channels.replies import reply
from bot.conversation.handle import Answer
from bot.domain.message import UserMessage
from bot.domain.tracker import Frame

PATH = "/simulator/state"
PICTURE = "/simulator/picture"
MOST_INTENTS = 5


class Simulator:
    """
    Remembers the latest turn, and shows it. It is made for one person who tries the assistant out.

    `draw` makes the picture of a flow as SVG, with the step marked where the talk is.
    """

    def __init__(self, draw: Callable[[str, str], str]) -> None:
        self._draw = draw
        self._latest: dict[str, Any] = {}
        self._here: Frame | None = None

    def note(self, message: UserMessage, answer: Answer) -> None:
        """
        A turn was taken.
        """
        self._latest = as_state(message.channel, answer)
        self._here = answer.tracker.stack[-1] if answer.tracker.stack else None

    def routes(self) -> Sequence[Route]:
        """
        The addresses that the page asks.
        """

        async def show(_: Request) -> Response:
            return reply(self._latest)

        async def picture(_: Request) -> Response:
            if self._here is None:
                return Response(status_code=204)
            drawn = await run_in_threadpool(self._draw, self._here.flow, self._here.step)
            return Response(drawn, media_type="image/svg+xml")

        return [Route(PATH, show), Route(PICTURE, picture)]


def as_state(channel: str, answer: Answer) -> dict[str, Any]:
    """
    A turn as the page shows it: rows of a name and a value under three headings.
    """
    tracker, parse = answer.tracker, answer.parse
    understood = (
        [
            *([each.name, f"{each.confidence:.2f}"] for each in parse.ranking[:MOST_INTENTS]),
            *([each.entity, str(each.value)] for each in parse.entities),
        ]
        if parse
        else []
    )
    return {
        "flow": [[each.flow, each.step or ""] for each in reversed(tracker.stack)],
        "said": [[channel, each.response] for each in answer.messages],
        "understood": understood,
        "slots": [[name, str(value)] for name, value in sorted(tracker.slots.items())],
    }
