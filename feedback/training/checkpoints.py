"""Where a run stands, in one file that appears whole: what a killed run is taken up from.

Holds the adapter and the optimizer. The rate, the order of the batches and the dice are functions
of the step and the seed, so nothing of them is kept.
"""

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch

from feedback.training.errors import BadConfig, BaseMismatch

FILE = "checkpoint.pt"


@dataclass(frozen=True, slots=True)
class Origin:
    """What a checkpoint goes on from; nothing else may be taken up from it.

    Args:
        base, dataset: their digests.
        settings: those of the configuration that change what is learned, by path.
        rows_a_step: over all processes.
    """

    base: str
    dataset: str
    settings: dict[str, Any]
    rows_a_step: int


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A run after `step` steps, as state dicts."""

    step: int
    adapter: dict[str, torch.Tensor]
    optimizer: dict[str, Any]


def save(checkpoint: Checkpoint, origin: Origin, out: Path) -> None:
    part = out / f"{FILE}.part"
    torch.save(
        {
            "origin": asdict(origin),
            "step": checkpoint.step,
            "adapter": checkpoint.adapter,
            "optimizer": checkpoint.optimizer,
        },
        part,
    )
    part.replace(out / FILE)


def load(out: Path, origin: Origin) -> Checkpoint | None:
    """The checkpoint of a run's folder; None where the run has none yet.

    Raises:
        BaseMismatch: it was made on another base.
        BadConfig: of other rows, or with other settings; the detail names the first.
    """
    if not (out / FILE).is_file():
        return None
    state = torch.load(out / FILE, map_location="cpu", weights_only=True)
    _require_same(Origin(**state["origin"]), origin, out)
    return Checkpoint(state["step"], state["adapter"], state["optimizer"])


def _require_same(found: Origin, wanted: Origin, out: Path) -> None:
    place = out.name
    if found.base != wanted.base:
        raise BaseMismatch(
            f"{place} holds a run on the base {found.base[:12]}, and this is {wanted.base[:12]}"
        )
    if found.dataset != wanted.dataset:
        raise BadConfig(
            f"dataset.snapshot: {place} holds a run on the snapshot {found.dataset[:12]}, and this "
            f"is {wanted.dataset[:12]}",
            field="dataset.snapshot",
        )
    for key, value in wanted.settings.items():
        if found.settings.get(key) != value:
            raise BadConfig(
                f"{key}: {place} holds a run with {found.settings.get(key)!r}, and this has "
                f"{value!r}; another run needs a folder of its own",
                field=key,
            )
    if found.rows_a_step != wanted.rows_a_step:
        raise BadConfig(
            f"training.batch_size: {place} holds a run of {found.rows_a_step} rows a step over all "
            f"its processes, and this has {wanted.rows_a_step}",
            field="training.batch_size",
        )
