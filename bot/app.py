"""
The wiring: builds every part once, and the web application around them.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractAsyncContextManager, contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from importlib import import_module
from tempfile import TemporaryDirectory
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.routing import Route
from starlette.types import ASGIApp

from bot.actions_runner import ActionServer, InProcessActions
from bot.channels.downloads import PATH as DOWNLOADS
from bot.channels.downloads import Downloads
from bot.channels.guard import Guard
from bot.channels.health import health_routes
from bot.channels.limits import Limits
from bot.channels.metrics import Metrics, metrics_routes
from bot.channels.model import model_routes
from bot.channels.origins import Origins
from bot.channels.provider import Provider
from bot.channels.repeating import at_work, repeat, while_serving
from bot.channels.replies import on_http, on_refused
from bot.channels.rest import More, RestChannel, nothing_more
from bot.channels.senders import SenderTokens
from bot.channels.socketio import PATH as SOCKET_PATH
from bot.channels.socketio import SocketChannel
from bot.channels.turns import Turns, not_noted
from bot.channels.web import (
    HEADERS,
    STYLE,
    Embed,
    Fingerprints,
    Pages,
    Simulator,
    WebChat,
    framed_by,
    static_routes,
)
from bot.clock import utcnow
from bot.conversation.delivering import Delivering
from bot.conversation.delivery import Deliveries, Reminders
from bot.conversation.handle import Conversation, apology
from bot.conversation.leave import leave, was_left
from bot.conversation.note_file import note_file
from bot.conversation.ports import Actions, Store, Understanding
from bot.domain.assistant import Assistant
from bot.domain.facts import Facts
from bot.domain.parse import Parse
from bot.domain.retention import Retention
from bot.engine.render import FALLBACK_LANGUAGE, Voice, render
from bot.errors import ModelError, Refused
from bot.export.document import Document
from bot.export.file import File, export, words_of
from bot.loading.assistant import CONFIG, load_assistant
from bot.loading.wording import load_wording
from bot.loading.yaml_lines import read
from bot.nlu.entities import Gazetteer
from bot.nlu.understanding import Understanding as TrainedUnderstanding
from bot.nlu.understanding import load
from bot.settings import DATABASE_FILE, Secret, Settings, Telegram, Twilio
from bot.storage import SqlStore, open_store
from bot.wording.checks import as_pattern

log = logging.getLogger(__name__)

Take = Callable[[str, datetime], File | None]

UPKEEP_SECONDS = 600
FIRST_LINE = "utter_first_line"
NO_FILE = "utter_telegram_no_file"
SENDERS_AN_ADDRESS = 20
"""A shelter, a school or a phone company can stand behind one address."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """
    The channels with providers behind them, and where is kept what comes and goes through them.
    """

    deliveries: Deliveries
    reminders: Reminders
    providers: tuple[Provider, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """
    Everything that the program is made of; `upkeep` is what has to be done now and then while it serves.

    `take` gives the file that a download's token stands for, once; `address` is where people reach this server.
    `post` are the channels that the settings configure beside the web.
    """

    settings: Settings
    assistant: Assistant
    store: Store
    understanding: Understanding
    actions: Actions
    upkeep: Callable[[], object] = lambda: None
    take: Take = lambda _token, _now: None
    address: str | None = None
    post: Post | None = None

    @property
    def conversation(self) -> Conversation:
        """
        The assistant, ready to be spoken to.
        """
        return Conversation(
            assistant=self.assistant,
            store=self.store,
            understanding=self.understanding,
            actions=self.actions,
            downloads=None if self.address is None else f"{self.address}{DOWNLOADS}",
        )


class Untrained:
    """
    Stands in for an understanding that isn't there: taps work, words get the reviewed fallback.
    """

    def __init__(self, reason: str) -> None:
        self.reason = reason

    def parse(self, text: str) -> Parse:  # noqa: ARG002 - whatever it is
        """
        Always raises `ModelError`.
        """
        raise ModelError(self.reason)


def build(settings: Settings, listening: str | None = None) -> Parts:
    """
    Every part, as the settings say; `listening` is the server's own address, where no other is set.

    Raises `ContentError` with the mistakes of the assistant's files, and what `open_store` raises.
    """
    assistant = load_assistant(settings.root)
    store = stored(settings, assistant.retention)
    return Parts(
        settings=settings,
        assistant=assistant,
        store=store,
        upkeep=lambda: store.purge_if_due(utcnow()),
        take=taking(assistant, store),
        address=settings.public_url or listening,
        understanding=understanding(settings, assistant.facts),
        actions=actions(settings, assistant.facts),
        post=posted(settings, assistant, store, settings.public_url or listening),
    )


def posted(
    settings: Settings, assistant: Assistant, store: SqlStore, address: str | None = None
) -> Post | None:
    """
    The channels that the settings configure, if any; `address` is where people reach this server.
    """
    found = tuple(providers(settings, assistant, store, address))
    return Post(deliveries=store.deliveries, reminders=store, providers=found) if found else None


def providers(
    settings: Settings, assistant: Assistant, store: SqlStore, address: str | None
) -> Iterator[Provider]:
    """
    Each channel that has its settings.
    """
    if settings.telegram is not None:
        yield telegram(settings, settings.telegram, assistant, store, address)
    if settings.twilio is not None and settings.public_url is not None:
        yield text_messages(settings, settings.twilio, settings.public_url, assistant)


def telegram(
    settings: Settings,
    bot: Telegram,
    assistant: Assistant,
    store: SqlStore,
    address: str | None,
) -> Provider:
    """
    Chats in Telegram.
    """
    from bot.channels.telegram.bubbles import Shaping
    from bot.channels.telegram.channel import telegram_channel
    from bot.channels.telegram.files import Files

    return telegram_channel(
        bot,
        store.chats,
        Shaping(line=spoken_alone(assistant, FIRST_LINE), tells=telling(settings)),
        Files(
            address=f"{address}{DOWNLOADS}" if address else None,
            take=taking(assistant, store),
            lost=spoken_alone(assistant, NO_FILE),
        ),
        utcnow,
    )


def telling(settings: Settings) -> Callable[[str], bool]:
    """
    What tells the lines that a bystander shouldn't read.
    """
    topics = [as_pattern(each) for each in load_wording(settings.root).topics]
    return lambda line: any(topic.search(line) for topic in topics)


def text_messages(
    settings: Settings, twilio: Twilio, public_url: str, assistant: Assistant
) -> Provider:
    """
    Text messages, by Twilio.
    """
    from bot.channels.sms import TextMessages

    return TextMessages(
        twilio=twilio,
        public_url=public_url,
        clock=utcnow,
        country_of=assistant.facts.country_of_phone,
        apology=lambda message: (apology(assistant, message),),
        line=words_of_line(assistant),
        tells=telling(settings),
        # What is refused here is lost, so somebody may send a minute's messages at once.
        senders=_limits(2 * settings.messages_a_minute),
    )


def words_of_line(assistant: Assistant) -> str:
    """
    The line that stands before one that a bystander shouldn't read.
    """
    return spoken_alone(assistant, FIRST_LINE)


def spoken_alone(assistant: Assistant, response: str) -> str:
    """
    What a response says outside of a talk.
    """
    voice = Voice(language=FALLBACK_LANGUAGE, channel="sms", slots={})
    return render(assistant, response, voice).text


def stored(settings: Settings, retention: Retention | None = None) -> SqlStore:
    """
    The store of the settings, which keeps things for so long; raises what `open_store` raises.
    """
    secret, *previous = (each.encode() for each in _keys(settings))
    return open_store(
        settings.database_url.reveal(), secret, previous=previous, retention=retention
    )


def taking(assistant: Assistant, store: SqlStore) -> Take:
    """
    What gives out logs as files: a token's download, in the format and the language that were asked for.
    """

    def take(token: str, now: datetime) -> File | None:
        found = store.take_download(token, now)
        if found is None:
            return None
        words = words_of(assistant, found.language)
        document = Document(
            lines=found.lines, made=now.replace(microsecond=0), zone=found.zone, words=words
        )
        return export(document, found.format)

    return take


@contextmanager
def build_to_forget(settings: Settings) -> Iterator[Parts]:
    """
    The same, but whatever is said is forgotten at the end.
    """
    with TemporaryDirectory() as folder:
        database = Secret(f"sqlite:///{folder}/{DATABASE_FILE}")
        yield build(replace(settings, database_url=database))


def understanding(settings: Settings, facts: Facts) -> Understanding:
    """
    The trained model, or what stands in for it.
    """
    try:
        found = trained(settings, facts)
    except ModelError as error:
        log.error("model_missing: run `firsthours train`")
        return Untrained(str(error))
    if found.notice:
        log.warning("model_notice: %s", found.notice)
    return found


def trained(settings: Settings, facts: Facts) -> TrainedUnderstanding:
    """
    The trained model, which knows the names of places and platforms from the facts. Raises `ModelError`.
    """
    gazetteer = Gazetteer.from_facts(facts)
    return load(settings.model, config(settings), setting=settings.nlu, gazetteer=gazetteer)


def config(settings: Settings) -> Mapping[str, Any]:
    """
    What `config.yml` says, as it stands there.
    """
    content, _ = read(settings.root / CONFIG)
    return content if isinstance(content, dict) else {}


def actions(settings: Settings, facts: Facts) -> Actions:
    """
    The custom actions: in an action server if there is one, else in this process.
    """
    if settings.actions_url is not None:
        return ActionServer(url=settings.actions_url)
    return InProcessActions(own_actions(facts))


def own_actions(facts: Facts) -> Iterable[Any]:
    """
    The custom actions of this project. They are found by name: the program knows what actions are, not which.
    """
    found: Iterable[Any] = import_module("actions").all_actions(facts)
    return found


def application(parts: Parts) -> ASGIApp:
    """
    The web application.
    """
    metrics = Metrics()
    settings = parts.settings
    post = parts.post
    delivering = _delivering(parts, post, metrics) if post else None
    routes = _routes(parts, metrics)
    if post and delivering:
        routes += (route for each in post.providers for route in each.routes(delivering))
    app = Starlette(
        routes=routes,
        middleware=[
            Middleware(Origins, own=settings.public_url, allowed=settings.allowed_origins)
        ],
        exception_handlers={Refused: on_refused, HTTPException: on_http},
        lifespan=while_serving(*_work(parts, delivering)),
    )
    app.router.redirect_slashes = False
    known = {route.path for route in routes} | {SOCKET_PATH}
    speaking = _sockets(parts, metrics).around(app)
    return Guard(speaking, known=known, headers=HEADERS, metrics=metrics)


def _delivering(parts: Parts, post: Post, metrics: Metrics) -> Delivering:
    return Delivering(
        conversation=parts.conversation,
        deliveries=post.deliveries,
        reminders=post.reminders,
        senders={each.name: each for each in post.providers},
        clock=utcnow,
        heard=metrics.turn,
    )


def _work(
    parts: Parts, delivering: Delivering | None
) -> Iterator[Callable[[], AbstractAsyncContextManager[None]]]:
    """
    What goes on while the server serves.
    """
    yield lambda: at_work(repeat(parts.upkeep, UPKEEP_SECONDS))
    if parts.post and delivering:
        yield from (partial(each.serving, delivering) for each in parts.post.providers)
        yield lambda: at_work(delivering.run())


def _routes(parts: Parts, metrics: Metrics) -> list[Route]:
    settings = parts.settings
    simulator = None if settings.production else Simulator(drawing(parts.assistant))
    leaving = partial(leave, parts.store)
    note = simulator.note if simulator else not_noted
    turns = Turns(parts.conversation.handle, metrics, leave=leaving, note=note)
    # The page's talks are left by a button, so whoever answers there looks whether they were.
    on_page = Turns(
        parts.conversation.handle,
        metrics,
        leave=leaving,
        was_left=partial(was_left, parts.store),
        note=note,
    )
    pages = Pages(parts.assistant, f"{parts.address}{DOWNLOADS}/" if parts.address else None)
    probes = {
        "database": lambda: parts.store.load(parts.store.key("health", "health")),
        "model": lambda: parts.understanding.parse("hello"),
        "flows": lambda: next(iter(parts.assistant.flows)),
    }
    parsing = [] if settings.production else model_routes(parts.understanding.parse)
    return [
        *_rest(settings, turns, "rest", trusted=settings.trusted_senders).routes(),
        # The chat on our own pages is the same, but nobody chooses who they are.
        *_rest(settings, on_page, "web", trusted=False, more=pages.more).routes(),
        *parsing,
        *_downloads(parts).routes(),
        *health_routes(probes),
        *metrics_routes(metrics),
        *_web_chat(settings, on_page, pages).routes(),
        *_fingerprints(parts, pages).routes(),
        *Embed(
            pages=pages,
            neutral_page=settings.neutral_page,
            simulator=simulator is not None,
        ).routes(),
        *(simulator.routes() if simulator else ()),
        *static_routes(),
    ]


def drawing(assistant: Assistant) -> Callable[[str, str], str]:
    """
    What draws a flow with the step marked where a talk is.
    """

    def draw(flow: str, step: str) -> str:
        from bot.drawing.svg import picture  # its layouts are needed by staff alone

        return picture(assistant, flow, here=step)

    return draw


def _sockets(parts: Parts, metrics: Metrics) -> SocketChannel:
    settings = parts.settings
    return SocketChannel(
        turns=Turns(parts.conversation.handle, metrics),
        tokens=SenderTokens("socketio", *_keys(settings)),
        senders=_limits(settings.messages_a_minute),
        addresses=_limits(settings.messages_a_minute * SENDERS_AN_ADDRESS),
        clock=utcnow,
        own=settings.public_url,
        allowed=settings.allowed_origins,
        wait=Pages(parts.assistant).word(FALLBACK_LANGUAGE, "utter_web_too_many"),
    )


def _fingerprints(parts: Parts, pages: Pages) -> Fingerprints:
    store, settings = parts.store, parts.settings
    note = pages.word(FALLBACK_LANGUAGE, "utter_web_files_note")
    return Fingerprints(
        note=lambda sender, file, now: note_file(store, store.key("web", sender), file, note, now),
        tokens=SenderTokens("web", *_keys(settings)),
        senders=_limits(settings.messages_a_minute),
        clock=utcnow,
    )


def _web_chat(settings: Settings, turns: Turns, pages: Pages) -> WebChat:
    return WebChat(
        pages=pages,
        turns=turns,
        tokens=SenderTokens("page", *_keys(settings)),
        senders=_limits(settings.messages_a_minute),
        addresses=_limits(settings.messages_a_minute * SENDERS_AN_ADDRESS),
        clock=utcnow,
        neutral_page=settings.neutral_page,
        headers=framed_by(settings.frame_ancestors, STYLE),
        secure=(settings.public_url or "").startswith("https:"),
    )


def _rest(
    settings: Settings, turns: Turns, name: str, *, trusted: bool, more: More = nothing_more
) -> RestChannel:
    return RestChannel(
        name=name,
        turns=turns,
        tokens=SenderTokens(name, *_keys(settings)),
        senders=_limits(settings.messages_a_minute),
        addresses=_limits(settings.messages_a_minute * SENDERS_AN_ADDRESS),
        clock=utcnow,
        trusted=trusted,
        pretends=not settings.production,
        more=more,
    )


def _downloads(parts: Parts) -> Downloads:
    return Downloads(
        assistant=parts.assistant,
        take=parts.take,
        addresses=_limits(parts.settings.messages_a_minute * SENDERS_AN_ADDRESS),
        clock=utcnow,
    )


def _keys(settings: Settings) -> list[str]:
    """
    The secret key of today, then those of before.
    """
    return [each.reveal() for each in (settings.secret_key, *settings.previous_keys)]


def _limits(a_minute: int) -> Limits:
    return Limits(a_minute, secrets.token_bytes(16))
