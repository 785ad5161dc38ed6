"""Whether a difference between two models on the same rows is more than chance.

The paired bootstrap (Koehn 2004, "Statistical Significance Tests for Machine Translation
Evaluation"): rows are drawn with replacement, each with both models' values, and the difference is
computed anew for every draw. The interval is the percentile one (Efron and Tibshirani 1993,
chapter 13): no assumption on the values' distribution, a little narrow under some 30 rows.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

RESAMPLES = 2000  # fifty of them beyond each end of a 95 % interval
LEVEL = 0.95

Columns = Sequence[float]


class Interval(NamedTuple):
    """A difference as measured (`mean`), and where it lies at the level of confidence."""

    low: float
    mean: float
    high: float


def interval(
    champion: Sequence[float] | Sequence[Columns],
    candidate: Sequence[float] | Sequence[Columns],
    *,
    of: Callable[[Columns], float] | None = None,
    seed: int = 0,
    level: float = LEVEL,
    resamples: int = RESAMPLES,
) -> Interval:
    """By how much the candidate is above the champion.

    Args:
        champion, candidate: for each row, in the same order, its value; or its columns, such as
            `scores.bleu_counts`, where the score is none of single rows.
        of: from the columns' sums over rows to the score; None for the mean of single values.
        seed: the same one draws the same rows.

    Returns:
        `nan` three times where a value is not finite.

    Raises:
        ValueError: there is no row, or the two do not pair up.
    """
    rows = len(champion)
    if not rows or rows != len(candidate):
        raise ValueError(f"{rows} rows of the champion, {len(candidate)} of the candidate")
    sides = [np.asarray(side, dtype=float).reshape(rows, -1) for side in (champion, candidate)]
    if not all(np.isfinite(side).all() for side in sides):
        return Interval(np.nan, np.nan, np.nan)
    score = of or (lambda sums: sums[0] / rows)
    measured = _difference(score, *(side.sum(axis=0) for side in sides))
    # How often each row is in each draw, which is all that sums over the rows need.
    drawn = np.random.default_rng(seed).multinomial(rows, np.full(rows, 1 / rows), size=resamples)
    sums = zip(*(drawn @ side for side in sides), strict=True)  # (resamples, columns) each
    differences = [_difference(score, *pair) for pair in sums]
    low, high = np.quantile(differences, [(1 - level) / 2, (1 + level) / 2])
    return Interval(float(low), measured, float(high))


def _difference(
    score: Callable[[Columns], float], champion: np.ndarray, candidate: np.ndarray
) -> float:
    return float(score(candidate.tolist()) - score(champion.tolist()))
