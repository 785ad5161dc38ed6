"""The marks of how somebody writes captions: what is measured of them, shown to her and edited.

Counts characters, words and signs. Does not know what the captions are about, and judges no text:
that is `voice`.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from math import ceil
from statistics import fmean, median_low
from typing import Literal, cast, get_args

from captioner.errors import InvalidBrief
from captioner.writing import lexicon
from captioner.writing.traits import NO_TEXT, Traits, traits

Case = Literal["", "sentence", "lower"]

_USUAL = 0.7  # of the captions make a habit of capitals
_OFTEN = 0.1  # of the captions, and at least two, make a word or an opening hers
_WORDS_MAX = 20
_FAVOURITES_MAX = 8

# The everyday words of captions in English. Beside them stand the words that photos are named by,
# of the lexicon: who photographs dogs says "dog", and that is no habit of speech.
PLAIN = frozenset(
    lexicon.tokens(
        """a about after again ago all almost already also always am an and another any anyone
        anything are around as at away back be beautiful because been before being best better
        between big both but by came can can't come could day days did didn't do does doesn't doing
        don't done down each else end enough even ever every everyone everything far favorite
        favourite feel few find first for found friends from full get gets getting give go goes
        going gone good got great had happy hard has have having he hello her here him his home hope
        how i i'd i'll i'm i've if in into is isn't it it's its just keep kind know last late let
        let's life like little live long look looking looks lot love made make makes making many
        maybe me mine moment moments more morning most much must my need never new next nice night
        no not nothing now of off oh ok old on once one only or other our out over own part people
        perfect photo photos picture place post put ready really right said same saw say see seen
        she should show since small so some someone something soon still such sure take taken taking
        than thank thanks that that's the their them then there these they thing things think this
        those though through time times to today together tomorrow tonight too took trip two up us
        use very view wait want wanted was way we we're we've week weekend well went were what
        what's when where which while who why will wish with without won't work world would year
        years yes yesterday yet you you're your"""
    )
)

SHARES = ("emoji_share", "shouting", "exclamation", "question", "ellipsis", "no_full_stop")
COUNTS = {
    "length_low": 2200,
    "length": 2200,
    "length_high": 2200,
    "emoji_count": 50,
    "hashtag_count": 30,
}
# How many entries a list has at most, and how many characters one of them.
_LISTS = {
    "emoji": (_FAVOURITES_MAX, 20),
    "openings": (_FAVOURITES_MAX, 40),
    "words": (_WORDS_MAX, 30),
    "hashtags": (30, 60),
    "never": (50, 60),
}


@dataclass(frozen=True, slots=True)
class Marks:
    """A creator's habits. Shares are 0 to 1, of her captions; lengths do not count hashtags.

    Args:
        length_low, length, length_high: characters; the median, and the middle half around it.
        emoji_share: captions with an emoji.
        emoji_count: how many those have, the median.
        emoji: the ones she uses most, first.
        capitals: "sentence" (a capital first), "lower" (none but in shouted words) or neither.
        shouting: captions with a word of two letters or more all in capitals.
        exclamation, question, ellipsis: captions with the sign.
        no_full_stop: captions whose end is none.
        openings: the one or two words that more than one caption begins with, in small letters.
        words: those she uses markedly more than plain English about photos, in small letters.
        hashtags: the ones she uses most, with `#`.
        hashtag_count: how many a caption has, the median.
        never: words and phrases she does not want to read; typed, never measured.

    Raises:
        InvalidBrief: a field is of another type or outside its limits; `.field` names it.
    """

    length_low: int
    length: int
    length_high: int
    emoji_share: float
    emoji_count: int
    emoji: tuple[str, ...]
    capitals: Case
    shouting: float
    exclamation: float
    question: float
    ellipsis: float
    no_full_stop: float
    openings: tuple[str, ...]
    words: tuple[str, ...]
    hashtags: tuple[str, ...]
    hashtag_count: int
    never: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for field in SHARES:
            _number(field, getattr(self, field), 1, kinds=(int, float))
        for field, most in COUNTS.items():
            _number(field, getattr(self, field), most, kinds=(int,))
        for field in _LISTS:
            object.__setattr__(self, field, _texts(field, getattr(self, field)))
        if not self.length_low <= self.length <= self.length_high:
            raise InvalidBrief("length must be from length_low to length_high", field="length")
        if self.capitals not in get_args(Case):
            raise InvalidBrief('capitals must be "sentence", "lower" or ""', field="capitals")


def to_dict(marks: Marks) -> dict[str, object]:
    """The marks as plain JSON, for a row or a form."""
    return {
        field: list(value) if isinstance(value, tuple) else value
        for field, value in asdict(marks).items()
    }


