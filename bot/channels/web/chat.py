"""
`/chat`: the page, which also talks without scripts: a form is sent, and the next page shows the whole talk.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from bot.channels.bodies import read_body
from bot.channels.fields import LONGEST_NAME
from bot.channels.limits import Limits
from bot.channels.senders import NONCE_BYTES, SenderTokens
from bot.channels.turns import Turns
from bot.channels.web import markup
from bot.channels.web.pages import CHANNEL, GREETS, STYLE, Pages, direction
from bot.channels.web.talks import Talk, Talks
from bot.domain.message import UserMessage
from bot.errors import Refused

PATH = "/chat"
LEAVE = "/leave"
COOKIE = "chat"
SECURE_COOKIE = "__Host-chat"
"""A browser takes this name only over HTTPS, for this very host, and from nobody else."""
NEXT_PAGE = 303
FORM = "application/x-www-form-urlencoded"
NOT_A_FORM = (415, "UnsupportedMediaType", f"Send a form, as {FORM}.")
TAB_BYTES = 6
MOST_FIELDS = 20
TOO_MANY = 429

_TAB = re.compile(r"[A-Za-z0-9_-]{8}", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class WebChat:
    """
    The chat on a page of its own.

    Without scripts, a cookie says who writes, and the address in which tab, so that two tabs are two talks.
    `neutral_page` is where leaving leads. `headers` are those of the page; `secure` is for sites that are HTTPS.
    """

    pages: Pages
    turns: Turns
    tokens: SenderTokens
    senders: Limits
    addresses: Limits
    clock: Callable[[], datetime]
    neutral_page: str
    headers: Mapping[str, str]
    secure: bool
    talks: Talks = field(default_factory=Talks)

    def routes(self) -> list[Route]:
        """
        The page, and the way out.
        """
        return [
            Route(PATH, self.show),
            Route(PATH, self.write, methods=["POST"]),
            Route(LEAVE, self.leave, methods=["GET", "POST"]),
        ]

    async def show(self, request: Request) -> Response:
        """
        The page, with the talk of this tab if there is one.
        """
        who = self._who(request)
        if who and self.talks.find(who, self.clock()) and await self.turns.has_left(CHANNEL, who):
            self.talks.forget(who)  # left by way of another process
        return self._page(request, *self._talk(request))

    async def write(self, request: Request) -> Response:
        """
        Take what was written or pressed, and lead to the page that shows the answer.
        """
        now = self.clock()
        cookie = self._cookie(request) or self.tokens.issue(secrets.token_bytes(NONCE_BYTES))
        tab = _tab(request) or secrets.token_urlsafe(TAB_BYTES)
        form = await _form(request)
        try:
            self.addresses.check(_address(request), now)
            await self._say(request, f"{cookie}.{tab}", form, now)
        except Refused as refused:
            return self._again(request, form, refused.code)
        reply = RedirectResponse(self._address_of(request, tab), NEXT_PAGE)
        self._set_cookie(request, reply, cookie)
        return reply

    async def leave(self, request: Request) -> Response:
        """
        End the talks of this browser and lead away; whoever has none is led away, too.
        """
        for who in self._all(request):
            self.talks.forget(who)
            await self.turns.leave(CHANNEL, who, self.clock())
        if request.method == "POST":
            away = Response(status_code=204)
        else:
            away = RedirectResponse(self.neutral_page, NEXT_PAGE)
            away.headers["Clear-Site-Data"] = '"storage"'
        if self._cookie(request):
            self._set_cookie(request, away, "", max_age=0)
        return away

    def _all(self, request: Request) -> Sequence[str]:
        """
        The talk of this tab, and those of others with the same cookie.
        """
        cookie, who = self._cookie(request), self._who(request)
        others = self.talks.beginning_with(f"{cookie}.") if cookie else []
        return list(dict.fromkeys([*([who] if who else []), *others]))

    def _set_cookie(
        self, request: Request, reply: Response, value: str, max_age: int | None = None
    ) -> None:
        reply.set_cookie(
            self._name(request),
            value,
            max_age=max_age,
            path="/",
            secure=self._is_secure(request),
            httponly=True,
            samesite="strict",
        )

    async def _say(
        self, request: Request, who: str, form: Mapping[str, str], now: datetime
    ) -> None:
        """
        One turn; a form without a word in it isn't a message.
        """
        text = form.get("payload") or form.get("text", "")
        if not text.strip():
            return
        self.senders.check(who, now)
        language, sent = self.pages.language(request), form.get("form", "")[:LONGEST_NAME]
        message = UserMessage(
            sender=who,
            text=text,
            channel=CHANNEL,
            now=now,
            message_id=sent or None,
            language=language,
        )
        answer = await self.turns.take(message)
        wrote = self._shown(language, text, form, hide=self._hides(who, now) or answer.secret)
        self.talks.add(who, sent or secrets.token_urlsafe(TAB_BYTES), wrote, answer, now)

    def _hides(self, who: str, now: datetime) -> bool:
        """
        Whether what is written in a talk now is to be a PIN or a case code.
        """
        talk = self.talks.find(who, now)
        return talk is not None and talk.secret

    def _shown(self, language: str, text: str, form: Mapping[str, str], *, hide: bool) -> str:
        """
        What the person's own bubble says; a PIN isn't shown, nor kept.
        """
        if text == GREETS:
            return self.pages.word(language, "utter_web_start")
        return (
            self.pages.word(language, "utter_web_hidden")
            if hide and not form.get("payload")
            else text
        )

    def _again(self, request: Request, form: Mapping[str, str], code: int) -> Response:
        """
        The page with what was written still in it, and why it wasn't taken.
        """
        talk, tab = self._talk(request)
        draft = "" if talk and talk.secret else form.get("text", "")
        why = "utter_web_too_many" if code == TOO_MANY else "utter_web_failed"
        return self._page(request, talk, tab, draft=draft, why=why, status=code)

    def _talk(self, request: Request) -> tuple[Talk | None, str]:
        """
        The talk of this tab, and the tab.
        """
        who = self._who(request)
        return (self.talks.find(who, self.clock()), _tab(request) or "") if who else (None, "")

    def _page(  # noqa: PLR0913 - what differs between two pages
        self,
        request: Request,
        talk: Talk | None,
        tab: str,
        *,
        draft: str = "",
        why: str | None = None,
        status: int = 200,
    ) -> Response:
        language = self.pages.language(request)
        own = {
            "lang": language,
            "dir": direction(language),
            "neutral_page": self.neutral_page,
            "leave": f"{LEAVE}?tab={tab}" if tab else LEAVE,
            "action": self._address_of(request, tab),
            "form": secrets.token_urlsafe(TAB_BYTES),
            "draft": draft,
            "why": self.pages.word(language, why) if why else "",
        }
        markups = {
            "style": STYLE,
            "help": self.pages.linked(language, "utter_web_help"),
            "failed_help": self.pages.linked(language, "utter_internal_error"),
            "log": self._log(language, talk),
            "options": markup.options(talk.offered if talk else self.pages.start(language)),
            "talk": " data-talk" if talk else "",
            "begun": " hidden" if talk else "",
            "secret": ' class="secret"' if talk and talk.secret else "",
            "failed": "" if why else " hidden",
        }
        page = self.pages.fill("page.html", own, markups)
        return Response(page, status, headers=dict(self.headers), media_type="text/html")

    def _log(self, language: str, talk: Talk | None) -> str:
        you, bot = (self.pages.word(language, f"utter_web_{who}") for who in ("you", "bot"))
        return markup.log(tuple(talk.said), self.pages.links, you, bot) if talk else ""

    def _address_of(self, request: Request, tab: str) -> str:
        """
        The address of this tab's talk. It always is the same, so that the browser's history holds it once.
        """
        asked = request.query_params.get("lang", "")
        known = asked if asked in self.pages.languages else ""
        query = "&".join(f"{k}={v}" for k, v in (("tab", tab), ("lang", known)) if v)
        return f"{PATH}?{query}#latest" if query else PATH

    def _who(self, request: Request) -> str | None:
        cookie, tab = self._cookie(request), _tab(request)
        return f"{cookie}.{tab}" if cookie and tab else None

    def _cookie(self, request: Request) -> str | None:
        given = request.cookies.get(self._name(request), "")
        return given if self.tokens.knows(given) else None

    def _name(self, request: Request) -> str:
        return SECURE_COOKIE if self._is_secure(request) else COOKIE

    def _is_secure(self, request: Request) -> bool:
        return self.secure or request.url.scheme == "https"


def _tab(request: Request) -> str | None:
    given = request.query_params.get("tab", "")
    return given if _TAB.fullmatch(given) else None


def _address(request: Request) -> str:
    return request.client.host if request.client else ""


async def _form(request: Request) -> Mapping[str, str]:
    """
    The fields of a form, each once. Raises `Refused` if it isn't one or is too large.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != FORM:
        raise Refused(*NOT_A_FORM)
    body = (await read_body(request)).decode("utf-8", "replace")
    try:
        fields = parse_qs(body, keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except ValueError:
        raise Refused(*NOT_A_FORM) from None
    return {name: values[0].replace("\r\n", "\n") for name, values in fields.items()}
