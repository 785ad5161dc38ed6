"""The engine's two stages, a thread for each: photos are described while captions of those before
them are written.

    put ──> describe ──> write ──> ended

All that was described while the writer worked is written together. Knows batches and the engine, no
row and no database.
"""

import threading
import time
from collections import deque
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from typing import Any

from captioner.engine import Engine, EngineApart, Outcome
from captioner.opening import Batch

# Of what a full batch took, when the next may be got ready: sooner, and its rows lie here while a
# worker who is free before this one would have taken them.
NEARLY = 0.75
LOOK_S = 0.05  # from then on, between two looks
SPARE_LOOK_S = 0.5  # between two while one stage has nothing to do; a hint comes sooner


class Stages:
    """Batches on their way through one engine. Used by one thread, but for `wake`.

    Args:
        full: rows of the largest batch.
    """

    def __init__(self, engine: Engine | EngineApart, *, full: int) -> None:
        self._engine = engine
        self._full = full
        self._describing = ThreadPoolExecutor(1, thread_name_prefix="describe")
        self._writing = self._describing
        if engine.side_by_side:
            self._writing = ThreadPoolExecutor(1, thread_name_prefix="write")
        self._happened = threading.Event()
        self._lock = threading.Lock()
        self._entered: Batch | None = None  # the last that was put, until the next one may be
        self._entered_at = 0.0
        self._full_s = 0.0  # how long the last full one kept the next one out
        self._described: list[tuple[Batch, Sequence[Any]]] = []  # and not yet being written
        self._ended: deque[tuple[Batch, list[Outcome] | Exception]] = deque()
        self._within = 0  # batches that were put and that `ended` has not told of

    @property
    def are_empty(self) -> bool:
        return not self._within

    @property
    def have_ended(self) -> bool:
        """Whether `ended` has a batch to tell of."""
        return bool(self._ended)

    @property
    def are_free(self) -> bool:
        """Whether a batch that is put now is begun at once and need not wait long for its words."""
        with self._lock:
            waiting = sum(len(batch.jobs) for batch, _ in self._described)
        return self._entered is None and waiting < self._full

    @property
    def are_nearly_free(self) -> bool:
        """Whether a full batch will soon make way for the next."""
        left = self._until_nearly_free()
        return left is not None and left <= 0

    def put(self, batch: Batch) -> None:
        """Begin a batch; the stages are free."""
        self._within += 1
        self._entered, self._entered_at = batch, time.monotonic()
        self._describing.submit(self._describe, batch)

    def ended(self) -> tuple[Batch, list[Outcome] | Exception] | None:
        """A batch that is over, told of once, or None: what the engine made of its items, or why it
        made nothing."""
        if not self._ended:
            return None
        self._within -= 1
        return self._ended.popleft()

    def wait(self, seconds: float | None = None) -> None:
        """Until a batch is over or makes way for the next, or `wake` is called.

        Args:
            seconds: the longest to wait; without, until there is reason to look for rows of which
                no hint came: beside a full batch that is nearly described, or beside a writing.
        """
        if seconds is None:
            left = self._until_nearly_free()
            spare = SPARE_LOOK_S if self.are_free else None
            seconds = spare if left is None else max(left, LOOK_S)
        self._happened.wait(seconds)
        self._happened.clear()

    def wake(self) -> None:
        """Let the one that waits look again."""
        self._happened.set()

    def _until_nearly_free(self) -> float | None:
        """Seconds; None where no full batch keeps the next one out."""
        batch = self._entered
        if batch is None or len(batch.jobs) < self._full:
            return None
        return self._entered_at + NEARLY * self._full_s - time.monotonic()

    def _describe(self, batch: Batch) -> None:
        try:
            work = self._engine.describe(batch.items())
        except Exception as error:
            self._make_way()
            self._end([(batch, error)])
            return
        with self._lock:
            self._described.append((batch, work))
        self._writing.submit(self._write)
        if self._engine.side_by_side:
            self._make_way()

    def _write(self) -> None:
        with self._lock:
            described, self._described = self._described, []
        if not described:
            return  # the writing before this one took them along
        self.wake()  # there may be room for the next
        try:
            outcomes = iter(self._engine.write([one for _, work in described for one in work]))
            ended = [(batch, list(islice(outcomes, len(work)))) for batch, work in described]
        except Exception as error:
            ended = [(batch, error) for batch, _ in described]
        if not self._engine.side_by_side:
            self._make_way()
        self._end(ended)

    def _end(self, batches: list[tuple[Batch, list[Outcome] | Exception]]) -> None:
        with self._lock:
            self._ended += batches
        self.wake()

    def _make_way(self) -> None:
        """Let the next in: before this one ends, or none might be looked for."""
        if len(self._entered.jobs) >= self._full:
            self._full_s = time.monotonic() - self._entered_at
        self._entered = None
        self.wake()
