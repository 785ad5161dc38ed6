"""Prices, dates, times and numbers in a text, each as keys that compare across ways to write it.

"Sat" is "Saturday", "$5" is "5 dollars", "17:30" is "5:30 pm", "two" is "2". Reads English words
and both 14 June and June 14. Does not know units: 5 km and 5 miles are both 5. Relative days
("today", "this weekend"), "one", "zero" and "free" are no claims here: they are idioms too often.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Literal

from captioner.writing import lexicon, names

Kind = Literal["price", "date", "number"]
Keys = frozenset[str]


@dataclass(frozen=True, slots=True)
class Amount:
    """A price, date or number at `[start, end)`.

    Args:
        needs: what a source must say for this to be supported.
        gives: what this supports when it stands in a source.
        claimed: False for words that support a claim and are none ("a couple", "sun").
    """

    kind: Kind
    start: int
    end: int
    needs: Keys
    gives: Keys
    claimed: bool = True


_SMALL = {
    word: value
    for value, word in enumerate(
        lexicon.tokens(
            """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
        fifteen sixteen seventeen eighteen nineteen"""
        )
    )
}
_TENS = {
    word: 10 * value
    for value, word in enumerate(
        lexicon.tokens("twenty thirty forty fifty sixty seventy eighty ninety"), start=2
    )
}
_SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000}
_ORDINALS = {
    word: value
    for value, word in enumerate(
        lexicon.tokens("third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"),
        start=3,
    )
}
# What says how many without a number; "a" is 1 in a description, and nowhere a claim.
_VAGUE = {
    "a": 1, "an": 1, "one": 1, "couple": 2, "pair": 2, "both": 2, "twins": 2, "another": 2,
    "duo": 2, "trio": 3, "dozen": 12,
}  # fmt: skip

_UNIT = "|".join(sorted(_SMALL, key=len, reverse=True))
_BELOW_100 = rf"(?:(?:{'|'.join(_TENS)})(?:[ -](?:{'|'.join(list(_SMALL)[1:10])}))?|{_UNIT})"
_WORDS = rf"{_BELOW_100}(?:[ -](?:{'|'.join(_SCALES)})(?:(?: and)? {_BELOW_100})?)*"
_DIGITS = r"\d{1,12}(?:[.,]\d{1,6}){0,3}k?"
NUMBER = rf"(?:{_DIGITS}|\b{_WORDS}\b)"
_MONTHS = "january february march april may june july august september october november december"
_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday"
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_WEEKDAY = (
    r"\b(?P<weekday>mon|tues?|wed|thu(?:rs?)?|fri|sat|sun)"
    r"(?P<full>day|nesday|sday|rsday|urday)?s?\b"
)
DAY = rf"(?:{'|'.join((_WEEKDAYS + ' ' + _MONTHS).split())})s?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_BEFORE = r"(?<![\w#.,/:<@])"  # no part of a word, a tag, a longer number or "<3"
_AFTER = r"(?![\w\ufe0f\u20e3])"
_SUFFIX = (
    r"(?:[ \xa0]?%|(?:st|nd|rd|th|x|m|km|mm|cm|mi|ft|in|kg|g|lbs?|oz|ml|l|h|hrs?|mins?|mph)\b)?"
)
# "Sat", "May" and their like are a day or a month only in such company.
_LEADS = re.compile(
    r"(?:\b(?:in|on|this|next|last|every|each|until|till|til|by|since|from|through|early|mid|late"
    r"|of)|&)[ -]$",
    re.IGNORECASE,
)
_SMALL_LEADS = re.compile(r"\bin $", re.IGNORECASE)
_FOLLOWS = re.compile(
    r"[,.]? ?(?:at )?\d{1,2}(?:[:/.]\d| ?[ap]\.?m\b|st\b|nd\b|rd\b|th\b)"
    r"| ?[&/–-] ?(?:mon|tue|wed|thu|fri|sat|sun)",
    re.IGNORECASE,
)


def find(text: str) -> list[Amount]:
    """The amounts in a text, first one first, none inside another; accents must be gone."""
    found: list[Amount] = []
    taken = bytearray(len(text))
    for pattern, read in _readers():
        for match in pattern.finditer(text):
            amount = read(match)
            if amount and not any(taken[amount.start : amount.end]):
                taken[amount.start : amount.end] = b"\1" * (amount.end - amount.start)
                found.append(amount)
    return sorted(found, key=lambda amount: amount.start)


def value(text: str) -> Decimal:
    """The value of a number in digits ("1,200", "5,50", "5k") or words ("two hundred")."""
    text = text.casefold()
    if not text[0].isdigit():
        return Decimal(_in_words(re.findall(r"[a-z]+", text)))
    scale = 1000 if text.endswith("k") else 1
    digits = text.removesuffix("k")
    if re.fullmatch(r"\d+,\d{1,2}", digits):  # 5,50 as most of Europe writes it
        digits = digits.replace(",", ".")
    whole, *rest = re.split(r"[.](?=\d{1,2}$)", digits.replace(",", ""))
    return Decimal(".".join([whole.replace(".", ""), *rest])) * scale


def _in_words(words: list[str]) -> int:
    total = part = 0
    for word in words:
        if word == "hundred":
            part *= 100
        elif word in _SCALES:
            total, part = total + part * _SCALES[word], 0
        else:
            part += _SMALL.get(word, _TENS.get(word, 0))
    return total + part


def _count(number: Decimal | int) -> str:
    return f"n:{Decimal(number).normalize():f}"


@cache
def _readers() -> tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Amount | None]], ...]:
    """What to look for, first come first served."""
    unit, hour = _currency(), r"(?P<hour>\d{1,2}|\b(?:" + "|".join(list(_SMALL)[1:13]) + "))"
    half = r"(?P<half>[ap])(?:m\b|\.m\.)"
    number = rf"(?P<number>{NUMBER})"
    fifty = frozenset({_count(50)})  # per cent off
    patterns = (
        (rf"{_BEFORE}{_YEAR}-(?P<month>\d\d)-(?P<day>\d\d)\b", _date),
        (rf"{_BEFORE}(?P<a>\d{{1,2}})[/.](?P<b>\d{{1,2}})[/.]{_YEAR}\b", _either_way),
        (rf"{_BEFORE}{hour}(?:[:.h](?P<minute>[0-5]\d))?[ \xa0]?{half}", _time),
        (rf"{_BEFORE}{hour}:(?P<minute>[0-5]\d)(?![\d:])", _time),
        (rf"{_BEFORE}{hour} o'clock\b", _time),
        (rf"{_BEFORE}{_DAY}(?: of)? {_MONTH}(?:,? {_YEAR}\b)?(?!\w)", _date),
        (rf"\b{_MONTH} {_DAY}(?:,? {_YEAR}\b)?(?![\w:%])", _date),
        (rf"\b{_MONTH}(?:,? {_YEAR}\b)?(?!\w)", _date),
        (_WEEKDAY, _weekday),
        (rf"(?<!\w)(?P<holiday>{_holidays()})(?!\w)", _holiday),
        (rf"(?<!\w)(?P<unit>{unit})[ \xa0]?{number}", _price),
        (rf"{_BEFORE}{number}[ \xa0]?(?P<unit>{unit})(?!\w)", _price),
        (rf"{_BEFORE}{_YEAR}(?![\w%]|[.,/]\d)", _date),
        (rf"{_BEFORE}(?P<a>\d{{1,2}})/(?P<b>\d{{1,2}}){_AFTER}", _either_way),
        (r"(?:\bhalf|½)[ -](?:the )?(?:price|off)\b", lambda found: _amount("price", found, fifty)),
        (rf"{_BEFORE}{number}{_SUFFIX}{_AFTER}", _number),
        (rf"\b(?P<ordinal>{'|'.join(_ORDINALS)})\b", _ordinal),
        (rf"\b(?P<vague>{'|'.join(_VAGUE)})\b", _vague),
        (r"\b(?:an?|the|one) (?:\w+ ){1,4}?and (?:an?|the|one|his|her|their) (?=\w)", _two),
    )
    return tuple((re.compile(pattern, re.IGNORECASE), read) for pattern, read in patterns)


@cache
def _currency() -> str:
    forms = (form for entry in names.entries("currency") for form in entry)
    # A currency in letters is a word of its own: no "eur" in "5 euryops".
    return "|".join(
        re.escape(form) + r"\b" * form[-1].isalpha()
        for form in sorted(forms, key=len, reverse=True)
    )


@cache
def _holidays() -> str:
    forms = (form for entry in names.entries("holiday") for form in entry)
    return "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))


def _amount(
    kind: Kind, match: re.Match[str], needs: Keys, *more: str, claimed: bool = True
) -> Amount:
    end = match.start() + len(match[0].rstrip())
    return Amount(kind, match.start(), end, needs, needs | {*more}, claimed)


def _date(match: re.Match[str]) -> Amount:
    found = match.groupdict()
    year, month, day = found.get("year"), found.get("month"), found.get("day")
    needs, more = set(), set()
    if year:
        needs.add(f"year:{year}")
        more.add(_count(int(year)))
    if month:
        number = _month(month)
        needs.add(f"month:{number}")
        more.add(f"part:{number}")
    if day:
        needs.add(f"day:{int(day)}")
        more |= {f"part:{int(day)}", _count(int(day))}
    claimed = bool(year or day) or _is_month(match) or _in_company(match, small=True)
    return _amount("date", match, frozenset(needs), *more, claimed=claimed)


def _month(text: str) -> int:
    if text.isdigit():
        return int(text)
    start = text.casefold()[:3]
    return 1 + next(at for at, name in enumerate(_MONTHS.split()) if name.startswith(start))


def _is_month(match: re.Match[str]) -> bool:
    word = match[0].strip().casefold()
    return word in _MONTHS.split() and word not in ("march", "may", "august")


def _in_company(match: re.Match[str], *, small: bool) -> bool:
    """Whether a doubtful word is a day or month; `small` where "in" before it is proof enough."""
    before = match.string[max(0, match.start() - 10) : match.start()]
    return bool(
        (match[0][0].isupper() and _LEADS.search(before))
        or (small and _SMALL_LEADS.search(before))
        or _FOLLOWS.match(match.string, match.end())
    )


def _either_way(match: re.Match[str]) -> Amount:
    """14/6 and 6/14: which is the month is not said."""
    parts = [int(match["a"]), int(match["b"])]
    year = match.groupdict().get("year")
    needs = {f"part:{part}" for part in parts} | ({f"year:{year}"} if year else set())
    more = [f"{name}:{part}" for part in parts for name in ("day", "month")]
    return _amount("date", match, frozenset(needs), *more)


def _time(match: re.Match[str]) -> Amount | None:
    found = match.groupdict()
    hour = int(value(found["hour"]))
    if hour > 24:
        return None
    half = found.get("half")
    if half is None and (hour > 12 or hour == 0):
        half = "a" if hour in (0, 24) else "p"
    needs = {f"clock:{hour % 12}:{found.get('minute') or '00'}"} | ({f"{half}m"} if half else set())
    # A time that does not say which half of the day it is in supports both.
    return _amount("date", match, frozenset(needs), *(() if half else ("am", "pm")))


def _weekday(match: re.Match[str]) -> Amount | None:
    word = match["weekday"].casefold()[:3]
    full = match[0].casefold().removesuffix("s") in _WEEKDAYS.split()
    if match["full"] and not full:
        return None
    needs = frozenset({f"weekday:{word}"})
    return _amount("date", match, needs, claimed=full or _in_company(match, small=False))


def _holiday(match: re.Match[str]) -> Amount:
    word = match["holiday"].casefold()
    return _amount("date", match, frozenset({f"day:{names.aliases().get(word, (word,))[0]}"}))


def _price(match: re.Match[str]) -> Amount:
    unit = match["unit"].casefold()
    first = next(entry[0] for entry in names.entries("currency") if unit in entry)
    return _amount("price", match, frozenset({f"{first}{_count(value(match['number']))}"}))


def _number(match: re.Match[str]) -> Amount | None:
    number = value(match["number"])
    # "one" and "zero" are pronouns and idioms; "one hundred" is a number.
    claimed = match["number"].casefold() not in ("one", "zero", "0")
    return _amount("number", match, frozenset({_count(number)}), claimed=claimed)


def _ordinal(match: re.Match[str]) -> Amount:
    return _amount("number", match, frozenset({_count(_ORDINALS[match[0].casefold()])}))


def _vague(match: re.Match[str]) -> Amount:
    needs = frozenset({_count(_VAGUE[match[0].casefold()])})
    return _amount("number", match, needs, claimed=False)


def _two(match: re.Match[str]) -> Amount:
    """A man and a woman are two."""
    return Amount("number", match.start(), match.start(), frozenset(), frozenset({"n:2"}), False)
