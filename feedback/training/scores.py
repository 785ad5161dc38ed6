"""Scores of generated sentences against human references: BLEU, CIDEr and ROUGE-L.

All follow pycocoevalcap 1.2, which published caption scores are made with, in every detail:
n-grams of up to four words, BLEU's brevity against the closest reference, in CIDEr the clipping
and the length penalty of CIDEr-D, in ROUGE-L a beta of 1.2. A score compares only with scores over
the same references, because CIDEr takes its document frequencies from the very references it is
given. What counts as a word is the caller's choice in ROUGE-L alone.

Plain strings in, numbers out; knows no model.
"""

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from captioner.writing.traits import EMOJI

Ngram = tuple[str, ...]

_WORD = re.compile(r"[a-z']+")
_TOKEN = re.compile(rf"{EMOJI.pattern}|\w+(?:'\w+)*|[^\w\s]")
_ORDERS = range(1, 5)
_BETA = 1.2  # recall's weight against precision in ROUGE-L
_SIGMA = 6.0  # words: how fast CIDEr-D's length penalty sets in
# pycocoevalcap adds these to counts that may be 0, so that a score without any match is a very
# small number and no error.
_SMALL, _TINY = 1e-9, 1e-15


def words(text: str) -> list[str]:
    """The words of a sentence as the scores see them: lower case, letters and apostrophes."""
    return _WORD.findall(text.lower())


def tokens(text: str) -> list[str]:
    """A caption's tokens as its author sees them: words in their case, each sign, each emoji.

    What a style consists of is then part of a score: `words` cannot tell "Golden hour." from
    "golden hour ✨".
    """
    return _TOKEN.findall(text.replace("’", "'"))


def bleu(sentences: Sequence[str], references: Sequence[Sequence[str]]) -> tuple[float, ...]:
    """BLEU-1 to BLEU-4 of a set of sentences, each from 0 to 1.

    Papineni et al. 2002: BLEU-N = BP * (p1 * ... * pN) ** (1 / N), where pn is the share of the
    sentences' n-grams found in their references, each counted at most as often as in the one
    reference that has it most, and BP = exp(1 - r / c) where the sentences' c words are fewer than
    the r words of the references closest in length.

    `references[i]` are the references of `sentences[i]`. Raises ValueError where the two differ in
    length or a sentence has no reference.
    """
    if len(sentences) != len(references) or not sentences:
        raise ValueError(f"{len(sentences)} sentences, {len(references)} sets of references")
    counts = map(bleu_counts, sentences, references)
    return bleu_of([sum(column) for column in zip(*counts, strict=True)])


def bleu_counts(sentence: str, references: Sequence[str]) -> tuple[int, ...]:
    """What BLEU sums up over sentences before it divides anything.

    Returns:
        The n-grams found in the references, for n = 1..4; the n-grams written, likewise; the
        sentence's words; the words of the reference closest in length.

    Raises:
        ValueError: there is no reference.
    """
    if not references:
        raise ValueError("every sentence needs at least one reference")
    candidate, truth = words(sentence), [words(ref) for ref in references]
    expected = min((abs(len(ref) - len(candidate)), len(ref)) for ref in truth)[1]
    allowed: Counter[Ngram] = Counter()
    for ref in truth:
        allowed |= _ngrams(ref)
    matched, total = Counter(), Counter()
    for ngram, count in _ngrams(candidate).items():
        matched[len(ngram)] += min(count, allowed[ngram])
        total[len(ngram)] += count
    found, written = ([each[n] for n in _ORDERS] for each in (matched, total))
    return (*found, *written, len(candidate), expected)


def bleu_of(counts: Sequence[float]) -> tuple[float, ...]:
    """BLEU-1 to BLEU-4 of summed `bleu_counts`."""
    matched, total, (written, expected) = counts[:4], counts[4:8], counts[8:]
    ratio = (written + _TINY) / (expected + _SMALL)
    brevity = math.exp(1 - 1 / ratio) if ratio < 1 else 1.0
    product, scores = 1.0, []
    for n in _ORDERS:
        product *= (matched[n - 1] + _TINY) / (total[n - 1] + _SMALL)
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


def rouge_l(written: Sequence[str], references: Sequence[Sequence[str]]) -> float:
    """ROUGE-L of one text, from 0 to 1.

    Lin 2004, "ROUGE: A Package for Automatic Evaluation of Summaries", section 3.1: the F-measure
    (1 + beta**2) * R * P / (R + beta**2 * P), where P and R are the longest common subsequence
    over the words written and over the reference's. beta is 1.2, pycocoevalcap's, which weighs
    recall a little more; like it, this takes the best P and the best R of several references.

    Args:
        written: the text's words in order, such as `words` or `tokens` give.
        references: each in the same kind of words.

    Raises:
        ValueError: there is no reference.
    """
    if not references:
        raise ValueError("every text needs at least one reference")
    common = [(_common(written, ref), len(ref)) for ref in references]
    recall = max(length / size if size else 0.0 for length, size in common)
    if recall == 0.0:
        return 0.0
    precision = max(length for length, _ in common) / len(written)
    square = _BETA**2
    return (1 + square) * precision * recall / (recall + square * precision)


def _common(first: Sequence[str], second: Sequence[str]) -> int:
    """How many words the longest common subsequence has."""
    row = [0] * (len(second) + 1)
    for one in first:
        diagonal = 0
        for at, other in enumerate(second, start=1):
            above = row[at]
            row[at] = diagonal + 1 if one == other else max(above, row[at - 1])
            diagonal = above
    return row[-1]


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
