"""
Text messages, by Twilio: what it calls here, and how we answer.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime

from requests import exceptions as failures
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from twilio.base.exceptions import TwilioRestException
from twilio.http.http_client import TwilioHttpClient
from twilio.request_validator import RequestValidator
from twilio.rest import Client
from twilio.rest.api.v2010.account.incoming_phone_number import IncomingPhoneNumberInstance
from twilio.twiml.messaging_response import MessagingResponse
from urllib3.exceptions import NewConnectionError

from bot.channels.bodies import read_body
from bot.channels.limits import Limits
from bot.channels.render import as_texts
from bot.channels.twilio_form import (
    CHANNEL,
    MOST_FILES,
    CountryOf,
    is_answered_by_provider,
    one,
    read_delivery,
    read_form,
    status_of,
)
from bot.channels.twilio_outcomes import Loss, next_step, query_for, read_loss, seconds_left
from bot.conversation import delivery as post
from bot.conversation.delivering import SENDING, Delivering
from bot.domain.message import BotMessage, UserMessage
from bot.errors import Refused
from bot.settings import Twilio

log = logging.getLogger(__name__)

BASE = "/webhooks/twilio"
RETRIES = "#rc=3&rp=all"
SIGNATURE = "X-Twilio-Signature"
ALGORITHM = "HMAC_SHA1"
"""Pinned: a header that chooses it could choose a weaker one."""
FORM = "application/x-www-form-urlencoded"
SECONDS = 8.0
"""For which we wait for Twilio."""
OPTED_OUT = 21610
NOT_NOW = frozenset({401, 403, 408, 429, 503})
"""Refusals that pass: by the operator's hand, or by themselves."""
OVER = frozenset({"delivered", "undelivered", "failed", "read", "canceled"})
"""States after which Twilio needs the words no more."""
NOT_OURS = (403, "NotAuthorized", "The request isn't signed by the account of this server.")
NOT_A_FORM = (415, "UnsupportedMediaType", "Send a form, as Twilio does.")


