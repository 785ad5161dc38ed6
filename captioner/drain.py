"""The worker's loop: claim rows, open their photos, run the engine, store, tell the waiters.

There is no batching timer. While the engine works, rows pile up, and the next claim takes them
all: an idle system answers at once and a loaded one batches exactly as far as its load asks.
The thread that runs the loop is the only one that touches a model. Knows nothing of HTTP and
nothing of how it was started (`embedded`, `tasks`).
"""

import logging
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.conf import settings
from django.db import DatabaseError, close_old_connections, connection

from captioner import conf, metrics, notify, photos
from captioner.engine import Engine, Item, Outcome, open_engine
from captioner.errors import CaptionError, EngineFailed, PhotoUnreadable
from captioner.models import CaptionJob

log = logging.getLogger(__name__)


class Drain:
    """One engine and the rows it takes.

    Args:
        engine: what answers; opened, warm, and used from the draining thread alone.
        max_batch: the most rows of one claim.
        lease: how long a claim holds without being renewed.
    """

    def __init__(self, engine: Engine, *, max_batch: int, lease: timedelta) -> None:
        self.engine = engine
        self.max_batch = max_batch
        self.lease = lease
        self._stopping = threading.Event()
        self._lock = threading.Lock()
        self._claimed: list[CaptionJob] = []

    def until_empty(self) -> int:
        """Take batches until no row is free or `stop` was called; the number of rows taken."""
        taken = 0
        while size := self.batch():
            taken += size
        return taken

    def batch(self) -> int:
        """Take one batch to its end; how many rows it had, 0 where none was free."""
        jobs = self._claim()
        if jobs:
            self._work(jobs)
        return len(jobs)

    def stop(self, seconds: float) -> None:
        """Claim no more; let the batch in hand finish for `seconds`, then give its rows back.

        Called from another thread than the draining one.
        """
        self._stopping.set()
        deadline = time.monotonic() + seconds
        while self._claimed and time.monotonic() < deadline:
            time.sleep(0.05)
        with self._lock:
            given_back = CaptionJob.objects.release(self._claimed) if self._claimed else 0
        if given_back:
            log.warning("stopped inside a batch, rows given back", extra={"rows": given_back})

    def _claim(self) -> list[CaptionJob]:
        # Under the lock, so that a stop sees every row that was claimed before it.
        with self._lock:
            if self._stopping.is_set():
                return []
            if settings.EXPIRE_SECONDS:
                CaptionJob.objects.expire(timedelta(seconds=settings.EXPIRE_SECONDS))
            self._claimed = CaptionJob.objects.claim(self.max_batch, lease=self.lease)
            return self._claimed

    def _work(self, jobs: list[CaptionJob]) -> None:
        metrics.BATCH_SIZE.observe(len(jobs))
        try:
            with _renewed(jobs, lease=self.lease):
                opened = {job.pk: _open(job) for job in jobs}
                items = {pk: item for pk, item in opened.items() if isinstance(item, Item)}
                outcomes = dict(zip(items, self.engine.run(list(items.values())), strict=True))
            for job in jobs:
                result = outcomes.get(job.pk, opened[job.pk])
                error = result if isinstance(result, CaptionError) else result.error
                _store(job, error or result)
        except Exception:
            # The batch boundary: a defect in the engine or a database away for a moment. The
            # rows are still claimed; their leases run out and each is tried again alone.
            log.exception("a batch failed", extra={"rows": len(jobs)})
        finally:
            self._claimed = []
            notify.waiters().done([job.public_id for job in jobs])


def _open(job: CaptionJob) -> Item | CaptionError:
    """The job's photo, decoded; or the error its row ends with."""
    try:
        with job.photo.file.open("rb") as file:
            data = file.read()
    except FileNotFoundError:
        return PhotoUnreadable("the stored photo is gone")
    except Exception as error:
        # Each storage raises errors of its own kind; its network may be back for the next try.
        log.exception("the photo storage failed", extra={"job": job.public_id})
        return EngineFailed(f"the photo storage did not answer ({type(error).__name__})")
    try:
        return Item(photos.decode(data), job.brief)
    except (OSError, SyntaxError):  # what Pillow raises over a file that is no JPEG
        return PhotoUnreadable("the stored photo cannot be read")


def _store(job: CaptionJob, result: Outcome | CaptionError) -> None:
    won = job.fail(result) if isinstance(result, CaptionError) else job.finish(result)
    if not won:
        log.info("result dropped: the claim was lost", extra={"job": job.public_id})
        return
    metrics.count(result)
    if isinstance(result, CaptionError):
        log.warning(
            "caption failed",
            extra={"job": job.public_id, "code": result.code, "detail": result.detail},
        )


@contextmanager
def _renewed(jobs: list[CaptionJob], *, lease: timedelta) -> Iterator[None]:
    """Renews the leases from a thread of its own while the engine is busy in this one."""
    over = threading.Event()

    def renew() -> None:
        try:
            while not over.wait(lease.total_seconds() / 3):
                try:
                    CaptionJob.objects.renew(jobs, lease=lease)
                except DatabaseError:
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


def open_drain() -> Drain:
    """Load and warm the configured models, ready to drain.

    Raises:
        ModelMissing, ModelUnusable: as `open_engine`.
    """
    started = time.monotonic()
    engine = open_engine(conf.engine_config())
    engine.warm()
    log.info("models loaded", extra={"seconds": round(time.monotonic() - started, 1)})
    return Drain(engine, max_batch=settings.MAX_BATCH, lease=conf.lease())
