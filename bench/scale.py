"""How the service scales out, measured, simulated and priced: `make bench-scale`.

    python -m bench.scale --core-hour 0.05 [--recorded]

Each part that is measured runs in a process of its own, on two cores that nobody else uses. Writes
`bench/results/scale.json`, the tables as `scale.md` and the drawing as `scale.svg` beside it.
"""

import argparse
import json
import subprocess
import sys
import time
from dataclasses import asdict
from importlib import import_module
from typing import Any

from bench import load, scale_tables
from bench.costs import Stages, fleet
from bench.cpu import RESULTS, ROOT, write
from bench.machine import machine
from bench.plot import lines
from bench.simulation import fewest, most_a_second, seconds_of, simulate

PARTS = ("service_times", "scale_out", "saturation", "web_stage")
LIBRARIES = ("torch", "transformers", "Django", "psycopg", "celery", "moto")
PACES = (10, 1_000, 100_000)  # captions a minute
WORKERS = (1, 2, 4, 8, 16, 32, 64, 100, 128, 192, 256)
SIMULATED = 100_000  # captions, of each pace
P90_S = 2.0
_SEED = 8
_SCALE = RESULTS.with_name("scale.json")


def measured(part: str) -> Any:
    """What a part finds, from a process of its own.

    Raises:
        RuntimeError: it failed; the message ends with what it said.
    """
    command = [sys.executable, "-m", "bench.scale", "--here", part]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if ran.returncode:
        raise RuntimeError(f"{part} failed:\n{ran.stderr[-3000:]}")
    return json.loads(ran.stdout.splitlines()[-1])


def worker_times(found: dict[str, Any]) -> list[float]:
    """Seconds that a worker takes for a batch, by its rows (`simulation.seconds_of`).

    The engine's, and for each row what one worker took beyond the engine's full batches: claims,
    opening, writing.
    """
    engine = seconds_of({int(rows): s for rows, s in found["service_times"].items()})
    beyond = 1 / found["scale_out"][0]["rate"] - 1 / most_a_second(engine)
    return [seconds + rows * max(0.0, beyond) for rows, seconds in enumerate(engine)]


def waits(takes: list[float]) -> list[dict[str, Any]]:
    """Each pace with the workers that it needs, and what people wait with these and with more, up
    to where nobody waits. With fewer the queue grows as long as it may."""
    found = []
    for a_minute in PACES:
        due = load.arrivals(SIMULATED, every=60 / a_minute, seed=_SEED)
        needed, told = fewest(due, takes=takes, p90_s=P90_S), {}
        for number in [needed, *(n for n in WORKERS if n > needed)]:
            told[number] = simulate(due, workers=number, takes=takes).told()
            if told[number]["p99"] <= round(takes[1], 3):
                break
        found.append({"a_minute": a_minute, "needed": needed, "by_workers": told})
    return found


def stages(found: dict[str, Any]) -> Stages:
    """What the parts outside of the workers took for a caption, of the middle crowds."""

    def server_s(server: str, piece: str) -> float:
        rows = found["saturation"]["rows"]
        [row] = [
            row
            for row in rows
            if (row["server"], row["piece"], row["processes"]) == (server, piece, 2)
        ]
        return row["server_ms"] / 1000

    return Stages(
        web=found["web_stage"],
        database=server_s("PostgreSQL", "jobs"),
        redis=server_s("Redis", "waiters told") + server_s("Redis", "hints"),
    )


def reckoned(found: dict[str, Any], core_hour: float) -> dict[str, Any]:
    """What follows from what was measured."""
    takes = worker_times(found)
    simulated = waits(takes)
    fleets = [
        fleet(
            pace["a_minute"],
            workers=pace["needed"],
            stages=stages(found),
            core_hour=core_hour,
            machine_cores=found["machine"]["cores"],
        )
        for pace in simulated
    ]
    return {
        "worker_times": [round(seconds, 4) for seconds in takes],
        "simulated": simulated,
        "core_hour": core_hour,
        "stages": asdict(stages(found)),
        "fleets": [asdict(one) for one in fleets],
    }


def drawing(simulated: list[dict[str, Any]]) -> str:
    """The 90th percentiles over the number of workers."""
    series = {
        f"{pace['a_minute']:,} a minute": {n: told["p90"] for n, told in pace["by_workers"].items()}
        for pace in simulated
    }
    return lines(series, x="workers", y="P90, seconds")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    need = parser.add_mutually_exclusive_group(required=True)
    need.add_argument("--core-hour", type=float, help="price of a core for an hour")
    need.add_argument("--here", choices=PARTS, help=argparse.SUPPRESS)
    parser.add_argument(
        "--recorded", action="store_true", help="reckon anew with what scale.json has measured"
    )
    args = parser.parse_args()
    if args.here:
        print(json.dumps(import_module(f"bench.{args.here}").measure()))
        return
    began = time.monotonic()
    if args.recorded:
        found = json.loads(_SCALE.read_text())
    else:
        found = {"machine": machine(LIBRARIES)}
        for part in PARTS:
            found[part] = measured(part)
            print(f"{part} measured after {(time.monotonic() - began) / 60:.1f} min", flush=True)
    found |= reckoned(found, args.core_hour)
    write(found, _SCALE)
    tables = scale_tables.all_of(found)
    _SCALE.with_suffix(".md").write_text(tables)
    _SCALE.with_suffix(".svg").write_text(drawing(found["simulated"]))
    print(f"\n{tables}\nwritten to {_SCALE.parent.relative_to(ROOT)}: scale.json, .md, .svg")


if __name__ == "__main__":
    main()
