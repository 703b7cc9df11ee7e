"""
A stand-in for Telegram: its Bot API on this machine, and the people who write to a bot there.

What may be asked, and in which form, is judged by aiogram's models. How it behaves (which updates come when, what is
repeated, which errors there are) is our own reading of Telegram's documentation: if we misread it, so does this.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import re
import threading
from collections import defaultdict, deque
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

import httpx
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tests.bot_api.judging import METHODS, BadRequest, judge_update, judged

TOKEN = "5550100:invented-token-for-tests-only"
BOT = {"id": 5550100, "is_bot": True, "first_name": "First Hours", "username": "first_hours_bot"}
ALL_BUT_THREE = (
    "message edited_message channel_post edited_channel_post business_message guest_message "
    "callback_query inline_query my_chat_member poll"
)
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
DELETABLE_SECONDS = 48 * 3600
FIRST_DELAY, LONGEST_DELAY = 0.05, 1.0
"""Seconds before an update is brought again; Telegram's own are longer."""
Json = dict[str, Any]


class ApiError(Exception):
    """
    An answer that isn't "ok".
    """

    def __init__(self, code: int, description: str, **parameters: Any) -> None:
        super().__init__(description)
        self.code = code
        self.parameters = parameters


@dataclass(kw_only=True)
class Call:
    """
    A request that was made: the method, its parameters, and whether it was answered with "ok".
    """

    method: str
    values: Json
    ok: bool = False


@dataclass(kw_only=True)
class Chat:
    """
    What is in a chat: messages by their numbers, oldest first. `by_bot` says whose they are.
    """

    messages: dict[int, Json] = field(default_factory=dict)
    blocked: bool = False
    ids: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    @property
    def said(self) -> list[str]:
        """
        What the bot said and is still there.
        """
        return [each["text"] for each in self.messages.values() if each["by_bot"]]