@dataclass(frozen=True, kw_only=True)
class TextMessages:
    """
    The channel. `line` stands before a first line that `tells` a bystander something; `apology` is what a person gets
    where nothing else works.
    """

    twilio: Twilio
    public_url: str
    clock: Callable[[], datetime]
    country_of: CountryOf
    apology: Callable[[UserMessage], Sequence[BotMessage]]
    line: str
    tells: Callable[[str], bool]
    senders: Limits
    _pool: ThreadPoolExecutor = field(
        default_factory=lambda: ThreadPoolExecutor(SENDING, "twilio"), repr=False
    )
    _clients: list[Client] = field(default_factory=list, repr=False)

    @property
    def name(self) -> str:
        """
        The channel's name.
        """
        return CHANNEL

    @property
    def client(self) -> Client:
        """
        Twilio's own client, which waits for a while and not for ever.
        """
        if not self._clients:
            self._clients.append(client_of(self.twilio))
        return self._clients[0]

    # What Twilio calls

    def routes(self, delivering: Delivering) -> list[Route]:
        """
        Its three addresses: a message came, the first one failed, a message of ours got on.
        """
        hooks = _Hooks(self, delivering)
        return [
            Route(f"{BASE}/webhook", hooks.webhook, methods=["POST"]),
            Route(f"{BASE}/fallback", hooks.fallback, methods=["POST"]),
            Route(f"{BASE}/status", hooks.status, methods=["POST"]),
        ]

    @asynccontextmanager
    async def _open(self) -> AsyncIterator[None]:
        try:
            yield
        finally:
            self._pool.shutdown(wait=False, cancel_futures=True)

    def serving(self, _: Delivering) -> AbstractAsyncContextManager[None]:
        """
        Nothing has to be open but the threads that wait for Twilio.
        """
        return self._open()

    async def read(self, request: Request) -> FormData:
        """
        The form in a request that Twilio signed. Raises `Refused`.
        """
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind != FORM:
            raise Refused(*NOT_A_FORM)
        form = read_form(await read_body(request))
        query = f"?{request.url.query}" if request.url.query else ""
        url = f"{self.public_url}{request.url.path}{query}"
        if not self._is_signed(url, form, request.headers.get(SIGNATURE)):
            raise Refused(*NOT_OURS)
        if one(form, "AccountSid") != self.twilio.account_sid:
            raise Refused(*NOT_OURS)
        return form

    def _is_signed(self, url: str, form: FormData, signature: str | None) -> bool:
        # The validator can't take a missing one.
        if not signature:
            return False
        validator = RequestValidator(self.twilio.auth_token.reveal())
        return bool(validator.validate(url, form, signature, ALGORITHM))

    # How we answer

    def parts(self, messages: Sequence[BotMessage]) -> tuple[BotMessage, ...]:
        """
        One message, if three segments hold it.
        """
        return as_texts(messages, self.line, self.tells)

    async def send(self, outgoing: post.Outgoing) -> post.Result:
        """
        Send one message, and let Twilio forget the one that it answers.
        """
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._pool, self._send, outgoing)

    def _send(self, outgoing: post.Outgoing) -> post.Result:
        try:
            self.client.messages.create(**self._fields(outgoing))
        except TwilioRestException as error:
            # The error's own words hold numbers: only its codes are logged.
            log.warning("twilio_refused status=%s code=%s", error.status, error.code)
            return meaning(error.status, error.code)
        except failures.RequestException as error:
            log.warning("twilio_unreachable kind=%s", type(error).__name__)
            return post.Retry() if _surely_not_sent(error) else post.Unknown()
        if outgoing.notes.get("sid"):
            self._pool.submit(self.forget, outgoing.notes["sid"], "files" in outgoing.notes)
        return post.Sent()

    def _fields(self, outgoing: post.Outgoing) -> dict[str, object]:
        service, now = self.twilio.sent_from.startswith("MG"), self.clock()
        keeps_nothing = {"content_retention": "discard", "address_retention": "obfuscate"}
        return {
            "to": outgoing.recipient,
            ("messaging_service_sid" if service else "from_"): self.twilio.sent_from,
            "body": outgoing.message.text,
            "status_callback": f"{self.public_url}{BASE}/status?{query_for(outgoing, now)}",
            "validity_period": seconds_left(outgoing, now),
            **(keeps_nothing if self.twilio.keeps == "nothing" else {}),
        }

    def forget(self, sid: str, files: bool = False) -> None:  # noqa: FBT001, FBT002 - a thread pool's argument
        """
        Have Twilio erase the words of a message, and the `files` that came with it; what fails is only logged.
        """
        if self.twilio.keeps == "all":
            return
        try:
            message = self.client.messages(sid)
            for each in message.media.list(limit=MOST_FILES) if files else ():
                each.delete()
            message.update(body="")
        except (TwilioRestException, failures.RequestException) as error:
            log.warning("twilio_keeps kind=%s", type(error).__name__)

    async def words_of(self, sid: str) -> str | None:
        """
        What a message of ours said, as long as Twilio has it: we keep nothing of what was sent.
        """
        return await asyncio.get_running_loop().run_in_executor(self._pool, self._words, sid)

    def _words(self, sid: str) -> str | None:
        try:
            return self.client.messages(sid).fetch().body or None
        except (TwilioRestException, failures.RequestException) as error:
            log.warning("twilio_words_not_had kind=%s", type(error).__name__)
            return None

    async def forget_soon(self, sid: str) -> None:
        """
        The same, away from the event loop.
        """
        await asyncio.get_running_loop().run_in_executor(self._pool, self.forget, sid)


class _Hooks:
    """
    What happens when Twilio calls.
    """

    def __init__(self, texts: TextMessages, delivering: Delivering) -> None:
        self._texts = texts
        self._delivering = delivering

    async def webhook(self, request: Request) -> Response:
        """
        A message came: it is kept, and answered by another way.
        """
        form = await self._texts.read(request)
        await self._receive(form)
        return twiml()

    async def fallback(self, request: Request) -> Response:
        """
        The first address failed. If this one does, too, the person is told where help is.
        """
        form = await self._texts.read(request)
        try:
            await self._receive(form)
        except Refused:
            raise
        except Exception as error:  # noqa: BLE001 - whatever it is, the person must be answered
            log.error("fallback kind=%s", type(error).__name__)
            return twiml(self._apology(form))
        return twiml()

    async def status(self, request: Request) -> Response:
        """
        A message of ours got on: at its end, Twilio is to forget its words. One that was lost may be sent once more.
        """
        form = await self._texts.read(request)
        sid, state = status_of(form)
        log.info("text_message status=%s", state)
        loss = read_loss(form, request.query_params)
        if loss is not None:
            await self._lost(sid, loss)
        if state in OVER:
            await self._texts.forget_soon(sid)
        return Response(status_code=204)

    async def _lost(self, sid: str, loss: Loss) -> None:
        step = next_step(loss, self._texts.clock())
        words = await self._texts.words_of(sid) if step == "again" else None
        lost = post.Lost(
            channel=CHANNEL,
            recipient=loss.recipient,
            name=sid,
            number=loss.number,
            stopped=step == "stop",
            again=_again(loss, words) if words else None,
        )
        done = await self._delivering.lose(lost)
        log.warning("text_message_lost code=%s urgency=%s step=%s", loss.code, loss.urgency, done)

    async def _receive(self, form: FormData) -> None:
        delivery = read_delivery(form, self._texts.clock(), self._texts.country_of)
        if is_answered_by_provider(form):
            log.info("help_answered_by_provider")
            return
        self._texts.senders.check(delivery.sender, delivery.received)
        await self._delivering.receive(delivery)

    def _apology(self, form: FormData) -> Sequence[BotMessage]:
        delivery = read_delivery(form, self._texts.clock(), self._texts.country_of)
        if delivery.wish == "stop":
            return ()
        return self._texts.parts(self._texts.apology(delivery.message))


