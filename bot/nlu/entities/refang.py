"""
Addresses made harmless, spelt out or spoken, put back as they were: "hxxps://a[.]example", "a dot com slash b".
"""

from __future__ import annotations

import re

from bot.nlu.entities.text import Layer

_SURE_ENDING = r"(?:com|net|org|example|test|invalid|info|xyz|io|ru|tv|co\.uk)\b"

_SIGN = re.compile(
    r"h\s?[x*]|[\[({<]\s?(?:\.|:|/|dot|punto)|\bdot|\bpunto\s|\sslash\s|\sunderscore\s"
    r"|\s\.\s?\w|www\s?\.\s|www\s\.|\w\.\s(?:com|net|org|example)\b|https?\s?[;\s\[(]|[:;]\s//|:\\\\",
    re.IGNORECASE,
)
_RULES = re.compile(
    r"(?P<scheme>\bh(?:xx|tt|\*\*|t\*|\*t|x\*)p(?P<secure>s?)\s?[\[({<]?[:;][\])}>]?\s?[\[(]?(?://|\\\\)[\])]?\s?)"
    r"|(?P<spoken>\bh ?t ?t ?p ?(?P<spoken_secure>s?) colon (?:(?:forward )?slash ){2})"
    r"|(?P<bracketed>\s?[\[({<]\s?(?:\.|dot|punto)\s?[\])}>]\s?)"
    r"|(?P<bracketed_slash>[\[(]/[\])])"
    r"|(?P<www>(?<=\bwww)\s?(?:\.|dot)\s)"
    rf"|(?P<spaced>(?<=\w)\s\.\s?(?={_SURE_ENDING})|(?<=\w)\.\s(?=(?:com|net|org|example)\b))"
    rf"|(?P<spaced_slash>(?<=com|net|org)\s/\s(?=\w)|(?<=example)\s/\s(?=\w))"
    r"|(?P<dot>(?<=\w)\s(?:dot\s(?=\w)|punto\s(?=(?:com|net|org|es|mx|example)\b))|(?<=\w)\s?dot(?=com\b))"
    r"|(?P<slash>(?<=\w)\s(?:forward )?slash\s(?=\w))"
    r"|(?P<underscore>(?<=\w)\sunderscore\s(?=\w))",
    re.IGNORECASE,
)
_PUT_BACK = {
    "bracketed": ".", "bracketed_slash": "/", "www": ".", "spaced": ".", "spaced_slash": "/",
    "dot": ".", "slash": "/", "underscore": "_",
}  # fmt: skip


def refang(layer: Layer) -> Layer:
    """
    The layer with addresses put back; most messages hold none and come back as they are.
    """
    if _SIGN.search(layer.text) is None:
        return layer
    parts: list[str] = []
    origins: list[int] = []
    last = 0
    for match in _RULES.finditer(layer.text):
        _keep(layer.text, (last, match.start()), parts, origins)
        put_back = _put_back(match)
        parts.append(put_back)
        origins.extend(_spread(match.start(), match.end(), len(put_back)))
        last = match.end()
    _keep(layer.text, (last, len(layer.text)), parts, origins)
    return Layer(text="".join(parts), offsets=_through(layer, origins))


def _keep(text: str, span: tuple[int, int], parts: list[str], origins: list[int]) -> None:
    parts.append(text[slice(*span)])
    origins.extend(range(*span))


def _put_back(match: re.Match[str]) -> str:
    kind = match.lastgroup or ""
    if match.group("scheme") is not None:
        return f"http{match.group('secure').lower()}://"
    if match.group("spoken") is not None:
        return f"http{match.group('spoken_secure').lower()}://"
    return _PUT_BACK[kind]


def _spread(start: int, end: int, count: int) -> list[int]:
    """
    Where `count` put-back characters stand: the first at the start, the last at the end of what they replace.
    """
    return [min(start + at, end - 1) for at in range(count - 1)] + [end - 1]


def _through(layer: Layer, origins: list[int]) -> tuple[int, ...]:
    if layer.offsets is None:
        return tuple(origins)
    return tuple(layer.offsets[origin] for origin in origins)
