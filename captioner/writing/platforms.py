"""What each platform allows, as dated data, and a caption kept inside it.

A policy is a claim about somebody else's product: `checked` is the day a copy of its `source` was
read, and `note` says what was not found there. Knows nothing of briefs, tones or models.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

Count = Literal["characters", "utf16", "threads", "x"]
Fits = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Policy:
    """One platform's limits.

    Args:
        name: the key in `POLICIES`.
        version: month of the last change to this record, "YYYY-MM".
        caption_limit: the postable whole (caption, blank line, tags), in the platform's own count.
        hashtags_limit: the most tags one post takes; None where the platform names no limit.
        hashtags_selected: how many tags this product marks for posting, never above the limit.
        fold: characters shown before "more"; None where there is no fold or none is known.
        count: how the platform counts, see `char_count`.
        source: the page the limits were read on.
        checked: the day a copy of that page was read, ISO date; None where it was not.
        effective: when the platform brought the rule in, ISO date; None where unpublished.
        note: what could not be checked, or comes from elsewhere.
    """

    name: str
    version: str
    caption_limit: int
    hashtags_limit: int | None
    hashtags_selected: int
    fold: int | None
    count: Count
    source: str
    checked: str | None
    effective: str | None
    note: str


POLICIES: dict[str, Policy] = {
    policy.name: policy
    for policy in (
        Policy(
            name="instagram",
            version="2025-12",
            caption_limit=2200,
            hashtags_limit=5,
            hashtags_selected=5,
            fold=125,
            count="characters",
            source="https://www.socialmediatoday.com/news/instagrams-implementing-new-limits-on-hashtag-use/808309/",
            checked="2026-11-22",
            effective="2025-12-18",
            note="The date is the announcement of five tags; the roll-out was gradual. 2,200 "
            "characters: counters of third parties. 125 characters before the fold: "
            "help.instagram.com/1643471055915254. How Instagram counts emoji: not checked.",
        ),
        Policy(
            name="threads",
            version="2026-11",
            caption_limit=500,
            hashtags_limit=1,
            hashtags_selected=1,
            fold=None,
            count="threads",
            source="https://developers.facebook.com/documentation/threads/posts",
            checked="2026-11-22",
            effective=None,
            note="The page gives 500 characters and the emoji rule; one tag per post is from "
            "the Instagram source above, not from Meta's own pages.",
        ),
        Policy(
            name="x",
            version="2026-11",
            caption_limit=280,
            hashtags_limit=None,
            hashtags_selected=2,
            fold=None,
            count="x",
            source="https://docs.x.com/fundamentals/counting-characters",
            checked="2026-11-22",
            effective=None,
            note="Free accounts. Two tags are this project's choice: X names no limit.",
        ),
        Policy(
            name="linkedin",
            version="2026-11",
            caption_limit=3000,
            hashtags_limit=None,
            hashtags_selected=3,
            fold=210,
            count="utf16",
            source="https://www.ayrshare.com/docs/apis/post/social-networks/linkedin.md",
            checked="2026-11-22",
            effective=None,
            note="A publisher's documentation: LinkedIn's own page, and how it counts, were not "
            "checked. The fold is third parties' figure for desktop. Three tags are this "
            "project's choice.",
        ),
        Policy(
            name="tiktok",
            version="2026-11",
            caption_limit=4000,
            hashtags_limit=5,
            hashtags_selected=5,
            fold=None,
            count="utf16",
            source="https://docs.zernio.com/platforms/tiktok",
            checked="2026-11-22",
            effective=None,
            note="4,000 is a photo post's description (a video's caption has 2,200). Five tags "
            "were reported by users in 2025 and by websitebuilderexpert.com/news/"
            "tiktok-hashtag-limit; TikTok announced nothing. How it counts: not checked.",
        ),
    )
}

# Emoji as X and Threads count them: a whole sequence (skin tone, flag, keycap, joined family) is
# one. Python's `re` has no emoji property; symbols of these blocks that are no emoji weigh the
# same 2 on X by its default, so only their joining matters.
_PICTOGRAPH = (
    "[\u00a9\u00ae\u203c\u2049\u2122\u2139\u2194-\u21aa\u2300-\u23ff\u25aa-\u25fe\u2600-\u27bf"
    "\u2934\u2935\u2b00-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff]"
)
_ONE_EMOJI = f"{_PICTOGRAPH}\ufe0f?[\U0001f3fb-\U0001f3ff]?[\U000e0020-\U000e007f]*"
_EMOJI = re.compile(
    f"[\U0001f1e6-\U0001f1ff]{{2}}|[0-9#*]\ufe0f?\u20e3|{_ONE_EMOJI}(?:\u200d{_ONE_EMOJI})*"
)
_HOST = r"(?<![a-z0-9.-])[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,24}\b"
_IN_PATH = r"[\w!?*';:=+,.$/%#\[\]~&|@-]"  # a quote or an angle bracket ends a link on X
_URL = re.compile(
    rf"(?P<scheme>https?://)?{_HOST}(?::\d+)?(?:/{_IN_PATH}*[\w/=#&+~-])?", re.I | re.A
)
_X_URL = 23
# twitter-text's configuration, version 3: code points of weight 1; all others weigh 2.
_X_LIGHT = ((0x0000, 0x10FF), (0x2000, 0x200D), (0x2010, 0x201F), (0x2032, 0x2037))


def char_count(text: str, policy: Policy) -> int:
    """Length of the text as the platform counts it.

    "characters" are code points and "utf16" UTF-16 units. "threads" counts an emoji as its UTF-8
    bytes. "x" is X's published weighting after NFC: a URL 23, an emoji sequence 2, code points
    outside the Latin to Georgian and punctuation ranges 2. A domain without https:// counts as
    the longer of 23 and itself, because the list of top-level domains X links is not kept here.
    """
    match policy.count:
        case "characters":
            return len(text)
        case "utf16":
            return sum(2 if ord(char) > 0xFFFF else 1 for char in text)
        case "threads":
            emoji = "".join(_EMOJI.findall(text))
            return len(text) - len(emoji) + len(emoji.encode())
        case "x":
            return _x_weight(unicodedata.normalize("NFC", text))


def _x_weight(text: str) -> int:
    weight, rest = 0, []
    end = 0
    for url in _URL.finditer(text):
        rest.append(text[end : url.start()])
        end = url.end()
        weight += _X_URL if url["scheme"] else max(_X_URL, len(url[0]))
    rest.append(text[end:])
    # A newline keeps two pieces around a link from joining into one emoji.
    plain, emoji = _EMOJI.subn("", "\n".join(rest))
    weight += 2 * emoji - (len(rest) - 1)
    return weight + sum(
        1 if any(low <= ord(char) <= high for low, high in _X_LIGHT) else 2 for char in plain
    )


def postable(caption: str, tags: Sequence[str]) -> str:
    """What a person pastes: the caption, a blank line, the tags."""
    return "\n\n".join(part for part in (caption, " ".join(tags)) if part)


# "#1" is none, and "&#39;" and an address's "/#part" neither.
_TAG = re.compile(r"(?<![\w&/])[#＃](?=\w*[^\W\d_])")


def tags_in(caption: str) -> int:
    """How many hashtags stand in the words themselves: a platform counts them with the others."""
    return len(_TAG.findall(caption))


def beside(caption: str, policy: Policy) -> Policy:
    """The policy for the tags that go with a caption: those in its words have taken their share."""
    if policy.hashtags_limit is None:
        return policy
    left = max(0, policy.hashtags_limit - tags_in(caption))
    return replace(
        policy, hashtags_limit=left, hashtags_selected=min(policy.hashtags_selected, left)
    )


def fit(caption: str, tags: Sequence[str], policy: Policy) -> tuple[str, tuple[str, ...]]:
    """The caption, cut where it must be so that `postable(text, tags)` is inside the limit.

    The cut is at a sentence where that keeps at least half of what fits, else at a word with an
    ellipsis; inside a word only where the first word alone is too long.

    Args:
        tags: the selected tags, with `#`; at most what `hashtags.select` selects.

    Returns:
        `(text, trimmed)`: the caption without tags, and a sentence that says what was cut and
        why, or nothing.

    Raises:
        ValueError: the tags leave no room for a caption.
    """
    text = caption.strip()

    def fits(part: str) -> bool:
        return char_count(postable(part, tags), policy) <= policy.caption_limit

    if fits(text):
        return text, ()
    cut = _cut(text, fits)
    if not cut:
        raise ValueError("no part of the caption fits beside these tags")
    count = char_count(postable(text, tags), policy)
    why = f"with its hashtags it had {count:,} characters; the limit is {policy.caption_limit:,}"
    return cut, (f"The caption was shortened: {why}.",)


_SENTENCE_END = re.compile(r"[.!?…][\"')\]”’]*(?=\s)")
_WORD_END = re.compile(r"(?<=\S)(?=\s)")
# What belongs to the sign before it: a joiner, a variation, a skin tone, a keycap, a region's tag.
_CLINGS = re.compile("[\u200d\ufe0e\ufe0f\u20e3\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]")
_FLAG_HALF = re.compile("[\U0001f1e6-\U0001f1ff]")


def _cut(text: str, fits: Fits) -> str:
    words = _longest(text, (match.end() for match in _WORD_END.finditer(text)), fits, end="…")
    sentence = _longest(text, (match.end() for match in _SENTENCE_END.finditer(text)), fits)
    if sentence and len(sentence) * 2 >= len(words):
        return sentence
    return (
        words
        or _longest(text, _between_signs(text), fits, end="…")
        # Joined to one sign without end, as no writing does: anywhere.
        or _longest(text, range(1, len(text)), fits, end="…")
    )


def _between_signs(text: str) -> Iterator[int]:
    """Where a cut parts no letter from its accents and no emoji from its other half."""
    halves = 0  # of flags, in a row before the place
    for at, char in enumerate(text):
        clings = (
            unicodedata.category(char) in ("Mn", "Mc", "Me")
            or _CLINGS.match(char)
            or text[at - 1 : at] == "\u200d"
            or (halves % 2 and _FLAG_HALF.match(char))
        )
        halves = halves + 1 if _FLAG_HALF.match(char) else 0
        if at and not clings:
            yield at


def _longest(text: str, ends: Iterable[int], fits: Fits, *, end: str = "") -> str:
    """The longest `text[:at] + end` that fits, for rising `ends`; empty if none does."""

    def part(at: int) -> str:
        said = text[:at].rstrip(" ,;:-–—") if end else text[:at]
        return said and said + end

    places = list(ends)
    # Halving: counting every part of ten thousand characters took a second and a half.
    found = bisect_left(places, True, key=lambda at: not fits(part(at)))
    return part(places[found - 1]) if found else ""
