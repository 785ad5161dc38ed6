"""Which rows of a snapshot a role learns from and is judged on, and whether it may at all.

Plain rows in, plain rows out; opens no photo and no model.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from feedback.datasets.records import SPLITS, Record
from feedback.training.config import Role, TrainingConfig
from feedback.training.errors import SplitOverlap, TooSmall

NO_DESCRIPTION = "no description: the writer reads nothing else of the photo"
UNMENDED = "an alt text that nobody mended: the describer would learn its own words"
DISLIKED = "thumbs down on a caption that nobody mended"


@dataclass(frozen=True, slots=True)
class Splits:
    """The rows of a run; `left_out` counts the others by reason."""

    train: tuple[Record, ...]
    dev: tuple[Record, ...]
    test: tuple[Record, ...]
    left_out: dict[str, int] = field(default_factory=dict)


def chosen(rows: Iterable[Record], config: TrainingConfig) -> Splits:
    """The rows that the run uses.

    Raises:
        SplitOverlap: a photo or an owner stands in two splits.
        TooSmall: a split has fewer rows than `training.min_train`, `min_eval`, `min_test`.
    """
    rows = tuple(rows)
    require_apart(rows)
    left_out = Counter(reason for row in rows if (reason := unfit(row, config.role)))
    dataset, training = config.dataset, config.training
    limits = {"train": dataset.train_count, "dev": dataset.eval_count, "test": dataset.test_count}
    least = {"train": training.min_train, "dev": training.min_eval, "test": training.min_test}
    taken = {}
    for split in SPLITS:
        fit = tuple(row for row in rows if row.split == split and not unfit(row, config.role))
        if len(fit) < least[split]:
            raise TooSmall(_too_small(split, fit, rows, least[split], left_out))
        limit = limits[split] if dataset.split_mode == "count" else None
        taken[split] = fit if limit is None else _some(fit, limit)
    return Splits(**taken, left_out=dict(left_out))


def unfit(row: Record, role: Role) -> str:
    """Why a role cannot use a row; "" where it can."""
    if role == "describer":  # whatever she thinks of the post
        return "" if row.sentences else UNMENDED
    if role == "writer" and not row.description:
        return NO_DESCRIPTION
    if row.thumbs == "down" and not row.edited:
        return DISLIKED
    return ""


def require_apart(rows: Iterable[Record]) -> None:
    """Raises `SplitOverlap` where a photo or a known owner stands in two splits."""
    rows = tuple(rows)
    _require_one_split(rows, "photo", lambda row: row.sha256)
    _require_one_split(rows, "owner", lambda row: row.owner)


def _require_one_split(rows: tuple[Record, ...], what: str, value: Callable[[Record], str]) -> None:
    first: dict[str, Record] = {}
    for row in rows:
        if not value(row):
            continue
        other = first.setdefault(value(row), row)
        if other.split != row.split:
            raise SplitOverlap(
                f"the {what} {value(row)[:12]} stands in {other.split} (row {other.id}) and in "
                f"{row.split} (row {row.id}): the test would be of what was learned by heart"
            )


def _too_small(
    split: str, fit: tuple[Record, ...], rows: tuple[Record, ...], least: int, left_out: Counter
) -> str:
    key = {"train": "train", "dev": "eval", "test": "test"}[split]
    held = sum(row.split == split for row in rows)
    why = f" ({held} with those left out: {'; '.join(left_out)})" if held > len(fit) else ""
    return f"{split} has {len(fit)} rows{why}, and training.min_{key} is {least}"


def _some(rows: tuple[Record, ...], count: int) -> tuple[Record, ...]:
    """The same rows for the same ids, whatever else the snapshot holds, and in its order."""
    kept = set(sorted(rows, key=lambda row: hashlib.sha256(row.id.encode()).digest())[:count])
    return tuple(row for row in rows if row in kept)
