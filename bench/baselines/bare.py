"""No server: the engine in a loop, over photos that are open already."""

import time
from collections.abc import Sequence

from captioner.engine import Engine, Item


def seconds(engine: Engine, items: Sequence[Item], *, size: int) -> float:
    """How long the items take, in batches of `size`.

    Raises:
        CaptionError: one of them has no caption; its time would say nothing.
    """
    began = time.perf_counter()
    outcomes = []
    for start in range(0, len(items), size):
        outcomes += engine.run(items[start : start + size])
    took = time.perf_counter() - began
    for outcome in outcomes:
        if outcome.error:
            raise outcome.error
    return took
