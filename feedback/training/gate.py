"""Whether a candidate may serve: figures in, a verdict and its reasons out.

Pure: knows no model, file or row. A candidate passes only by what was measured: it has to be
better on the figure that decides, beyond chance, and on no guarded figure worse than its tolerance
allows. What is missing or no number never counts in its favour, and too few rows are a verdict of
their own, "not_enough_data", whatever they say.
"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from captioner.engine.adapter_files import Role

Verdict = Literal["pass", "fail", "not_enough_data"]
Report = Mapping[str, Any]

MIN_ROWS = 50  # test rows that a verdict needs, where the operator says nothing else
ROWS_LEAST = 10  # and what he may say at the least


@dataclass(frozen=True, slots=True)
class Guard:
    """A figure that a candidate may not pay with.

    Args:
        name: as in `measures`, or `loss`.
        better: which way is up.
        tolerance: how much worse than the champion is still allowed: in the figure's own unit, or
            as a share of the champion's figure where `relative`.
        of_rows: it is a share of the rows, so one row more is allowed however few they are.
    """

    name: str
    better: Literal["higher", "lower"]
    tolerance: float
    relative: bool = False
    of_rows: bool = False


# No refusal is bought with better words: the tolerance is none.
_REFUSED = Guard("refused", "lower", 0.0)
# What one row more in fifty makes.
_LOOPS = Guard("loops", "lower", 0.02, of_rows=True)
# One text for every photo scores well against captions in one style; it says the same of each.
_DISTINCT = Guard("distinct", "higher", 0.10)
# The test loss alone decided in the predecessor. Here words do; a loss that rises by a tenth says
# that the model has unlearned more than they show.
_LOSS = Guard("loss", "lower", 0.10, relative=True)
# Twice the tokens are twice the wait. Time itself is judged loosely: it is measured for one model
# after the other, on a machine that may do other things meanwhile.
_TOKENS = Guard("tokens", "lower", 1.0, relative=True)
_MS = Guard("ms", "lower", 2.0, relative=True)
_WRITER = (
    _REFUSED,
    Guard("parsed", "higher", 0.02, of_rows=True),
    _LOOPS,
    # A third of a tag among the first five; one in seventeen of those that people kept.
    Guard("precision_5", "higher", 0.06),
    Guard("recall_10", "higher", 0.06),
    _DISTINCT,
    _LOSS,
    _TOKENS,
    _MS,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """What a candidate must reach.

    Args:
        primary: the figure that decides.
        margin: by how much it must be above the champion's as measured; the lower end of the 95 %
            interval must be above 0 besides. Small on purpose: the interval guards against chance,
            the margin against a change that nobody would see.
        guards: the other figures, see `Guard`; one that neither model has is told and not judged.
        min_rows: fewer test rows decide nothing. With 50 pairs a gain of 0.4 standard deviations
            of the rows' differences is found four times in five ((1.96 + 0.84) / sqrt(50)).
        slice_rows: a tone or audience with this many rows is judged by itself. With 20, an
            interval wholly below zero takes more than a few odd rows.
        slice_drop: how far below zero its whole interval may lie, as a share of the champion's
            figure there: what is gained elsewhere may not be taken from one audience.
        parity: the share of photos on which the trainer's stack and the serving engine must say
            the same. All, in float32; in bfloat16 near ties may tip, so allow for a few there.
    """

    primary: str
    margin: float
    guards: tuple[Guard, ...]
    min_rows: int = MIN_ROWS
    slice_rows: int = 20
    slice_drop: float = 0.05
    parity: float = 1.0


# CIDEr goes from 0 to 10, and two trainings of one describer differ by about 0.02; ROUGE-L goes
# from 0 to 1, where 0.01 is one word in a hundred.
POLICIES: dict[Role, Policy] = {
    "describer": Policy(
        primary="cider", margin=0.02, guards=(_REFUSED, _LOOPS, _DISTINCT, _LOSS, _TOKENS, _MS)
    ),
    "writer": Policy(primary="rouge_l", margin=0.01, guards=_WRITER),
    "vlm": Policy(primary="rouge_l", margin=0.01, guards=_WRITER),
}


@dataclass(frozen=True, slots=True)
class Parity:
    """How far the trainer's stack and the serving engine say the same, see `parity`.

    Args:
        compared, agreed: photos.
        apart: the ids of the rows on which they differ. Not the words: this is kept for as long as
            the run is known, and a photo may be deleted meanwhile.
    """

    compared: int
    agreed: int
    apart: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdict, and a sentence with figures for each thing that was looked at."""

    verdict: Verdict
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Finding:
    held: bool
    reason: str


