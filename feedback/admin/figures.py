"""A report's figures as the rows of a table: champion beside candidate, and how far apart."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

SIDES = ("champion", "candidate")


@dataclass(frozen=True, slots=True)
class Row:
    """One figure.

    Args:
        interval: of the difference, 95 %; "" where it was not drawn.
        decides: whether the gate asks for a gain in it.
    """

    name: str
    champion: str
    candidate: str
    difference: str
    interval: str
    decides: bool


def table(report: Mapping[str, Any]) -> list[Row]:
    """All figures of a report of `feedback.training.evaluate`, the one that decides first."""
    primary = report.get("primary", "")
    champion, candidate = (report.get(side) or {} for side in SIDES)
    names = sorted({*champion, *candidate}, key=lambda name: (name != primary, name))
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
    interval = "" if low is None or high is None else f"{low:+.3f} to {high:+.3f}"
    return Row(
        name.replace("_", " "),
        _shown(champion),
        _shown(candidate),
        "—" if mean is None else f"{mean:+.3f}",
        interval,
        decides,
    )


def _shown(value: Any) -> str:
    return f"{value:.4g}" if isinstance(value, int | float) else "—"
