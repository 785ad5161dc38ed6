"""Train the bundled describer, a small BLIP, from nothing but a folder of captioned photos.

    python -m feedback.training.bundled.describer --data FOLDER --out FOLDER [--teacher FOLDER]

It goes on after its last finished epoch where `--out` holds one. It is bounded by epochs and by
minutes, whichever end first, and its learning rate follows whichever is further along. Knows
nothing of the full-size models.
"""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from tqdm import tqdm
from transformers.utils import logging as transformers_logging

from feedback.training.bundled.describer_recipe import Recipe
from feedback.training.bundled.lesson import Lesson
from feedback.training.bundled.teaching import Epoch, Teaching


def train(lesson: Lesson, out: Path, *, on_epoch: Callable[[Epoch], None] = lambda _: None) -> None:
    """The whole training, saving into `out` on the way and at the end.

    `on_epoch` is called after every epoch, once that epoch is saved where it is to be saved.
    """
    out.mkdir(parents=True, exist_ok=True)
    Teaching(lesson).follow(out, on_epoch)


def _tell(epoch: Epoch) -> None:
    means = "  ".join(f"{name} {mean:.3f}" for name, mean in epoch.means.items())
    tqdm.write(f"epoch {epoch.number}, {epoch.seconds:.0f} s: {means}", file=sys.stderr)


def main(arguments: list[str] | None = None) -> None:
    usual = Recipe()
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True, help="captioned photos to learn")
    parser.add_argument("--out", type=Path, required=True, help="where the describer goes")
    parser.add_argument("--teacher", type=Path, help="folder of a MobileNetV2 classifier")
    parser.add_argument("--epochs", type=int, default=usual.epochs)
    parser.add_argument("--minutes", type=float, default=usual.minutes)
    parser.add_argument("--seed", type=int, default=usual.seed)
    args = parser.parse_args(arguments)
    transformers_logging.disable_progress_bar()
    recipe = Recipe(epochs=args.epochs, minutes=args.minutes, seed=args.seed)
    lesson = Lesson(args.data, recipe, out=args.out, teacher_folder=args.teacher)
    train(lesson, args.out, on_epoch=_tell)


if __name__ == "__main__":
    main()
