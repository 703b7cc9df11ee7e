"""
Rasa's REST channel: a message in, its bubbles out.
"""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from bot.channels.bodies import read_json
from bot.channels.fields import Here, read_message, read_sender
from bot.channels.limits import Limits
from bot.channels.render import LOOKS, as_rasa
from bot.channels.replies import encode, reply
from bot.channels.senders import NONCE_BYTES, SenderTokens
from bot.channels.turns import Turns
from bot.conversation.handle import Answer
from bot.domain.message import BotMessage, UserMessage
from bot.errors import Refused

NOT_OUR_SENDER = (
    403,
    "NotAuthorized",
    "The sender must be one that POST /webhooks/<channel>/session gave out.",
)


More = Callable[[Answer, Sequence[BotMessage]], Sequence[Mapping[str, Any]]]


def nothing_more(_: Answer, bubbles: Sequence[BotMessage]) -> Sequence[Mapping[str, Any]]:
    """
    For channels that give what Rasa's give.
    """
    return [{} for _ in bubbles]


@dataclass(frozen=True, slots=True, kw_only=True)
class RestChannel:
    """
    One channel in Rasa's form, at `/webhooks/<name>`.

    `trusted` takes the client's senders as they are, as Rasa does; otherwise a sender is one of `tokens`.
    `senders` and `addresses` limit what one of them may send.
    With `pretends` a message may say through which channel and at what time it came.
    `more` is what each element holds beside what Rasa's has.
    """

    name: str
    turns: Turns
    tokens: SenderTokens
    senders: Limits
    addresses: Limits
    clock: Callable[[], datetime]
    trusted: bool = False
    pretends: bool = False
    more: More = nothing_more

    def routes(self) -> list[Route]:
        """
        The channel's addresses.
        """
        base = f"/webhooks/{self.name}"
        return [
            Route(base, self.health),
            Route(f"{base}/", self.health),
            Route(f"{base}/session", self.session, methods=["POST"]),
            Route(f"{base}/webhook", self.webhook, methods=["POST"]),
            Route(f"{base}/leave", self.leave, methods=["POST"]),
        ]

    async def health(self, _: Request) -> Response:
        """
        Rasa's sign of life.
        """
        return reply({"status": "ok"})

    async def session(self, request: Request) -> Response:
        """
        A new sender, which nobody else has.
        """
        self.addresses.check(_address(request), self.clock())
        return reply({"sender": self.tokens.issue(secrets.token_bytes(NONCE_BYTES))})

    async def webhook(self, request: Request) -> Response:
        """
        The answer to one message; with `?stream=true` a line for each bubble.
        """
        now = self.clock()
        self.addresses.check(_address(request), now)
        body = await read_json(request)
        message = read_message(body, Here(channel=self.name, now=now, pretends=self.pretends))
        self._admit(message, now)
        answer = await self.turns.take(message)
        bubbles = LOOKS[message.channel](answer.messages)
        elements = self._elements(answer, bubbles, message.sender)
        if request.query_params.get("stream", "").lower() == "true":
            return StreamingResponse(_lines(elements), media_type="text/event-stream")
        return reply(elements)

    async def leave(self, request: Request) -> Response:
        """
        Ends a sender's talk and forgets it. Only those that the server gave out can be ended, by whoever has them.
        """
        now = self.clock()
        self.addresses.check(_address(request), now)
        sender = read_sender(await read_json(request))
        if self.tokens.knows(sender):
            await self.turns.leave(self.name, sender, now)
        return reply({"status": "ok"})

    def _elements(
        self, answer: Answer, bubbles: Sequence[BotMessage], recipient: str
    ) -> list[dict[str, Any]]:
        plain, more = as_rasa(bubbles, recipient), self.more(answer, bubbles)
        return [{**each, **beside} for each, beside in zip(plain, more, strict=True)]

    def _admit(self, message: UserMessage, now: datetime) -> None:
        if not self.trusted and not self.tokens.knows(message.sender):
            raise Refused(*NOT_OUR_SENDER)
        self.senders.check(message.sender, now)


async def _lines(elements: Iterable[Mapping[str, Any]]) -> AsyncIterator[bytes]:
    for element in elements:
        yield encode(element) + b"\n"


def _address(request: Request) -> str:
    return request.client.host if request.client else ""
