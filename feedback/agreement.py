"""How far two reviewers of the same words agree. Plain values in, plain values out.

Knows no rows. A figure says of how many pairs it is; of too few it says little, and of none there
is none.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from feedback import comparison


@dataclass(frozen=True, slots=True)
class Opinion:
    """One reviewer's verdict: a state, and the tags where it accepts."""

    verdict: str
    accepts: bool
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure, and the number of pairs it was counted from; None of too few."""

    name: str
    value: float | None
    n: int


def figures(pairs: Iterable[tuple[Opinion, Opinion]]) -> list[Figure]:
    """What the pairs of first and second opinions come to."""
    pairs = list(pairs)
    verdicts = [(one.verdict, other.verdict) for one, other in pairs]
    accepted = [(one.accepts, other.accepts) for one, other in pairs]
    both = [(one.tags, other.tags) for one, other in pairs if one.accepts and other.accepts]
    alike = [comparison.tag_similarity(one, other) for one, other in both]
    return [
        Figure("Same verdict, share", _mean([a == b for a, b in verdicts]), len(pairs)),
        Figure("Cohen's kappa: approve, correct or reject", cohens_kappa(verdicts), len(pairs)),
        Figure("Cohen's kappa: accept or reject", cohens_kappa(accepted), len(pairs)),
        Figure("Tags in common where both accept (Jaccard)", _mean(alike), len(both)),
    ]


def cohens_kappa(pairs: Sequence[tuple[object, object]]) -> float | None:
    """Agreement beyond chance, -1 to 1 (Cohen 1960, "A coefficient of agreement for nominal
    scales"): (observed - expected) / (1 - expected).

    None of no pairs, and where both only ever said one and the same thing: chance alone explains
    that wholly.
    """
    if not pairs:
        return None
    n = len(pairs)
    observed = sum(one == other for one, other in pairs) / n
    firsts, seconds = (Counter(side) for side in zip(*pairs, strict=True))
    expected = sum(firsts[said] * seconds[said] for said in firsts) / n**2
    return None if expected == 1 else (observed - expected) / (1 - expected)


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None
