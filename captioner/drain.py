"""The worker's loop: claim rows, open their photos, run the engine, store, tell the waiters.

    claim, open ──> describe ──> write ──> store, tell

There is no batching timer. While the engine describes, rows pile up, and the next claim takes them
all: an idle system answers at once and a loaded one batches exactly as far as its load asks.

The engine's stages run in threads of their own (`stages`). Meanwhile this one stores what has been
written and, where a full batch is nearly described, claims and opens the next; beside fewer rows,
what comes is left to a worker that may be idle. While the engine is at nothing, it takes up the
adapter that was promoted meanwhile. Knows nothing of HTTP and nothing of how it was started
(`embedded`, `tasks`).
"""

import logging
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from datetime import timedelta
from functools import partial

from django.conf import settings
from django.db import DatabaseError, Error, close_old_connections, connection, transaction

from captioner import conf, metrics, notify
from captioner.adoption import Adoption
from captioner.engine import Engine, EngineApart, Outcome, open_engine
from captioner.errors import CaptionError, EngineGone, Expired, GaveUp
from captioner.models import CaptionJob, State
from captioner.opening import Batch, opened
from captioner.stages import Stages

log = logging.getLogger(__name__)

READERS = 4  # photos read and decoded at a time: a storage may be far away
HANDOVER_S = 0.005


class Drain:
    """One engine and the rows it takes.

    Args:
        engine: what answers; opened and warm.
        max_batch: the most rows the engine is given at once.
        lease: how long a claim holds without being renewed.
    """

    def __init__(self, engine: Engine | EngineApart, *, max_batch: int, lease: timedelta) -> None:
        self.engine = engine
        self.max_batch = max_batch
        self.lease = lease
        self._adoption = Adoption(engine)
        self._stages = Stages(engine, full=max_batch)
        self._readers = ThreadPoolExecutor(READERS, thread_name_prefix="photo")
        self._stopping = threading.Event()
        self._lock = threading.Lock()
        self._claimed: list[CaptionJob] = []  # all that are not yet stored
        self._ahead: deque[Batch] = deque()  # those of them that the engine has yet to see
        self._alone = False  # whether what the engine has is to have no company

    def until_empty(self, stored: Callable[[int], None] = lambda rows: None) -> int:
        """Take batches until no row is free or `stop` was called; the number of rows taken.

        Args:
            stored: called after each batch, with the number of its rows.
        """
        taken = 0
        with ExitStack() as stack:
            try:
                while True:
                    batch = None
                    # What has ended is stored first, unless the next is at hand.
                    if self._ahead or not self._stages.have_ended:
                        batch = self._next()
                    if batch:
                        self._stages.put(batch)
                        if not taken:
                            stack.enter_context(self._renewing())
                        taken += len(batch.jobs)
                        # Python's lock first for the engine's thread, until it has handed them on.
                        self._stages.wait(HANDOVER_S)
                        _give_up()
                    if not (self._store_ended(stored) or batch):
                        if self._stages.are_empty:
                            break
                        self._stages.wait()
                _give_up()
            finally:
                self._rest(stored)
        return taken

    def wake(self) -> None:
        """Have `until_empty` look at once for a row that was stored just now."""
        self._stages.wake()

    def stop(self, seconds: float) -> None:
        """Claim no more; let the batch in hand finish for `seconds`, then give its rows back.

        Called from another thread than the draining one.
        """
        self._stopping.set()
        self._stages.wake()  # to give back what lies ahead
        with self._lock:
            pass  # a claim that is under way ends first, or its rows would be missed
        deadline = time.monotonic() + seconds
        while self._claimed and time.monotonic() < deadline:
            time.sleep(0.05)
        if given_back := self._give_back(self._claimed):
            log.warning("stopped inside a batch, rows given back", extra={"rows": given_back})

    def _next(self) -> Batch | None:
        """The batch to put now, as full as it gets; None where no row is free, or no stage."""
        if self._stopping.is_set():
            self._give_back([job for batch in self._ahead for job in batch.jobs])
            self._ahead.clear()
            return None
        # A row that is tried again has the engine to itself: what it kills is nobody else's.
        lonely = self._alone or self._is_retried_next()
        free = self._stages.are_empty if lonely else self._stages.are_free
        if free and self._adoption.due():
            if not self._stages.are_empty:
                return None
            # Before the claim: a swap takes seconds, and nobody's lease should run meanwhile.
            self._adoption.follow()
        if free or (self._stages.are_nearly_free and not lonely):
            self._claim()
        if not (free and self._ahead):
            return None
        if self._is_retried_next() and not self._stages.are_empty:
            return None
        self._alone = self._is_retried_next()
        return self._ahead.popleft()

    def _is_retried_next(self) -> bool:
        return bool(self._ahead) and self._ahead[0].is_retried

    def _claim(self) -> None:
        """Put free rows ahead, with their photos opened side by side: a batch of them at most."""
        room = self.max_batch - sum(len(batch.jobs) for batch in self._ahead)
        # Under the lock, so that a stop sees every row that was claimed before it.
        with self._lock:
            if not room or self._stopping.is_set():
                return
            _expire()
            jobs = CaptionJob.objects.claim(room, lease=self.lease)
            self._claimed = [*self._claimed, *jobs]
        if not jobs:
            return
        try:
            opening = partial(opened, side=self.engine.photo_side)
            each = self._readers.map if len(jobs) > 1 else map  # one needs no thread
            batch = Batch(jobs, list(each(opening, jobs)))
        except Exception:
            # What `opened` did not foresee, as too little memory: as with any batch that fails.
            log.exception("a batch could not be opened", extra={"rows": len(jobs)})
            self._forget(jobs)
            return
        if self._ahead and not (batch.is_retried or self._ahead[-1].is_retried):
            self._ahead[-1].jobs += batch.jobs
            self._ahead[-1].opened += batch.opened
        else:
            self._ahead.append(batch)

    def _rest(self, stored: Callable[[int], None]) -> None:
        """Store what the engine is still at."""
        self._store_ended(stored)
        while not self._stages.are_empty:
            self._stages.wait()
            self._store_ended(stored)

    def _store_ended(self, stored: Callable[[int], None]) -> int:
        """How many batches were over."""
        number = 0
        while over := self._stages.ended():
            number += 1
            self._end(*over, stored)
        return number

    def _end(
        self,
        batch: Batch,
        outcomes: list[Outcome] | Exception,
        stored: Callable[[int], None],
    ) -> None:
        """Store what the engine made of a batch, and tell who waits."""
        metrics.BATCH_SIZE.observe(len(batch.jobs))
        try:
            if isinstance(outcomes, Exception):
                raise outcomes
            # One commit for the batch; a row that cannot be stored is undone alone.
            with transaction.atomic():
                for job, result in zip(batch.jobs, batch.results(outcomes), strict=True):
                    _store(job, result)
        except EngineGone as error:
            # One of its photos may have done it: each is tried again alone, and now.
            log.error("a batch failed", extra={"rows": len(batch.jobs), "detail": error.detail})
            with suppress(Error):  # else when their leases run out
                CaptionJob.objects.renew(batch.jobs, lease=timedelta())
        except Exception:
            # The batch boundary: a defect in the engine or a database away for a moment. The
            # rows are still claimed; their leases run out and each is tried again alone.
            log.exception("a batch failed", extra={"rows": len(batch.jobs)})
        finally:
            self._forget(batch.jobs)
            notify.waiters().done([job.public_id for job in batch.jobs])
        stored(len(batch.jobs))

    def _give_back(self, jobs: list[CaptionJob]) -> int:
        """Release claimed rows; how many still were this worker's."""
        if not jobs:
            return 0
        released = CaptionJob.objects.release(jobs)
        self._forget(jobs)
        return released

    def _forget(self, jobs: list[CaptionJob]) -> None:
        gone = {job.pk for job in jobs}
        with self._lock:
            self._claimed = [job for job in self._claimed if job.pk not in gone]

    @contextmanager
    def _renewing(self) -> Iterator[None]:
        """Renews the leases from a thread of its own, whatever the others wait for."""
        over = threading.Event()

        def renew() -> None:
            try:
                while not over.wait(self.lease.total_seconds() / 3):
                    try:
                        if self._claimed:
                            CaptionJob.objects.renew(self._claimed, lease=self.lease)
                    except Error:
                        # A lease that could not be renewed runs out: the rows are tried again.
                        log.exception("leases could not be renewed")
                        close_old_connections()
            finally:
                connection.close()  # this thread's own; nobody else would

        thread = threading.Thread(target=renew, name="lease", daemon=True)
        thread.start()
        try:
            yield
        finally:
            over.set()
            thread.join()


