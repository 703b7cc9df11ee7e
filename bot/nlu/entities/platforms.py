"""
Platforms by name, nickname, misspelt name and by the address of a page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.domain.parse import Entity
from bot.nlu.entities.gazetteer import Names
from bot.nlu.entities.lookup import Hit, Word, exact, together, words_of
from bot.nlu.entities.scan import Scan
from bot.nlu.entities.urls import host_of

# Names that are also words or abbreviations of something else: only where the words around them say so.
_NEED_CONTEXT = frozenset(
    "x of meet line signal match kick zoom teams threads mega medium steam ig tt tg wa ph disc dc sc yt tele messages "
    "brave proton grok monkey emerald drive cloud gc sora ai".split()
)
_NEVER_FUZZY = frozenset(
    "discard discards thread tender matched single stream streams medium message messages messaging photos photo picture pictures google "
    "goggles instant instance instances telephone signs signed singles tiktoker watching webcam reported record recorded twitter's "
    "thinks things thanks switch facing faceless facetune booking messed patron patrons medias bubble bubbles fumble humble bundle tumble "
    "tumbled tumbler stumble rumble crumble grinder grindr matches mastermind discourse discover disco link linked linkin instagrammed "
    "telling telegraph snapped snapchatted snapping steamed teamed teammates bumbling reedit credit zooming xvideo nudity nudist".split()
) - frozenset("grinder linkin xvideo nudity nudist".split())  # fmt: skip
_BEFORE = re.compile(
    r"(?:\b(?:on|via|through|over|using|from|off|onto|by|app|called|uses?|called|like|into|and|or|,|fake)|\b(?:in|to|on)(?: (?:a|an|the|my|his|her|our|their|some|this|fake|private|public|group|secret))+|\b(?:his|her|their|fake|secret|private|public|on my|to my|dm|dms|message[ds]?|texted|hacked my|into my))\s\Z"
)
_BEFORE_X = re.compile(r"(?:\b(?:on|via|onto|over|from|called|like|fake|to|and|or|,))\s\Z")
_AFTER = re.compile(
    r"\s?(?:accounts?|accs?|acct|groups?|chats?|dms?|story|stories|page|profile|channels?|app|calls?|servers?|link|links|post|posts|username|handle|and\b|,|$|\?|\.)"
)
_AFTER_X = re.compile(r"\s?(?:accounts?|app\b|post\b|profile|dms?\b|,\s?twitter|\(|twitter)")
_LINE = re.compile(r"\b(?:the|on|a|via)\s\Z")
_LINE_AFTER = re.compile(r"\s(?:app|group|chat|account|messenger|call)\b")
_COUNTED = re.compile(
    r"\s?(?:people|persons|times|amount|number|days|hours|friends|years|of\b|\d)"
)
_SNAP_IDIOM = re.compile(
    r"\b(?:in a|oh|aw|a cold|to|a quick|cold)\s\Z|\A\s?(?:out\b|at\b|back\b|decision|judg|pics?\b|photos?\b|a (?:pic|photo)|up\b|peas)"
)
_SOURCE_AFTER = re.compile(
    r"\s(?:face|faces|photos?|pics?|pictures?|selfies?|headshots?|profile pics?|profile photos?|profile pictures?|images?)\b"
)
_MET_BEFORE = re.compile(
    r"\b(?:dude|guy|girl|man|woman|someone|stranger|person|date) (?:i met )?(?:from|off) \Z|\b(?:met|matched|meeting|match|talking|dating)(?: \S+){0,3}? (?:on|from|off|through|via)(?: (?:a|the|my))? \Z"
)


def find(scan: Scan) -> Iterator[Entity]:
    """
    Each platform named; role `met` where the two met there, `source` where only a picture came from there.
    """
    yield from _by_address(scan)
    for first, last, value in _hits(scan.low.text, scan.gazetteer.platforms):
        if scan.taken(*scan.low.span(first, last)) or not _meant(scan, first, last):
            continue
        start, end = scan.low.span(first, last)
        yield Entity(
            entity="platform",
            value=value,
            role=_role(scan.low.text, first, last),
            start=start,
            end=end,
        )


def _by_address(scan: Scan) -> Iterator[Entity]:
    for url in scan.of("url"):
        value = scan.gazetteer.platform_of(host_of(str(url.value)))
        if value is not None:
            yield Entity(entity="platform", value=value, start=url.start, end=url.end)


def _hits(text: str, names: Names) -> Iterator[tuple[int, int, str]]:
    """
    Each name, the longest first at each word; a misspelt one only where nothing fits exactly.
    """
    words = words_of(text)
    at = 0
    while at < len(words):
        hit = exact(text, words, at, names) or _misspelt(text, words, at, names)
        if hit is None:
            at += 1
            continue
        count, value = hit
        yield words[at][1], words[at + count - 1][2], value
        at += count


def _misspelt(text: str, words: list[Word], at: int, names: Names) -> Hit | None:
    typed = words[at][0]
    if at + 1 < len(words) and _run_together(text, words[at : at + 2], names):
        return 2, names.ids[typed + words[at + 1][0]]
    if len(typed) < 5 or typed in _NEVER_FUZZY:
        return None
    name = names.similar(typed)
    return None if name is None or name in _NEED_CONTEXT else (1, names.ids[name])


def _run_together(text: str, pair: list[Word], names: Names) -> bool:
    """
    "snap chat" is Snapchat, but "i message" isn't iMessage.
    """
    (first, _, _), (second, _, _) = pair
    if len(first) < 3 or len(second) < 3 or first + second not in names.ids:
        return False
    return together(text, pair)


def _meant(scan: Scan, first: int, last: int) -> bool:
    text = scan.low.text
    name, before, after = (
        text[first:last],
        text[max(0, first - 40) : first],
        text[last : last + 24],
    )
    if name == "snap":
        return not (_SNAP_IDIOM.search(before) or _SNAP_IDIOM.match(after))
    if name not in _NEED_CONTEXT or not (before + after).strip(" .!?,"):
        return True
    if name in ("x", "of"):
        return _meant_short(scan, (first, last), before, after)
    if name == "line":
        return _LINE.search(before) is not None and _LINE_AFTER.match(after) is not None
    if name == "steam" and re.match(r"\s(?:gift )?cards?", after):
        return False
    return _BEFORE.search(before) is not None or _AFTER_X.match(after) is not None


def _meant_short(scan: Scan, span: tuple[int, int], before: str, after: str) -> bool:
    """
    "on X" and "his OF account" but neither "my x" nor "one of them".
    """
    start, end = scan.low.span(*span)
    if (
        scan.raw[start:end].lower() == "of"
        and scan.raw[start:end] != "OF"
        and not re.match(r"\s(?:account|page|subs)", after)
    ):
        return False
    if _COUNTED.match(after):
        return False
    return _BEFORE_X.search(before) is not None or _AFTER_X.match(after) is not None


def _role(text: str, first: int, last: int) -> str | None:
    if _MET_BEFORE.search(text[max(0, first - 40) : first]):
        return "met"
    owned = re.search(r"\b(?:my|her|his)\s\Z", text[max(0, first - 4) : first])
    return "source" if owned and _SOURCE_AFTER.match(text[last : last + 20]) else None
