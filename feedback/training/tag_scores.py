"""How many of the hashtags that a person kept are among those suggested, and the other way round.

Two tags are the same as hashtags are to a platform: letters without case, the `#` apart.
"""

from collections.abc import Sequence

from captioner.writing import tag


def precision(suggested: Sequence[str], kept: Sequence[str], *, at: int) -> float | None:
    """The share of the first `at` places that hold a kept tag; None where nothing was kept.

    Precision at k of the information-retrieval literature (Manning et al. 2008, section 8.4): a
    place that the suggestions leave empty counts as a miss.
    """
    wanted = _bodies(kept)
    return len(_bodies(suggested[:at]) & wanted) / at if wanted else None


def recall(suggested: Sequence[str], kept: Sequence[str], *, at: int) -> float | None:
    """The share of the kept tags that are among the first `at`; None where nothing was kept."""
    wanted = _bodies(kept)
    return len(_bodies(suggested[:at]) & wanted) / len(wanted) if wanted else None


def _bodies(tags: Sequence[str]) -> set[str]:
    return {tag.body(each) for each in tags} - {""}
