"""A creator's voice: her past captions, the edits she kept, and how near a draft comes to them.

Its marks are measured anew from what it holds each time, so whatever is taken back is gone without
a trace. Words and signs, not meaning: a draft can have every mark and still not sound like her.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from math import log, log2, sqrt

from captioner.errors import InvalidBrief
from captioner.writing import lexicon, marks
from captioner.writing.brief import UNMARKED, Style
from captioner.writing.marks import Marks
from captioner.writing.styling import LONG_MIN, SHORT_MAX
from captioner.writing.traits import NO_TEXT, Traits, traits

EXAMPLES_MIN, EXAMPLES_MAX = 5, 30
CAPTION_MAX = 2200  # characters
NAME_MAX = 40
KEPT_MAX = 100  # edits a voice remembers
# The newest kept edits that count. They began as a model's words: as many as the examples at the
# most, so that a voice never drifts to the model's.
KEPT_COUNTED = EXAMPLES_MAX

_SELDOM, _MOSTLY = 0.1, 0.6  # shares of captions with an emoji that ask for none, and for some

# Of four made-up creators every held-out caption of their own has 0.71 or more; of the others'
# captions and of plain sentences one in eight has, nearly all of them in the voice of the creator
# whose habits are by halves, which nobody can miss (tests/captioner/writing/test_voice.py).
MATCH_MIN = 0.7
_ABSENT = 0.25  # of a habit's weight, where neither she nor the draft has it

_LENGTHS = ("length_low", "length", "length_high")


@dataclass(frozen=True, slots=True)
class Voice:
    """How one creator writes.

    Args:
        name: what she calls it, 1 to `NAME_MAX` characters.
        examples: `EXAMPLES_MIN` to `EXAMPLES_MAX` of her past captions, newest last.
        kept: captions as she edited them, oldest first; at most `KEPT_MAX`.
        typed: the marks she set by hand, as plain JSON by field; they hold over what is measured.

    Raises:
        InvalidBrief: a field is outside its limits; `.field` names it.
    """

    name: str
    examples: tuple[str, ...]
    kept: tuple[str, ...] = ()
    typed: Mapping[str, object] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not self.name.strip() or len(self.name) > NAME_MAX or NO_TEXT.search(self.name):
            raise InvalidBrief(f"name must be 1 to {NAME_MAX} characters", field="name")
        _captions("examples", self.examples, EXAMPLES_MIN, EXAMPLES_MAX)
        _captions("kept", self.kept, 0, KEPT_MAX)
        _ = self.marks  # reads `typed`, and says what is wrong with it

    @property
    def captions(self) -> tuple[str, ...]:
        """Everything it is measured by: the examples, then the kept edits that count."""
        return self.examples + self.kept[-KEPT_COUNTED:]

    @property
    def marks(self) -> Marks:
        """Her marks: typed where she typed them, measured where she did not."""
        return marks.from_dict(marks.to_dict(_measured(self.captions)) | dict(self.typed))


# A run asks for one voice's marks a dozen times for each caption it writes.
_measured = lru_cache(maxsize=32)(marks.measure)


def _captions(name: str, captions: tuple[str, ...], low: int, high: int) -> None:
    if not low <= len(captions) <= high:
        raise InvalidBrief(f"{name} must be {low} to {high} captions", field=name)
    for number, caption in enumerate(captions, start=1):
        if not caption.strip() or len(caption) > CAPTION_MAX:
            raise InvalidBrief(
                f"{name}: caption {number} must have 1 to {CAPTION_MAX:,} characters", field=name
            )
        if NO_TEXT.search(caption):
            detail = f"{name}: caption {number} holds characters that are no text"
            raise InvalidBrief(detail, field=name)


def keep(voice: Voice, caption: str) -> Voice:
    """The voice refined by an edit she kept; the same caption again counts once, as the newest."""
    others = tuple(kept for kept in voice.kept if kept != caption)
    return replace(voice, kept=(*others, caption)[-KEPT_MAX:])


def take_back(voice: Voice, caption: str) -> Voice:
    """The voice as if she had never kept that edit."""
    return replace(voice, kept=tuple(kept for kept in voice.kept if kept != caption))


def with_marks(voice: Voice, edited: Marks) -> Voice:
    """The voice with the marks as she left them on the page.

    What differs from the measured marks is hers from now on; what she set back to the measured
    value is measured again. The three lengths go together, for one makes no sense alone.
    """
    measured = marks.to_dict(marks.measure(voice.captions))
    typed = {
        name: value for name, value in marks.to_dict(edited).items() if value != measured[name]
    }
    if not typed.keys().isdisjoint(_LENGTHS):
        typed |= {name: marks.to_dict(edited)[name] for name in _LENGTHS}
    return replace(voice, typed=typed)


def style(of: Marks) -> Style:
    """The marks that the bundled writer knows."""
    length = "short" if of.length <= SHORT_MAX else "long" if of.length >= LONG_MIN else ""
    emoji = "none" if of.emoji_share <= _SELDOM else "some" if of.emoji_share >= _MOSTLY else ""
    return Style(length, of.capitals == "lower", emoji)


@dataclass(frozen=True, slots=True)
class Match:
    """How far a draft is in a voice.

    Args:
        score: 0 to 1; under `MATCH_MIN` the draft is worth another try.
        misses: a sentence for each mark it misses, the weightiest first.
    """

    score: float
    misses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Check:
    """One mark of a draft; `miss` is what a creator is told, empty for what no draft must have."""

    weight: float
    score: float
    miss: str = ""


def match(text: str, of: Marks, *, asked: Style = UNMARKED) -> Match:
    """How far a draft keeps to a voice's marks.

    A word of the never-say list makes it 0, whatever else is right.

    Args:
        of: the marks of a voice; `Voice.marks`.
        asked: what she asked of this caption alone; a mark that it speaks of is not looked at, for
            she wants it otherwise today.
    """
    draft = traits(text)
    checks = [
        *(() if asked.length else _length(draft, of)),
        *(() if asked.lower_case else _capitals(draft, of)),
        *_shouts(draft, of),
        *(() if asked.emoji else _emoji(draft, of)),
        *_signs(draft, of),
        *_manner(draft, of),
    ]
    score = sum(check.weight * check.score for check in checks) / sum(c.weight for c in checks)
    missed = sorted((c for c in checks if c.score < 0.5), key=lambda c: c.weight * (c.score - 1))
    misses = tuple(check.miss for check in missed if check.miss)
    said = tuple(f"You never say “{term}”." for term in never_said(text, of))
    return Match(0.0 if said else round(score, 3), said + misses)


def never_said(text: str, of: Marks) -> tuple[str, ...]:
    """The words of her never-say list that a text holds."""
    return tuple(term for term in of.never if _says(text, term))


def _habit(weight: float, share: float, shows: bool, *, named: str) -> _Check:
    """Full where half of her captions or more do as the draft does, none where none does.

    What neither does says little: any plain sentence goes without it too.
    """
    score = min(1.0, 2 * (share if shows else 1 - share))
    how = "rarely" if shows else "usually"
    if not shows and share < 0.5:
        weight *= _ABSENT
    return _Check(weight, score, f"You {how} {named}.")


def _length(draft: Traits, of: Marks) -> Iterator[_Check]:
    """Full inside the middle half of hers, none at twice its top or half its bottom."""
    low, high = max(1, of.length_low), max(1, of.length_high)
    length = max(1, draft.length)
    score = max(0.0, 1 - log2(max(length / high, low / length, 1)))
    yield _Check(2, score, f"You usually write {low} to {high} characters; this has {length}.")


def _capitals(draft: Traits, of: Marks) -> Iterator[_Check]:
    if of.capitals == "lower" and draft.case:
        yield _Check(3, float(draft.case == "lower"), "You usually write in lower case.")
    elif of.capitals == "sentence" and draft.case:
        yield _Check(3, float(draft.case == "sentence"), "You usually begin with a capital letter.")


def _shouts(draft: Traits, of: Marks) -> Iterator[_Check]:
    yield _habit(2, of.shouting, draft.shouting, named="write words in capitals")


def _emoji(draft: Traits, of: Marks) -> Iterator[_Check]:
    count, usual = len(draft.emoji), of.emoji_count
    if of.emoji_share >= 0.5 and count > max(2 * usual, usual + 2):
        yield _Check(2, 0.25, f"You usually use {usual} emoji; this has {count}.")
    else:
        yield _habit(2, of.emoji_share, count > 0, named="use emoji")


def _signs(draft: Traits, of: Marks) -> Iterator[_Check]:
    yield _habit(1, of.exclamation, draft.exclamation, named="use exclamation marks")
    yield _habit(0.5, of.question, draft.question, named="ask a question")
    yield _habit(0.5, of.ellipsis, draft.ellipsis, named="use an ellipsis")
    stop, stops = not draft.no_full_stop, 1 - of.no_full_stop
    how = "without" if stop else "with"
    yield _Check(
        1, min(1.0, 2 * (stops if stop else 1 - stops)), f"You usually end {how} a full stop."
    )


def _manner(draft: Traits, of: Marks) -> Iterator[_Check]:
    """Her own words, openings and emoji speak for a draft; none is missed where it is absent."""
    hers = {_folded(text) for text in (*of.words, *of.openings)}
    hers |= {emoji.replace("\ufe0f", "") for emoji in of.emoji}
    if hers:
        shown = hers.intersection((*draft.words, *draft.openings, *draft.emoji))
        yield _Check(2, 1.0 if shown else 0.4)


def _says(text: str, term: str) -> bool:
    """Whether a term stands in a text in whole words, however spaced or capitalised."""
    start, end = (r"\b" if re.match(r"\w", char) else "" for char in (term[0], term[-1]))
    parts = (re.escape(part) for part in _folded(term).split())
    return bool(re.search(start + r"\s+".join(parts) + end, _folded(text)))


def _folded(text: str) -> str:
    return text.casefold().replace("’", "'")


def nearest(voice: Voice, description: str, count: int) -> tuple[str, ...]:
    """Her captions closest to a photo's description, best first; the newer where two are as close.

    Cosine of TF-IDF vectors over singular words, everyday ones left out. The weights are those of
    scikit-learn's default: idf = ln((1 + n) / (1 + df)) + 1 (its user guide, "Tf-idf term
    weighting").

    Args:
        description: the describer's sentence.
        count: how many at the most. Where fewer share a word with it, the newest fill up: their
            voice is hers all the same.
    """
    captions = list(dict.fromkeys(reversed(voice.captions)))
    bags = [_bag(caption) for caption in captions]
    asked = _bag(description)
    found = Counter(word for bag in bags for word in bag)
    idf = {word: log((1 + len(bags)) / (1 + found[word])) + 1 for word in found | asked}

    def cosine(bag: Counter[str]) -> float:
        dot = sum(bag[word] * asked[word] * idf[word] ** 2 for word in bag.keys() & asked.keys())
        norm = sqrt(sum((bag[word] * idf[word]) ** 2 for word in bag))
        return dot / norm if norm else 0.0

    order = sorted(range(len(captions)), key=lambda at: -cosine(bags[at]))
    return tuple(captions[at] for at in order[:count])


def _bag(text: str) -> Counter[str]:
    return Counter(word for word in lexicon.tokens(text) if word not in marks.PLAIN)
