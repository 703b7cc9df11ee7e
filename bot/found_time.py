"""
When somebody found something, from their own words: "last night", "yesterday at 11pm", "3 days ago", "hace dos dias".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, timezone
from typing import Literal
from zoneinfo import ZoneInfo

Unclear = Literal["unclear", "future"]

_DAY = timedelta(days=1)
_MINUTE = timedelta(minutes=1)
_NOON = 12 * 60
_LONGEST = 60
"""Characters of words that say when; what is longer says more than that."""

_NUMBERS: Mapping[str, int] = {
    "a couple of": 2, "a couple": 2, "couple of": 2, "couple": 2, "a few": 3, "few": 3, "an": 1, "a": 1, "one": 1,
    "una": 1, "un": 1, "two": 2, "dos": 2, "three": 3, "tres": 3, "four": 4, "cuatro": 4, "five": 5, "cinco": 5,
    "six": 6, "seis": 6, "seven": 7, "siete": 7, "eight": 8, "ocho": 8, "nine": 9, "nueve": 9, "ten": 10, "diez": 10,
}  # fmt: skip
_COUNT = rf"(?P<count>\d{{1,3}}|{'|'.join(_NUMBERS)})"
_UNIT = r"(?P<unit>sec|second|segundo|min|minute|minuto|hr|hour|hora|day|dia|week|wk|semana)s?"
_AGO = (
    re.compile(rf"(?:about |like |around )?{_COUNT} ?{_UNIT} (?:ago|back|earlier)"),
    re.compile(rf"hace (?:como |unos |unas )?{_COUNT} ?{_UNIT}"),
)
_SECONDS: Mapping[str, int] = {"s": 1, "m": 60, "h": 3600}
_DAYS: Mapping[str, int] = {"d": 1, "w": 7, "sem": 7}

_CLOCK = re.compile(
    r"(?:^|(?<= ))(?:(?P<at>at|around|about|@|a las|a la) ?)?(?:(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d))?"
    r"(?P<oclock> ?o'?clock)? ?(?P<half>[ap]m)?|(?P<word>noon|midday|midnight|mediodia|medianoche))(?= |$)"
)
_PARTS: Mapping[str, tuple[int, int]] = {
    "morning": (5, 12), "afternoon": (12, 18), "evening": (18, 22), "night": (20, 30),
}  # fmt: skip
_PART = re.compile(
    r"(?:^|(?<= ))(?:(?P<morning>(?:de|por|en) la manana|mornin(?:g)?)|(?P<afternoon>(?:de|por|en) la tarde|afternoon|arvo)"
    r"|(?P<evening>evening)|(?P<night>(?:de|por|en) la noche|night|nite))(?= |$)"
)
_DAYS_BACK: Mapping[str, int] = {
    "": 0, "today": 0, "2day": 0, "hoy": 0, "this": 0, "yesterday": 1, "yday": 1, "yesturday": 1, "yesterda": 1,
    "ayer": 1, "last": 1, "the day before yesterday": 2, "day before yesterday": 2, "anteayer": 2, "antier": 2,
    "tomorrow": -1, "tmrw": -1, "tmr": -1, "tomoro": -1, "2moro": -1, "manana": -1,
}  # fmt: skip
_WEEKDAYS: Mapping[str, int] = {
    name: number
    for number, names in enumerate(
        ("mon monday lunes", "tue tues tuesday martes", "wed wednesday miercoles", "thu thur thurs thursday jueves",
         "fri friday viernes", "sat saturday sabado", "sun sunday domingo")
    )
    for name in names.split()
}  # fmt: skip
_PHRASES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(rf"(?:^|(?<= ))(?:{phrase})(?= |$)"), meant)
    for phrase, meant in (
        ("tonight|tonite|2nite|esta noche", "this night"),
        ("anoche", "last night"),
        ("esta manana", "this morning"),
        ("esta tarde", "this afternoon"),
        ("just now|right now|now|ahora", "0 min ago"),
        ("(?:over |during )?the weekend|el fin de semana", "this weekend"),
        ("on|early|late|earlier|in the|i think|maybe|el|about|around(?= [^0-9])|past", ""),
    )
)
_OF_MONTH = re.compile(r"(?:the )?(\d{1,2})(?:st|nd|rd|th)")
_NO_DATE = re.compile(r"\A\d{1,3}\Z|\bat\b|[ap]m\b")
_SPAN = re.compile(r"(?P<which>this|last|la) (?P<what>week|weekend|month|year|semana)(?: pasada)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundTime:
    """
    From when to when it may have been, both aware, in the person's own time; the end isn't part of it.
    """

    start: datetime
    end: datetime

    @property
    def iso(self) -> str:
        """
        A minute, a day, days or from-to, as ISO 8601 writes them.
        """
        if self.end - self.start <= _MINUTE:
            return _iso(self.start)
        if not _begins_a_day(self.start) or not _begins_a_day(self.end):
            return f"{_iso(self.start)}/{_iso(self.end)}"
        first, last = self.start.date(), self.end.date() - _DAY
        return str(first) if first == last else f"{first}/{last}"


@dataclass(frozen=True, slots=True, kw_only=True)
class NotFound:
    """
    The words don't say when, or they say a time that is still to come.
    """

    reason: Unclear


@dataclass(frozen=True, slots=True, kw_only=True)
class _Clock:
    """
    A time of day in minutes since midnight; not `sure` whether before or after noon.
    """

    minutes: int
    sure: bool


def found_time(
    words: str, now: datetime, zone: str, *, day_first: bool = False
) -> FoundTime | NotFound:
    """
    When the words say, seen from `now` (aware) in the IANA time zone `zone`.

    Nothing found lies in the future: a time of today that is still to come is yesterday's, a day to come is told.
    `day_first` reads 3/4 as the third of April. Raises `ZoneInfoNotFoundError` for an unknown zone.
    """
    local = now.astimezone(ZoneInfo(zone)).replace(second=0, microsecond=0)
    text = _plain(words)
    if not text or len(text) > _LONGEST:
        return NotFound(reason="unclear")
    found = _exact(text) or _ago(text, local) or _span(text, local)
    return _until_now(found or _of_pieces(text, local, day_first=day_first), local)


def _plain(words: str) -> str:
    bare = unicodedata.normalize("NFKD", words.casefold())
    text = "".join(char for char in bare if not unicodedata.combining(char))
    text = re.sub(r"\b([ap])\.\s?m\b\.?", r"\1m", text)
    text = re.sub(r"[,!?]|\.(?!\d)", " ", text)
    for phrase, meant in _PHRASES:
        text = phrase.sub(meant, " ".join(text.split()))
    return " ".join(text.split())


def _until_now(found: FoundTime | None, local: datetime) -> FoundTime | NotFound:
    if found is None:
        return NotFound(reason="unclear")
    if found.start > local:
        return NotFound(reason="future")
    # A day or a minute stays what it is; "last night", told at one o'clock, ends now.
    if found.end <= local + _MINUTE or _begins_a_day(found.start):
        return found
    return replace(found, end=_there(local, local) + _MINUTE)


def _exact(text: str) -> FoundTime | None:
    """
    ISO 8601 with its offset leaves nothing to understand.
    """
    try:
        moment = datetime.fromisoformat(text.upper().replace("Z", "+00:00"))
    except ValueError:
        return None
    return None if moment.tzinfo is None else FoundTime(start=moment, end=moment + _MINUTE)


def _ago(text: str, local: datetime) -> FoundTime | None:
    match = next((found for each in _AGO if (found := each.fullmatch(text))), None)
    if match is None:
        return None
    count, unit = _number(match["count"]), match["unit"]
    days = _DAYS.get(unit[:3]) or _DAYS.get(unit[0])
    if days is not None:
        return _days(local.date() - count * days * _DAY, 1, local)
    # Hours that have passed, whatever the clock on the wall did meanwhile.
    passed = timedelta(seconds=count * _SECONDS[unit[0]])
    moment = _there(local.astimezone(timezone.utc) - passed, local)
    return FoundTime(start=moment, end=moment + _MINUTE)


def _number(word: str) -> int:
    return int(word) if word.isdigit() else _NUMBERS[word]


def _span(text: str, local: datetime) -> FoundTime | None:
    match = _SPAN.fullmatch(text)
    if match is None:
        return None
    last, today = match["which"] != "this", local.date()
    if match["what"] == "weekend":
        return _weekend(today, local, last=last)
    if match["what"] in ("week", "semana"):
        monday = today - today.weekday() * _DAY
        return _days(monday - 7 * last * _DAY, 7, local)
    if match["what"] == "month":
        return _month(today.replace(day=1) - last * _DAY, local)
    return _year(today.year - last, local)


def _weekend(today: date, local: datetime, *, last: bool) -> FoundTime:
    """
    The last one that has begun; "last weekend", said at a weekend, is the one before.
    """
    since_saturday = (today.weekday() - 5) % 7
    during = since_saturday < 2
    return _days(today - since_saturday * _DAY - 7 * (last and during) * _DAY, 2, local)


def _month(day: date, local: datetime) -> FoundTime:
    first = day.replace(day=1)
    following = (first + 31 * _DAY).replace(day=1)
    return _days(first, (following - first).days, local)


def _year(year: int, local: datetime) -> FoundTime:
    first = date(year, 1, 1)
    return _days(first, (date(year + 1, 1, 1) - first).days, local)


def _of_pieces(text: str, local: datetime, *, day_first: bool) -> FoundTime | None:
    """
    A day, a part of it, a time on the clock: whichever are told.
    """
    clock, rest = _take_clock(text)
    part_match = _PART.search(rest)
    part = part_match.lastgroup if part_match else None
    rest = _without(rest, part_match)
    if clock is None and part is None and not rest:
        return None
    day = _day_of(rest, local.date())
    if day is None:
        whole = _by_dateparser(rest, local, day_first=day_first)
        if whole is None or (clock is None and part is None):
            return whole
        day = whole.start.date()
    # A weekday comes once a week: "Friday night", said on a Friday at noon, was a week ago.
    back = (7 if rest.split()[-1:] and rest.split()[-1] in _WEEKDAYS else 1) * _DAY
    return _composed(day if rest else None, (part, clock), local, back)


def _take_clock(text: str) -> tuple[_Clock | None, str]:
    for match in _CLOCK.finditer(text):
        clock = _clock(match)
        if clock is not None:
            return clock, _without(text, match)
    return None, text


def _clock(match: re.Match[str]) -> _Clock | None:
    if match["word"]:
        return _Clock(
            minutes=_NOON if match["word"] in ("noon", "midday", "mediodia") else 0, sure=True
        )
    told = match["at"] or match["half"] or match["oclock"] or (match["minute"] and ":" in match[0])
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    if not told or hour > 24 or minute > 59 or (match["half"] and not 0 < hour <= 12):
        return None
    if match["half"]:
        hour = hour % 12 + 12 * (match["half"] == "pm")
    sure = bool(match["half"]) or hour > 12 or hour == 0 or match["hour"].startswith("0")
    return _Clock(minutes=hour % 24 * 60 + minute, sure=sure)


def _without(text: str, match: re.Match[str] | None) -> str:
    if match is None:
        return text
    rest = f"{text[: match.start()]} {text[match.end() :]}"
    return " ".join(re.sub(r"\b(?:at|de|in|the)\s*$", "", rest).split())


def _day_of(text: str, today: date) -> date | None:
    if text in _DAYS_BACK:
        return today - _DAYS_BACK[text] * _DAY
    last = text.startswith(("last ", "this ")) or text.endswith(" pasado")
    name = text.removeprefix("last ").removeprefix("this ").removesuffix(" pasado")
    of_month = _OF_MONTH.fullmatch(text)
    if of_month:
        return _last_day(int(of_month[1]), today)
    if name not in _WEEKDAYS:
        return None
    back = (today.weekday() - _WEEKDAYS[name]) % 7
    return today - (back or 7 * (last and not text.startswith("this "))) * _DAY


def _last_day(number: int, today: date) -> date | None:
    """
    The last time that a month had this day: "the 31st", told in June, was in May.
    """
    days = (today - back * _DAY for back in range(62))
    return next((day for day in days if day.day == number), None)


def _composed(
    day: date | None, told: tuple[str | None, _Clock | None], local: datetime, back: timedelta
) -> FoundTime:
    """
    The day with its part or time; one of today that is still to come lies `back`.
    """
    part, clock = told
    if clock is not None:
        times = _times(clock, part)
        return _latest(times, local) if day is None else _on(day, times, local, back)
    if part is None:
        return _days(day or local.date(), 1, local)
    found = _part_of(day or local.date(), part, local)
    is_to_come = found.start > local and day in (None, local.date())
    return _part_of(local.date() - back, part, local) if is_to_come else found


def _times(clock: _Clock, part: str | None) -> tuple[int, ...]:
    """
    The minutes since midnight that a clock may mean; past midnight of a night they go beyond 24 hours.
    """
    if part == "night":
        hour = clock.minutes % _NOON
        evening = clock.minutes >= _NOON if clock.sure else hour >= 6 * 60
        return (hour + _NOON if evening else hour + 2 * _NOON,)
    if clock.sure:
        return (clock.minutes,)
    if part is not None:
        return (clock.minutes % _NOON + (0 if part == "morning" else _NOON),)
    return (clock.minutes % _NOON, clock.minutes % _NOON + _NOON)


def _latest(times: Iterable[int], local: datetime) -> FoundTime:
    """
    The last time that the clock stood so.
    """
    days = (local.date(), local.date() - _DAY)
    moments = [_moment(day, minutes, local) for day in days for minutes in times]
    return max((each for each in moments if each.start <= local), key=lambda each: each.start)


def _on(day: date, times: tuple[int, ...], local: datetime, back: timedelta) -> FoundTime:
    moments = [_moment(day, minutes, local) for minutes in times]
    passed = [each for each in moments if each.start <= local]
    if passed:
        return FoundTime(start=passed[0].start, end=passed[-1].end)
    # Shortly after midnight, "today at 11pm" is the evening that has just ended.
    return _moment(day - back, times[-1], local) if day == local.date() else moments[0]


def _part_of(day: date, part: str, local: datetime) -> FoundTime:
    first, last = _PARTS[part]
    return FoundTime(
        start=_moment(day, first * 60, local).start, end=_moment(day, last * 60, local).start
    )


def _moment(day: date, minutes: int, local: datetime) -> FoundTime:
    """
    A time on the wall's clock: in the night in which it is put back, both times that it showed it.
    """
    wall = datetime.combine(day, time()) + timedelta(minutes=minutes)
    first, second = (
        wall.replace(tzinfo=local.tzinfo, fold=fold).astimezone(timezone.utc) for fold in (0, 1)
    )
    # In the night in which it is put forward there was no such time: then what a clock not put forward showed.
    return FoundTime(start=_there(first, local), end=_there(max(first, second) + _MINUTE, local))


def _days(first: date, count: int, local: datetime) -> FoundTime:
    return FoundTime(
        start=_moment(first, 0, local).start, end=_moment(first + count * _DAY, 0, local).start
    )


def _there(moment: datetime, local: datetime) -> datetime:
    """
    The moment on the person's clock, with its offset alone: so two of them differ by the time that passed.
    """
    there = moment.astimezone(local.tzinfo)
    return there.replace(tzinfo=timezone(there.utcoffset() or timedelta(0)))


def _by_dateparser(text: str, local: datetime, *, day_first: bool) -> FoundTime | None:
    """
    Dates in all the ways that they are written: a day, a month or a year.
    """
    if _NO_DATE.search(text):
        return None
    from dateparser.date import DateDataParser

    told = {
        "RELATIVE_BASE": local.replace(tzinfo=None),
        "PREFER_DATES_FROM": "past",
        "DATE_ORDER": "DMY" if day_first else "MDY",
        "RETURN_AS_TIMEZONE_AWARE": False,
    }
    found = DateDataParser(languages=["en", "es"], settings=told).get_date_data(text)
    if found.date_obj is None:
        return None
    day = found.date_obj.date()
    if found.period in ("month", "year"):
        return _month(day, local) if found.period == "month" else _year(day.year, local)
    return _days(day, 1, local)


def _begins_a_day(moment: datetime) -> bool:
    return moment.hour == moment.minute == 0


def _iso(moment: datetime) -> str:
    return moment.isoformat(timespec="minutes")
