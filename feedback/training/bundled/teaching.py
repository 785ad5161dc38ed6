"""The first part of a describer's training: to see what the teacher sees, then to say it."""

import math

import numpy as np
import torch

from feedback.training.bundled import blip
from feedback.training.bundled.describer_recipe import Recipe, autocast
from feedback.training.bundled.lesson import Lesson
from feedback.training.bundled.run import Run
from feedback.training.bundled.student import Student

_WEIGHTS = {"caption": 1.0, "bag": 0.5, "middle": 1.0, "last": 1.0, "classes": 0.3}


class Teaching(Run):
    """A student with fresh weights."""

    def __init__(self, lesson: Lesson):
        recipe = lesson.recipe
        torch.manual_seed(recipe.seed)
        self.student = Student(
            blip.build(recipe.shape, lesson.tokenizer),
            words=lesson.bags.shape[1],
            middle=lesson.channels("middle"),
            last=lesson.channels("last"),
        )
        super().__init__(
            "taught",
            lesson,
            describer=self.student.blip,
            learner=self.student,
            optimizers=_optimizers(self.student, recipe),
            epochs=recipe.epochs,
            minutes=recipe.minutes,
        )

    def losses(
        self, rows: np.ndarray, rng: np.random.Generator, done: float
    ) -> tuple[torch.Tensor, dict[str, float]]:
        recipe = self.recipe
        self.student.train()
        patches = (recipe.shape.image // recipe.shape.patch) ** 2
        if done < recipe.glance_until:
            patches = int(patches * recipe.glance)
        with autocast():
            losses = self.student(
                self.lesson.batch(rows, rng),
                patches=patches,
                tell=done >= recipe.tell_from,
                head=self.lesson.head,
                standard=self.lesson.standard,
            )
        total = sum(_WEIGHTS[name] * loss for name, loss in losses.items())
        return total, {name: loss.item() for name, loss in losses.items()}

    def rate(self, done: float) -> float:
        """A linear warm-up under half a cosine that ends at 1 %."""
        warm = min(1.0, 0.01 + done / self.recipe.warm_up)
        return self.recipe.rate * warm * (0.01 + 0.99 * 0.5 * (1 + math.cos(math.pi * done)))


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
