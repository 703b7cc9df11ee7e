"""
A request to go on in another language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.domain.parse import Entity
from bot.nlu.entities.scan import Scan, canonical_span

_SPOKEN = {
    "english": "en", "ingles": "en", "inglish": "en", "spanish": "es", "espanol": "es", "castellano": "es", "espaniol": "es", "spanich": "es",
}  # fmt: skip
# Languages that people ask for and that nothing is written in yet.
_OTHERS = {
    "afrikaans": "af", "amharic": "am", "arabic": "ar", "bengali": "bn", "bangla": "bn", "cantonese": "yue", "catalan": "ca", "catala": "ca",
    "chinese": "zh", "mandarin": "zh", "croatian": "hr", "czech": "cs", "danish": "da", "dutch": "nl", "farsi": "fa", "persian": "fa",
    "filipino": "tl", "tagalog": "tl", "finnish": "fi", "french": "fr", "francais": "fr", "german": "de", "deutsch": "de", "greek": "el",
    "gujarati": "gu", "hausa": "ha", "hebrew": "he", "hindi": "hi", "hungarian": "hu", "igbo": "ig", "indonesian": "id", "italian": "it",
    "italiano": "it", "japanese": "ja", "korean": "ko", "malay": "ms", "marathi": "mr", "nepali": "ne", "norwegian": "no", "pashto": "ps",
    "polish": "pl", "polski": "pl", "polsku": "pl", "portuguese": "pt", "portugues": "pt", "punjabi": "pa", "romanian": "ro",
    "russian": "ru", "serbian": "sr", "sinhala": "si", "somali": "so", "swahili": "sw", "swedish": "sv", "tamil": "ta", "telugu": "te",
    "thai": "th", "turkish": "tr", "ukrainian": "uk", "urdu": "ur", "vietnamese": "vi", "welsh": "cy", "yoruba": "yo", "zulu": "zu",
}  # fmt: skip
_NAMES = {**_SPOKEN, **_OTHERS}
_NAME = rf"(?P<name>{'|'.join(_NAMES)})"
# By itself, the name of another language may be somebody's nationality.
_ALONE = rf"(?P<name>{'|'.join(_SPOKEN)})"
_PLEASE = r"(?:please|por favor|porfa|porfavor|xfa|gracias|thanks)"
_REQUESTS = (
    rf"\A(?:(?:hi|hello|hola|ok|yes|no|sorry|can we|can you|in|en|mejor|only|prefer|i prefer|me|,|\.) )*{_ALONE}(?: (?:{_PLEASE}|only|ok|[.!?,]))*\Z",
    rf"\b(?:speak|talk|write|reply|answer|switch|change|continue|chat|respond|habla|hablas|hablar|hablamos|hablame|escribe|responde|cambia|cambiar|seguir|prefer|prefiero|do this|have this|say (?:it|that))(?: \S+){{0,3}}? (?:(?:in|to|into|en|a|al) )?{_NAME}\b",
    rf"\b(?:in |en )?{_NAME} {_PLEASE}\b",
    rf"\b{_PLEASE} (?:in |en ){_NAME}\b",
    rf"\A(?:(?:hi|hello|ok|is this|are you|can we|do you have(?: this)?|parlez vous|falas?|voce fala|sprechen sie|parli|in|en|em|auf|po) )+{_NAME}(?: [.!?])*\Z",
)
_REQUEST = tuple(re.compile(request) for request in _REQUESTS)
_NOT_A_REQUEST = re.compile(
    r"\b(?:he|she|they|teacher|ex|helpline|who) (?:\S+ )?(?:only )?(?:speaks?|talks?|writes?|spoke|wrote|is|are)\b|\b(?:not|never) (?:speak|talk|write)"
)
_DO_NOT_SPEAK = re.compile(
    rf"\b(?:i (?:do|can) not (?:really |even )?(?:speak|understand|read|know)|no (?:hablo|entiendo|se))(?: \S+){{0,2}}? {_NAME}\b"
)
_INSTEAD = {"en": "es", "es": "en"}


def find(scan: Scan) -> Iterator[Entity]:
    """
    The language asked for as its ISO 639 code, also one that nothing is written in; "no hablo ingles" asks for Spanish.
    """
    text = scan.canonical.text
    if _NAMES.keys().isdisjoint(scan.canonical.words):
        return
    lacks = _DO_NOT_SPEAK.search(text)
    if lacks is not None:
        instead = _INSTEAD.get(_NAMES[lacks["name"]])
        yield from [_entity(scan, lacks, instead)] if instead else []
        return
    request = next((match for pattern in _REQUEST if (match := pattern.search(text))), None)
    if request is not None and not _NOT_A_REQUEST.search(text):
        yield _entity(scan, request, _NAMES[request["name"]])


def _entity(scan: Scan, match: re.Match[str], language: str) -> Entity:
    start, end = canonical_span(scan, match, "name")
    return Entity(entity="language", value=language, start=start, end=end)