def from_dict(data: Mapping[str, object]) -> Marks:
    """Marks from what `to_dict` gave, as she edited it.

    Raises:
        InvalidBrief: a field is missing, unknown or as `Marks` says.
    """
    known = [field.name for field in fields(Marks)]
    for field in data:
        if field not in known:
            raise InvalidBrief(
                f"{field} is no mark; the marks are: {', '.join(known)}", field=field
            )
    for field in known:
        if field not in data:
            raise InvalidBrief(f"{field} is missing", field=field)
    return Marks(**data)  # type: ignore[arg-type]


def _number(field: str, value: object, most: int, *, kinds: tuple[type, ...]) -> None:
    is_number = isinstance(value, kinds) and not isinstance(value, bool)
    if not is_number or not 0 <= cast(float, value) <= most:
        raise InvalidBrief(f"{field} must be a number from 0 to {most}", field=field)


def _texts(field: str, value: object) -> tuple[str, ...]:
    """A list of texts without space around them, empty ones or repetition."""
    most, longest = _LISTS[field]
    if not isinstance(value, list | tuple) or not all(
        isinstance(text, str) and not NO_TEXT.search(text) for text in value
    ):
        raise InvalidBrief(f"{field} must be a list of texts", field=field)
    texts = tuple(dict.fromkeys(filter(None, (" ".join(text.split()) for text in value))))
    if len(texts) > most or any(len(text) > longest for text in texts):
        raise InvalidBrief(
            f"{field} must be at most {most} texts of at most {longest} characters", field=field
        )
    return texts


def measure(captions: Iterable[str]) -> Marks:
    """The marks of these captions; `never` is empty, for nobody can be measured not to say a thing.

    Any number of any texts has marks, but under five they say little.
    """
    read = [traits(caption) for caption in captions]
    lengths = sorted(min(one.length, COUNTS["length"]) for one in read) or [0]
    with_emoji = [len(one.emoji) for one in read if one.emoji] or [0]
    return Marks(
        length_low=lengths[(len(lengths) - 1) // 4],
        length=median_low(lengths),
        length_high=lengths[-1 - (len(lengths) - 1) // 4],
        emoji_share=_share(read, lambda one: bool(one.emoji)),
        emoji_count=min(median_low(with_emoji), COUNTS["emoji_count"]),
        emoji=_favourites("emoji", (one.emoji for one in read), at_least=1),
        capitals=_capitals(read),
        shouting=_share(read, lambda one: one.shouting),
        exclamation=_share(read, lambda one: one.exclamation),
        question=_share(read, lambda one: one.question),
        ellipsis=_share(read, lambda one: one.ellipsis),
        no_full_stop=_share(read, lambda one: one.no_full_stop),
        openings=_openings(read),
        words=_favourites(
            "words",
            ([word for word in one.words if not _is_plain(word)] for one in read),
            at_least=_often(read),
        ),
        hashtags=_favourites("hashtags", (one.hashtags for one in read), at_least=1),
        hashtag_count=min(
            median_low([len(one.hashtags) for one in read] or [0]), COUNTS["hashtag_count"]
        ),
    )


def _share(read: Sequence[Traits], shows: Callable[[Traits], bool]) -> float:
    return round(fmean(map(shows, read)), 3) if read else 0.0


def _capitals(read: Sequence[Traits]) -> Case:
    cases = [one.case for one in read if one.case]
    if cases.count("lower") > _USUAL * len(cases):
        return "lower"
    return "sentence" if cases.count("sentence") > _USUAL * len(cases) else ""


def _often(read: Sequence[Traits]) -> int:
    return max(2, ceil(_OFTEN * len(read)))


def _openings(read: Sequence[Traits]) -> tuple[str, ...]:
    """Pairs of words first; a word alone only where it is no plain one and opens no pair found."""
    found = [[text for text in one.openings if " " in text or not _is_plain(text)] for one in read]
    pairs = _favourites("openings", ([t for t in one if " " in t] for one in found), at_least=2)
    opened = {pair.partition(" ")[0] for pair in pairs}
    single = _favourites(
        "openings", ([t for t in one if " " not in t] for one in found), at_least=_often(read)
    )
    return (*pairs, *(word for word in single if word not in opened))[:_FAVOURITES_MAX]


def _favourites(field: str, lists: Iterable[Iterable[str]], *, at_least: int) -> tuple[str, ...]:
    """What stands in the most captions, first come first where as many hold it."""
    most, longest = _LISTS[field]
    counts = Counter(text for texts in lists for text in dict.fromkeys(texts))
    ranked = [text for text, count in counts.most_common() if count >= at_least]
    return tuple(text for text in ranked if len(text) <= longest)[:most]


def _is_plain(word: str) -> bool:
    return all(
        len(part) < 3 or part in PLAIN or part in lexicon.vocabulary()
        for part in lexicon.tokens(word)
    )
