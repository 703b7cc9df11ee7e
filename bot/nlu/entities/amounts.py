"""
Money: "$300", "50 quid", "2k dollars", gift cards, and a bare sum where somebody gives, pays or wants it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from bot.domain.parse import Entity
from bot.nlu.entities.scan import Scan, low_span

_SYMBOLS = {
    "$": "USD", "us$": "USD", "a$": "AUD", "au$": "AUD", "c$": "CAD", "ca$": "CAD", "nz$": "NZD", "mx$": "MXN",
    "r$": "BRL", "s$": "SGD", "hk$": "HKD", "£": "GBP", "€": "EUR", "₹": "INR", "rs": "INR", "rs.": "INR",
    "¥": "JPY", "₦": "NGN", "₱": "PHP", "₩": "KRW", "₪": "ILS", "₫": "VND", "ksh": "KES", "₿": "BTC",
}  # fmt: skip
_WORDS = {
    "dollar": "USD", "dollars": "USD", "dollas": "USD", "dolars": "USD", "dolares": "USD", "buck": "USD", "bucks": "USD", "usd": "USD",
    "$": "USD", "pound": "GBP", "pounds": "GBP", "quid": "GBP", "gbp": "GBP", "£": "GBP", "sterling": "GBP", "euro": "EUR",
    "euros": "EUR", "eur": "EUR", "€": "EUR", "rupee": "INR", "rupees": "INR", "inr": "INR", "rs": "INR", "peso": "pesos",
    "pesos": "pesos", "mxn": "MXN", "cop": "COP", "naira": "NGN", "ngn": "NGN", "rand": "ZAR", "zar": "ZAR", "yen": "JPY",
    "jpy": "JPY", "won": "KRW", "krw": "KRW", "reais": "BRL", "brl": "BRL", "php": "PHP", "aud": "AUD", "cad": "CAD", "nzd": "NZD",
    "kes": "KES", "shillings": "KES", "cedis": "GHS", "soles": "PEN", "btc": "BTC", "bitcoin": "BTC", "bitcoins": "BTC",
    "eth": "ETH", "usdt": "USDT", "crypto": "crypto",
}  # fmt: skip
_NUMBER_WORDS = {
    "a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
    "couple": 2, "few": 3,
}  # fmt: skip
_SCALES = {
    "k": 1000,
    "grand": 1000,
    "thousand": 1000,
    "hundred": 100,
    "mil": 1000,
    "m": 1_000_000,
    "million": 1_000_000,
}

_DIGITS = r"\d{1,3}(?:,\d{3}){1,3}(?:\.\d{1,2})?|\d{1,9}(?:[.,]\d{1,2})?"
_SCALE = r"(?:\s?(?P<scale{0}>k|grand|thousand|hundred|mil|million)\b)?"
_SYMBOL = "|".join(re.escape(symbol) for symbol in sorted(_SYMBOLS, key=len, reverse=True))
_WORD = "|".join(re.escape(word) for word in sorted(_WORDS, key=len, reverse=True))
_FULL_WORD = "|".join(
    word for word in sorted(_WORDS, key=len, reverse=True) if len(word) > 3 and word != "crypto"
)
_BEFORE = re.compile(
    rf"(?<![\w.])(?P<symbol>{_SYMBOL})\s?(?P<amount>{_DIGITS}){_SCALE.format('')}(?![\w]|[.,]\d)"
)
_AFTER = re.compile(
    rf"(?<![\w.,$£€/#-])(?P<amount>{_DIGITS}){_SCALE.format('')}\s?(?P<word>{_WORD})(?!\w)"
)
_SPELT = re.compile(
    r"\b(?!an? (?:dollar|pound|euro|buck|peso))(?P<spelt>"
    + "|".join(_NUMBER_WORDS)
    + r")(?:\s(?:of\s)?(?P<scale>hundred|thousand|grand|k))?"
    rf"\s(?:(?:us|australian|canadian)\s)?(?P<word>{_FULL_WORD})(?!\w)"
)
_GRAND = re.compile(
    r"\b(?:(?P<spelt>"
    + "|".join(_NUMBER_WORDS)
    + rf")\s(?P<scale>grand)|(?P<amount>{_DIGITS})\s?(?P<scale2>grand))\b"
)
_DEMAND = re.compile(
    r"\b(?:give|gave|giving|pay|paid|paying|send|sent|sending|wants?|wanting|asks?|asking|demands?|demanding|demanded|transfer(?:red)?|"
    r"wired|cashapp(?:ed)?|venmo(?:ed)?|zelled?|says?|owes?|for|costs?|charged)\s"
    r"(?:(?:him|her|them|me|it|for|like|about|another|an|extra|only|just|over|up|to|around|more|than)\s){0,3}"
    rf"(?P<amount>{_DIGITS})(?P<scale>k)?"
    r"(?=\s?(?:$|[.!?,;\n]|or\b|more\b|and\b|by\b|in\b|today|tonight|tomorrow|now|to\b|then|so\b|but\b|via|through|if|already|on\b|twice|each|from|else|again|he\b|she\b|they\b|i\b))"
)
_SOLD_BY_MANY = re.compile(
    r"\s?(?:more\s)?(?:followers|people|views|likes|subs|members|times|pics|photos|links|years|yrs|days|hours|months|weeks)"
)
_WEIGHT = re.compile(r"\b(?:lost|weigh|weighs|gained|lose|gain)\s\Z")
_CARDS = r"(?:steam|apple|google(?: play)?|itunes|amazon|razer(?: gold)?|xbox|playstation|psn|roblox|vanilla|visa|ebay|target|walmart|sephora|gift)"
_GIFT_CARD = re.compile(
    rf"(?<![$£€\w])(?:(?:\d{{1,3}}|an?|some|two|three|four|five)\s)?(?:{_CARDS}\s){{1,3}}(?:gift\s?)?cards?\b|\bgift\s?cards?\b|\brazer gold\b"
)


def find(scan: Scan) -> Iterator[Entity]:
    """
    Each sum as "300 USD"; a bare sum as its number alone; gift cards in the role gift_card.
    """
    taken: list[tuple[int, int]] = []
    for entity in _all(scan):
        if not any(entity.start < end and start < entity.end for start, end in taken):
            taken.append((entity.start, entity.end))
            yield entity


def _all(scan: Scan) -> Iterator[Entity]:
    text = scan.low.text
    for match in _GIFT_CARD.finditer(text):
        start, end = low_span(scan, match)
        yield Entity(entity="money", role="gift_card", value=match.group(), start=start, end=end)
    for pattern in (_BEFORE, _AFTER, _SPELT, _GRAND):
        for match in pattern.finditer(text):
            if not _WEIGHT.search(text[max(0, match.start() - 9) : match.start()]):
                yield _entity(scan, match)
    yield from _bare(scan)


def _bare(scan: Scan) -> Iterator[Entity]:
    for match in _DEMAND.finditer(scan.low.text):
        amount = _amount(match)
        if amount < 10 or _SOLD_BY_MANY.match(scan.low.text, match.end()):
            continue
        start, end = low_span(scan, match, "amount")
        end += 1 if match.group("scale") else 0
        if not scan.taken(start, end):
            yield Entity(
                entity="money", value=_plain(amount), start=start, end=end, confidence=0.7
            )


def _entity(scan: Scan, match: re.Match[str]) -> Entity:
    start, end = low_span(scan, match)
    currency = _currency(match.groupdict())
    value = f"{_plain(_amount(match))} {currency}".strip()
    return Entity(entity="money", value=value, start=start, end=end)


def _currency(groups: dict[str, str | None]) -> str:
    if groups.get("symbol"):
        return _SYMBOLS[groups["symbol"] or ""]
    return _WORDS.get(groups.get("word") or "", "")


def _amount(match: re.Match[str]) -> Decimal:
    groups = match.groupdict()
    digits, scale = groups.get("amount"), groups.get("scale") or groups.get("scale2")
    number = _decimal(digits) if digits else Decimal(_NUMBER_WORDS[groups.get("spelt") or "a"])
    return number * _SCALES.get(scale or "", 1)


def _decimal(digits: str) -> Decimal:
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?", digits):
        return Decimal(digits.replace(",", ""))
    return Decimal(digits.replace(",", "."))


def _plain(amount: Decimal) -> str:
    return format(amount.normalize(), "f")
