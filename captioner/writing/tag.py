"""One hashtag: its form, what it is equal to, and whether it may be posted.

Knows nothing of photos, ranks or limits in number.
"""

import re
import unicodedata
from collections.abc import Collection, Container, Mapping
from functools import cache, lru_cache
from types import MappingProxyType

from captioner.writing import lexicon, safety

LENGTH_MAX = 30  # characters after the `#`; this product's choice, longer ones are not read

NO_SPELLINGS: Mapping[str, str] = MappingProxyType({})

# Words that make no tag, alone or together.
EMPTY_WORDS = frozenset(
    lexicon.tokens(
        """a about above across after all along also am an and another any are area around as at
        away back background be been being below beside between both but by can caption close do
        does doing down during each edge etc few first for foreground four from front get give
        go group hand has hashtag have having he head her hi him his hold holding i image in inside
        into is it item its large left less look looking lot make man many me middle more my near
        next no not object of off on one onto or other our out outside over people person photo
        picture post put set several she side sit sitting small some somebody someone something
        stand standing tag that the their them there they thing this three to top toward two type
        under up us use very view was we wear wearing what while who with woman you your"""
    )
)

# Tags that ask for attention instead of naming a photo: on 2025-12-18 Instagram itself advised
# against #reels and #explore. The rest is this project's judgement: exchanges of likes, and tags
# reported as limited for what gathers under them. No platform publishes its list.
_BANNED = frozenset(
    lexicon.tokens(
        """explore explorepage reels viral viralpost trending trend fyp foryou foryoupage instagood
        instadaily follow followme follow4follow followforfollow f4f followback like like4like
        likeforlike likesforlikes l4l tagsforlikes comment spam instalike igers adulting alone
        teens girlsonly youngmodel petite tanlines bikinibody undies fishnets milf thinspiration
        loseweight skinny bodygoals lean pills weed cocaine xanax vape ad sponsored giveaway win"""
    )
)

# Beside the lexicon's words, what stands next to an unsafe word in a run without capitals.
_PLAIN_WORDS = frozenset(
    lexicon.tokens("hot bad dirty body chick babe queen king love lover vibe style time pic show")
)
_INNOCENT_RUNS = frozenset(("coonhound", "therapist"))
_SHORT_WORDS = frozenset(lexicon.tokens("of in at on my"))

# A platform's name inside a tag, by the platform where it reads right.
_PLATFORM_NAMES = {
    "instagram": "instagram",
    "x": "twitter",
    "linkedin": "linkedin",
    "tiktok": "tiktok",
}


def normalise(
    text: str, *, words: Container[str] = (), spellings: Mapping[str, str] = NO_SPELLINGS
) -> str | None:
    """Typed text as a tag: `#` and PascalCase, as screen readers need it; None if none is left.

    Letters and digits of any script, not digits alone, 2 to `LENGTH_MAX` characters. A tag has
    one spelling: the lexicon's, else the corpus's, else as it was typed.

    Args:
        words: lower-case words that a run of letters may consist of ("sanddog"), beside those of
            the lexicon.
        spellings: how a corpus spells tags, by `body`.
    """
    parts = _parts(text)
    body = "".join(parts)
    if not 2 <= len(body) <= LENGTH_MAX or not any(map(str.isalpha, body)):
        return None
    known = lexicon.tag_tiers().get(body.casefold(), ("",))[0] or spellings.get(body.casefold())
    if known:
        return "#" + known
    if len(parts) == 1:
        body = _cased(body, words)
    else:
        body = "".join(part[0].upper() + part[1:] for part in parts)
    return "#" + body if len(body) <= LENGTH_MAX else None


@lru_cache(maxsize=8192)
def body(text: str) -> str:
    """What a tag is counted and found by: no `#`, no case; "" where nothing is left."""
    return "".join(_parts(text)).casefold()


