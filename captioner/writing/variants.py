"""Whether two captions are so alike that a creator would take them for one.

Compares words, not meaning: the same thought in other words is another caption, and that is what
a variant is for. Writing without spaces between words counts as one word.
"""

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise

from captioner.writing import lexicon

# Sorensen and Dice's coefficient of the two captions' shingles. One word swapped in a caption of
# n words leaves 2n - 2 of its 2n + 1 shingles: 4/7 = 0.57 of three words, more of longer ones, and
# 2/5 of two, where one word is half of what is said.
NEAR = 0.55


def is_near(a: str, b: str) -> bool:
    """Whether one caption is the other but for case, accents, punctuation, emoji, plurals or the
    odd word.

    Symmetric. Captions without a word are near when they are equal.
    """
    if not _shingles(a) or not _shingles(b):
        return a.split() == b.split()
    return likeness(a, b) >= NEAR


def likeness(a: str, b: str) -> float:
    """How much of two captions' wording is shared: 0 for nothing, 1 for the same words in order."""
    one, other = _shingles(a), _shingles(b)
    return 2 * len(one & other) / (len(one) + len(other)) if one or other else 0.0


def _words(text: str) -> list[str]:
    plain = (
        char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char)
    )
    return lexicon.tokens(re.sub(r"['’]", "", "".join(plain)))


@lru_cache(maxsize=512)  # every draft is compared with each caption of a voice
def _shingles(text: str) -> frozenset[tuple[str, ...]]:
    """The words alone and in pairs; the first and the last are pairs with the caption's edge."""
    words = _words(text)
    if not words:
        return frozenset()
    edged = ["", *words, ""]
    return frozenset((word,) for word in words).union(pairwise(edged))
