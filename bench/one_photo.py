"""The bundled models on this machine: one warm photo at a time through the whole pipeline.

    python bench/one_photo.py [--runs 40] [--json]

Prints the machine, then what a person waits for and what the process takes, with the bounds the
bundled models are held to: medians and 90th percentiles of intake (bytes to the file that is
stored), describing, writing and the whole; the time to import the libraries, to load both models
and to answer a first photo; the process's largest resident memory. Two cores are meant: more are
told, not corrected for. The photos are the samples; every run has another seed, so that no answer
is repeated. A bound that is missed ends nothing: only the reader knows what else the machine was
doing.
"""

import argparse
import json
import resource
import statistics
import sys
import time
from pathlib import Path

BEGAN = time.perf_counter()  # before anything of ours, and what it brings, is imported
ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bench.machine import machine  # noqa: E402
from captioner import photos, presets  # noqa: E402
from captioner.engine import (  # noqa: E402
    Engine,
    EngineConfig,
    Item,
    imported,
    open_engine,
)
from captioner.writing.brief import Brief  # noqa: E402
from feedback.training.bundled import figures  # noqa: E402
from feedback.training.bundled.asking import spread  # noqa: E402
from feedback.training.bundled.figures import Figure  # noqa: E402

SAMPLES = ROOT / "static" / "samples"
MEDIANS_MS = {"describe": 150.0, "write": 400.0}
LOAD_S = 5.0
MEMORY_GB = 1.2


def torch_threads() -> int:
    """The threads of one product, once the models are open."""
    import torch

    return torch.get_num_threads()


def start() -> tuple[Engine, list[Figure]]:
    """The engine, open and warm, and what opening it took."""
    imported()
    libraries = time.perf_counter()
    engine = open_engine(EngineConfig(**presets.engine_config("bundled")))
    loaded = time.perf_counter()
    engine.warm()
    warm = time.perf_counter()
    rows = (
        ("import torch, transformers and the rest", libraries - BEGAN, None),
        ("load both models", loaded - libraries, None),
        ("both models loaded, from nothing", loaded - BEGAN, LOAD_S),
        ("answer the first photo", warm - loaded, None),
    )
    return engine, [
        Figure(group="start", name=name, value=round(seconds, 3), unit="s", at_most=bound)
        for name, seconds, bound in rows
    ]


def one_at_a_time(engine: Engine, runs: int) -> list[Figure]:
    """Medians and 90th percentiles of each stage over `runs` photos."""
    samples = [path.read_bytes() for path in sorted(SAMPLES.glob("*.jpg"))]
    taken = [
        _timed(engine, samples[run % len(samples)], brief) for run, brief in enumerate(spread(runs))
    ]
    found = []
    for stage in taken[0]:
        times = [each[stage] for each in taken]
        found.append(
            Figure(
                group=f"one photo at a time, {runs} photos",
                name=f"{stage}, median",
                value=round(statistics.median(times), 1),
                unit="ms",
                at_most=MEDIANS_MS.get(stage),
                remark=f"90th percentile {statistics.quantiles(times, n=10)[-1]:.0f} ms",
            )
        )
    return found


def _timed(engine: Engine, data: bytes, brief: Brief) -> dict[str, float]:
    """Milliseconds by stage for one photo."""
    began = time.perf_counter()
    photo = photos.load(data)
    taken_in = time.perf_counter()
    [outcome] = engine.run([Item(photo.image, brief)])
    done = time.perf_counter()
    if outcome.error:
        raise outcome.error
    return {
        "intake": (taken_in - began) * 1000,
        "describe": outcome.describe_ms,
        "write": outcome.write_ms,
        "all": (done - began) * 1000,
    }


def memory() -> Figure:
    """The most memory this process has had resident at once, in 10^9 bytes."""
    # Linux counts kibibytes, macOS bytes.
    unit = 1 if sys.platform == "darwin" else 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e9
    return Figure(
        group="memory", name="largest resident", value=round(peak, 3), unit="GB", at_most=MEMORY_GB
    )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--runs", type=int, default=40, help="photos, at least 2")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    engine, starting = start()
    measured_on = machine(("torch", "transformers")) | {"threads": torch_threads()}
    found = [*one_at_a_time(engine, args.runs), *starting, memory()]
    if args.json:
        print(json.dumps({"machine": measured_on, "figures": figures.plain(found)}, indent=2))
        return
    print("  ".join(f"{name} {value}" for name, value in measured_on.items()) + "\n")
    print(figures.table(found))


if __name__ == "__main__":
    main()
