"""One piece of work, over and over in several processes: how many of them a second.

Knows nothing of the work; what it wears out is the caller's to choose.
"""

import multiprocessing
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

SECONDS = 3.0
_READY_SECONDS = 180

Work = Callable[[], Callable[[], int]]  # prepares; what it returns does, and says how many


@dataclass(frozen=True, slots=True)
class Pace:
    """What so many processes reached.

    Args:
        rate: pieces a second, of all of them.
        server_ms: processor time of what served them, milliseconds a piece.
    """

    processes: int
    rate: float
    server_ms: float


def paces(
    work: Work, *, crowds: Sequence[int], used: Callable[[], float], seconds: float = SECONDS
) -> Iterator[Pace]:
    """Let so many processes, then so many, do `work` for so long, all at once.

    Args:
        work: can be pickled; each process starts afresh and calls it once.
        used: seconds of the processor that the server has used so far.

    Raises:
        threading.BrokenBarrierError: a process failed; it has said why.
    """
    context = multiprocessing.get_context("spawn")
    gate, counts = context.Barrier(max(crowds) + 1), context.SimpleQueue()
    crowd = [
        context.Process(
            target=_work,
            args=(work, [number < processes for processes in crowds], seconds, gate, counts),
            daemon=True,
        )
        for number in range(max(crowds))
    ]
    for process in crowd:
        process.start()
    for processes in crowds:
        gate.wait(_READY_SECONDS)
        before = used()
        gate.wait(_READY_SECONDS)
        server = used() - before
        told = [counts.get() for _ in range(processes)]
        done = sum(pieces for pieces, _ in told)
        rate = sum(pieces / took for pieces, took in told)
        yield Pace(processes, round(rate, 1), round(server / done * 1000, 3))
    for process in crowd:
        process.join()


def _work(work: Work, turns: Sequence[bool], seconds: float, gate, counts) -> None:
    """One process; in the turns that are not its own it waits."""
    try:
        do = work()
        do()  # connects
        for mine in turns:
            gate.wait(_READY_SECONDS)
            if mine:
                counts.put(_timed(do, seconds))
            gate.wait(_READY_SECONDS)
    except BaseException:
        gate.abort()  # the others would wait for this one
        raise


def _timed(do: Callable[[], int], seconds: float) -> tuple[int, float]:
    began, done = time.monotonic(), 0
    while (took := time.monotonic() - began) < seconds:
        done += do()
    return done, took
