"""
Where a message says when: only the span, its words are read later.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.domain.parse import Entity
from bot.nlu.entities.scan import Scan

_TIME = r"(?:(?:at|around|about|@|a las)\s?)?(?:\d{1,2}(?::\d{2})?\s?(?:am\b(?! i\b)|pm\b|a\.m\.?|p\.m\.?)|\d{1,2}:\d{2}(?::\d{2})?\b|noon\b|midnight\b|\d{1,2}\s?o'?clock\b)"
_PART = r"(?:morning|mornin|afternoon|arvo|evening|night|nite|noon)"
_WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_SHORT_WEEKDAY = r"(?:mon|tues?|wed|thurs?|fri|sat|sun)"
_MONTH = r"(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)"
_CLEAR_MONTH = r"(?:january|february|april|june|july|august|september|october|november|december|jan|feb|apr|jun|jul|aug|sept?|oct|nov|dec)"
_SEASON = r"(?:summer|winter|spring|autumn|fall|christmas|xmas|easter|thanksgiving|halloween|weekend|semester|term)"
_COUNT = r"(?:\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|few|(?:a )?couple(?: of)?|a few|several|unos|hace)"
_UNIT = r"(?:sec(?:ond)?s?|min(?:ute)?s?|hours?|hrs?|days?|weeks?|wks?|months?|mnths?|years?|yrs?)"
_YEAR = r"(?:19[5-9]\d|20\d{2})"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"

_FORMS = (
    rf"{_YEAR}-\d{{2}}-\d{{2}}(?:[t ]\d{{2}}:\d{{2}}(?::\d{{2}})?z?)?",
    rf"(?:\d{{1,2}}/\d{{1,2}}/(?:{_YEAR}|\d{{2}})|\d{{1,2}}[-.]\d{{1,2}}[-.](?:{_YEAR}|\d{{2}}))",
    r"(?:on|since|from|until|till|by)\s(?P<slash>\d{1,2}/\d{1,2})(?!/|\d)",
    rf"(?:{_COUNT})\s?{_UNIT} (?:ago|back(?! to)|earlier)",
    r"hace (?:\d{1,3}|un|una|dos|tres|unos|unas)\s?(?:minutos?|horas?|dias?|semanas?|meses|mes|anos?)",
    r"(?:the )?(?:day before yesterday|other (?:day|night|week))|anteayer|antier",
    rf"(?:early |late |earlier )?(?:yesterday|yday|yesturday|yesterda|today|2day|tonight|tonite|2nite|tomorrow|tmrw|tmr|tomoro|2moro|ayer|hoy|anoche)(?: {_PART})?",
    rf"(?:early |late |earlier )?(?:last|past|this|next) (?:{_PART}|week|month|year|yr|{_SEASON}|{_WEEKDAY}|{_SHORT_WEEKDAY}\b|{_CLEAR_MONTH}\b)(?: {_PART})?",
    r"(?:el|la) (?:ano|mes|semana|lunes|martes|miercoles|jueves|viernes|sabado|domingo)(?: pasad[oa])?",
    rf"{_DAY} (?:of )?{_MONTH}(?:,? {_YEAR})?",
    rf"{_MONTH} {_DAY}(?:,? {_YEAR})?(?!\d)",
    rf"(?:in|since|last|back in|during|from|of|until|around|early|late|mid) {_MONTH}(?: {_YEAR})?",
    rf"{_CLEAR_MONTH} {_YEAR}",
    rf"(?:in|since|from|back in|around|during) {_YEAR}",
    rf"the {_DAY} of {_MONTH}(?:,? {_YEAR})?|(?:on |since |by |until |from )the (?:3[01]|[12]\d|[1-9])(?:st|nd|rd|th)\b",
    rf"(?:(?:on|since|by|until|from|next|every) )?{_WEEKDAY}(?: {_PART})?",
    rf"(?:on|since|by|until|from) {_SHORT_WEEKDAY}(?: {_PART})?",
    r"(?:over |during )?the weekend",
)
_CUE = re.compile(
    r"\d|yest|yday|day|night|nite|week|month|year|yr|ago|tomor|tmr|ayer|hoy|anoche|hace|last|this|past|next|"
    r"jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun|noon|midnight|summer|winter|spring|autumn|fall"
)
_DATE = re.compile(
    rf"(?<![\w/.$£€-])(?:(?:{'|'.join(_FORMS)})(?![\w/])(?:,? (?:{_TIME}))?|{_TIME}(?: (?:yesterday|today|tonight|last night|on {_WEEKDAY}))?)"
)
_AFTER = re.compile(r"\s?(?:old\b|olds\b|y/?o\b|%|x\b|times)")
_ONE_DIGIT_CASE = re.compile(
    r"\bthe (?:\d{1,2})(?:st|nd|rd|th) (?:one|link|post|pic|photo|option|time|picture|grade|person|account|message)"
)
_LEAD = re.compile(r"(?:on|since|from|until|till|by|in|back in|around|during|over|of|every) ")


def find(scan: Scan) -> Iterator[Entity]:
    """
    Each span that says when, as its own words in lower case.
    """
    text = scan.low.text
    if _CUE.search(text) is None:
        return
    for match in _DATE.finditer(text):
        if _AFTER.match(text, match.end()) or _ONE_DIGIT_CASE.match(text, match.start()):
            continue
        lead = _LEAD.match(match.group())
        first = match.start() + (lead.end() if lead else 0)
        start, end = scan.low.span(first, match.end())
        if not scan.taken(start, end):
            yield Entity(entity="date", value=text[first : match.end()], start=start, end=end)
