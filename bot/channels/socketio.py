"""
Rasa's Socket.IO channel at `/socket.io`: what Rasa's web chats speak.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

import socketio
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.channels.bodies import MAX_BODY
from bot.channels.fields import Here, read_message
from bot.channels.limits import Limits
from bot.channels.render import as_buttons
from bot.channels.senders import NONCE_BYTES, SenderTokens
from bot.channels.turns import Turns
from bot.domain.message import BotMessage
from bot.errors import Refused

log = logging.getLogger(__name__)

NAME = "socketio"
PATH = "/socket.io/"
TOO_MANY = 429


@dataclass(frozen=True, slots=True, kw_only=True)
class SocketChannel:
    """
    The channel. A session's id is a token that this server made: one that a client brings is taken only if it is ours.

    `own` and `allowed` are the sites whose pages may connect; where `own` isn't known, it is the host that is asked.
    `wait` says, in reviewed words, that there were too many messages.
    """

    turns: Turns
    tokens: SenderTokens
    senders: Limits
    addresses: Limits
    clock: Callable[[], datetime]
    own: str | None
    allowed: Collection[str]
    wait: str

    def around(self, app: ASGIApp) -> ASGIApp:
        """
        The application, with this channel at its address.
        """
        server = self._server()

        async def either(scope: Scope, receive: Receive, send: Send) -> None:
            if scope["type"] != "lifespan" and scope["path"].startswith(PATH):
                await server.handle_request(scope, receive, send)
            elif scope["type"] == "websocket":
                await send({"type": "websocket.close", "code": 1000})
            else:
                await app(scope, receive, send)

        return either

    def _server(self) -> Any:
        server = socketio.AsyncServer(
            async_mode="asgi",
            cors_allowed_origins=self._may_connect,
            max_http_buffer_size=MAX_BODY,
            logger=False,
            engineio_logger=False,
        )
        talk = _Talk(channel=self, server=server)
        server.on("session_request", handler=talk.session_request)
        server.on("user_uttered", handler=talk.user_uttered)
        return server

    def _may_connect(self, origin: str | None, environ: Mapping[str, Any]) -> bool:
        """
        Whether a page of this site may connect; programs send no origin and may.
        """
        if origin is None or origin in self.allowed:
            return True
        if self.own is not None:
            return origin == self.own
        parts = urlsplit(origin)
        return parts.scheme in ("http", "https") and parts.netloc == environ.get("HTTP_HOST")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Talk:
    """
    What is heard and said; errors are logged by their kind, because their words can hold a person's.
    """

    channel: SocketChannel
    server: Any

    async def session_request(self, socket: str, data: Any = None) -> None:
        """
        Confirm the session that the client has, if it is one of ours, else a new one.
        """
        try:
            self.channel.addresses.check(self._address(socket), self.channel.clock())
            brought = data.get("session_id") if isinstance(data, dict) else None
            sender = self._ours(brought) or self._new()
            await self._join(socket, sender)
            await self.server.emit("session_confirm", sender, to=socket)
        except Exception as error:  # noqa: BLE001 - see above
            log.warning("session_refused kind=%s", type(error).__name__)

    async def user_uttered(self, socket: str, data: Any = None) -> None:
        """
        Answer a message, bubble by bubble, wherever its session is connected now.
        """
        try:
            await self._answer(socket, data if isinstance(data, dict) else {})
        except Refused as refused:
            log.info("message_refused code=%s", refused.code)
            if refused.code == TOO_MANY:
                await self.server.emit("bot_uttered", {"text": self.channel.wait}, to=socket)
        except Exception as error:  # noqa: BLE001 - see above
            log.error("message_failed kind=%s", type(error).__name__)

    async def _answer(self, socket: str, data: Mapping[str, Any]) -> None:
        channel, now = self.channel, self.channel.clock()
        channel.addresses.check(self._address(socket), now)
        sender = await self._sender(socket, data.get("session_id"))
        channel.senders.check(sender, now)
        body = {
            "sender": sender,
            "message": data.get("message"),
            "metadata": data.get("customData"),
        }
        here = Here(channel=NAME, now=now, pretends=False)
        answer = await channel.turns.take(read_message(body, here))
        for bubble in as_buttons(answer.messages):
            await self.server.emit("bot_uttered", as_uttered(bubble), room=sender)

    async def _sender(self, socket: str, brought: Any) -> str:
        """
        Who writes: the session that the message names, else the one that was confirmed here, else a new one.
        """
        ours = self._ours(brought)
        if ours:
            await self._join(socket, ours)
            return ours
        session = await self.server.get_session(socket)
        if "sender" not in session:
            await self._join(socket, self._new())
            session = await self.server.get_session(socket)
        return str(session["sender"])

    async def _join(self, socket: str, sender: str) -> None:
        await self.server.save_session(socket, {"sender": sender})
        await self.server.enter_room(socket, sender)

    def _ours(self, brought: Any) -> str | None:
        ours = isinstance(brought, str) and self.channel.tokens.knows(brought)
        return brought if ours else None

    def _new(self) -> str:
        return self.channel.tokens.issue(secrets.token_bytes(NONCE_BYTES))

    def _address(self, socket: str) -> str:
        environ = self.server.get_environ(socket) or {}
        client = environ.get("asgi.scope", {}).get("client")
        return client[0] if client else ""


def as_uttered(message: BotMessage) -> dict[str, Any]:
    """
    A bubble as Rasa's Socket.IO channel says it.
    """
    if not message.buttons:
        return {"text": message.text}
    replies = [
        {"content_type": "text", "title": each.title, "payload": each.payload}
        for each in message.buttons
    ]
    return {"text": message.text, "quick_replies": replies}
