"""Train the bundled describer, a small BLIP, from nothing but a folder of captioned photos.

    python -m feedback.training.bundled.describer --data FOLDER --out DESCRIBER [--eval FOLDER]
    python -m feedback.training.bundled.describer --score DESCRIBER --eval FOLDER

A run goes on after its last finished epoch where DESCRIBER holds one. It is bounded by epochs and
by minutes, whichever end first, and its learning rate follows whichever is further along. The
second command scores a saved describer. Knows nothing of the full-size models.
"""

import argparse
import math
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

import torch
from tqdm import tqdm
from transformers.utils import logging as transformers_logging

from feedback.training.bundled import blip, captioned, describing
from feedback.training.bundled.describer_recipe import Recipe, compute_dtype
from feedback.training.bundled.lesson import Lesson
from feedback.training.bundled.student import Batch, Student

_CHECKPOINT = "checkpoint.pt"
_WEIGHTS = {"caption": 1.0, "bag": 1.0, "features": 2.0, "classes": 1.0}


@dataclass(frozen=True, slots=True)
class Epoch:
    """How an epoch went: its mean losses by name, and the seconds the run has computed so far."""

    number: int
    losses: dict[str, float]
    seconds: float


class Run:
    """A student, its optimizers, and how far they have come."""

    def __init__(self, lesson: Lesson, recipe: Recipe):
        torch.manual_seed(recipe.seed)
        self.lesson, self.recipe = lesson, recipe
        taught = lesson.taught
        self.student = Student(
            blip.build(recipe.shape, lesson.tokenizer),
            words=lesson.bags.shape[1],
            features=taught.features.shape[1] if taught else 0,
            classes=taught.logits.shape[1] if taught else 0,
        )
        self.optimizers = _optimizers(self.student, recipe)
        self.finished = 0  # epochs
        self.seconds = 0.0

    def epoch(self) -> Epoch:
        """One pass over the photos."""
        torch.manual_seed(self.recipe.seed + 1 + self.finished)
        rng = self.lesson.rng(self.finished)
        batches = self.lesson.batches(rng)
        totals: dict[str, float] = {}
        start = monotonic() - self.seconds
        for number, rows in enumerate(batches):
            losses = self._step(self.lesson.batch(rows, rng), self._done(number / len(batches)))
            self.seconds = monotonic() - start
            for name, loss in losses.items():
                totals[name] = totals.get(name, 0.0) + loss / len(batches)
        self.finished += 1
        return Epoch(self.finished, totals, self.seconds)

    @property
    def over(self) -> bool:
        return self._done(0.0) >= 1.0

    def _done(self, of_this_epoch: float) -> float:
        """The share of the run that is behind, by its epochs or its minutes."""
        epochs = (self.finished + of_this_epoch) / self.recipe.epochs
        return min(1.0, max(epochs, self.seconds / 60 / self.recipe.minutes))

    def _step(self, batch: Batch, done: float) -> dict[str, float]:
        rate = _rate(done, self.recipe)
        patches = (self.recipe.shape.image // self.recipe.shape.patch) ** 2
        if done < self.recipe.glance_until:
            patches = int(patches * self.recipe.glance)
        reduced = compute_dtype() == torch.bfloat16
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=reduced):
            losses = self.student(batch, patches=patches)
        sum(_WEIGHTS[name] * loss for name, loss in losses.items()).backward()
        torch.nn.utils.clip_grad_norm_(self.student.parameters(), 1.0)
        for optimizer in self.optimizers:
            for group in optimizer.param_groups:
                group["lr"] = rate
            optimizer.step()
            optimizer.zero_grad()
        return {name: loss.item() for name, loss in losses.items()}

    def save(self, folder: Path) -> None:
        """The describer as a loadable folder, then what going on needs, whole or not at all."""
        blip.save(self.student.blip, self.lesson.tokenizer, folder)
        part = folder / f"{_CHECKPOINT}.part"
        state = {
            "student": self.student.state_dict(),
            "optimizers": [optimizer.state_dict() for optimizer in self.optimizers],
            "finished": self.finished,
            "seconds": self.seconds,
        }
        torch.save(state, part)
        part.replace(folder / _CHECKPOINT)

    def resume(self, folder: Path) -> None:
        """Go on where the folder's checkpoint stands, or from the start where it has none."""
        if not (folder / _CHECKPOINT).exists():
            return
        state = torch.load(folder / _CHECKPOINT, weights_only=True)
        self.student.load_state_dict(state["student"])
        for optimizer, saved in zip(self.optimizers, state["optimizers"], strict=True):
            optimizer.load_state_dict(saved)
        self.finished, self.seconds = state["finished"], state["seconds"]


def train(
    lesson: Lesson, recipe: Recipe, out: Path, *, on_epoch: Callable[[Epoch], None] = lambda _: None
) -> None:
    """Train until the recipe's bounds, saving into `out` on the way and at the end.

    `on_epoch` is called after every epoch, once that epoch is saved where it is to be saved.
    """
    out.mkdir(parents=True, exist_ok=True)
    run = Run(lesson, recipe)
    run.resume(out)
    with tqdm(total=recipe.epochs, initial=run.finished, desc="epochs") as bar:
        while not run.over:
            epoch = run.epoch()
            if run.over or epoch.number % recipe.save_every == 0:
                run.save(out)
            bar.update()
            on_epoch(epoch)


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


def _rate(done: float, recipe: Recipe) -> float:
    """The learning rate: a linear warm-up under half a cosine that ends at 1 %."""
    warm = min(1.0, 0.01 + done / recipe.warm_up)
    return recipe.rate * warm * (0.01 + 0.99 * 0.5 * (1 + math.cos(math.pi * done)))


def _tell(epoch: Epoch) -> None:
    losses = "  ".join(f"{name} {loss:.3f}" for name, loss in epoch.losses.items())
    tqdm.write(f"epoch {epoch.number}, {epoch.seconds:.0f} s: {losses}", file=sys.stderr)


def main(arguments: list[str] | None = None) -> int:
    usual = Recipe()
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, metavar="FOLDER", help="captioned photos to learn")
    parser.add_argument("--out", type=Path, metavar="DESCRIBER", help="where the result goes")
    parser.add_argument("--teacher", type=Path, metavar="FOLDER", help="a MobileNetV2 classifier")
    parser.add_argument("--eval", type=Path, metavar="FOLDER", help="captioned photos to judge by")
    parser.add_argument("--score", type=Path, metavar="DESCRIBER", help="judge without training")
    parser.add_argument("--epochs", type=int, default=usual.epochs)
    parser.add_argument("--minutes", type=float, default=usual.minutes)
    parser.add_argument("--seed", type=int, default=usual.seed)
    args = parser.parse_args(arguments)
    if args.score is None and (args.data is None or args.out is None):
        parser.error("give --data and --out to train, or --score and --eval to judge")
    if args.score is not None and args.eval is None:
        parser.error("--score needs --eval")

    transformers_logging.disable_progress_bar()
    if args.score is None:
        recipe = Recipe(epochs=args.epochs, minutes=args.minutes, seed=args.seed)
        lesson = Lesson(args.data, recipe, out=args.out, teacher_folder=args.teacher)
        train(lesson, recipe, args.out, on_epoch=_tell)
    if args.eval is not None:
        photos = captioned.read(args.eval)
        sentences = describing.describe(
            args.score or args.out, [photo.path for photo in photos], dtype=compute_dtype()
        )
        print(describing.score(sentences, photos))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
