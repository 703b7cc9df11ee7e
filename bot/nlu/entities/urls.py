"""
Addresses of pages, also when defanged, spoken, wrapped or run together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.domain.parse import Entity
from bot.nlu.entities.gazetteer import Gazetteer
from bot.nlu.entities.refang import refang
from bot.nlu.entities.scan import Scan
from bot.nlu.entities.tlds import GENERIC, NOT_HOSTS, STRONG, known

LONGEST = 2048  # characters; longer ones are cut

_LABEL = r"[^\W_](?:[\w-]{0,61}\w)?"
_RUN = re.compile(
    r"[^\s<>\"“”«»`{}|\\^\x1f\u2190-\u2bff\u3001\u3002\uff0c\ufe0f\U0001f000-\U0001faff]+"
)
_NOT_A_PAGE = re.compile(r"(?:javascript|data|vbscript|file|blob|about|tel|sms):", re.IGNORECASE)
_SCHEME = r"(?:https?|ftp)://"
_START = re.compile(
    rf"(?P<scheme>{_SCHEME})"
    rf"|(?<![\w@.\-/:=&?#%+$])(?P<host>(?:{_LABEL}\.){{1,10}}(?:xn--[a-z0-9-]{{2,59}}|[^\W\d_]{{2,24}}))(?![\w@])",
    re.IGNORECASE,
)
_NEXT = re.compile(
    rf"[,;|]+(?={_SCHEME}|www\.|(?:{_LABEL}\.){{1,5}}[a-z]{{2,24}}(?:[/:,;]|$))|(?<![=/?&:%])(?={_SCHEME})",
    re.IGNORECASE,
)
_MAILBOX = re.compile(r"[\w.+-]{0,64}@")
_AFTER_HOST = re.compile(r"(?::\d{2,5})?(?:[/?#]|$)")
_AUTHORITY = re.compile(r"[^/?#]*")
_IPV4 = re.compile(r"(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)\Z")
_SPOKEN_OF = re.compile(
    r"\b(?:site|website|link|url|domain|webpage|adress|address)(?: is| called| named| at|:)*\s\Z",
    re.IGNORECASE,
)
_DEFAULT_PORT = {"http": "80", "https": "443", "ftp": "21"}
_CLOSING = {")": "(", "]": "["}
_TRAILING = frozenset(".,;:!?'\"*~…’‘")

Piece = tuple[int, int]


def find(scan: Scan) -> Iterator[Entity]:
    """
    Each address, its value re-fanged and normalised; credentials are left out.
    """
    layer = refang(scan.plain)
    for run in _RUN.finditer(layer.text):
        if "." not in run.group() or _NOT_A_PAGE.match(run.group()):
            continue
        for start, end in _pieces(layer.text, run.span(), scan.gazetteer):
            value = normalise(layer.text[start : min(end, start + LONGEST)])
            if value is not None:
                first, last = layer.span(start, end)
                yield Entity(entity="url", value=value, start=first, end=last)


def normalise(address: str) -> str | None:
    """
    The address with a scheme, host in lower-case ASCII, without credentials or a usual port; None if it is none.
    """
    scheme, found, rest = address.partition("://")
    if not found:
        scheme, rest = "https", address
    authority = _AUTHORITY.match(rest)
    name = authority.group() if authority else ""
    host, port = _host_and_port(name)
    if not _is_host(host):
        return None
    kept = f":{port}" if port and port != _DEFAULT_PORT.get(scheme.lower()) else ""
    return f"{scheme.lower()}://{_ascii(host)}{kept}{rest[len(name) :]}"


def host_of(url: str) -> str:
    """
    The host of a normalised address.
    """
    return url.partition("://")[2].split("/")[0].split("?")[0].split("#")[0].split(":")[0]


def _pieces(text: str, run: Piece, gazetteer: Gazetteer) -> Iterator[Piece]:
    at, run_end = run
    while (start := _START.search(text, at, run_end)) is not None:
        end = _end(text, start, run_end)
        sure = start.group("scheme") is not None or _sure(text, start, end, gazetteer)
        if sure:
            yield start.start(), end
        at = max(end, start.end()) if sure else start.end()


def _end(text: str, start: re.Match[str], run_end: int) -> int:
    following = _NEXT.search(text, start.end(), run_end)
    end = following.start() if following else run_end
    if start.group("host") is not None and not _AFTER_HOST.match(text, start.end(), end):
        end = start.end()
    return _trimmed(text, start.start(), end)


def _trimmed(text: str, start: int, end: int) -> int:
    piece = text[start:end]
    extra = {close: piece.count(close) - piece.count(opened) for close, opened in _CLOSING.items()}
    wrapped = start > 0 and text[start - 1] == "_"
    while end > start:
        last = text[end - 1]
        if extra.get(last, 0) > 0:
            extra[last] -= 1
        elif last not in _TRAILING and not (wrapped and last == "_"):
            break
        end -= 1
    return end


def _sure(text: str, start: re.Match[str], end: int, gazetteer: Gazetteer) -> bool:
    """
    Whether words with dots and no scheme are an address: "help.me" isn't, "help.me/x1" and "www.help.me" are.
    """
    host = start.group("host")
    labels = host.lower().split(".")
    if not known(labels[-1]) or _MAILBOX.match(text, start.end()):
        return False
    if labels[0] == "www" or gazetteer.platform_of(host) is not None:
        return True
    name, path = labels[-2], text[start.end() : end]
    if any(char.isalnum() for char in path):
        return labels[-1] in GENERIC or (len(name) > 1 and name not in NOT_HOSTS)
    return _sure_alone(host, labels) or _spoken_of(
        text[max(0, start.start() - 24) : start.start()]
    )


def _spoken_of(before: str) -> bool:
    return _SPOKEN_OF.search(before) is not None


def _sure_alone(host: str, labels: list[str]) -> bool:
    name, ending = labels[-2], labels[-1]
    if name in NOT_HOSTS:
        return False
    if host[-len(ending) :].istitle() and ending not in GENERIC:
        return False  # a sentence that ends without a space: "home.De"
    if ending in STRONG or ending.startswith("xn--"):
        return ending in GENERIC or (len(name) > 2 and not name.isdigit())
    return len(name) > 3 and not name.isdigit() and any(char in "-0123456789" for char in name)


def _host_and_port(authority: str) -> tuple[str, str]:
    host, _, port = authority.rpartition("@")[2].partition(":")
    return host.rstrip("."), port if port.isdigit() else ""


def _is_host(host: str) -> bool:
    if not host or len(host) > 253:
        return False
    labels = host.split(".")
    if len(labels) < 2 or not all(0 < len(label) < 64 for label in labels):
        return False
    if _IPV4.match(host):
        return True
    last = labels[-1].lower()
    return len(last) > 1 and (last.isalpha() or last.startswith("xn--"))


def _ascii(host: str) -> str:
    lowered = host.lower()
    if lowered.isascii():
        return lowered
    import idna

    try:
        return idna.encode(lowered, uts46=True).decode("ascii")
    except (idna.IDNAError, UnicodeError):
        return lowered
