"""What the engine takes for a batch, by its rows: the bundled models as people have them.

One thread, photos open already, neither queue nor storage.
"""

import os
import statistics
import time

from bench import samples
from captioner import photos, presets
from captioner.engine import EngineConfig, Item, open_engine

SIZES = (1, 2, 4, 8, 16)
RUNS = 9


def measure() -> dict[int, float]:
    """Rows of a batch -> seconds: medians of runs in turn, each run of other photos."""
    os.environ["OMP_NUM_THREADS"] = "1"  # read when torch loads
    engine = open_engine(EngineConfig(**presets.engine_config("bundled")))
    count = sum(SIZES) * RUNS
    jpegs = [photos.load(file).jpeg for file in samples.jpegs(max(SIZES))]
    opened = [photos.decode(jpeg, side=engine.photo_side) for jpeg in jpegs]
    items = [Item(opened[n % len(opened)], brief) for n, brief in enumerate(samples.briefs(count))]
    for size in SIZES:
        engine.run(items[:size])
    took: dict[int, list[float]] = {size: [] for size in SIZES}
    for _ in range(RUNS):
        for size in SIZES:
            batch, items = items[:size], items[size:]
            began = time.perf_counter()
            engine.run(batch)
            took[size].append(time.perf_counter() - began)
    return {size: round(statistics.median(times), 4) for size, times in took.items()}
