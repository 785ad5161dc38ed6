"""A run's loss as the points of two lines in a drawing, and as a sentence. Plain values."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

WIDTH, HEIGHT = 600, 200
LEFT, BOTTOM, TOP = 48, 24, 8  # what the labels of the axes take


@dataclass(frozen=True, slots=True)
class Curve:
    """What a page draws, in a box of `WIDTH` by `HEIGHT` units.

    Args:
        loss, dev_loss: the points of a polyline, "x,y x,y"; the latter on held-out rows.
        top, bottom: the loss at the upper and the lower edge; steps: at the right one.
        words: the same for who cannot see it.
    """

    loss: str
    dev_loss: str
    top: float
    bottom: float
    steps: int
    words: str


def curve(points: Sequence[dict[str, Any]], steps: int) -> Curve | None:
    """The curve of points `{"step", "loss", "dev_loss"}`; None for fewer than two of them."""
    lines = {
        name: [(point["step"], point[name]) for point in points if point[name] is not None]
        for name in ("loss", "dev_loss")
    }
    values = [value for line in lines.values() for _, value in line]
    if len(lines["loss"]) < 2:
        return None
    low, high = min(values), max(values)
    last = max(steps, points[-1]["step"])

    def place(step: int, value: float) -> str:
        x = LEFT + (WIDTH - LEFT) * step / last
        share = (value - low) / (high - low) if high > low else 0.5
        return f"{x:.1f},{TOP + (HEIGHT - TOP - BOTTOM) * (1 - share):.1f}"

    return Curve(
        loss=" ".join(place(*point) for point in lines["loss"]),
        dev_loss=" ".join(place(*point) for point in lines["dev_loss"]),
        top=high,
        bottom=low,
        steps=last,
        words=_words(lines, points[-1]["step"]),
    )


def _words(lines: dict[str, list[tuple[int, float]]], step: int) -> str:
    first, last = lines["loss"][0][1], lines["loss"][-1][1]
    said = f"Loss from {first:.3f} to {last:.3f} over {step} steps"
    if dev := lines["dev_loss"]:
        said += f"; on held-out rows from {dev[0][1]:.3f} to {dev[-1][1]:.3f}"
    return said
