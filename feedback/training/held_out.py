"""The loss of an adapter over held-out rows, by the very arithmetic it was trained with."""

import math
from collections.abc import Callable, Sequence
from pathlib import Path

from peft import PeftModel

from captioner.engine.device import choose
from feedback.datasets.records import Record
from feedback.training.bases import open_base
from feedback.training.config import TrainingConfig
from feedback.training.examples import fitting
from feedback.training.objective import summed_over


def loss_of(config: TrainingConfig, rows: Sequence[Record]) -> Callable[[Path | None], float]:
    """What measures an adapter's folder, or None for the bare base: nats a token to be learned.

    The base is opened once; NaN where no row fits its window.
    """
    placement = choose(config.training.device, config.training.precision)
    base = open_base(config, placement)
    found = fitting(base.examples, rows, config.role)

    def loss(folder: Path | None) -> float:
        model = PeftModel.from_pretrained(base.model, folder) if folder else base.model
        size = config.training.batch_size
        total, tokens = summed_over(model, base.examples, found, batch_size=size)
        if folder:
            model.unload()
        return total / tokens if tokens else math.nan

    return loss
