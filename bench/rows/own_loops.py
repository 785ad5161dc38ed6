"""T6: our decode loops over eager `generate`, one row at a time: describer, writer.

Both with what comes before and after in a caller: the photo's pixels, the prompt's tokens, the
words. Same weights, number format, threads and number of new tokens; in turn.
"""

import statistics
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from bench import checkpoints, samples
from bench.baselines.eager import EagerDescriber, EagerWriter
from bench.targets import Measured
from captioner.engine import sleep_between_products
from captioner.engine.describer import Describer
from captioner.engine.device import choose, use_threads
from captioner.engine.rows import Row
from captioner.engine.writer import LlmWriter

RUNS = 30
_WARM = 3


def measure() -> Measured:
    sleep_between_products()
    images, briefs = samples.images(RUNS + _WARM), samples.briefs(RUNS + _WARM)
    with TemporaryDirectory(prefix="bench-models-") as folder:
        config = checkpoints.config(*checkpoints.fixed(Path(folder)))
        placement = choose(config.device, config.dtype)
        describer, eager_describer = (
            made(config.describer, placement) for made in (Describer, EagerDescriber)
        )
        writer, eager_writer = LlmWriter(config, placement), EagerWriter(config.writer, placement)
    use_threads(placement.device, describer.weights_bytes + writer.weights_bytes)
    rows = [
        Row(image, brief, describer.describe([image])[0], brief.seed)
        for image, brief in zip(images, briefs, strict=True)
    ]
    describing = _medians(describer.describe, eager_describer.describe, images)
    writing = _medians(writer.write, eager_writer.write, rows)
    notes = tuple(
        f"{what}: ours {own:.1f} ms, generate {eager:.1f} ms"
        for what, (own, eager) in (("describer", describing), ("writer", writing))
    )
    return Measured([round(eager / own, 2) for own, eager in (describing, writing)], notes)


def _medians(own: Callable, eager: Callable, each: list) -> tuple[float, float]:
    """Milliseconds of both, one after the other over the same single rows.

    Raises:
        RuntimeError: they differ in what they say; their times would not compare.
    """
    times = []
    for one in each:
        began = time.perf_counter()
        ours = own([one])
        between = time.perf_counter()
        theirs = eager([one])
        times.append((between - began, time.perf_counter() - between))
        if ours != theirs:
            raise RuntimeError(f"ours says {ours}, generate {theirs}")
    ours_s, theirs_s = (statistics.median(part) for part in zip(*times[_WARM:], strict=True))
    return ours_s * 1000, theirs_s * 1000