def judge(report: Report, policy: Policy, parity: Parity | None) -> Judgement:
    """The verdict on a candidate.

    Args:
        report: of `evaluate`, as it was or read back from JSON.
        parity: None where it was not checked, which no candidate passes.

    Returns:
        "pass" where everything holds, "fail" where anything does not; with fewer than
        `policy.min_rows` rows always "not_enough_data". What does not hold stands first.
    """
    findings = [
        _primary(report, policy),
        _parity(parity, policy),
        *(_guarded(report, guard) for guard in policy.guards),
        *_slices(report, policy),
    ]
    held = [each.reason for each in findings if each.held]
    broken = [each.reason for each in findings if not each.held]
    rows = _number(report.get("rows"))
    if rows is None or rows < policy.min_rows:
        few = f"{_shown(rows)} test rows are too few to decide: {policy.min_rows} are needed."
        return Judgement("not_enough_data", (few, *broken, *held))
    return Judgement("fail" if broken else "pass", (*broken, *held))


def _primary(report: Report, policy: Policy) -> _Finding:
    name = policy.primary
    found = _interval(report, name)
    if found is None:
        return _Finding(False, f"{name} decides, and 0 of its 3 figures are to be had.")
    low, mean, high = found
    before, after = (_figure(report, side, name) for side in ("champion", "candidate"))
    moved = (
        f"{name} moved by {mean:+.3f}, from {_shown(before)} to {_shown(after)} "
        f"(95 % interval {low:+.3f} to {high:+.3f})"
    )
    if low <= 0:
        return _Finding(False, f"{moved}: that it rose is not beyond chance.")
    if mean < policy.margin:
        return _Finding(False, f"{moved}: less than the {policy.margin:.3f} that is asked for.")
    return _Finding(True, f"{moved}: at least {policy.margin:.3f} was asked for.")


def _parity(parity: Parity | None, policy: Policy) -> _Finding:
    if parity is None or not parity.compared:
        return _Finding(
            False, "Trainer and serving engine were compared on 0 photos: that is no parity."
        )
    share = parity.agreed / parity.compared
    said = f"Trainer and serving engine say the same of {parity.agreed} of {parity.compared} photos"
    if not share >= policy.parity:
        return _Finding(False, f"{said}: {policy.parity:.0%} must agree.")
    return _Finding(True, f"{said}.")


def _guarded(report: Report, guard: Guard) -> _Finding:
    name = guard.name
    if not any(name in (report.get(side) or {}) for side in ("champion", "candidate")):
        return _Finding(True, f"{name} was measured on 0 rows, and is not judged.")
    before, after = (_figure(report, side, name) for side in ("champion", "candidate"))
    if before is None or after is None:
        found = f"from {_shown(before)} to {_shown(after)}"
        return _Finding(False, f"{name} went {found}: of 2 figures at least one is no number.")
    allowed = guard.tolerance * abs(before) if guard.relative else guard.tolerance
    if guard.of_rows and (rows := _number(report.get("rows"))):
        allowed = max(allowed, 1 / rows)
    worse = after - before if guard.better == "lower" else before - after
    said = f"{name} went from {_shown(before)} to {_shown(after)}, and {guard.better} is better"
    if not worse <= allowed:
        return _Finding(
            False, f"{said}: worse by {_shown(worse)}, and {_shown(allowed)} is allowed."
        )
    return _Finding(True, f"{said}: up to {_shown(allowed)} worse is allowed.")


def _slices(report: Report, policy: Policy) -> Iterator[_Finding]:
    """What is wrong within a tone or audience; one finding for all where nothing is."""
    judged = 0
    for label, part in sorted((report.get("slices") or {}).items()):
        rows = _number(part.get("rows"))
        if rows is None or rows < policy.slice_rows:
            continue
        judged += 1
        found = _interval(part, policy.primary)
        before = _figure(part, "champion", policy.primary)
        said = f"Among the {rows:.0f} rows of {label}, {policy.primary}"
        if found is None or before is None:
            yield _Finding(False, f"{said} has figures that are no number.")
        elif found[2] < -policy.slice_drop * abs(before):
            yield _Finding(
                False,
                f"{said} fell by {-found[1]:.3f} (95 % interval {found[0]:+.3f} to "
                f"{found[2]:+.3f}), from {before:.3f}: {policy.slice_drop:.0%} is allowed.",
            )
    yield _Finding(
        True, f"{judged} tones and audiences with {policy.slice_rows} rows or more were looked at."
    )


def _interval(report: Report, name: str) -> tuple[float, float, float] | None:
    values = (report.get("difference") or {}).get(name)
    if not isinstance(values, list | tuple) or len(values) != 3:
        return None
    low, mean, high = map(_number, values)
    return None if low is None or mean is None or high is None else (low, mean, high)


def _figure(report: Report, side: str, name: str) -> float | None:
    return _number((report.get(side) or {}).get(name))


def _number(value: Any) -> float | None:
    """A finite number, or None for anything else: JSON may hold null, and Python NaN."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return None
    return float(value)


def _shown(value: float | None) -> str:
    return "no number" if value is None else f"{value:.4g}"