def _parts(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", text))


# "#one#two" is two; "&#39;" and an address's "/#part" are none.
_TAGGED = re.compile(r"(?<![\w&/])(?:[#＃]\w+)+")


def found_in(text: str) -> dict[str, str]:
    """The hashtags of a caption: `body` to PascalCase, or to "" where nobody set it apart."""
    found: dict[str, str] = {}
    for run in _TAGGED.findall(text):
        for typed in re.split("[#＃]", run)[1:]:
            plain, spelling = _read(typed)
            if plain:
                found[plain] = found.get(plain) or spelling
    return found


@lru_cache(maxsize=65_536)  # a corpus says the same few over and over
def _read(typed: str) -> tuple[str, str]:
    plain = body(typed)
    if not 2 <= len(plain) <= LENGTH_MAX or not any(map(str.isalpha, plain)):
        return "", ""
    spelling = "".join(part[0].upper() + part[1:] for part in _parts(typed))
    words = words_of(spelling)
    readable = sum(len(word) < 3 for word in words) * 2 <= len(words)  # not "LoVe"
    return plain, spelling if is_mixed(spelling) and readable else ""


@lru_cache(maxsize=8192)
def key(tag: str) -> str:
    """Equal for tags that differ in case or a plural."""
    return "".join(map(lexicon.singular, words_of(tag)))


def refused(never: Collection[str]) -> frozenset[str]:
    """Somebody's never-use list, however each was typed, for `is_refused`."""
    typed = frozenset(never)
    tags = typed.union(filter(None, map(normalise, typed)))
    return frozenset(form for text in tags for form in _forms(text))


def is_refused(tag: str, refusals: Collection[str]) -> bool:
    """Whether a never-use list (see `refused`) holds the tag, in whatever case, number, accent or
    spelling, British or American."""
    return not _forms(tag).isdisjoint(refusals)


# British and American spellings as one, anywhere in a word: what else becomes the same by it
# ("tour", "tor") are no two tags that anybody would refuse one of.
_ONE_SPELLING = (
    ("our", "or"),
    ("grey", "gray"),
    ("cosy", "cozy"),
    ("centre", "center"),
    ("theatre", "theater"),
    ("jewellery", "jewelry"),
    ("aeroplane", "airplane"),
    ("pyjama", "pajama"),
    ("doughnut", "donut"),
    ("logue", "log"),
    ("ll(?=e[dr]|ing)", "l"),
    ("is(?=e|ing|ation)", "iz"),
    (r"\bmum", "mom"),
)


@lru_cache(maxsize=8192)
def _forms(text: str) -> frozenset[str]:
    """What is the same for every way to write a tag; empty where nothing is left of it."""
    return frozenset(filter(None, map(_spelt, (key(text), body(text)))))


def _spelt(text: str) -> str:
    """Small letters without accents, in one of the spellings that English has."""
    plain = (c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    found = "".join(plain).casefold()
    for british, american in _ONE_SPELLING:
        found = re.sub(british, american, found)
    return found


def words_of(tag: str) -> list[str]:
    """The lower-case words of a PascalCase tag."""
    spaced = re.sub(r"(?<=[^\W_A-Z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ", tag)
    return re.findall(r"[^\W_]+", spaced.casefold())


def usable(tag: str, platform: str) -> bool:
    """Whether a tag is `sound` and names no other platform."""
    lower = tag.casefold()
    foreign = (name for home, name in _PLATFORM_NAMES.items() if home != platform)
    return not any(name in lower for name in foreign) and sound(tag)


@lru_cache(maxsize=8192)
def sound(tag: str) -> bool:
    """Whether a tag says something, is safe and is not banned, on any platform."""
    body = tag.removeprefix("#").casefold()
    return (
        lexicon.singular(body) not in _BANNED
        and (body in lexicon.tag_tiers() or not _is_empty(tag))
        and safety.problem(tag) is None
        and not any(map(_hides, words_of(tag)))
    )


def _hides(run: str) -> bool:
    """Whether what looks like one word is a known word and an unsafe one: "nakedgirl"."""
    one = lexicon.singular(run)
    if one in lexicon.vocabulary() or one in _INNOCENT_RUNS:
        return False
    for at in range(3, len(run) - 2):
        head, tail = run[:at], run[at:]
        if (_split(head, _PLAIN_WORDS) or _split(tail, _PLAIN_WORDS)) and safety.problem(
            f"{head} {tail}"
        ):
            return True
    return False


def _is_empty(tag: str) -> bool:
    return all(lexicon.singular(word) in EMPTY_WORDS for word in words_of(tag))


def _cased(run: str, words: Container[str]) -> str:
    """One run of letters with its words capitalised, as far as its words are known."""
    if is_mixed(run):
        return run[0].upper() + run[1:]  # the writer has cased it
    lower = run.casefold()
    return "".join(map(str.capitalize, _split(lower, words) or [lower]))


def is_mixed(run: str) -> bool:
    """Whether somebody has set the words of a run apart: "DogLife", but not "DOGLIFE"."""
    return run[1:] not in (run[1:].lower(), run[1:].upper())


def _split(run: str, words: Container[str]) -> list[str] | None:
    """A run of letters as known words, in one or many, the longest last, or None."""
    ends: dict[int, list[str]] = {0: []}
    for end in range(2, len(run) + 1):
        for start in range(end - 1):
            word = run[start:end]
            if start in ends and _is_known(word, words):
                ends[end] = [*ends[start], word]
                break
    return ends.get(len(run))


def _is_known(word: str, words: Container[str]) -> bool:
    if len(word) < 3:
        return word in _SHORT_WORDS
    one = lexicon.singular(word)
    return one in lexicon.vocabulary() or one in words or word in words or word in _tag_words()


@cache
def _tag_words() -> frozenset[str]:
    """The words of the lexicon's own tags ("photography"); shorter ones cut what is one word:
    #HomeWork, #SunDay."""
    spelt = (spelling for spelling, _ in lexicon.tag_tiers().values())
    return frozenset(word for text in spelt for word in words_of(text) if len(word) >= 5)
