"""T12: one job in an idle queue: from `submit`, the photo taken in, until the engine has it."""

import statistics
import time

from bench import inside, samples
from bench.latency import percentile
from bench.targets import Measured

JOBS = 60
_PAUSE = 0.1  # seconds, so that the worker waits again


def measure() -> Measured:
    from_submit, stored = [], []
    with inside.folder() as folder, inside.queue(folder) as engine:
        from captioner.submit import submit, wait

        for photo, brief in zip(inside.loaded(JOBS), samples.briefs(JOBS), strict=True):
            time.sleep(_PAUSE)
            began = time.perf_counter()
            job = submit(photo, brief)
            stored.append((time.perf_counter() - began) * 1000)
            if wait(job, 60).is_waiting:
                raise RuntimeError("a job of an idle queue was not done within a minute")
            from_submit.append((engine.began - began) * 1000)
    notes = (
        f"median of {JOBS} jobs; p90 {percentile(from_submit, 90):.1f} ms; submit itself, with "
        f"the photo's file, {statistics.median(stored):.1f} ms of it",
    )
    return Measured(round(statistics.median(from_submit), 1), notes)
