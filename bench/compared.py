"""Our server's rate over a baseline's, from runs in turn."""

from bench.latency import Run, middle
from bench.runs import in_turn, side_by_side
from bench.targets import Measured


def compared(baseline: str, *, concurrency: int) -> Measured:
    """The ratio of the median rates, and both middle runs."""
    with side_by_side(baseline) as servers:
        runs = in_turn(servers, concurrency=concurrency)
    medians = {name: middle(each) for name, each in runs.items()}
    ratio = medians["ours"].rate / medians[baseline].rate
    return Measured(round(ratio, 2), tuple(told(name, run) for name, run in medians.items()))


def told(name: str, run: Run) -> str:
    """A run in a line."""
    batches = ", ".join(f"{count} of ≤{bound}" for bound, count in run.batches.items())
    return (
        f"{name:18} {run.rate:6.2f}/s  p50 {run.p50:.0f}  p90 {run.p90:.0f}  p95 {run.p95:.0f}  "
        f"p99 {run.p99:.0f} ms  {run.cores:.2f} cores  {run.memory_mb:.0f} MB"
        + (f"  batches: {batches}" if batches else "")
    )
