"""The worker's loop: claim rows, open their photos, run the engine, store, tell the waiters.

Between batches the engine takes up the adapter that was promoted meanwhile.

There is no batching timer. While the engine works, rows pile up, and the next claim takes them
all: an idle system answers at once and a loaded one batches exactly as far as its load asks.
The thread that runs the loop is the only one that touches a model. Knows nothing of HTTP and
nothing of how it was started (`embedded`, `tasks`).
"""

import logging
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from typing import Any

from django.conf import settings
from django.db import DatabaseError, Error, close_old_connections, connection, transaction

from captioner import conf, metrics, notify, photos
from captioner.adoption import Adoption
from captioner.engine import Engine, Item, Outcome, open_engine
from captioner.errors import CaptionError, EngineFailed, Expired, GaveUp, PhotoUnreadable
from captioner.models import CaptionJob, State

log = logging.getLogger(__name__)

READERS = 4  # photos read and decoded at a time: a storage may be far away


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
        self._adoption = Adoption(engine)
        self._readers = ThreadPoolExecutor(READERS, thread_name_prefix="photo")
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
        # Before the claim: a swap takes seconds, and nobody's lease should run meanwhile.
        self._adoption.follow()
        jobs = self._claim()
        if jobs:
            self._work(jobs)
        return len(jobs)

    def stop(self, seconds: float) -> None:
        """Claim no more; let the batch in hand finish for `seconds`, then give its rows back.

        Called from another thread than the draining one.
        """
        self._stopping.set()
        with self._lock:
            pass  # a claim that is under way ends first, or its rows would be missed
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
            _end_the_hopeless()
            self._claimed = CaptionJob.objects.claim(self.max_batch, lease=self.lease)
            return self._claimed

    def _work(self, jobs: list[CaptionJob]) -> None:
        metrics.BATCH_SIZE.observe(len(jobs))
        try:
            with _renewed(jobs, lease=self.lease):
                opened = dict(zip([job.pk for job in jobs], self._opened(jobs), strict=True))
                items = {pk: item for pk, item in opened.items() if isinstance(item, Item)}
                outcomes = dict(zip(items, self.engine.run(list(items.values())), strict=True))
            # One commit for the batch; a row that cannot be stored is undone alone.
            with transaction.atomic():
                for job in jobs:
                    _store(job, outcomes.get(job.pk, opened[job.pk]))
        except Exception:
            # The batch boundary: a defect in the engine or a database away for a moment. The
            # rows are still claimed; their leases run out and each is tried again alone.
            log.exception("a batch failed", extra={"rows": len(jobs)})
        finally:
            self._claimed = []
            notify.waiters().done([job.public_id for job in jobs])

    def _opened(self, jobs: list[CaptionJob]) -> list[Item | CaptionError]:
        """The jobs' photos, decoded side by side; or the errors their rows end with."""
        return list(self._readers.map(partial(_open, side=self.engine.photo_side), jobs))


def _end_the_hopeless() -> None:
    """End the rows that no claim will take again, and tell of it."""
    gone = [(public_id, GaveUp.code) for public_id in CaptionJob.objects.give_up()]
    if settings.EXPIRE_SECONDS:
        after = timedelta(seconds=settings.EXPIRE_SECONDS)
        gone += [(public_id, Expired.code) for public_id in CaptionJob.objects.expire(after)]
    for public_id, code in gone:
        metrics.count_failure(code)
        log.warning("caption failed", extra={"job": public_id, "code": code})
    if gone:
        notify.waiters().done([public_id for public_id, _ in gone])


def _open(job: CaptionJob, *, side: int) -> Item | CaptionError:
    """The job's photo, no larger than `side` asks for (`photos.decode`); or the error its row ends
    with. Asks the database for nothing."""
    try:
        asked = _asked(job)
    except CaptionError as error:
        return error  # the limits have changed since it was asked for
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
        return Item(photos.decode(data, side=side), **asked)
    except (OSError, SyntaxError):  # what Pillow raises over a file that is no JPEG
        return PhotoUnreadable("the stored photo cannot be read")


def _asked(job: CaptionJob) -> dict[str, Any]:
    """All of the item but its photo."""
    return {
        "brief": job.brief,
        "description": job.description or None,
        "voice": job.voice.value if job.voice else None,
        "never": tuple(job.never),
        "avoid": tuple(job.avoid),
        "locked": job.kept,
    }


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


@contextmanager
def _renewed(jobs: list[CaptionJob], *, lease: timedelta) -> Iterator[None]:
    """Renews the leases from a thread of its own while the engine is busy in this one."""
    over = threading.Event()

    def renew() -> None:
        try:
            while not over.wait(lease.total_seconds() / 3):
                try:
                    CaptionJob.objects.renew(jobs, lease=lease)
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


def open_drain() -> Drain:
    """Load and warm the configured models, ready to drain.

    Raises:
        ModelMissing, ModelUnusable: as `open_engine`.
        EngineFailed: they cannot answer, as a remote that is down.
    """
    started = time.monotonic()
    engine = open_engine(conf.engine_config())
    engine.warm()
    log.info("models loaded", extra={"seconds": round(time.monotonic() - started, 1)})
    return Drain(engine, max_batch=settings.MAX_BATCH, lease=conf.lease())
