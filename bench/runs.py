"""Servers under the same load in turn: what a machine does besides falls on all of them alike."""

import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from bench import checkpoints, load, samples, servers
from bench.latency import Run
from bench.servers import Server

PHOTOS = 64
RUNS = 3
WARM_S = 3.0
MEASURED_S = 12.0


@contextmanager
def side_by_side(*baselines: str) -> Iterator[list[Server]]:
    """Our server and these baselines, with the same models of fixed lengths."""
    with TemporaryDirectory(prefix="bench-models-") as folder, ExitStack() as stack:
        models = checkpoints.fixed(Path(folder))
        settings = checkpoints.environment(*models) | servers.LIFTED
        started = [stack.enter_context(servers.ours(settings))]
        started += [stack.enter_context(servers.baseline(module, *models)) for module in baselines]
        yield started


def in_turn(
    of: Sequence[Server], *, concurrency: int, runs: int = RUNS, seconds: float = MEASURED_S
) -> dict[str, list[Run]]:
    """Runs of each server by its name, one of each after the other, `runs` times."""
    bodies = samples.bodies(samples.jpegs(PHOTOS))
    found: dict[str, list[Run]] = {server.name: [] for server in of}
    for _ in range(runs):
        for server in of:
            found[server.name].append(_measured(server, bodies, concurrency, seconds))
    return found


def _measured(server: Server, bodies: list, concurrency: int, seconds: float) -> Run:
    before, batches, began = server.usage(), server.batches(), time.monotonic()
    took = load.closed(server.url, bodies, concurrency=concurrency, warm=WARM_S, seconds=seconds)
    after, elapsed = server.usage(), time.monotonic() - began
    new = {bound: count - batches[bound] for bound, count in server.batches().items()}
    return Run.of(
        took,
        during=seconds,
        # Over the warm-up too, which has the same load.
        cores=round((after.processor - before.processor) / elapsed, 2),
        memory_mb=round(after.memory / 1e6),
        batches={bound: count for bound, count in new.items() if count},
    )
