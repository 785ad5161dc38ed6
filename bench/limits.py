"""How far describing and writing are from what the processor could do: python -m bench.limits

The least a stage can take is its products' work over the rate at which this processor multiplies
large matrices, on as many threads as serve. Attention, norms, pixels, tokenizing and the choice of
tokens are no products of weights: they count in a stage's time and not in its work.
"""

import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import torch

from bench import checkpoints, samples
from bench.machine import machine
from captioner.engine import products, sleep_between_products
from captioner.engine.describer import Describer
from captioner.engine.device import choose, use_threads
from captioner.engine.rows import Row
from captioner.engine.writer import LlmWriter

BATCHES = (1, 16)
RUNS = 7
_SIDE = 2048  # of the matrices whose product is the rate


@dataclass(slots=True)
class Work:
    """What the products of a run were: floating-point operations, and seconds inside them."""

    operations: float = 0.0
    seconds: float = 0.0


@contextmanager
def counted() -> Iterator[Work]:
    """Counts every product of weights that the decoding loops ask for in the block."""
    work, product = Work(), products.Product.__call__

    def counting(self: products.Product, x: torch.Tensor) -> torch.Tensor:
        began = time.perf_counter()
        made = product(self, x)
        work.seconds += time.perf_counter() - began
        work.operations += 2 * x.numel() * made.shape[-1]
        return made

    products.Product.__call__ = counting
    try:
        yield work
    finally:
        products.Product.__call__ = product


def rate() -> float:
    """Operations a second in a product of large float32 matrices: the best of some."""
    left, right = torch.rand(2, _SIDE, _SIDE)
    seconds = []
    for _ in range(RUNS):
        began = time.perf_counter()
        torch.mm(left, right)
        seconds.append(time.perf_counter() - began)
    return 2 * _SIDE**3 / min(seconds)


def main() -> None:
    sleep_between_products()
    count = max(BATCHES)
    images, briefs = samples.images(count), samples.briefs(count)
    with TemporaryDirectory(prefix="bench-models-") as folder:
        config = checkpoints.config(*checkpoints.fixed(Path(folder)))
        placement = choose(config.device, config.dtype)
        describer = Describer(config.describer, placement)
        writer = LlmWriter(config, placement)
    use_threads(placement.device, describer.weights_bytes + writer.weights_bytes)
    rows = [
        Row(image, brief, description, brief.seed)
        for image, brief, description in zip(
            images, briefs, describer.describe(images), strict=True
        )
    ]
    peak = rate()
    print("  ".join(f"{name} {value}" for name, value in machine().items()))
    print(
        f"large float32 products on {torch.get_num_threads()} thread(s): {peak / 1e9:.0f} GFLOP/s"
    )
    print(
        "\n| a photo, in batches of | GFLOP | at that rate | in products | in all | of the limit |"
    )
    print("|---|---:|---:|---:|---:|---:|")
    for size in BATCHES:
        for name, call, each in (
            ("described", describer.describe, images),
            ("written of", writer.write, rows),
        ):
            print(_line(f"{name}, {size}", call, each[:size], peak))


def _line(name: str, call: Callable, batch: list, peak: float) -> str:
    call(batch)
    seconds, works = [], []
    for _ in range(RUNS):
        with counted() as work:
            began = time.perf_counter()
            call(batch)
            seconds.append(time.perf_counter() - began)
        works.append(work)
    ms = 1000 / len(batch)
    operations, whole = works[0].operations, statistics.median(seconds)
    inside = statistics.median(work.seconds for work in works)
    least = operations / peak
    return (
        f"| {name} | {operations / len(batch) / 1e9:.2f} | {least * ms:.1f} ms | "
        f"{inside * ms:.1f} ms | {whole * ms:.1f} ms | {least / whole:.0%} |"
    )


if __name__ == "__main__":
    main()