def _expire() -> None:
    """End the rows that have waited for too long, where a setting says how long that is."""
    if settings.EXPIRE_SECONDS:
        after = timedelta(seconds=settings.EXPIRE_SECONDS)
        _tell_ended(CaptionJob.objects.expire(after), Expired)


def _give_up() -> None:
    """End the rows that no claim will take again."""
    _tell_ended(CaptionJob.objects.give_up(), GaveUp)


def _tell_ended(public_ids: list[str], why: type[CaptionError]) -> None:
    for public_id in public_ids:
        metrics.count_failure(why.code)
        log.warning("caption failed", extra={"job": public_id, "code": why.code})
    if public_ids:
        notify.waiters().done(public_ids)


def _store(job: CaptionJob, result: Outcome | CaptionError) -> None:
    error = result if isinstance(result, CaptionError) else result.error
    try:
        if error:
            state = job.fail(error)
        else:
            state = State.SUCCEEDED if job.finish(result) else None
    except DatabaseError:
        # Its lease runs out and it is tried again; its neighbours' results are still stored.
        log.exception("a result could not be stored", extra={"job": job.public_id})
        return
    about = {"job": job.public_id, "state": state}
    if error:
        about |= {"code": error.code, "detail": error.detail}
        log.warning("caption failed", extra=about)
    if state is None:
        log.info("result dropped: the claim was lost", extra=about)
    elif state != State.QUEUED:
        metrics.count(error or result)


def open_drain(*, apart: bool = False) -> Drain:
    """Load and warm the configured models, ready to drain.

    Args:
        apart: in a process of their own.

    Raises:
        ModelMissing, ModelUnusable: as `open_engine`.
        EngineFailed: they cannot answer, as a remote that is down.
    """
    started = time.monotonic()
    config = conf.engine_config()
    if apart:
        engine = EngineApart(config)
    else:
        engine = open_engine(config)
        engine.warm()
    log.info("models loaded", extra={"seconds": round(time.monotonic() - started, 1)})
    return Drain(engine, max_batch=settings.MAX_BATCH, lease=conf.lease())
