"""What a model made of held-out rows, as figures: for each row, in the mean, against another's.

Knows no engine: it is given the words that a person would have been shown. What each figure is:

    cider, bleu_1, bleu_4, rouge_l_words   as published, over words in lower case
    rouge_l          over tokens as they stand: case, signs and emoji count (`scores.tokens`)
    precision_5, precision_10, recall_5, recall_10   the suggested pool against the tags kept
    parsed           share of photos whose answer could be read and shown; others get the bare
                     description, or nothing
    loops            share that say three words in a row twice
    refused          share of photos that get nothing: all that was written broke a safety rule, or
                     there were no words
    distinct         different texts for each text written: near 0 for one sentence for everything
    tokens           what the writer generated for a photo, further attempts included; of a
                     describer, the tokens of its sentence
    ms, ms_p95       wall time of a photo's share of its batch, in milliseconds

Those of tags are absent where no row has any, `parsed` and tags for a describer.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from captioner.writing.repetition import repeats
from feedback.training import scores, tag_scores
from feedback.training.bootstrap import Interval, interval

_AT = (5, 10)  # the pool's least and most


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What became of one row.

    Args:
        text: the caption as shown, or the describer's sentence; "" where nothing may be.
        tags: the pool, best first; None for a describer.
        parsed: whether the answer could be read and shown; None for a describer.
        tokens, ms: see the module.
    """

    text: str
    tags: tuple[str, ...] | None = None
    parsed: bool | None = None
    refused: bool = False
    tokens: int = 0
    ms: float = 0.0


@dataclass(frozen=True, slots=True)
class Measured:
    """One row's figures; `bleu` are its counts, since BLEU is none of single rows."""

    text: str
    values: dict[str, float]
    bleu: tuple[int, ...]


class Truths:
    """What people wrote for the rows, counted once to measure both models against.

    Args:
        references: for each row, at least one text.
        tags: for each row, the hashtags that were kept; none where nobody chose any.
    """

    def __init__(
        self, references: Sequence[Sequence[str]], tags: Sequence[Sequence[str]] = ()
    ) -> None:
        self._texts = references
        self._tags = tags or [()] * len(references)
        self._counted = scores.References(references)

    def measure(self, row: int, written: Written) -> Measured:
        """A row's figures."""
        references = self._texts[row]
        values: dict[str, float | None] = {
            "cider": self._counted.cider(row, written.text),
            "loops": float(repeats(written.text)),
            "refused": float(written.refused),
            "tokens": float(written.tokens),
            "ms": written.ms,
        }
        for name, split in (("rouge_l", scores.tokens), ("rouge_l_words", scores.words)):
            values[name] = scores.rouge_l(split(written.text), [split(ref) for ref in references])
        if written.parsed is not None:
            values["parsed"] = float(written.parsed)
        if written.tags is not None:
            for at in _AT:
                kept = self._tags[row]
                values[f"precision_{at}"] = tag_scores.precision(written.tags, kept, at=at)
                values[f"recall_{at}"] = tag_scores.recall(written.tags, kept, at=at)
        known = {name: value for name, value in values.items() if value is not None}
        return Measured(written.text, known, scores.bleu_counts(written.text, references))


def summary(rows: Sequence[Measured]) -> dict[str, float]:
    """The figures of a set of rows."""
    found = {name: _mean(_column(rows, name)) for name in _names(rows)}
    bleu = scores.bleu_of(np.sum([row.bleu for row in rows], axis=0).tolist())
    found |= {"bleu_1": bleu[0], "bleu_4": bleu[3]}
    found["distinct"] = len({row.text for row in rows}) / len(rows)
    found["ms_p95"] = float(np.quantile(_column(rows, "ms"), 0.95))
    return found


def table(
    champion: Sequence[Measured],
    candidate: Sequence[Measured],
    *,
    seed: int,
    names: Sequence[str] = (),
) -> dict[str, Any]:
    """Both summaries, and by how much the candidate's figures are above the champion's.

    Args:
        champion, candidate: of the same rows, in the same order.
        seed: for the draws of `bootstrap.interval`, which gives the bounds.
        names: the figures to compare; none for all that rows have, and `bleu_4`.

    Returns:
        `rows`, `champion`, `candidate`, and `difference`: [low, measured, high] by name.
    """
    return {
        "rows": len(champion),
        "champion": summary(champion),
        "candidate": summary(candidate),
        "difference": {
            name: list(_difference(name, champion, candidate, seed=seed))
            for name in names or (*_names(champion), "bleu_4")
        },
    }


def _difference(
    name: str, champion: Sequence[Measured], candidate: Sequence[Measured], *, seed: int
) -> Interval:
    if name == "bleu_4":
        counts = ([row.bleu for row in side] for side in (champion, candidate))
        return interval(*counts, of=lambda sums: scores.bleu_of(sums)[3], seed=seed)
    return interval(_column(champion, name), _column(candidate, name), seed=seed)


def _names(rows: Sequence[Measured]) -> list[str]:
    return sorted(set().union(*(row.values for row in rows)))


def _column(rows: Sequence[Measured], name: str) -> list[float]:
    """Of the rows that have the figure: which ones do depends on the row, not on the model."""
    return [row.values[name] for row in rows if name in row.values]


def _mean(values: Sequence[float]) -> float:
    return math.fsum(values) / len(values)
