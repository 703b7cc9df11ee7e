"""
Platforms by name, nickname, misspelt name and by the address of a page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

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
    "discard discards thread tender tinders matches messenger's message messages stream streams medias goggles instant instance single singles "
    "twitched switch bubble fumble bundle tumble tumbled stumble rumble grinder discourse discover linked tracked nudity nudist credit snapped "
    "steamed teamed patron patrons telegraph".split()
)  # fmt: skip
_BEFORE = re.compile(
    r"(?:\b(?:on|via|through|over|using|from|off|onto|by|app|called|uses?|called|like|into|and|or|,|fake)|\b(?:in|to|on)(?: (?:a|an|the|my|his|her|our|their|some|this|fake|private|public|group|secret))+|\b(?:his|her|their|fake|secret|private|public|on my|to my|dm|dms|message[ds]?|texted|hacked my|into my))\s\Z"
)
_BEFORE_X = re.compile(r"(?:\b(?:on|via|onto|over|from|called|like|fake|to|and|or|,))\s\Z")
_AFTER = re.compile(
    r"\s?:\s|\s(?:accounts?|accs?|acct|groups?|chats?|dms?|story|page|profile|channels?|app|calls?|servers?|link|links|username|handle|live)\b"
)
_MINE = re.compile(r"\bmy\s\Z")
_MINE_TOO = frozenset("ig tt tg wa sc disc tele yt ph dc".split())
_ON_X = re.compile(r"\b(?:on|to|via)\s\Z")
_AFTER_X = re.compile(r"\s?(?:accounts?|app\b|post\b|profile|dms?\b|,\s?twitter|\(|twitter)")
_OF_AFTER = re.compile(r"\s(?:account|acc|page|subs|subscribers|content)\b")
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
    before, after = text[max(0, first - 40) : first], text[last : last + 24]
    name = text[first:last]
    own = _OWN_RULES.get(name)
    if own is not None:
        return own(before, after, scan.raw[slice(*scan.low.span(first, last))])
    if name not in _NEED_CONTEXT or _stands_alone(before, after):
        return True
    return _has_context(name, before, after)


def _stands_alone(before: str, after: str) -> bool:
    return not (before + after).strip(" .!?,")


def _has_context(name: str, before: str, after: str) -> bool:
    if name in _MINE_TOO and _MINE.search(before):
        return True
    return _BEFORE.search(before) is not None or _AFTER.match(after) is not None


def _is_snap(before: str, after: str, _typed: str) -> bool:
    return not (_SNAP_IDIOM.search(before) or _SNAP_IDIOM.match(after))


def _is_x(before: str, after: str, _typed: str) -> bool:
    """
    "posted on X", "his x account" but not "my x".
    """
    if _stands_alone(before, after):
        return True
    if _COUNTED.match(after) and not (after[1:2].isdigit() and _ON_X.search(before)):
        return False
    return _BEFORE_X.search(before) is not None or _AFTER_X.match(after) is not None


def _is_of(before: str, after: str, typed: str) -> bool:
    """
    "her OF", "my of account" but not "one of them".
    """
    if _stands_alone(before, after):
        return True
    return typed == "OF" or _OF_AFTER.match(after) is not None


def _is_line(before: str, after: str, _typed: str) -> bool:
    if _stands_alone(before, after):
        return True
    return _LINE.search(before) is not None and _LINE_AFTER.match(after) is not None


_OWN_RULES: dict[str, Callable[[str, str, str], bool]] = {
    "snap": _is_snap,
    "x": _is_x,
    "of": _is_of,
    "line": _is_line,
}


def _role(text: str, first: int, last: int) -> str | None:
    if _MET_BEFORE.search(text[max(0, first - 40) : first]):
        return "met"
    owned = re.search(r"\b(?:my|her|his)\s\Z", text[max(0, first - 4) : first])
    return "source" if owned and _SOURCE_AFTER.match(text[last : last + 20]) else None
