"""How good a writer's answers are, counted: what they name, repeat, sound like and carry.

Counts words and knows no model. Tone and audience are recovered by a naive Bayes over words that
learned from other captions, so the figure says whether a caption sounds like what was asked for,
not whether it is good. Shares of captions are over the answers that could be read.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PIL import Image

from captioner.engine.judging import judged
from captioner.engine.posts import posts
from captioner.engine.types import Item
from captioner.errors import Refused
from captioner.writing import safety
from captioner.writing.alt_text import alt_text
from captioner.writing.brief import HASHTAGS_MAX, HASHTAGS_MIN, TONES, Brief, Draft
from captioner.writing.parsing import parse
from captioner.writing.repetition import plain_words, repeats
from feedback.training.bundled.asking import Noted
from feedback.training.bundled.corpus import Example
from feedback.training.bundled.figures import Figure
from feedback.training.bundled.wording import (
    FUNCTION_WORDS,
    carries,
    content_words,
    holds_whole,
    obeyed,
    words,
)


class NaiveBayes:
    """Multinomial naive Bayes over words, with one added to every count.

    Args:
        examples: (text, label) pairs.
    """

    def __init__(self, examples: Iterable[tuple[str, str]]) -> None:
        self._counts: dict[str, Counter[str]] = defaultdict(Counter)
        for text, label in examples:
            self._counts[label].update(words(text))
        size = len(set().union(*self._counts.values()))
        self._totals = {label: sum(c.values()) + size for label, c in self._counts.items()}

    def label(self, text: str) -> str:
        """The likeliest label, each as likely as any other before the text is read."""

        def likelihood(label: str) -> float:
            counts, total = self._counts[label], self._totals[label]
            return sum(math.log((counts[word] + 1) / total) for word in words(text))

        return max(self._counts, key=likelihood)


class Known:
    """What a sample of the training corpus says: its voices, its captions, its words."""

    def __init__(self, examples: Sequence[Example]) -> None:
        self.size = len(examples)
        self.tones = NaiveBayes(
            (e.caption, e.brief.tone) for e in examples if e.brief.tone in TONES
        )
        self.audiences = NaiveBayes((e.caption, e.brief.audience) for e in examples)
        self.captions = frozenset(_folded(e.caption) for e in examples)
        self.spelt = frozenset(
            word for e in examples for word in plain_words(f"{e.caption} {e.description}")
        )


_UNSEEN = Image.new("RGB", (1, 1))  # this kind of writer reads the description alone


@dataclass(frozen=True, slots=True)
class Written:
    """A question, the answer as it came, and the same read: None where it cannot be."""

    brief: Brief
    description: str
    draft: Draft | None
    answer: str

    @classmethod
    def of(cls, question: tuple[Brief, str], answer: str) -> "Written":
        draft = parse(answer)
        return cls(*question, draft if draft and draft.tags else None, answer)

    @property
    def caption(self) -> str:
        return self.draft.caption if self.draft else ""


def score(
    first: Sequence[Written], kept: Sequence[Written], known: Known, *, group: str
) -> list[Figure]:
    """Every figure of answers to questions without a note, each with its floor.

    Args:
        first: the answers as they came, for how many can be read.
        kept: those the product shows, some of them asked for twice, for all else.
    """
    read = [one for one in kept if one.draft]
    unread = sum(not one.draft for one in first)
    return [
        Figure(
            group=group, name="parses, with tags", value=1 - unread / len(first), unit="share",
            at_least=0.995, remark=f"{unread} of {len(first)} first answers do not",
        ),
        Figure(
            group=group, name="asked for again", unit="share",
            value=_share(a.answer != b.answer for a, b in zip(first, kept, strict=True)),
            remark="and the second answer was better",
        ),
        *_of_words(read, known, group),
        *_of_voices(read, known, group),
        *_of_product(kept, group),
    ]  # fmt: skip


def _of_words(read: Sequence[Written], known: Known, group: str) -> list[Figure]:
    captions = [_folded(one.caption) for one in read]
    named = _share(
        not content_words(one.description).isdisjoint(plain_words(one.caption)) for one in read
    )
    whole = _share(holds_whole(one.description, one.caption) for one in read)
    fresh = _share(not repeats(caption) for caption in captions)
    copied = _share(caption in known.captions for caption in captions)
    spelt = _share(
        known.spelt.issuperset(set(plain_words(one.caption)) - set(plain_words(one.description)))
        for one in read
    )
    rows = (
        ("names a content word", named, {"at_least": 0.85}, ""),
        ("holds the whole description", whole, {"at_most": 0.15}, ""),
        ("no three words twice", fresh, {"at_least": 0.995}, ""),
        ("different captions", len(set(captions)) / max(1, len(captions)), {"at_least": 0.95}, ""),
        (
            "word for word in the corpus", copied, {"at_most": 0.05},
            f"looked for in a sample of {known.size:,} of its captions",
        ),
        ("no word made up", spelt, {}, "all in the sample or in the description"),
    )  # fmt: skip
    return [
        Figure(group=group, name=name, value=value, unit="share", remark=remark, **bound)
        for name, value, bound, remark in rows
    ]


def _of_voices(read: Sequence[Written], known: Known, group: str) -> list[Figure]:
    tone = _share(known.tones.label(one.caption) == one.brief.tone for one in read)
    audience = _share(known.audiences.label(one.caption) == one.brief.audience for one in read)
    return [
        Figure(group=group, name="tone recovered, of 8", value=tone, unit="share", at_least=0.75),
        Figure(
            group=group, name="audience recovered, of 3", value=audience, unit="share",
            at_least=0.90,
        ),
    ]  # fmt: skip


def _of_product(written: Sequence[Written], group: str) -> list[Figure]:
    """What the engine makes of the answers: the final pool of tags, and what it refuses."""
    pools = [pool_size(one) for one in written]
    made = [size for size in pools if size is not None]
    good = _share(HASHTAGS_MIN <= size <= HASHTAGS_MAX for size in made)
    refused = len(pools) - len(made)
    return [
        Figure(
            group=group, name="5 to 10 tags in the end", value=good, unit="share", at_least=1.0,
            remark=f"{len(made)} posts",
        ),
        Figure(
            group=group, name="refused by the product", value=refused / len(pools), unit="share",
            remark=f"{refused} of {len(pools)}; judged above all the same",
        ),
    ]  # fmt: skip


def pool_size(one: Written) -> int | None:
    """How many tags the product's post has in the end; None where it refuses the photo."""
    if not alt_text(one.description) or safety.problem(one.description):
        return None
    item = Item(_UNSEEN, one.brief)
    try:
        variant = judged(one.answer, (), item=item, description=one.description)
        made, _ = posts(item, one.description, [variant], own_words=False)
    except Refused:
        return None
    return len(made[0].hashtags)


