"""The rows that need no GPU: what is measured against what must be and what is aimed at.

    python -m bench.cpu [--only T2 T6]

Each row runs in a process of its own. Writes `bench/results/cpu.json`; rows that were left out keep
no figure of an earlier run. A row that is missed ends nothing: only the reader knows what else the
machine was doing. Two cores that nobody else uses are meant.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from dataclasses import asdict
from importlib import import_module
from pathlib import Path

from bench.machine import machine
from bench.targets import CPU, Measured, as_json, line

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "bench" / "results" / "cpu.json"

# As bin/run.sh sets it for our server; here for every server and for the bare engine alike.
MEMORY = {
    "MALLOC_MMAP_THRESHOLD_": "33554432",
    "MALLOC_TRIM_THRESHOLD_": "134217728",
    "MALLOC_ARENA_MAX": "2",
}


def measured(row: str) -> Measured:
    """A row, from a process of its own.

    Raises:
        RuntimeError: it failed; the message ends with what it said.
    """
    command = [sys.executable, "-m", "bench.cpu", "--here", row]
    env = os.environ | MEMORY
    ran = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    if ran.returncode:
        raise RuntimeError(f"{row} failed:\n{ran.stderr[-2000:]}")
    found = json.loads(ran.stdout.splitlines()[-1])
    return Measured(found["value"], tuple(found["notes"]))


def write(found: dict, path: Path = RESULTS) -> None:
    """The file as a whole, or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    part.write_text(json.dumps(found, indent=2, ensure_ascii=False) + "\n")
    part.rename(path)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--only", nargs="+", choices=CPU, default=list(CPU), metavar="ROW")
    parser.add_argument("--here", choices=CPU, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.here:
        module = import_module(f"bench.rows.{CPU[args.here].module}")
        print(json.dumps(asdict(module.measure())))
        return
    began, about = time.monotonic(), machine()
    print("  ".join(f"{name} {value}" for name, value in about.items()) + "\n", flush=True)
    found = {}
    for row in args.only:
        result = measured(row)
        found[row] = as_json(CPU[row], result)
        print(line(row, CPU[row], result), *result.notes, sep="\n       ", flush=True)
    write(found | {"machine": about})
    minutes = (time.monotonic() - began) / 60
    print(f"\n{RESULTS.relative_to(ROOT)} written after {minutes:.1f} minutes")


if __name__ == "__main__":
    main()
