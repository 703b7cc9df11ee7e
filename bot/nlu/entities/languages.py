"""
A request to go on in another language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.domain.parse import Entity
from bot.nlu.entities.scan import Scan, canonical_span

_NAMES = {
    "english": "en", "ingles": "en", "inglish": "en", "spanish": "es", "espanol": "es", "castellano": "es", "espaniol": "es", "spanich": "es",
}  # fmt: skip
_NAME = rf"(?P<name>{'|'.join(_NAMES)})"
_PLEASE = r"(?:please|por favor|porfa|porfavor|xfa|gracias|thanks)"
_REQUESTS = (
    rf"\A(?:(?:hi|hello|hola|ok|yes|no|sorry|can we|can you|in|en|mejor|only|prefer|i prefer|me|,|\.) )*{_NAME}(?: (?:{_PLEASE}|only|ok|[.!?,]))*\Z",
    rf"\b(?:speak|talk|write|reply|answer|switch|change|continue|chat|respond|habla|hablas|hablar|hablamos|hablame|escribe|responde|cambia|cambiar|seguir|prefer|prefiero|do this|have this|say (?:it|that))(?: \S+){{0,3}}? (?:(?:in|to|into|en|a|al) )?{_NAME}\b",
    rf"\b(?:in |en )?{_NAME} {_PLEASE}\b",
    rf"\b{_PLEASE} (?:in |en ){_NAME}\b",
)
_REQUEST = tuple(re.compile(request) for request in _REQUESTS)
_NOT_A_REQUEST = re.compile(
    r"\b(?:he|she|they|teacher|ex|helpline|who) (?:\S+ )?(?:only )?(?:speaks?|talks?|writes?|spoke|wrote|is|are)\b|\b(?:not|never) (?:speak|talk|write)"
)
_DO_NOT_SPEAK = re.compile(
    rf"\b(?:i (?:do|can) not (?:really |even )?(?:speak|understand|read|know)|no (?:hablo|entiendo|se))(?: \S+){{0,2}}? {_NAME}\b"
)
_OTHER = {"en": "es", "es": "en"}


def find(scan: Scan) -> Iterator[Entity]:
    """
    The language asked for, `en` or `es`; "no hablo ingles" asks for the other.
    """
    text = scan.canonical.text
    if _NAMES.keys().isdisjoint(scan.canonical.words):
        return
    lacks = _DO_NOT_SPEAK.search(text)
    if lacks is not None:
        yield _entity(scan, lacks, _OTHER[_NAMES[lacks["name"]]])
        return
    request = next((match for pattern in _REQUEST if (match := pattern.search(text))), None)
    if request is not None and not _NOT_A_REQUEST.search(text):
        yield _entity(scan, request, _NAMES[request["name"]])


def _entity(scan: Scan, match: re.Match[str], language: str) -> Entity:
    start, end = canonical_span(scan, match, "name")
    return Entity(entity="language", value=language, start=start, end=end)
