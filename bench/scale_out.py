"""One, two, then four Celery workers on one queue: how fast, how evenly, and whether all was done.

PostgreSQL, Redis, the bundled models as people have them; each worker is kept to one core. The
photos are queued before the workers are told of any. Each worker tells by its own /metrics how many
rows it ended.
"""

import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from itertools import cycle
from typing import Any

from bench import inside, samples
from bench.servers import ROOT, START_SECONDS, end, free_port, histogram
from captioner.photos import LoadedPhoto
from tests import services

WORKERS = (1, 2, 4)
PHOTOS = 384  # six full batches for each of four
_DRAIN_SECONDS = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """What became of one queue.

    Args:
        rate: captions a second, from the first hint to the last row's end.
        rows: that each worker ended.
        batches: that all of them ran, by rows at most.
        lost: rows that have no caption.
        twice: rows that were taken more than once, or have more than one caption.
    """

    workers: int
    rate: float
    rows: list[int]
    batches: dict[str, int]
    lost: int
    twice: int

    @property
    def evenness(self) -> float:
        """The fewest rows of a worker over the most; 1 where all had as many."""
        return min(self.rows) / max(self.rows)


def measure() -> list[dict[str, Any]]:
    """A `Shared` for each number of workers, as plain values."""
    with ExitStack() as stack:
        database = stack.enter_context(services.postgres(durable=True))
        broker = stack.enter_context(services.redis_server())
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "snap2caption.settings",
            "WORKER": "celery",
            "DATABASE_URL": database,
            "REDIS_URL": broker,
            "DATA_DIR": str(stack.enter_context(inside.folder())),
            "OMP_NUM_THREADS": "1",
        }
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        photos = inside.loaded(PHOTOS)
        return [_told(shared(workers, photos)) for workers in WORKERS]


def shared(workers: int, photos: Sequence[LoadedPhoto]) -> Shared:
    """Let so many workers drain a queue of these photos."""
    from django.db.models import Count, F, Max
    from django.utils import timezone

    from captioner.models import CaptionJob, State
    from captioner.submit import hint
    from snap2caption.celery import app

    app.control.purge()  # hints that the workers before left, at which these would not wait
    mine = CaptionJob.objects.filter(visitor=f"{workers} workers")
    with running(workers) as ports:
        put(photos, person=f"{workers} workers")
        began = timezone.now()
        for _ in photos:
            hint()
        _until(lambda: not mine.waiting().exists(), _DRAIN_SECONDS)
        told = [_metrics(port) for port in ports]
    last = mine.aggregate(last=Max("finished_at"))["last"]
    done = mine.filter(state=State.SUCCEEDED).annotate(captions_made=Count("captions"))
    once = done.filter(attempts=1, captions_made=F("variants"))
    return Shared(
        workers=workers,
        rate=round(len(photos) / (last - began).total_seconds(), 2),
        rows=[rows_ended(lines) for lines in told],
        batches=batches(told),
        lost=len(photos) - done.count(),
        twice=done.count() - once.count(),
    )


def put(photos: Sequence[LoadedPhoto], *, person: str) -> None:
    """Queue them as `submit` does, without a hint."""
    from captioner.models import CaptionJob
    from captioner.submit import stored

    for photo, brief in zip(photos, samples.briefs(len(photos)), strict=True):
        with stored(photo, visitor=person) as row:
            CaptionJob.objects.create(photo=row, visitor=person, **CaptionJob.columns(brief))


def rows_ended(metrics: Sequence[str]) -> int:
    """By a worker, since it started; of the lines of its /metrics."""
    name = "inference_requests_total "
    return next(int(float(line.removeprefix(name))) for line in metrics if line.startswith(name))


def batches(metrics: Sequence[Sequence[str]]) -> dict[str, int]:
    """Rows of a batch, at most -> how many, of all workers' metrics; without those of none."""
    each = [histogram(lines, "captioner_batch_size") for lines in metrics]
    summed = {bound: sum(one[bound] for one in each) for bound in each[0]}
    return {bound: count for bound, count in summed.items() if count}


@contextmanager
def running(workers: int) -> Iterator[list[int]]:
    """So many workers with their models open; the ports of their metrics."""
    from snap2caption.celery import app

    ports = [free_port() for _ in range(workers)]
    with ExitStack() as stack:
        for port, core in zip(ports, cycle(sorted(os.sched_getaffinity(0))), strict=False):
            stack.enter_context(_worker(port, core))
        _until(lambda: len(app.control.ping(timeout=1)) == workers, START_SECONDS)
        yield ports


@contextmanager
def _worker(port: int, core: int) -> Iterator[None]:
    """A worker that is kept to one core: so it describes and writes in turn (`Stages`)."""
    command = [sys.executable, "-m", "celery", "-A", "snap2caption", "worker"]
    command += ["--pool", "threads", "--concurrency", "1", "-n", f"{port}@bench"]
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env=os.environ | {"METRICS_PORT": str(port)},
        stdout=sys.stderr,
        start_new_session=True,
    )
    os.sched_setaffinity(process.pid, {core})
    try:
        yield
    finally:
        end(process)


def _metrics(port: int) -> list[str]:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=10) as answer:
        return answer.read().decode().splitlines()


def _told(found: Shared) -> dict[str, Any]:
    return asdict(found) | {"evenness": round(found.evenness, 2)}


def _until(done: Callable[[], bool], seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while not done():
        if time.monotonic() > deadline:
            raise TimeoutError(f"not done after {seconds:g} s")
        time.sleep(0.1)