@dataclass(kw_only=True)
class BotApi:
    """
    The server's state. `now` is its time in seconds, which tests move; `calls` is all that was asked of it.
    """

    now: int = 1_772_366_400
    me: Json = field(default_factory=lambda: dict(BOT))
    address: str = ""
    calls: list[Call] = field(default_factory=list)
    chats: dict[int, Chat] = field(default_factory=lambda: defaultdict(Chat))
    webhook: Json = field(default_factory=dict)
    menus: dict[str, list[Json]] = field(default_factory=dict)
    answered: list[str] = field(default_factory=list)
    left: list[int] = field(default_factory=list)
    brought: list[tuple[int, int]] = field(default_factory=list)
    allowed: tuple[str, ...] = tuple(ALL_BUT_THREE.split())
    next_update: int = 700_000_000
    pending: dict[int, Json] = field(default_factory=dict)
    faults: dict[str, deque[Fault]] = field(default_factory=lambda: defaultdict(deque))
    queries: set[str] = field(default_factory=set)
    _numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))
    _poller: int = 0
    _arrived: asyncio.Event = field(default_factory=asyncio.Event)
    _loop: asyncio.AbstractEventLoop | None = None
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)
    _gate: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(40))

    # What tests ask and do; safe from any thread.

    def called(self, method: str) -> list[Json]:
        """
        The parameters of every request for a method.
        """
        return [each.values for each in self.calls if each.method == method]

    def fail(self, method: str, *faults: Fault) -> None:
        """
        Let the next requests for a method go wrong, one after another.
        """
        self.faults[method].extend(faults)

    def bring(self, kind: str, content: Json, *, times: int = 1, judge: bool = True) -> int:
        """
        Give an update to the bot, as often as told and all at once; its number.
        """
        number = self.next_update
        update = {"update_id": number, kind: content}
        self.next_update += 1
        if judge:
            judge_update(update)
        self._soon(lambda: self._offer(update, kind, times))
        return number

    def restart_numbers(self, at: int) -> None:
        """
        After a week without updates Telegram's numbers go on at a random place.
        """
        self.next_update = at

    def waits(self) -> int:
        """
        How many updates were not taken yet.
        """
        return len(self.pending)

    def query_id(self) -> str:
        """
        The id of a press that the bot has yet to answer.
        """
        query = f"55501{next(self._numbers):08}"
        self.queries.add(query)
        return query

    def _soon(self, work: Callable[[], None]) -> None:
        if self._loop is None:
            raise RuntimeError
        self._loop.call_soon_threadsafe(work)

    # Bringing updates.

    def _offer(self, update: Json, kind: str, times: int) -> None:
        if kind not in self.allowed:
            return
        self.pending[update["update_id"]] = update
        if self.webhook.get("url"):
            for _ in range(times):
                self._bring(update)
        self._arrived.set()

    def _bring(self, update: Json) -> None:
        task = asyncio.get_running_loop().create_task(self._bring_until_taken(update))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _bring_until_taken(self, update: Json) -> None:
        delay = FIRST_DELAY
        async with httpx.AsyncClient(timeout=20) as client:
            while self.webhook.get("url"):
                async with self._gate:
                    if await self._is_taken(client, update):
                        self.pending.pop(update["update_id"], None)
                        return
                await asyncio.sleep(delay)
                delay = min(2 * delay, LONGEST_DELAY)

    async def _is_taken(self, client: httpx.AsyncClient, update: Json) -> bool:
        headers = {"Content-Type": "application/json"}
        if self.webhook.get("secret_token"):
            headers[SECRET_HEADER] = self.webhook["secret_token"]
        try:
            reply = await client.post(
                self.webhook["url"], content=json.dumps(update), headers=headers
            )
        except httpx.HTTPError:
            return False
        self.brought.append((update["update_id"], reply.status_code))
        if not reply.is_success:
            return False
        await self._do_what_the_reply_asks(reply)
        return True

    async def _do_what_the_reply_asks(self, reply: httpx.Response) -> None:
        with suppress(ValueError):
            wanted = reply.json()
            if isinstance(wanted, dict) and wanted.get("method") in METHODS:
                await self.answer(wanted.pop("method"), wanted)

    # Answering requests.

    async def answer(self, method: str, form: Mapping[str, Any]) -> Response:
        """
        What the API says to one request.
        """
        call = Call(method=method, values=dict(form))
        self.calls.append(call)
        try:
            call.values = judged(method, form)
            fault = self.faults[method].popleft() if self.faults[method] else None
            if fault is not None:
                refusal = await fault.before(self)
                if refusal is not None:
                    return refusal
            result = await getattr(self, f"_do_{_snake(method)}", _not_done)(call.values)
            call.ok = True
            if fault is not None:
                return await fault.after()
        except BadRequest as error:
            return _refusal(400, f"Bad Request: {error}")
        except ApiError as error:
            return _refusal(error.code, str(error), **error.parameters)
        return JSONResponse({"ok": True, "result": result})

    async def _do_get_me(self, _: Json) -> Json:
        return self.me

    async def _do_send_message(self, values: Json) -> Json:
        return self._sent(values, {"text": values["text"]})

    async def _do_send_document(self, values: Json) -> Json:
        document = {"file_id": "f", "file_unique_id": "u", "file_size": len(values["document"])}
        content = {"text": values.get("caption", ""), "document": document}
        return self._sent(values, content)

    def _sent(self, values: Json, content: Json) -> Json:
        chat = self.chats[values["chat_id"]]
        if chat.blocked:
            raise ApiError(403, "Forbidden: bot was blocked by the user")
        message = {
            "message_id": next(chat.ids),
            "date": self.now,
            "by_bot": True,
            "reply_markup": values.get("reply_markup"),
            "protected": values.get("protect_content", False),
            **content,
        }
        chat.messages[message["message_id"]] = message
        return {
            "message_id": message["message_id"],
            "date": self.now,
            "chat": {"id": values["chat_id"], "type": "private", "first_name": "A"},
            "from": self.me,
            **content,
        }

    async def _do_delete_messages(self, values: Json) -> bool:
        chat = self.chats[values["chat_id"]]
        known = [each for each in values["message_ids"] if each in chat.messages]
        if any(self._is_old(chat.messages[each]) for each in known):
            raise ApiError(400, "Bad Request: message can't be deleted for everyone")
        for each in known:
            del chat.messages[each]
        return True

    async def _do_delete_message(self, values: Json) -> bool:
        chat = self.chats[values["chat_id"]]
        message = chat.messages.get(values["message_id"])
        if message is None:
            raise ApiError(400, "Bad Request: message to delete not found")
        if self._is_old(message):
            raise ApiError(400, "Bad Request: message can't be deleted")
        del chat.messages[values["message_id"]]
        return True

    def _is_old(self, message: Json) -> bool:
        return bool(self.now - message["date"] >= DELETABLE_SECONDS)

    async def _do_answer_callback_query(self, values: Json) -> bool:
        query = values["callback_query_id"]
        if query not in self.queries:
            raise ApiError(
                400,
                "Bad Request: query is too old and response timeout expired or query ID is invalid",
            )
        self.answered.append(query)
        return True

    async def _do_leave_chat(self, values: Json) -> bool:
        self.left.append(values["chat_id"])
        return True

    async def _do_set_my_commands(self, values: Json) -> bool:
        self.menus[values.get("language_code", "")] = values["commands"]
        return True

    async def _do_set_webhook(self, values: Json) -> bool:
        if not values["url"].startswith(("https://", "http://127.0.0.1")):
            raise ApiError(400, "Bad Request: bad webhook: HTTPS url must be provided for webhook")
        self.webhook = values
        self.allowed = tuple(values.get("allowed_updates", self.allowed))
        self._gate = asyncio.Semaphore(values.get("max_connections", 40))
        for update in list(self.pending.values()):
            self._bring(update)
        return True

    async def _do_delete_webhook(self, _: Json) -> bool:
        self.webhook = {}
        return True

    async def _do_get_webhook_info(self, _: Json) -> Json:
        return {
            "url": self.webhook.get("url", ""),
            "has_custom_certificate": False,
            "pending_update_count": len(self.pending),
        }

    async def _do_get_updates(self, values: Json) -> list[Json]:
        if self.webhook.get("url"):
            raise ApiError(
                409,
                "Conflict: can't use getUpdates method while webhook is active; "
                "use deleteWebhook to delete the webhook first",
            )
        self.allowed = tuple(values.get("allowed_updates", self.allowed))
        self._poller = mine = next(self._numbers)
        self._arrived.set()  # whoever waits is told to go
        await asyncio.sleep(0)
        found = await self._next_updates(values)
        if self._poller != mine:
            raise ApiError(
                409,
                "Conflict: terminated by other getUpdates request; "
                "make sure that only one bot instance is running",
            )
        return found

    async def _next_updates(self, values: Json) -> list[Json]:
        offset = values.get("offset", 0)
        if offset < 0:
            offset = sorted(self.pending)[offset] if self.pending else 0
        for number in [each for each in self.pending if each < offset]:
            del self.pending[number]
        self._arrived.clear()
        if not self.pending:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._arrived.wait(), values.get("timeout", 0))
        waiting = [self.pending[number] for number in sorted(self.pending)]
        return waiting[: values.get("limit", 100)]


