"""A part of a describer's training, epoch by epoch: bounded, seeded, saved and taken up again.

Knows not what a step learns.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

import numpy as np
import torch
from torch import nn
from tqdm import tqdm
from transformers import BlipForConditionalGeneration

from feedback.training.bundled import blip
from feedback.training.bundled.lesson import Lesson


@dataclass(frozen=True, slots=True)
class Epoch:
    """How an epoch went: its means by name, and the seconds the run has computed so far."""

    number: int
    means: dict[str, float]
    seconds: float


class Run(ABC):
    """What learns, its optimizers, and how far they have come.

    Args:
        name: of the checkpoint's file.
        describer: what is saved as a loadable folder.
        learner: all that is trained, the describer and what helps it.
        epochs, minutes: the bounds, whichever end first.
    """

    def __init__(
        self,
        name: str,
        lesson: Lesson,
        *,
        describer: BlipForConditionalGeneration,
        learner: nn.Module,
        optimizers: list[torch.optim.Optimizer],
        epochs: int,
        minutes: float,
    ):
        self.name, self.lesson, self.recipe = name, lesson, lesson.recipe
        self.describer, self.learner, self.optimizers = describer, learner, optimizers
        self.epochs, self.minutes = epochs, minutes
        self.finished = 0  # epochs
        self.seconds = 0.0

    @abstractmethod
    def losses(
        self, rows: np.ndarray, rng: np.random.Generator, done: float
    ) -> tuple[torch.Tensor, dict[str, float]]:
        """What a step over the photos `rows` minimises, and its figures by name.

        `done` is the share of the run that is behind.
        """

    @abstractmethod
    def rate(self, done: float) -> float:
        """The learning rate."""

    def epoch(self) -> Epoch:
        """One pass over the photos, cut short where the minutes end."""
        torch.manual_seed(self.recipe.seed + 1 + self.finished)
        self.lesson.look(self.finished)
        rng = self.lesson.rng(self.finished)
        batches = self.lesson.batches(rng)
        figures: dict[str, list[float]] = {}
        start = monotonic() - self.seconds
        for number, rows in enumerate(batches):
            done = self._done(number / len(batches))
            if number and done >= 1.0:
                break
            for name, figure in self._step(rows, rng, done).items():
                figures.setdefault(name, []).append(figure)
            self.seconds = monotonic() - start
        self.finished += 1
        means = {name: sum(each) / len(each) for name, each in figures.items()}
        return Epoch(self.finished, means, self.seconds)

    @property
    def over(self) -> bool:
        return self._done(0.0) >= 1.0

    def _done(self, of_this_epoch: float) -> float:
        epochs = (self.finished + of_this_epoch) / self.epochs
        return min(1.0, max(epochs, self.seconds / 60 / self.minutes))

    def _step(self, rows: np.ndarray, rng: np.random.Generator, done: float) -> dict[str, float]:
        loss, figures = self.losses(rows, rng, done)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.learner.parameters(), 1.0)
        for optimizer in self.optimizers:
            for group in optimizer.param_groups:
                group["lr"] = self.rate(done)
            optimizer.step()
            optimizer.zero_grad()
        return figures

    def follow(self, folder: Path, on_epoch: Callable[[Epoch], None]) -> None:
        """Go on where the folder stands until the bounds, saving on the way and at the end.

        `on_epoch` is called after every epoch, once that epoch is saved where it is to be saved.
        """
        self._resume(folder)
        with tqdm(total=self.epochs, initial=self.finished, desc=f"{self.name} epochs") as bar:
            while not self.over:
                epoch = self.epoch()
                if self.over or epoch.number % self.recipe.save_every == 0:
                    self._save(folder)
                bar.update()
                on_epoch(epoch)

    def _save(self, folder: Path) -> None:
        """The describer as a loadable folder, then what going on needs, whole or not at all."""
        blip.save(self.describer, self.lesson.tokenizer, folder)
        part = folder / f"{self.name}.part"
        state = {
            "learner": self.learner.state_dict(),
            "optimizers": [optimizer.state_dict() for optimizer in self.optimizers],
            "finished": self.finished,
            "seconds": self.seconds,
        }
        torch.save(state, part)
        part.replace(folder / f"{self.name}.pt")

    def _resume(self, folder: Path) -> None:
        """Go on where the folder's checkpoint stands, or from the start where it has none."""
        saved = folder / f"{self.name}.pt"
        if not saved.exists():
            return
        state = torch.load(saved, weights_only=True)
        self.learner.load_state_dict(state["learner"])
        for optimizer, kept in zip(self.optimizers, state["optimizers"], strict=True):
            optimizer.load_state_dict(kept)
        self.finished, self.seconds = state["finished"], state["seconds"]
