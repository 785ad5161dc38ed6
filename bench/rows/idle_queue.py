"""T12: one job in an idle queue: from `submit`, the photo taken in, until the engine has it.

The engine has a process of its own. Until it is asked is measured; the way there is told apart, by
an item that is locked as a whole, so that no model runs.
"""

import statistics
import time
from itertools import pairwise

from bench import inside, samples
from bench.latency import percentile
from bench.targets import Measured
from captioner import photos
from captioner.engine import Item, Locked
from captioner.photos import LoadedPhoto
from captioner.writing.brief import Brief, Hashtag

JOBS = 60
_PAUSE = 0.1  # seconds, so that the worker waits again; the engine is asked one thing at a time
_WHOLE = Locked("Words.", tuple(Hashtag(f"#Tag{n}", "niche", n < 5) for n in range(6)), "A dog.")


def measure() -> Measured:
    from_submit, stored, handed_over = [], [], []
    with inside.folder() as folder, inside.queue(folder) as engine:
        from captioner.submit import submit, wait

        for photo, brief in zip(inside.loaded(JOBS), samples.briefs(JOBS), strict=True):
            time.sleep(_PAUSE)
            began = time.perf_counter()
            job = submit(photo, brief)
            stored.append((time.perf_counter() - began) * 1000)
            if wait(job, 60).is_waiting:
                raise RuntimeError("a job of an idle queue was not done within a minute")
            waited = (engine.began - began) * 1000
            time.sleep(_PAUSE)  # until the worker has seen that nothing else waits
            handed_over.append(_way_there(engine, photo, brief))
            from_submit.append(waited + handed_over[-1])
    notes = (
        f"median of {JOBS} jobs; p90 {percentile(from_submit, 90):.1f} ms; of it submit itself, "
        f"with the photo's file, {statistics.median(stored):.1f} ms, and the way to the engine's "
        f"process {statistics.median(handed_over):.1f} ms",
    )
    return Measured(round(statistics.median(from_submit), 1), notes)


def _way_there(engine: inside.Timed, photo: LoadedPhoto, brief: Brief) -> float:
    """Milliseconds that an item takes to the engine's process.

    What the photo adds to a call in which no model runs, and half a call that brings nothing.
    """
    opened = photos.decode(photo.jpeg, side=engine.photo_side)
    moments = [time.perf_counter()]
    engine.describe([Item(opened, brief, locked=_WHOLE)])
    moments.append(time.perf_counter())
    engine.describe([Item(None, brief, locked=_WHOLE)])
    moments.append(time.perf_counter())
    engine.adapters  # noqa: B018
    moments.append(time.perf_counter())
    with_photo, without, empty = (after - before for before, after in pairwise(moments))
    return (max(0.0, with_photo - without) + empty / 2) * 1000
