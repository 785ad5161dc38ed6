"""Every server at every number of callers: `make bench-full`.

    python -m bench.sweep [--callers 1 8 16 32 64] [--runs 3] [--seconds 12]

Writes `bench/results/sweep.json`, the table as `sweep.md` and the plot as `sweep.svg` beside it.
"""

import argparse
from dataclasses import asdict

from bench.compared import told
from bench.cpu import RESULTS, ROOT, write
from bench.latency import Run, middle
from bench.machine import machine
from bench.plot import lines
from bench.runs import MEASURED_S, RUNS, in_turn, side_by_side

CALLERS = (1, 8, 16, 32, 64)
BASELINES = ("one_at_a_time", "litserve_batches")
_COLUMNS = ("rate", "p50", "p90", "p95", "p99", "cores", "memory_mb")

Found = dict[str, dict[int, Run]]


def table(found: Found) -> str:
    """As Markdown, a row for each server and number of callers."""
    head = "| server | callers | a second | p50 ms | p90 | p95 | p99 | cores | MB |"
    rows = [head, "|---|" + "---:|" * 8]
    for name, runs in found.items():
        for callers, run in runs.items():
            figures = " | ".join(f"{getattr(run, column):g}" for column in _COLUMNS)
            rows.append(f"| {name} | {callers} | {figures} |")
    return "\n".join(rows) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--callers", nargs="+", type=int, default=CALLERS)
    parser.add_argument("--runs", type=int, default=RUNS, help="of each, of which the middle one")
    parser.add_argument("--seconds", type=float, default=MEASURED_S, help="of each run")
    args = parser.parse_args()
    about, found = machine(), {}
    with side_by_side(*BASELINES) as servers:
        for callers in args.callers:
            runs = in_turn(servers, concurrency=callers, runs=args.runs, seconds=args.seconds)
            for name, each in runs.items():
                found.setdefault(name, {})[callers] = middle(each)
                print(f"{callers:3} callers  {told(name, middle(each))}", flush=True)
    plain = {name: {n: asdict(run) for n, run in runs.items()} for name, runs in found.items()}
    write({"machine": about, "servers": plain}, RESULTS.with_name("sweep.json"))
    RESULTS.with_name("sweep.md").write_text(table(found))
    rates = {name: {n: run.rate for n, run in runs.items()} for name, runs in found.items()}
    RESULTS.with_name("sweep.svg").write_text(lines(rates, x="callers", y="captions a second"))
    print(f"\nwritten to {RESULTS.parent.relative_to(ROOT)}: sweep.json, sweep.md, sweep.svg")


if __name__ == "__main__":
    main()
