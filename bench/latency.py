"""What many requests took: percentiles and a rate, and the middle one of several runs. Pure."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass, field

PERCENTILES = (50, 90, 95, 99)


def percentile(values: Sequence[float], percent: float) -> float:
    """Between the two nearest ranks, linearly (Hyndman and Fan's type 7, as numpy's default).

    Raises:
        ValueError: there are no values.
    """
    if not values:
        raise ValueError("a percentile of no values")
    ranked = sorted(values)
    place = (len(ranked) - 1) * percent / 100
    below = int(place)
    above = min(below + 1, len(ranked) - 1)
    return ranked[below] + (ranked[above] - ranked[below]) * (place - below)


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One run of the load generator against one server.

    Args:
        requests: answered inside the measured time.
        rate: of these, a second.
        p50 ... p99: milliseconds.
        cores: of the server's processes, how many they kept busy.
        memory_mb: resident in all of them at the end, 10^6 bytes; what they share counts twice.
        batches: rows of a claim, at most -> how many claims; empty where the server tells none.
    """

    requests: int
    rate: float
    p50: float
    p90: float
    p95: float
    p99: float
    cores: float = 0.0
    memory_mb: float = 0.0
    batches: dict[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, seconds: Sequence[float], *, during: float, **about) -> "Run":
        """From each request's seconds, and how long was measured.

        Raises:
            ValueError: no request was answered.
        """
        found = {f"p{p}": round(percentile(seconds, p) * 1000, 1) for p in PERCENTILES}
        return cls(requests=len(seconds), rate=round(len(seconds) / during, 2), **found, **about)


def middle(runs: Sequence[Run]) -> Run:
    """The run whose rate is the median, or the lower of the two in the middle."""
    median = statistics.median_low(run.rate for run in runs)
    return next(run for run in runs if run.rate == median)
