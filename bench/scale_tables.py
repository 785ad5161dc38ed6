"""The tables of `bench.scale`, as Markdown. Pure."""

from collections.abc import Iterable, Sequence
from typing import Any


def all_of(found: dict[str, Any]) -> str:
    """Every table, after the machine."""
    about = found["machine"] | found["saturation"]["versions"]
    return "\n".join(
        [
            ", ".join(f"{name} {value}" for name, value in about.items()) + "\n",
            _service_times(found),
            _scale_out(found["scale_out"]),
            _saturation(found["saturation"]["rows"]),
            _simulated(found["simulated"]),
            _fleets(found),
        ]
    )


def _service_times(found: dict[str, Any]) -> str:
    engine = {int(rows): seconds for rows, seconds in found["service_times"].items()}
    return _table(
        ["rows of a batch", "engine, ms", "worker, ms", "worker, ms a row"],
        [
            [
                rows,
                f"{seconds * 1000:.0f}",
                f"{found['worker_times'][rows] * 1000:.0f}",
                f"{found['worker_times'][rows] / rows * 1000:.1f}",
            ]
            for rows, seconds in engine.items()
        ],
    )


def _scale_out(shares: Sequence[dict[str, Any]]) -> str:
    head = ["workers", "captions a second", "rows of each", "fewest / most", "lost", "twice"]
    return _table(
        head,
        [
            [
                one["workers"],
                f"{one['rate']:.1f}",
                ", ".join(map(str, one["rows"])),
                f"{one['evenness']:.2f}",
                one["lost"],
                one["twice"],
            ]
            for one in shares
        ],
    )


def _saturation(rows: Sequence[dict[str, Any]]) -> str:
    """A line for each server and piece; the crowds side by side."""
    crowds = sorted({row["processes"] for row in rows})
    pieces = dict.fromkeys((row["server"], row["piece"]) for row in rows)
    told = []
    for server, piece in pieces:
        mine = {r["processes"]: r for r in rows if (r["server"], r["piece"]) == (server, piece)}
        rates = [f"{mine[n]['rate']:,.0f}" if n in mine else "" for n in crowds]
        each = [row["server_ms"] for row in mine.values()]
        own = f"{min(each):.2f} to {max(each):.2f}" if any(each) else ""
        told.append([server, piece, *rates, own])
    head = ["driven", "pieces a second", *(f"by {n}" for n in crowds), "its own ms a piece"]
    return _table(head, told)


def _simulated(paces: Sequence[dict[str, Any]]) -> str:
    return _table(
        ["captions a minute", "workers", "p50, s", "p90, s", "p99, s", "rows of a batch"],
        [
            [f"{pace['a_minute']:,}", workers, *told.values()]
            for pace in paces
            for workers, told in pace["by_workers"].items()
        ],
    )


def _fleets(found: dict[str, Any]) -> str:
    cores = found["machine"]["cores"]
    head = ["captions a minute", "workers", "web cores", "PostgreSQL cores", "Redis cores"]
    head += [f"machines of {cores} cores", f"1,000 captions at {found['core_hour']:g} a core-hour"]
    return _table(
        head,
        [
            [
                f"{one['a_minute']:,}",
                *(one[name] for name in ("workers", "web", "database", "redis", "machines")),
                f"{one['per_thousand']:.4f}",
            ]
            for one in found["fleets"]
        ],
    )


def _table(head: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    lines = ["| " + " | ".join(head) + " |", "|" + "---:|" * len(head)]
    lines += ["| " + " | ".join(map(str, row)) + " |" for row in rows]
    return "\n".join(lines) + "\n"
