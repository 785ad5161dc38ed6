"""Scores of generated sentences against human references: BLEU and CIDEr.

Both follow pycocoevalcap 1.2, which published caption scores are made with, in every detail:
n-grams of up to four words, BLEU's brevity against the closest reference, and in CIDEr the
clipping and the length penalty of CIDEr-D. A score compares only with scores over the same
references, because CIDEr takes its document frequencies from the very references it is given.

Plain strings in, numbers out; knows no model.
"""

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

Ngram = tuple[str, ...]

_WORD = re.compile(r"[a-z']+")
_ORDERS = range(1, 5)
_SIGMA = 6.0  # words: how fast CIDEr-D's length penalty sets in
# pycocoevalcap adds these to counts that may be 0, so that a score without any match is a very
# small number and no error.
_SMALL, _TINY = 1e-9, 1e-15


def words(text: str) -> list[str]:
    """The words of a sentence as the scores see them: lower case, letters and apostrophes."""
    return _WORD.findall(text.lower())


def bleu(sentences: Sequence[str], references: Sequence[Sequence[str]]) -> tuple[float, ...]:
    """BLEU-1 to BLEU-4 of a set of sentences, each from 0 to 1.

    Papineni et al. 2002: BLEU-N = BP * (p1 * ... * pN) ** (1 / N), where pn is the share of the
    sentences' n-grams found in their references, each counted at most as often as in the one
    reference that has it most, and BP = exp(1 - r / c) where the sentences' c words are fewer than
    the r words of the references closest in length.

    `references[i]` are the references of `sentences[i]`. Raises ValueError where the two differ in
    length or a sentence has no reference.
    """
    candidates, truths = _words_of(sentences, references)
    matched, total = Counter(), Counter()
    written = expected = 0
    for candidate, truth in zip(candidates, truths, strict=True):
        written += len(candidate)
        expected += min((abs(len(ref) - len(candidate)), len(ref)) for ref in truth)[1]
        allowed: Counter[Ngram] = Counter()
        for ref in truth:
            allowed |= _ngrams(ref)
        for ngram, count in _ngrams(candidate).items():
            matched[len(ngram)] += min(count, allowed[ngram])
            total[len(ngram)] += count
    ratio = (written + _TINY) / (expected + _SMALL)
    brevity = math.exp(1 - 1 / ratio) if ratio < 1 else 1.0
    product, scores = 1.0, []
    for n in _ORDERS:
        product *= (matched[n] + _TINY) / (total[n] + _SMALL)
        scores.append(brevity * product ** (1 / n))
    return tuple(scores)


def cider(sentences: Sequence[str], references: Sequence[Sequence[str]]) -> float:
    """CIDEr-D of a set of sentences, from 0, nothing in common, to 10.

    The mean of `References.cider` over the sentences. Arguments and errors are those of `bleu`.
    """
    truths = References(references)
    if len(sentences) != len(truths):
        raise ValueError(f"{len(sentences)} sentences, {len(truths)} sets of references")
    return sum(truths.cider(row, text) for row, text in enumerate(sentences)) / len(sentences)


class References:
    """Sets of reference sentences, counted once to score many sentences against.

    Raises ValueError where there is no set, or a set is empty.
    """

    def __init__(self, references: Sequence[Sequence[str]]) -> None:
        if not references or not all(references):
            raise ValueError("every sentence needs at least one reference")
        counted = [[_ngrams(words(text)) for text in truth] for truth in references]
        self._frequency: Counter[Ngram] = Counter()
        for truth in counted:
            self._frequency.update(set().union(*truth))
        self._sets = math.log(len(counted))
        self._truths = [[self._weigh(each) for each in truth] for truth in counted]

    def __len__(self) -> int:
        return len(self._truths)

    def cider(self, row: int, sentence: str) -> float:
        """CIDEr-D of a sentence against the references of `row`, from 0 to 10.

        Vedantam et al. 2015: the mean over references and n = 1..4 of
        10 * exp(-(lc - lr)**2 / (2 * 6**2)) * (min(g(c), g(r)) . g(r)) / (|g(c)| * |g(r)|), where
        g is the vector of a sentence's n-gram counts, each weighed by log(I / in how many of the I
        reference sets the n-gram is). lc and lr are their lengths in words.
        """
        weighed = self._weigh(_ngrams(words(sentence)))
        truth = self._truths[row]
        return 10.0 * sum(_alike(weighed, each) for each in truth) / len(truth)

    def _weigh(self, counts: Counter[Ngram]) -> "_Weighed":
        vectors: dict[int, dict[Ngram, float]] = {n: {} for n in _ORDERS}
        for ngram, count in counts.items():
            rarity = self._sets - math.log(max(1, self._frequency[ngram]))
            vectors[len(ngram)][ngram] = count * rarity
        norms = {n: math.sqrt(sum(w * w for w in vector.values())) for n, vector in vectors.items()}
        length = sum(count for ngram, count in counts.items() if len(ngram) == 1)
        return _Weighed(vectors, norms, length)


def _words_of(
    sentences: Sequence[str], references: Sequence[Sequence[str]]
) -> tuple[list[list[str]], list[list[list[str]]]]:
    if len(sentences) != len(references) or not sentences:
        raise ValueError(f"{len(sentences)} sentences, {len(references)} sets of references")
    if not all(references):
        raise ValueError("every sentence needs at least one reference")
    return [words(text) for text in sentences], [
        [words(ref) for ref in refs] for refs in references
    ]


def _ngrams(sentence: list[str]) -> Counter[Ngram]:
    return Counter(
        tuple(sentence[start : start + n])
        for n in _ORDERS
        for start in range(len(sentence) - n + 1)
    )


@dataclass(frozen=True, slots=True)
class _Weighed:
    """A sentence's n-gram weights by order, the norms of these, and its length in words."""

    vectors: dict[int, dict[Ngram, float]]
    norms: dict[int, float]
    length: int


def _alike(candidate: _Weighed, reference: _Weighed) -> float:
    total = 0.0
    for n in _ORDERS:
        norms = candidate.norms[n] * reference.norms[n]
        if norms == 0.0:
            continue
        truth = reference.vectors[n]
        shared = sum(
            min(weight, truth.get(ngram, 0.0)) * truth.get(ngram, 0.0)
            for ngram, weight in candidate.vectors[n].items()
        )
        total += shared / norms
    penalty = math.exp(-((candidate.length - reference.length) ** 2) / (2 * _SIGMA**2))
    return penalty * total / len(_ORDERS)