@dataclass(frozen=True, kw_only=True)
class Fault:
    """
    How a request goes wrong. `done` says whether Telegram did what was asked, before the answer was lost.

    With `code` it answers so; with `silent` it answers nothing for so many seconds.
    """

    code: int = 0
    description: str = "Internal Server Error"
    retry_after: int = 0
    plain: bool = False
    silent: float = 0
    done: bool = False

    async def before(self, _: BotApi) -> Response | None:
        """
        What is answered without anything being done; `None` if it is done first.
        """
        return None if self.done else await self.after()

    async def after(self) -> Response:
        """
        What is answered at last.
        """
        await asyncio.sleep(self.silent)
        if self.plain:
            return Response("<html>Bad Gateway</html>", self.code, media_type="text/html")
        more = {"retry_after": self.retry_after} if self.retry_after else {}
        return _refusal(self.code or 500, self.description, **more)


def too_many(seconds: int) -> Fault:
    """
    Telegram's "wait".
    """
    return Fault(
        code=429,
        description=f"Too Many Requests: retry after {seconds}",
        retry_after=seconds,
    )


def _snake(method: str) -> str:
    return re.sub(r"(?=[A-Z])", "_", method).lower()


async def _not_done(_: Json) -> bool:
    return True


def _refusal(code: int, description: str, **parameters: Any) -> Response:
    content: Json = {"ok": False, "error_code": code, "description": description}
    if parameters:
        content["parameters"] = parameters
    return JSONResponse(content, code)


@contextmanager
def bot_api(port: int = 0) -> Iterator[BotApi]:
    """
    The server, for as long as it is needed.
    """
    api = BotApi()
    config = uvicorn.Config(
        _app(api), host="127.0.0.1", port=port, log_config=None, timeout_graceful_shutdown=1
    )
    server = uvicorn.Server(config)
    with in_thread(server) as address:
        api.address = address
        yield api


@contextmanager
def in_thread(server: uvicorn.Server) -> Iterator[str]:
    """
    A web server in a thread of its own; gives its address.
    """
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        thread.join(0.01)
        if not thread.is_alive():
            raise RuntimeError
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join()


def _app(api: BotApi) -> Starlette:
    async def take(request: Request) -> Response:
        if request.path_params["token"] != TOKEN:
            return _refusal(401, "Unauthorized")
        method = request.path_params["method"]
        if method not in METHODS:
            return _refusal(404, "Not Found")
        return await api.answer(method, await _form(request))

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        api._loop = asyncio.get_running_loop()
        yield
        for task in api._tasks:
            task.cancel()

    return Starlette(
        routes=[Route("/bot{token}/{method}", take, methods=["GET", "POST"])], lifespan=lifespan
    )


async def _form(request: Request) -> Json:
    async with request.form() as form:
        return {
            name: value if isinstance(value, str) else await value.read()
            for name, value in form.items()
        }
