"""A report's figures as the rows of a table: champion beside candidate, and how far apart."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

SIDES = ("champion", "candidate")

# What each figure is, in the order in which a page tells them; more in `training.measures`.
MEANINGS = {
    "rouge_l": "words in common with hers, in order; case, signs and emoji count",
    "rouge_l_words": "the same in lower case",
    "cider": "words in common, the rare ones weigh more",
    "bleu_1": "single words in common",
    "bleu_4": "runs of up to four words",
    "precision_5": "of the first five tags, those kept",
    "precision_10": "of the first ten tags",
    "recall_5": "of the tags kept, those among the first five",
    "recall_10": "among the first ten",
    "loss": "on the held-out rows",
    "parsed": "share of answers that could be read",
    "refused": "share of photos that got nothing",
    "loops": "share that repeats itself",
    "distinct": "different texts for each photo",
    "tokens": "generated a photo",
    "ms": "milliseconds a photo",
    "ms_p95": "of 95 photos in 100 at most",
}
_ORDER = {name: place for place, name in enumerate(MEANINGS)}
_LARGE = 10.0  # from here on digits behind the point say nothing


@dataclass(frozen=True, slots=True)
class Row:
    """One figure.

    Args:
        name: as in the gate's reasons and in the API; meaning: what it is, for a person.
        interval: of the difference, 95 %; "" where it was not drawn.
        decides: whether the gate asks for a gain in it.
    """

    name: str
    meaning: str
    champion: str
    candidate: str
    difference: str
    interval: str
    decides: bool


def table(report: Mapping[str, Any]) -> list[Row]:
    """All figures of a report of `feedback.training.evaluate`, the one that decides first."""
    primary = report.get("primary", "")
    champion, candidate = (report.get(side) or {} for side in SIDES)
    names = sorted(
        {*champion, *candidate},
        key=lambda name: (name != primary, _ORDER.get(name, len(_ORDER)), name),
    )
    return [
        _row(name, champion.get(name), candidate.get(name), report, decides=name == primary)
        for name in names
    ]


def slices(report: Mapping[str, Any]) -> list[tuple[str, int, Row]]:
    """The figure that decides within each tone and audience: label, rows, figure."""
    primary = report.get("primary", "")
    found = []
    for label, part in sorted((report.get("slices") or {}).items()):
        champion, candidate = ((part.get(side) or {}).get(primary) for side in SIDES)
        row = _row(primary, champion, candidate, part, decides=True)
        found.append((label.replace("=", ": "), part.get("rows", 0), row))
    return found


def _row(
    name: str, champion: Any, candidate: Any, report: Mapping[str, Any], *, decides: bool
) -> Row:
    low, mean, high = (report.get("difference") or {}).get(name) or (None, None, None)
    if mean is None and isinstance(champion, int | float) and isinstance(candidate, int | float):
        mean = candidate - champion
    numbers = [value for value in (champion, candidate) if isinstance(value, int | float)]
    digits = 1 if max(map(abs, numbers), default=0) >= _LARGE else 3
    drawn = low is not None and high is not None
    return Row(
        name,
        MEANINGS.get(name, ""),
        _shown(champion, f".{digits}f"),
        _shown(candidate, f".{digits}f"),
        _shown(mean, f"+.{digits}f"),
        f"{low:+.{digits}f} to {high:+.{digits}f}" if drawn else "",
        decides,
    )


def _shown(value: Any, spec: str) -> str:
    return format(value, spec) if isinstance(value, int | float) else "—"
