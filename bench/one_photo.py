"""One warm photo through the whole pipeline: intake, describe, write, rank.

    python bench/one_photo.py [--runs 40] [--json]

Prints the machine, the median and the 90th percentile in milliseconds, and each stage's share.
The photos are the samples; every run has another seed, so that no answer is repeated.
"""

import argparse
import json
import os
import platform
import statistics
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from captioner import photos, presets  # noqa: E402
from captioner.engine import EngineConfig, Item, open_engine  # noqa: E402
from captioner.writing.brief import AUDIENCES, TONES, Brief  # noqa: E402


def machine() -> dict:
    """What the figures were measured on."""
    import torch
    import transformers

    model = platform.processor() or platform.machine()
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        names = [line for line in cpuinfo.read_text().splitlines() if "model name" in line]
        model = names[0].partition(":")[2].strip() if names else model
    return {
        "processor": model,
        "cores": len(os.sched_getaffinity(0))
        if hasattr(os, "sched_getaffinity")
        else os.cpu_count(),
        "python": platform.python_version(),
        "torch": torch.__version__,
        "transformers": transformers.__version__,
        "threads": torch.get_num_threads(),
    }


def measure(runs: int) -> dict:
    """Medians and 90th percentiles in milliseconds over `runs` photos, one at a time."""
    samples = [path.read_bytes() for path in sorted((ROOT / "static" / "samples").glob("*.jpg"))]
    started = time.perf_counter()
    engine = open_engine(EngineConfig(**presets.engine_config("bundled")))
    engine.warm()
    load_s = time.perf_counter() - started
    stages: dict[str, list[float]] = {"intake": [], "describe": [], "write": [], "total": []}
    for run in range(runs):
        brief = Brief(
            tone=TONES[run % len(TONES)], audience=AUDIENCES[run % len(AUDIENCES)], seed=run
        )
        start = time.perf_counter()
        photo = photos.load(samples[run % len(samples)])
        intake = time.perf_counter()
        [outcome] = engine.run([Item(photo.image, brief)])
        total = time.perf_counter()
        if outcome.error:
            raise outcome.error
        stages["intake"].append((intake - start) * 1000)
        stages["describe"].append(outcome.describe_ms)
        stages["write"].append(outcome.write_ms)
        stages["total"].append((total - start) * 1000)
    return {
        "machine": machine(),
        "runs": runs,
        "load_s": round(load_s, 1),
        "ms": {
            stage: {
                "median": round(statistics.median(values)),
                "p90": round(statistics.quantiles(values, n=10)[-1]),
            }
            for stage, values in stages.items()
        },
    }


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--runs", type=int, default=40)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    result = measure(args.runs)
    if args.json:
        print(json.dumps(result, indent=2))
        return
    print("  ".join(f"{name} {value}" for name, value in result["machine"].items()))
    print(f"models loaded and warm in {result['load_s']} s; {args.runs} photos, one at a time")
    print(f"{'':10}{'median':>10}{'p90':>10}")
    for stage, ms in result["ms"].items():
        print(f"{stage:10}{ms['median']:>7} ms{ms['p90']:>7} ms")


if __name__ == "__main__":
    main()
