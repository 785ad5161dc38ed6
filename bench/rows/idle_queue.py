"""T12: one job in an idle queue: from `submit`, the photo taken in, until the engine has it.

The engine has a process of its own. Until it is asked is measured; what the way there takes is that
of an item which is locked as a whole, so that no model runs: there and back, too much by the way
back.
"""

import statistics
import time

from bench import inside, samples
from bench.latency import percentile
from bench.targets import Measured
from captioner import photos
from captioner.engine import Item, Locked
from captioner.writing.brief import Hashtag

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
            asked_at = engine.began
            opened = photos.decode(photo.jpeg, side=engine.photo_side)
            whole = Item(opened, brief, locked=_WHOLE)
            time.sleep(_PAUSE)  # until the worker has seen that nothing else waits
            asked = time.perf_counter()
            engine.run([whole])
            handed_over.append((time.perf_counter() - asked) * 1000)
            from_submit.append((asked_at - began) * 1000 + handed_over[-1])
    notes = (
        f"median of {JOBS} jobs; p90 {percentile(from_submit, 90):.1f} ms; of it submit itself, "
        f"with the photo's file, {statistics.median(stored):.1f} ms, and to the engine's process "
        f"and back {statistics.median(handed_over):.1f} ms",
    )
    return Measured(round(statistics.median(from_submit), 1), notes)