def _again(loss: Loss, words: str) -> post.Outgoing:
    return post.Outgoing(
        channel=CHANNEL,
        recipient=loss.recipient,
        message=BotMessage(text=words),
        urgency=loss.urgency,
        notes={"until": str(int(loss.until.timestamp()))},
    )


def client_of(twilio: Twilio) -> Client:
    """
    Twilio's client for this account.
    """
    patient = TwilioHttpClient(timeout=SECONDS)
    client = Client(twilio.account_sid, twilio.auth_token.reveal(), http_client=patient)
    client.api.base_url = twilio.api_url.rstrip("/")
    return client


def examine(twilio: Twilio, public_url: str) -> tuple[str, ...]:
    """
    What has to be put right at Twilio before text messages arrive and are answered; nothing if all is well.
    """
    try:
        return tuple(_wrong(client_of(twilio), twilio, public_url))
    except TwilioRestException as error:
        if error.status in (401, 403):
            return ("Twilio doesn't know this account with this token.",)
        return (f"Twilio refuses to say anything (status {error.status}).",)
    except failures.RequestException:
        return ("Twilio can't be reached from here.",)


def _wrong(client: Client, twilio: Twilio, public_url: str) -> Iterator[str]:
    account = client.api.accounts(twilio.account_sid).fetch()
    if account.status != "active":
        yield f"The account is {account.status}."
    if not twilio.sent_from.startswith("+"):
        yield "Twilio says nothing here about services and short codes: look at their webhooks."
        return
    found = client.incoming_phone_numbers.list(phone_number=twilio.sent_from, limit=1)
    if not found:
        yield "The account has no such number."
    for number in found:
        yield from _wrong_addresses(number, public_url)


def _wrong_addresses(number: IncomingPhoneNumberInstance, public_url: str) -> Iterator[str]:
    """
    Where the number calls us, and how. What follows a # tells Twilio how often to try.
    """
    address, _, retries = (number.sms_url or "").partition("#")
    if address != f"{public_url}{BASE}/webhook" or number.sms_method != "POST":
        yield f"A message comes in: POST to {public_url}{BASE}/webhook{RETRIES}"
    elif "rp=all" not in retries:
        yield f"Twilio doesn't try again when we fail: add {RETRIES} to the webhook's address."
    if not number.sms_fallback_url:
        yield f"Primary handler fails: POST to {public_url}{BASE}/fallback, best on another host"


def meaning(status: int, code: int | None) -> post.Result:
    """
    What Twilio's refusal means for a message.
    """
    if code == OPTED_OUT:
        return post.Refused(stopped=True)
    if status in NOT_NOW:
        return post.Retry()
    return post.Unknown() if status >= 500 else post.Refused()


def _surely_not_sent(error: failures.RequestException) -> bool:
    """
    Whether no connection came about, so that Twilio can't have taken the message.
    """
    if isinstance(error, (failures.ConnectTimeout, failures.SSLError, failures.ProxyError)):
        return True
    reason = getattr(error.args[0], "reason", None) if error.args else None
    return isinstance(reason, NewConnectionError)


def twiml(messages: Sequence[BotMessage] = ()) -> Response:
    """
    Twilio's form of an answer: what it is to send at once, if anything.
    """
    answer = MessagingResponse()
    for each in messages:
        answer.message(each.text)
    return Response(str(answer), media_type="text/xml")
