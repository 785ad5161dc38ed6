"""One hashtag: its form, what it is equal to, and whether it may be posted.

Knows nothing of photos, ranks or limits in number.
"""

import re
import unicodedata
from collections.abc import Container

from captioner.writing import lexicon, safety

LENGTH_MAX = 30  # characters after the `#`; this product's choice, longer ones are not read

# Words that make no tag, alone or together.
_EMPTY_WORDS = frozenset(
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

# A platform's name inside a tag, by the platform where it reads right.
_PLATFORM_NAMES = {
    "instagram": "instagram",
    "x": "twitter",
    "linkedin": "linkedin",
    "tiktok": "tiktok",
}


def normalise(text: str, *, words: Container[str] = ()) -> str | None:
    """Typed text as a tag: `#` and PascalCase, as screen readers need it; None if none is left.

    Letters and digits of any script, not digits alone, 2 to `LENGTH_MAX` characters.

    Args:
        words: lower-case words that a run of letters may consist of ("sanddog"), beside those of
            the lexicon.
    """
    parts = re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", text))
    if len(parts) == 1:
        body = _cased(parts[0], words)
    else:
        body = "".join(part[0].upper() + part[1:] for part in parts)
    if not 2 <= len(body) <= LENGTH_MAX or not any(map(str.isalpha, body)):
        return None
    return "#" + body


def key(tag: str) -> str:
    """Equal for tags that differ in case or a plural."""
    return "".join(map(lexicon.singular, words_of(tag)))


def words_of(tag: str) -> list[str]:
    """The lower-case words of a PascalCase tag."""
    spaced = re.sub(r"(?<=[^\W_A-Z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ", tag)
    return re.findall(r"[^\W_]+", spaced.casefold())


def usable(tag: str, platform: str) -> bool:
    """Whether a tag says something, is safe, is not banned and names no other platform."""
    body = tag.removeprefix("#").casefold()
    foreign = (name for home, name in _PLATFORM_NAMES.items() if home != platform)
    return (
        lexicon.singular(body) not in _BANNED
        and not any(name in body for name in foreign)
        and (body in lexicon.tag_tiers() or not _is_empty(tag))
        and safety.problem(tag) is None
    )


def _is_empty(tag: str) -> bool:
    return all(lexicon.singular(word) in _EMPTY_WORDS for word in words_of(tag))


def _cased(run: str, words: Container[str]) -> str:
    """One run of letters with its words capitalised, as far as its words are known."""
    body = run.casefold()
    if body in lexicon.tag_tiers():
        return lexicon.tag_tiers()[body][0]
    if run[1:] not in (run[1:].lower(), run[1:].upper()):
        return run[0].upper() + run[1:]  # the writer has cased it
    return "".join(map(str.capitalize, _split(body, words) or [body]))


def _split(body: str, words: Container[str]) -> list[str] | None:
    """A run of letters as known words of three letters or more, the longest last, or None."""
    ends: dict[int, list[str]] = {0: []}
    for end in range(3, len(body) + 1):
        for start in range(end - 2):
            word = body[start:end]
            if start in ends and (word in lexicon.vocabulary() or word in words):
                ends[end] = [*ends[start], word]
                break
    return ends.get(len(body))