def wear(written: Iterable[Written]) -> Figure:
    """How often a tone says the same word, over all captions that were judged.

    Of 125 captions a tone the share moves by some three points from draw to draw, and this is the
    largest of many shares: the more captions, the less of it is chance.
    """
    worn, remark = most_worn(
        (one.brief.tone, one.description, one.caption) for one in written if one.draft
    )
    return Figure(
        group="writer, on both", name="most worn word of a tone", value=worn, unit="share",
        at_most=0.15, remark=remark,
    )  # fmt: skip


def note_copying(asked: Sequence[Noted], answers: Sequence[str]) -> Figure:
    """The share of notes all of whose facts stand in the caption."""
    captions = map(_caption, answers)
    kept = [
        (one.kind, carries(caption, one.facts))
        for one, caption in zip(asked, captions, strict=True)
    ]
    return _by_kind(kept, group="writer, with a note", name="facts of the note copied", aim=0.95)


def style_keeping(asked: Sequence[tuple[Brief, str]], answers: Sequence[str]) -> Figure:
    """The share of style marks that the captions carry."""
    captions = map(_caption, answers)
    kept = [
        mark
        for (brief, _), caption in zip(asked, captions, strict=True)
        for mark in (obeyed(caption, brief.style) if caption else {}).items()
    ]
    return _by_kind(kept, group="writer, in a style", name="marks of the style obeyed", aim=0.95)


def _by_kind(facts: Sequence[tuple[str, bool]], *, group: str, name: str, aim: float) -> Figure:
    """A share, with each kind's own numbers as its remark."""
    kinds: dict[str, list[bool]] = defaultdict(list)
    for kind, fact in facts:
        kinds[kind].append(fact)
    return Figure(
        group=group,
        name=name,
        value=_share(fact for _, fact in facts),
        unit="share",
        aim=aim,
        remark=", ".join(f"{kind} {sum(each)}/{len(each)}" for kind, each in kinds.items()),
    )


def _caption(answer: str) -> str:
    """The caption of an answer; empty where it cannot be read."""
    draft = parse(answer)
    return draft.caption if draft else ""


def most_worn(captions: Iterable[tuple[str, str, str]]) -> tuple[float, str]:
    """The largest share of a tone's captions in which one word stands that is neither a function
    word nor the description's, and which word in which tone that is.

    Args:
        captions: (tone, description, caption).
    """
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    totals: Counter[str] = Counter()
    for tone, description, caption in captions:
        totals[tone] += 1
        seen[tone].update(set(plain_words(caption)) - set(plain_words(description)))
    shares = [
        (count / totals[tone], f"“{word}” in {count} of {totals[tone]} {tone} captions")
        for tone, counts in seen.items()
        for word, count in counts.items()
        if word not in FUNCTION_WORDS and len(word) > 1
    ]
    return max(shares, default=(0.0, ""))


def _folded(caption: str) -> str:
    return " ".join(caption.casefold().split())


def _share(facts: Iterable[bool]) -> float:
    """Of nothing, 0: a writer whose every answer is unreadable has no good captions."""
    counted = list(facts)
    return sum(counted) / len(counted) if counted else 0.0
