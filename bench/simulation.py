"""The queue with any number of workers, simulated: who waits how long. Pure.

Claims are made as `captioner.drain` makes them on one core: a free worker takes at once what waits,
oldest first, up to the largest batch, with no timer; one whose batch is full looks in the last
quarter of its time for what it will run next. A batch takes what was measured for its size, always
the same.
Knows neither the photo's way in nor the database: a claim takes no time.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from heapq import heappop, heappush
from itertools import pairwise

from bench.latency import percentile

LOOK_AHEAD_S, LOOK_AHEAD_FROM = 0.05, 0.75  # as in captioner.stages
PERCENTILES = (50, 90, 99)


@dataclass(frozen=True, slots=True)
class Simulated:
    """What became of each row, in the order in which they came.

    Args:
        queued: seconds until its batch began.
        whole: seconds until its caption was there.
        batches: rows of each batch.
    """

    queued: list[float]
    whole: list[float]
    batches: list[int]

    def told(self) -> dict[str, float]:
        """Percentiles of `whole` in seconds, and the mean batch in rows."""
        waits = {f"p{p}": round(percentile(self.whole, p), 3) for p in PERCENTILES}
        return waits | {"mean_batch": round(sum(self.batches) / len(self.batches), 1)}


@dataclass(slots=True)
class _Worker:
    """One worker.

    Args:
        runs: rows of its batch.
        ends: when that is done.
        ahead: rows that it has claimed for the next.
    """

    runs: int = 0
    ends: float = 0.0
    ahead: list[int] = field(default_factory=list)


def seconds_of(measured: Mapping[int, float]) -> list[float]:
    """Seconds of a batch by its rows, from those of some sizes: by a line between two of them.

    Args:
        measured: rows of a batch -> seconds; of one row among them.

    Returns:
        from no rows, which take nothing, to the largest batch measured.
    """
    sizes = sorted(measured)
    found = [0.0, measured[1]]
    for below, above in pairwise(sizes):
        slope = (measured[above] - measured[below]) / (above - below)
        found += [measured[below] + slope * n for n in range(1, above - below + 1)]
    return found


def most_a_second(takes: Sequence[float]) -> float:
    """Rows a second of one worker that never lacks any.

    Args:
        takes: of `seconds_of`.
    """
    return max(rows / seconds for rows, seconds in enumerate(takes) if rows)


def simulate(
    arrivals: Sequence[float],
    *,
    workers: int,
    takes: Sequence[float],
    look_ahead_from: float = LOOK_AHEAD_FROM,
) -> Simulated:
    """Let workers take rows until the last is done.

    Args:
        arrivals: seconds from the start, in order.
        takes: of `seconds_of`; its last is of the largest batch.
        look_ahead_from: the share of a full batch's time after which its worker looks for more; 1
            for never.
    """
    largest = len(takes) - 1
    queued, whole, batches = [0.0] * len(arrivals), [0.0] * len(arrivals), []
    idle = [_Worker() for _ in range(workers)]
    events: list[tuple[float, int, _Worker]] = []  # a batch's end, or a look before it
    taken = number = 0
    while taken < len(arrivals) or events:
        number += 1  # of equal times the first that was put there comes first
        if idle and taken < len(arrivals) and not (events and events[0][0] < arrivals[taken]):
            worker, now = idle.pop(), arrivals[taken]
        else:
            now, _, worker = heappop(events)
        room = largest - len(worker.ahead)
        came = bisect_right(arrivals, now, taken, min(taken + room, len(arrivals)))
        worker.ahead += range(taken, came)
        taken = came
        if now >= worker.ends:
            rows, worker.ahead = worker.ahead, []
            worker.runs, worker.ends = len(rows), now + takes[len(rows)]
            if not rows:
                idle.append(worker)
                continue
            batches.append(len(rows))
            for row in rows:
                queued[row] = now - arrivals[row]
                whole[row] = worker.ends - arrivals[row]
        # Only a full batch may have left rows, or company that leaves some.
        looks = worker.runs == largest and len(worker.ahead) < largest
        first = worker.ends - (1 - look_ahead_from) * takes[largest]
        following = max(first, now) + LOOK_AHEAD_S if looks else worker.ends
        following = min(following, worker.ends)
        heappush(events, (following, number, worker))
    return Simulated(queued, whole, batches)


def fewest(arrivals: Sequence[float], *, takes: Sequence[float], p90_s: float) -> int:
    """The smallest number of workers that keep up, with the 90th percentile of `whole` in bounds.

    Raises:
        ValueError: no number can: a row alone takes longer.
    """
    if takes[1] >= p90_s:
        raise ValueError(f"one row alone takes {takes[1]:g} s, no less than {p90_s:g}")

    def holds(workers: int) -> bool:
        found = simulate(arrivals, workers=workers, takes=takes)
        return percentile(found.whole, 90) < p90_s

    # Fewer may look good while too few rows were simulated for the queue to grow long.
    least = most = int(len(arrivals) / arrivals[-1] / most_a_second(takes)) + 1
    while not holds(most):
        most *= 2
    return least + bisect_left(range(least, most), True, key=holds)
