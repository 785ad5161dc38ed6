"""What a caption claims that can be checked, and whether photo or creator said so.

Finds named places, people and brands, prices, dates and numbers, by words and without a model.
It reads English. What it cannot know: an unlisted proper noun written small ("alfama"), or with a
capital where every word has one; whether a supported name or number is about the same thing.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from captioner.writing import amounts, clauses, lexicon, names
from captioner.writing.brief import Claim, ClaimKind, ClaimStatus


@dataclass(frozen=True, slots=True)
class _Source:
    """What a text supports: the keys of its amounts, and its words."""

    amounts: frozenset[str]
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Found:
    kind: ClaimKind
    start: int
    end: int
    needs: tuple[frozenset[str], ...]  # any one of these sets is enough
    is_amount: bool


def claims(
    caption: str, *, description: str, note: str, examples: Iterable[str] = ()
) -> tuple[Claim, ...]:
    """Every claim of a caption, first one first.

    Args:
        caption: as it would be posted, without hashtags; those that stand in it are passed over.
        description: what the photo shows, by the describer or by a model that saw it.
        note: what the creator typed about the photo.
        examples: captions the creator wrote before; this very one among them supports nothing.
    """
    flat, places = _flat(caption)
    found = sorted(_found(flat), key=lambda one: one.start)
    seen, given = _source((description,)), _source((note,))
    statuses = [_status(one, seen=seen, given=given) for one in found]
    if "unsupported" in statuses and examples:
        # Only now: reading sixty captions for their names takes longer than all the rest.
        given = _source((note, *(example for example in examples if example != caption)))
        statuses = [_status(one, seen=seen, given=given) for one in found]
    made = []
    for one, status in zip(found, statuses, strict=True):
        start, end = places[one.start], places[one.end]
        made.append(Claim(one.kind, caption[start:end], start, end, status))
    return tuple(made)


def standing(claims: Iterable[Claim], text: str) -> tuple[Claim, ...]:
    """Those of a caption's claims that are still in it, as they stand there now.

    Args:
        claims: of the caption before it lost its end, its emoji or its capitals; first one first.
        text: the caption after that.
    """
    kept, end = [], 0
    for claim in claims:
        here = re.compile(rf"(?<!\w){re.escape(claim.text)}(?!\w)", re.IGNORECASE)
        if match := here.search(text, end):
            end = match.end()
            kept.append(replace(claim, text=match[0], start=match.start(), end=end))
    return tuple(kept)


def without_unsupported(caption: str, claims: Iterable[Claim]) -> tuple[str, tuple[str, ...]]:
    """A caption without what nothing supports, for posts that must not be wrong.

    With each claim goes the smallest part that can: a phrase ("in Lisbon"), a clause, a sentence.

    Args:
        claims: those of this caption; a claim that is seen or given stays.

    Returns:
        `(text, told)`: what is left, "" where that says nothing, and a sentence for each part that
        was left out, with the reason.
    """
    wrong = [claim for claim in claims if claim.status == "unsupported"]
    if not wrong:
        return caption, ()
    text, cuts = clauses.without(caption, [(claim.start, claim.end) for claim in wrong])
    return text, tuple(_told(cut.text, [wrong[at].text for at in cut.spans]) for cut in cuts)


def _told(part: str, texts: list[str]) -> str:
    if texts == [part]:
        return f"“{part}” was left out: it is not in your photo or note."
    *others, last = (f"“{text}”" for text in dict.fromkeys(texts))
    listed = f"{', '.join(others)} and {last} are" if others else f"{last} is"
    return f"“{part}” was left out: {listed} not in your photo or note."


def _status(found: _Found, *, seen: _Source, given: _Source) -> ClaimStatus:
    if _supports(seen, found):
        return "seen"
    return "given" if _supports(given, found) else "unsupported"


def warnings(claims: Iterable[Claim]) -> tuple[str, ...]:
    """A sentence for each unsupported claim, for a creator who decides herself."""
    texts = dict.fromkeys(claim.text for claim in claims if claim.status == "unsupported")
    return tuple(
        f"“{text}” is not in your photo or note: check it before posting." for text in texts
    )


# The two letters have no accent to lose, and yet match "i" and "s" where case is ignored.
_PLAIN = {"’": "'", "ı": "i", "ſ": "s"}


def _flat(text: str) -> tuple[str, list[int]]:
    """The text without accents and with straight apostrophes, and where each character was."""
    kept, places = [], []
    for place, char in enumerate(text):
        for part in unicodedata.normalize("NFD", char):
            if not unicodedata.combining(part):
                kept.append(_PLAIN.get(part, part))
                places.append(place)
    return "".join(kept), [*places, len(text)]


def _source(texts: Iterable[str]) -> _Source:
    keys: set[str] = set()
    words: set[str] = set()
    for text in texts:
        flat = _flat(text)[0]
        keys.update(key for amount in amounts.find(flat) for key in amount.gives)
        # A tag's words count too: "#LisbonCoffee" says Lisbon.
        words.update(lexicon.tokens(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", flat)))
        words.update(lexicon.tokens(flat))
    return _Source(frozenset(keys), frozenset(words))


def _supports(source: _Source, found: _Found) -> bool:
    held = source.amounts if found.is_amount else source.words
    return any(needs <= held for needs in found.needs)


_LINK = re.compile(
    r"https?://\S+|\bwww\.\S+|(?<![\w.@-])[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|io|co|shop)\b(?:/\S*)?",
    re.I,
)
_HANDLE = re.compile(r"(?<![\w@.])@[A-Za-z0-9_](?:[\w.]*\w)?")
_TAG = re.compile(r"(?<!\w)#(?!\d+\b)\w+")


def _found(flat: str) -> Iterator[_Found]:
    """The claims of a text without accents, whatever supports them."""
    for pattern, kind in _ADDRESSES:
        for match in pattern.finditer(flat):
            end = match.start() + len(match[0].rstrip(".,;:!?)"))
            yield _named(kind, flat, match.start(), end)
        flat = _without(flat, pattern)
    for pattern in (_TAG, _sayings()):
        flat = _without(flat, pattern)
    listed = amounts.find(flat)
    for amount in listed:
        if amount.kind == "date":
            # The full stop of "in July." ends a sentence, and the next word's capital is no name.
            end = amount.start + len(flat[amount.start : amount.end].rstrip("."))
            flat = flat[: amount.start] + _HIDDEN * (end - amount.start) + flat[end:]
    called = names.find(flat)
    for name in called:
        yield _named(name.kind, flat, name.start, name.end)
    for amount in listed:
        # The number of "Lisbon-00" is claimed with its name.
        if amount.claimed and not any(
            name.start < amount.end and amount.start < name.end for name in called
        ):
            yield _Found(amount.kind, amount.start, amount.end, (amount.needs,), True)


_ADDRESSES: tuple[tuple[re.Pattern[str], ClaimKind], ...] = ((_LINK, "brand"), (_HANDLE, "person"))
_HIDDEN = "_"  # stands for what was passed over: part of a word, and no letter


def _without(flat: str, pattern: re.Pattern[str]) -> str:
    return pattern.sub(lambda match: _HIDDEN * len(match[0]), flat)


def _named(kind: ClaimKind, flat: str, start: int, end: int) -> _Found:
    text = flat[start:end].casefold()
    forms = names.aliases().get(text, (text,))
    return _Found(kind, start, end, tuple(frozenset(lexicon.tokens(form)) for form in forms), False)


@cache
def _sayings() -> re.Pattern[str]:
    """What holds a number, a day or a name and claims none."""
    signs = {"#": amounts.NUMBER, "@": amounts.DAY, "*": r"\w*", " ": r"[\s,]+"}
    parts = (
        "".join(signs.get(char) or re.escape(char) for char in form)
        for entry in names.entries("saying")
        for form in entry
    )
    return re.compile(rf"(?<![\w$€£¥#])(?<!\d[.,])(?:{'|'.join(parts)})(?!\w)", re.IGNORECASE)
