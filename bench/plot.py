"""A few lines over a common axis, as an SVG that any browser shows. Pure."""

from collections.abc import Mapping
from xml.sax.saxutils import escape

_COLOURS = ("#0b6e4f", "#c1440e", "#3d5a98", "#7a5195")
_WIDTH, _HEIGHT = 640, 360
_LEFT, _RIGHT, _TOP, _BOTTOM = 60, 620, 20, 310


def lines(series: Mapping[str, Mapping[float, float]], *, x: str, y: str) -> str:
    """A line for each series, by its name: places on the axis `x` -> values.

    The places stand evenly, whatever their distance; the values begin at 0.
    """
    places = sorted({place for points in series.values() for place in points})
    top = max(value for points in series.values() for value in points.values()) or 1
    step = (_RIGHT - _LEFT) / max(1, len(places) - 1)
    across = {place: _LEFT + n * step for n, place in enumerate(places)}
    drawn = [
        _text((_LEFT + _RIGHT) / 2, _HEIGHT - 10, x, anchor="middle"),
        _text(_LEFT, _TOP - 6, y),
        *(_text(at, _BOTTOM + 18, f"{place:g}", anchor="middle") for place, at in across.items()),
    ]
    for n in range(5):
        height = _BOTTOM - n * (_BOTTOM - _TOP) / 4
        drawn.append(f'<path d="M{_LEFT} {height:.1f}H{_RIGHT}" stroke="#ddd"/>')
        drawn.append(_text(_LEFT - 8, height + 4, f"{top * n / 4:.3g}", anchor="end"))
    for n, (name, points) in enumerate(series.items()):
        colour = _COLOURS[n % len(_COLOURS)]
        corners = " ".join(
            f"{across[place]:.1f},{_BOTTOM - value / top * (_BOTTOM - _TOP):.1f}"
            for place, value in sorted(points.items())
        )
        drawn.append(
            f'<polyline points="{corners}" fill="none" stroke="{colour}" stroke-width="2"/>'
        )
        drawn.append(_text(_LEFT + 12, _TOP + 16 + 16 * n, name, colour=colour))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" '
        'font-family="sans-serif" font-size="12">'
        f'<rect width="100%" height="100%" fill="#fff"/>{"".join(drawn)}</svg>\n'
    )


def _text(x: float, y: float, words: str, *, anchor: str = "start", colour: str = "#333") -> str:
    place = f'x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{colour}"'
    return f"<text {place}>{escape(words)}</text>"
