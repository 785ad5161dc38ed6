"""A describer's training: to see what the teacher sees, then to say it, epoch by epoch.

Bounded, seeded, saved and taken up again. What it learns from is drawn by `lesson`.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

import numpy as np
import torch
from tqdm import tqdm

from feedback.training.bundled import blip
from feedback.training.bundled.describer_recipe import Recipe, autocast
from feedback.training.bundled.lesson import Lesson
from feedback.training.bundled.student import Student

_WEIGHTS = {"caption": 1.0, "bag": 0.5, "middle": 1.0, "last": 1.0, "classes": 0.3}
_CHECKPOINT = "taught.pt"


@dataclass(frozen=True, slots=True)
class Epoch:
    """How an epoch went: its mean losses by name, and the seconds the run has computed so far."""

    number: int
    means: dict[str, float]
    seconds: float


class Teaching:
    """A student with fresh weights, its optimizers, and how far they have come.

    It ends with the recipe's epochs or minutes, whichever end first.
    """

    def __init__(self, lesson: Lesson):
        self.lesson, self.recipe = lesson, lesson.recipe
        torch.manual_seed(self.recipe.seed)
        self.student = Student(
            blip.build(self.recipe.shape, lesson.tokenizer),
            words=lesson.bags.shape[1],
            middle=lesson.channels("middle"),
            last=lesson.channels("last"),
        )
        self._optimizers = _optimizers(self.student, self.recipe)
        self.finished = 0  # epochs
        self.seconds = 0.0

    def follow(self, folder: Path, on_epoch: Callable[[Epoch], None]) -> None:
        """Go on where the folder stands until the bounds, saving on the way and at the end.

        `on_epoch` is called after every epoch, once that epoch is saved where it is to be saved.
        """
        self._resume(folder)
        with tqdm(total=self.recipe.epochs, initial=self.finished, desc="epochs") as bar:
            while not self.over:
                epoch = self.epoch()
                if self.over or epoch.number % self.recipe.save_every == 0:
                    self._save(folder)
                bar.update()
                on_epoch(epoch)

    def epoch(self) -> Epoch:
        """One pass over the photos, cut short where the minutes end."""
        torch.manual_seed(self.recipe.seed + 1 + self.finished)
        self.lesson.look(self.finished)
        self.student.train()
        rng = self.lesson.rng(self.finished)
        batches = self.lesson.batches(rng)
        losses: dict[str, list[float]] = {}
        start = monotonic() - self.seconds
        for number, rows in enumerate(batches):
            done = self._done(number / len(batches))
            if number and done >= 1.0:
                break
            for name, loss in self._step(rows, rng, done).items():
                losses.setdefault(name, []).append(loss)
            self.seconds = monotonic() - start
        self.finished += 1
        means = {name: sum(each) / len(each) for name, each in losses.items()}
        return Epoch(self.finished, means, self.seconds)

    @property
    def over(self) -> bool:
        return self._done(0.0) >= 1.0

    def _done(self, of_this_epoch: float) -> float:
        """The share of the run that is behind."""
        epochs = (self.finished + of_this_epoch) / self.recipe.epochs
        return min(1.0, max(epochs, self.seconds / 60 / self.recipe.minutes))

    def _step(self, rows: np.ndarray, rng: np.random.Generator, done: float) -> dict[str, float]:
        """Learn from the photos `rows`; the losses by name."""
        losses = self._losses(rows, rng, done)
        sum(_WEIGHTS[name] * loss for name, loss in losses.items()).backward()
        torch.nn.utils.clip_grad_norm_(self.student.parameters(), 1.0)
        for optimizer in self._optimizers:
            for group in optimizer.param_groups:
                group["lr"] = self._rate(done)
            optimizer.step()
            optimizer.zero_grad()
        return {name: loss.item() for name, loss in losses.items()}

    def _losses(
        self, rows: np.ndarray, rng: np.random.Generator, done: float
    ) -> dict[str, torch.Tensor]:
        recipe = self.recipe
        patches = (recipe.shape.image // recipe.shape.patch) ** 2
        if done < recipe.glance_until:
            patches = int(patches * recipe.glance)
        with autocast():
            return self.student(
                self.lesson.batch(rows, rng),
                patches=patches,
                tell=done >= recipe.tell_from,
                head=self.lesson.head,
                standard=self.lesson.standard,
            )

    def _rate(self, done: float) -> float:
        """A linear warm-up under half a cosine that ends at 1 %."""
        warm = min(1.0, 0.01 + done / self.recipe.warm_up)
        return self.recipe.rate * warm * (0.01 + 0.99 * 0.5 * (1 + math.cos(math.pi * done)))

    def _save(self, folder: Path) -> None:
        """The describer as a loadable folder, then what going on needs, whole or not at all."""
        blip.save(self.student.blip, self.lesson.tokenizer, folder)
        part = folder / f"{_CHECKPOINT}.part"
        state = {
            "learner": self.student.state_dict(),
            "optimizers": [optimizer.state_dict() for optimizer in self._optimizers],
            "finished": self.finished,
            "seconds": self.seconds,
        }
        torch.save(state, part)
        part.replace(folder / _CHECKPOINT)

    def _resume(self, folder: Path) -> None:
        """Go on where the folder's checkpoint stands, or from the start where it has none."""
        saved = folder / _CHECKPOINT
        if not saved.exists():
            return
        state = torch.load(saved, weights_only=True)
        self.student.load_state_dict(state["learner"])
        for optimizer, kept in zip(self._optimizers, state["optimizers"], strict=True):
            optimizer.load_state_dict(kept)
        self.finished, self.seconds = state["finished"], state["seconds"]


def _optimizers(student: Student, recipe: Recipe) -> list[torch.optim.Optimizer]:
    """Muon for the matrices inside the transformers, AdamW for everything else.

    Muon (Jordan et al. 2024), its steps scaled to AdamW's size, needs about half of AdamW's steps
    here; docs/LOG.md has the comparison.
    """
    inner, rest = [], []
    for name, parameter in student.named_parameters():
        matrix = parameter.ndim == 2 and ".encoder." in name
        (inner if matrix else rest).append(parameter)
    muon = torch.optim.Muon(
        inner, lr=recipe.rate, weight_decay=recipe.decay, adjust_lr_fn="match_rms_adamw"
    )
    adamw = torch.optim.AdamW(rest, lr=recipe.rate, weight_decay=recipe.decay, betas=(0.9, 0.98))
    return [muon, adamw]
