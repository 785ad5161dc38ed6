"""What an edit changed, word by word and tag by tag. Plain values in, plain values out.

Knows no rows and no HTML. Words are compared as they are written: a capital more is a change.
"""

import difflib
import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from captioner.writing import tag as spelling

Kind = Literal["same", "removed", "added"]

# Thai, Japanese, Chinese and Korean set no spaces between words: each sign counts as one.
_UNSPACED = "\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_TOKENS = re.compile(rf"[{_UNSPACED}]|[^\W{_UNSPACED}]+(?:['’][^\W{_UNSPACED}]+)*|\s+|[^\w\s]+")
_END = ("end", 0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Part:
    """A run of a text, or a tag, and what the edit did to it."""

    kind: Kind
    text: str


def words(before: str, after: str) -> list[Part]:
    """The two texts as one: the parts that are not "added" make `before`, those that are not
    "removed" make `after`. Words that changed side by side are one change, as a reader sees it.

    difflib's junk heuristic stays on: of 5,000 characters none took half a second with it.
    """
    old, new = _TOKENS.findall(before), _TOKENS.findall(after)
    parts: list[Part] = []
    gone = come = ""
    for what, a, b, c, d in [*difflib.SequenceMatcher(None, old, new).get_opcodes(), _END]:
        left, right = "".join(old[a:b]), "".join(new[c:d])
        between_changes = what == "equal" and (gone or come) and left.isspace() and b < len(old)
        if what in ("equal", "end") and not between_changes:
            parts += [Part("removed", gone), Part("added", come), Part("same", left)]
            gone = come = ""
        else:
            gone, come = gone + left, come + right
    return [part for part in parts if part.text]


def tags(before: Sequence[str], after: Sequence[str]) -> list[Part]:
    """The tags of `after` in their order, then those that are gone; a tag is the same in
    whatever case it is written."""
    old, new = _bodies(before), _bodies(after)
    now = [Part("same" if body in old else "added", new[body]) for body in new]
    return now + [Part("removed", old[body]) for body in old if body not in new]


def word_change(before: str, after: str) -> float:
    """How much of two texts is not common to both, 0 to 1, wherever in them it stands.

    Dice's coefficient over the words, from one: counted, not aligned, since it is computed at
    every edit and an alignment of 5,000 odd characters takes seconds.
    """
    old, new = (Counter(filter(str.strip, _TOKENS.findall(text))) for text in (before, after))
    both = old.total() + new.total()
    return 1 - 2 * (old & new).total() / both if both else 0.0


def tag_similarity(one: Iterable[str], other: Iterable[str]) -> float:
    """Jaccard's index of two sets of tags, 0 to 1; two empty ones are the same."""
    a, b = _bodies(one).keys(), _bodies(other).keys()
    return len(a & b) / len(a | b) if a | b else 1.0


def _bodies(found: Iterable[str] | Collection[str]) -> dict[str, str]:
    """Tags by what they are equal by, each as first written."""
    bodies: dict[str, str] = {}
    for tag in found:
        bodies.setdefault(spelling.body(tag) or tag, tag)
    return bodies
