"""
Addresses of pages as people give them: put back, made comparable, or refused with a reason. None is ever opened.
"""

from __future__ import annotations

import ipaddress
import re
import unicodedata
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import unquote

Reason = Literal["empty", "not_an_address", "not_a_page", "too_long", "private", "phone", "email"]
Flag = Literal["credentials_removed", "look_alike", "hidden_characters"]

MAX_ADDRESS = 2048
"""Characters of the longest address that is taken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """
    An address: `given` as the person wrote it (but for passwords and hidden characters), `normalized` as compared.

    `host` is the name of the site in ASCII. `flags` tell what a person should know of it.
    """

    given: str = field(repr=False)
    normalized: str = field(repr=False)
    host: str = field(repr=False)
    flags: frozenset[Flag] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """
    What can't be taken as an address, and why.
    """

    reason: Reason


# What only counts who came from where; two addresses that differ in these alone are one page.
_TRACKING = frozenset(
    "fbclid gclid dclid gbraid wbraid msclkid yclid twclid ttclid igshid igsh si mc_cid mc_eid "
    "ref_src ref_url share_id _branch_match_id _r _t is_from_webapp sender_device".split()
)
_HIDDEN_KINDS = ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")
_LOCAL_ENDINGS = frozenset("local localhost internal intranet lan home corp private arpa".split())
_WRAPPERS = "<>()[]{}\"'“”‘’«»`,;!* \t\n"
_OTHER_SCHEME = re.compile(r"(?:javascript|data|vbscript|file|blob|about|tel|sms|intent|view-source|mailto):|(?!h?t{1,3}p?s?:|h(?:xx|\*\*|t\*|\*t|x\*)ps?:)[a-z][a-z0-9+.-]*://", re.IGNORECASE)  # fmt: skip
_PHONE = re.compile(r"(?:tel:|sms:)?\+?[\d\s().\-/]{7,24}\Z")
_EMAIL = re.compile(r"(?:mailto:)?[^\s@/:]+@[^\s@/:]+\.[^\s@/:]+\Z", re.IGNORECASE)
_PUT_BACK = (
    (re.compile(r"\Ah(?:xx|tt|\*\*|t\*|\*t|x\*)p(s?)\s?[\[({<]?\s?[:;]\s?[\])}>]?\s?(?:[\[(]?//[\])]?|\\\\)\s?", re.IGNORECASE), r"http\1://"),
    (re.compile(r"\Ah?t{1,3}p?(s?)(?:[:;]?//+|[:;]/)", re.IGNORECASE), r"http\1://"),
    (re.compile(r"\A//"), "https://"),
    (re.compile(r"\s?[\[({<]\s?(?:\.|dot|punto)\s?[\])}>]\s?", re.IGNORECASE), "."),
    (re.compile(r"(?<=\w)\s(?:dot|punto)\s(?=\w)", re.IGNORECASE), "."),
    (re.compile(r"(?<=\w)\s(?:forward )?slash\s(?=\w)", re.IGNORECASE), "/"),
    (re.compile(r"[\[(]\s?/\s?[\])]"), "/"),
    (re.compile(r"[\[(]\s?:\s?[\])]"), ":"),
)  # fmt: skip
_SPLIT = re.compile(
    r"(?:(?P<scheme>https?)://)?(?P<authority>[^/?#\\]*)(?P<path>[^?#]*)(?:\?(?P<query>[^#]*))?(?:#(?P<mark>.*))?\Z",
    re.IGNORECASE | re.DOTALL,
)
_LABEL = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)\Z")
_LOOK_ALIKES = frozenset("аеорсухіјѕһԁɡӏԛԝḷòóáéíıοαρνυκτ")
_EAST_ASIAN = frozenset({"CJK", "HIRAGANA", "KATAKANA", "HANGUL", "BOPOMOFO"})


def normalize_address(text: str) -> Address | Refused:
    """
    The address in a text that is nothing but an address, defanged or not. Total: any text gives one or the other.
    """
    shown = _visible(text)
    given = shown.strip(_WRAPPERS)
    refused = _refused(given)
    if refused is not None:
        return Refused(reason=refused)
    plain = _put_back(given)
    parts = None if re.search(r"\s", plain) else _SPLIT.match(plain)
    host = _host(parts["authority"]) if parts else None
    if parts is None or host is None:
        return Refused(reason="not_an_address")
    if _is_private(host, with_scheme=parts["scheme"] is not None):
        return Refused(reason="private")
    if not _is_public(host):
        return Refused(reason="not_an_address")
    return _address(given, parts, host, hidden=shown != text)


def _address(given: str, parts: re.Match[str], host: str, *, hidden: bool) -> Address:
    credentials = "@" in parts["authority"]
    flags: dict[Flag, bool] = {
        "credentials_removed": credentials,
        "look_alike": _looks_alike(host),
        "hidden_characters": hidden,
    }
    return Address(
        given=_without_credentials(given) if credentials else given,
        normalized=_compared(parts, host),
        host=host,
        flags=frozenset(flag for flag, raised in flags.items() if raised),
    )


def _visible(text: str) -> str:
    """
    The text without what can't be seen: direction marks, joiners, control characters.
    """
    return "".join(
        char for char in text if char in " \t\n" or unicodedata.category(char) not in _HIDDEN_KINDS
    )


def _refused(given: str) -> Reason | None:
    if not given:
        return "empty"
    if len(given) > MAX_ADDRESS:
        return "too_long"
    if _EMAIL.match(given):
        return "email"
    if _PHONE.match(given) and not _is_ip(given):
        return "phone"
    return "not_a_page" if _OTHER_SCHEME.match(given) else None


def _put_back(given: str) -> str:
    for pattern, plain in _PUT_BACK:
        given = pattern.sub(plain, given)
    return given


def _host(authority: str) -> str | None:
    """
    The name of the site in ASCII, without port; `None` if it can't be one.
    """
    name = unicodedata.normalize("NFKC", authority.rpartition("@")[2]).lower()
    if name.startswith("["):
        return name.partition("]")[0] + "]"
    name = re.sub(r":\d{0,5}\Z", "", name).rstrip(".")
    if not name or len(name) > 253:
        return None
    try:
        return name if name.isascii() else name.encode("idna").decode("ascii")
    except UnicodeError:
        return None


def _is_ip(name: str) -> bool:
    return _ip(name) is not None


def _ip(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return None


def _is_private(host: str, *, with_scheme: bool) -> bool:
    ip = _ip(host)
    if ip is not None:
        return not ip.is_global
    labels = host.split(".")
    if len(labels) == 1:
        return with_scheme and not host.isdigit() and _LABEL.match(host) is not None
    return labels[-1] in _LOCAL_ENDINGS


def _is_public(host: str) -> bool:
    if _is_ip(host):
        return True
    labels = host.split(".")
    last = labels[-1]
    named = last.isalpha() or last.startswith("xn--")
    return len(labels) > 1 and named and len(last) > 1 and all(map(_LABEL.match, labels))


def _compared(parts: re.Match[str], host: str) -> str:
    """
    One spelling for addresses that lead to one page.
    """
    name = host.removeprefix("www.")
    port = re.search(r":(\d{1,5})\Z", parts["authority"])
    kept_port = f":{port[1]}" if port and port[1] not in ("80", "443") else ""
    path = parts["path"].replace("\\", "/").rstrip("/")
    query = "&".join(each for each in (parts["query"] or "").split("&") if _tells(each))
    mark = parts["mark"] or ""
    # Some sites keep what page it is behind the "#".
    kept_mark = f"#{mark}" if mark.startswith(("/", "!")) else ""
    return f"https://{name}{kept_port}{path}" + (f"?{query}" if query else "") + kept_mark


def _tells(parameter: str) -> bool:
    name = unquote(parameter.partition("=")[0]).lower()
    return bool(parameter) and name not in _TRACKING and not name.startswith("utm_")


def _without_credentials(given: str) -> str:
    start = re.match(r"[^/]*//|", given)
    begin = start.end() if start else 0
    end = re.search(r"[/?#\\]|\Z", given[begin:])
    authority = given[begin : begin + (end.start() if end else 0)]
    return given[:begin] + authority.rpartition("@")[2] + given[begin + len(authority) :]


def _looks_alike(host: str) -> bool:
    """
    Whether a name is written so that it can be taken for another: scripts mixed in one label, or all look-alikes.
    """
    return any(_deceives(_unicode(label)) for label in host.split("."))


def _unicode(label: str) -> str:
    try:
        return label.encode("ascii").decode("idna")
    except UnicodeError:
        return label


def _deceives(label: str) -> bool:
    if label.isascii():
        return False
    letters = [char for char in label if char.isalpha()]
    scripts = {unicodedata.name(char, "?").split()[0] for char in letters} - _EAST_ASIAN
    lookalikes = all(char.isascii() or char in _LOOK_ALIKES for char in letters)
    return len(scripts) > 1 or lookalikes
