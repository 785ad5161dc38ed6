"""T3: how much of the bare loop's rate is left through the queue, from submit to the last row.

Same photos, open already in the loop and taken in already before they are submitted; same engine
and batch size, in turn. Each run is another person's, so that no description is known already.
"""

import statistics
import time
from collections.abc import Sequence

from bench import inside, samples
from bench.baselines import bare
from bench.checkpoints import BATCH
from bench.targets import Measured
from captioner.engine import Item, open_engine
from captioner.photos import LoadedPhoto
from captioner.writing.brief import Brief

PHOTOS = 96
RUNS = 5


def measure() -> Measured:
    photos, briefs = inside.loaded(PHOTOS), samples.briefs(PHOTOS)
    items = [Item(photo.image, brief) for photo, brief in zip(photos, briefs, strict=True)]
    with inside.folder() as folder, inside.queue(folder) as served:
        engine = open_engine(served.config)  # in this process: the one that serves has its own
        through_queue(photos[:BATCH], briefs[:BATCH], person="warm")
        bare.seconds(engine, items[:BATCH], size=BATCH)
        pairs = [
            (
                bare.seconds(engine, items, size=BATCH),
                through_queue(photos, briefs, person=f"run {n}"),
            )
            for n in range(RUNS)
        ]
    alone, queued = (statistics.median(times) for times in zip(*pairs, strict=True))
    notes = (f"bare loop {PHOTOS / alone:.1f}/s, through the queue {PHOTOS / queued:.1f}/s",)
    return Measured(round(alone / queued, 3), notes)


def through_queue(photos: Sequence[LoadedPhoto], briefs: Sequence[Brief], *, person: str) -> float:
    """Seconds from the first submit to the end of the last row.

    Raises:
        RuntimeError: a row did not succeed.
    """
    from captioner.models import State
    from captioner.submit import submit, wait

    began = time.perf_counter()
    jobs = [
        submit(photo, brief, visitor=person) for photo, brief in zip(photos, briefs, strict=True)
    ]
    ended = [wait(job, 120) for job in jobs]
    took = time.perf_counter() - began
    if failed := [job for job in ended if job.state != State.SUCCEEDED]:
        raise RuntimeError(f"{len(failed)} rows failed: {failed[0].error_detail}")
    return took
