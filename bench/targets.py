"""What each row is to reach, and how what was measured stands to that. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

Number = float | list[float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """One row.

    Args:
        module: of `bench.rows`, what measures it.
        about: the row in a few words.
        must, aim: a number, or one for each figure of the row; `aim` None for no more than `must`.
        unit: what the figures are in; "" for a ratio.
        at_most: whether less is better.
    """

    module: str
    about: str
    must: Number
    aim: Number | None
    unit: str = ""
    at_most: bool = False


@dataclass(frozen=True, slots=True)
class Measured:
    """What a row's module found.

    Args:
        value: a number, or several, as the row's `must`.
        notes: lines for the reader: what it is made of.
    """

    value: Number
    notes: tuple[str, ...] = ()


CPU: dict[str, Target] = {
    "T2": Target(
        module="over_one_at_a_time",
        about="captions a second over the one-at-a-time server, 16 callers",
        must=3,
        aim=6,
    ),
    "T3": Target(
        module="queue_share",
        about="the queue's captions a second over the bare loop's",
        must=0.65,
        aim=0.90,
    ),
    "T5": Target(
        module="idle_request",
        about="one idle request beyond the engine's time, 1080p JPEG",
        must=50,
        aim=25,
        unit="ms",
        at_most=True,
    ),
    "T6": Target(
        module="own_loops",
        about="own loops over eager generate, one row: describer, writer",
        must=[1.3, 1.3],
        aim=[2, 2],
    ),
    "T10": Target(
        module="over_litserve",
        about="captions a second over LitServe, same engine, 32 callers",
        must=1.0,
        aim=1.5,
    ),
    "T11": Target(
        module="batched_alone",
        about="rows whose tokens in a batch are those alone",
        must=1.0,
        aim=None,
    ),
    "T12": Target(
        module="idle_queue",
        about="from submit to the engine, one idle job",
        must=10,
        aim=4,
        unit="ms",
        at_most=True,
    ),
    "T13": Target(
        module="by_chance",
        about="P90 at 300 and at 3,000 requests an hour",
        must=[2, 2],
        aim=[1, 1],
        unit="s",
        at_most=True,
    ),
}


def as_json(target: Target, measured: Measured) -> dict[str, Any]:
    """A row as `bench/results/cpu.json` has it."""
    return {"measured": measured.value, "must": target.must, "aim": target.aim}


def reaches(value: Number, bound: Number | None, *, at_most: bool) -> bool | None:
    """Whether every figure keeps its bound; None without one."""
    if bound is None:
        return None
    pairs = zip(_listed(value), _listed(bound), strict=True)
    return all(each <= limit if at_most else each >= limit for each, limit in pairs)


def line(row: str, target: Target, measured: Measured) -> str:
    """A row of the table: measured, must, aim, and which of the two it reaches."""
    sign, unit = "≤" if target.at_most else "≥", target.unit
    aim = "" if target.aim is None else f"{sign} {_shown(target.aim, unit)}"
    return (
        f"{row:4} {_shown(measured.value, unit):>16}  {sign} {_shown(target.must, unit):14}"
        f"{aim:16}{verdict(target, measured):6} {target.about}"
    )


def verdict(target: Target, measured: Measured) -> str:
    """In a word: the aim, the must, or neither."""
    if not reaches(measured.value, target.must, at_most=target.at_most):
        return "MISS"
    aims = reaches(measured.value, target.aim, at_most=target.at_most)
    return "must" if aims is False else "aim"


def _listed(number: Number) -> Sequence[float]:
    return number if isinstance(number, list) else [number]


def _shown(number: Number, unit: str) -> str:
    return f"{', '.join(f'{each:g}' for each in _listed(number))} {unit}".rstrip()
