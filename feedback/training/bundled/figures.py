"""Measured figures and the bounds they are held to, as a table and as JSON.

Knows no model: whoever measures gives each figure its bound, and this says whether it holds.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from itertools import groupby
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One measured number.

    Args:
        group: what was measured; figures of one group stand together.
        value: in `unit`s, a share from 0 to 1.
        unit: "share", "" for a plain number, or what to print behind it: "ms", "MB", "s".
        at_least, at_most: the bound it has to keep; one of them, or none where it is only told.
        aim: what is hoped for beyond the bound.
        remark: a few words for the reader.
    """

    group: str
    name: str
    value: float
    unit: str = ""
    at_least: float | None = None
    at_most: float | None = None
    aim: float | None = None
    remark: str = ""

    @property
    def holds(self) -> bool | None:
        """Whether the bound is kept; None without one."""
        if self.at_least is not None:
            return self.value >= self.at_least
        return self.value <= self.at_most if self.at_most is not None else None


def missed(figures: Sequence[Figure]) -> list[Figure]:
    """The figures that do not keep their bound."""
    return [figure for figure in figures if figure.holds is False]


def table(figures: Sequence[Figure]) -> str:
    """One line a figure under the name of its group: value, bound, whether it holds, remark."""
    width = max(len(figure.name) for figure in figures)
    lines = []
    for group, members in groupby(figures, key=lambda figure: figure.group):
        lines += ["", group]
        for figure in members:
            line = (
                f"  {figure.name:{width}}  {_shown(figure.value, figure.unit):>9}"
                f"  {_bound(figure):<12} {_VERDICT[figure.holds]:<5} {_remark(figure)}"
            )
            lines.append(line.rstrip())
    return "\n".join(lines[1:])


def plain(figures: Sequence[Figure]) -> list[dict[str, Any]]:
    """The figures as JSON takes them, each with `holds`: true, false or null."""
    return [asdict(figure) | {"holds": figure.holds} for figure in figures]


_VERDICT = {True: "holds", False: "MISS", None: ""}


def _shown(value: float, unit: str) -> str:
    if unit == "share":
        return f"{value:.1%}"
    if unit == "ms":
        return f"{value:.0f} ms"
    return f"{value:.2f} {unit}" if unit else f"{value:.3f}"


def _bound(figure: Figure) -> str:
    if figure.at_least is not None:
        return f"≥ {_shown(figure.at_least, figure.unit)}"
    return f"≤ {_shown(figure.at_most, figure.unit)}" if figure.at_most is not None else ""


def _remark(figure: Figure) -> str:
    aim = f"aim {_shown(figure.aim, figure.unit)}" if figure.aim is not None else ""
    return "; ".join(filter(None, (aim, figure.remark)))
