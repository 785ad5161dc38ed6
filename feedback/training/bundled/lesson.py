"""Everything a describer's training run learns from, in memory, drawn as shuffled batches."""

from pathlib import Path

import numpy as np
import torch
from torch.nn import functional
from tqdm import tqdm
from transformers import BlipImageProcessorPil

from feedback.training.bundled import captioned, teacher, wordpieces
from feedback.training.bundled.describer_recipe import Recipe, compute_dtype
from feedback.training.bundled.student import Batch


class Lesson:
    """A folder's photos as fixed views, their captions as tokens, their bags of words, and what
    the teacher says of every view. The whole of it stays in memory: 77 kB a view of 160 pixels.
    """

    def __init__(
        self, data: Path, recipe: Recipe, *, out: Path, teacher_folder: Path | None = None
    ):
        photos = captioned.read(data)
        self.tokenizer = wordpieces.learn(
            (caption for photo in photos for caption in photo.captions),
            size=recipe.shape.vocabulary,
            longest=recipe.shape.longest,
        )
        self.recipe = recipe
        self.bags = torch.from_numpy(captioned.bags_of_words(photos, recipe.bag))
        self.captions = [self._tokens(photo.captions) for photo in photos]
        self.views = _views(photos, recipe)  # uint8 (photos, views, 3, side, side)
        self.taught = None
        if teacher_folder:
            flat = self.views.reshape(-1, *self.views.shape[2:])
            self.taught = teacher.lessons(teacher_folder, flat, keep=out, dtype=compute_dtype())
        usual = BlipImageProcessorPil()  # its mean and spread, for pixels from 0 to 255
        self._mean = torch.tensor(usual.image_mean)[:, None, None] * 255
        self._spread = torch.tensor(usual.image_std)[:, None, None] * 255

    def _tokens(self, captions: tuple[str, ...]) -> torch.Tensor:
        tokens = self.tokenizer(
            list(captions),
            padding="max_length",
            truncation=True,
            max_length=self.recipe.longest,
            return_tensors="pt",
        ).input_ids
        tokens[:, 0] = self.tokenizer.bos_token_id
        return tokens

    def rng(self, epoch: int) -> np.random.Generator:
        """The epoch's own dice: a resumed epoch draws what an uninterrupted one would."""
        return np.random.default_rng((self.recipe.seed, epoch))

    def batches(self, rng: np.random.Generator) -> list[np.ndarray]:
        """The photos' numbers, shuffled; what does not fill a batch is left for another epoch."""
        count, size = len(self.captions), min(self.recipe.batch, len(self.captions))
        order = rng.permutation(count)
        return list(order[: count - count % size].reshape(-1, size))

    def batch(self, rows: np.ndarray, rng: np.random.Generator) -> Batch:
        """One view of each photo, mirrored half of the time and moved a little, and one caption."""
        view = rng.integers(self.recipe.views, size=len(rows))
        pixels = (torch.from_numpy(self.views[rows, view]).float() - self._mean) / self._spread
        mirrored = torch.from_numpy(rng.random(len(rows)) < 0.5)
        pixels[mirrored] = pixels[mirrored].flip(-1)
        pixels = _moved(pixels, self.recipe.shift, rng)
        tokens = torch.stack(
            [self.captions[row][rng.integers(len(self.captions[row]))] for row in rows]
        )
        length = int((tokens != self.tokenizer.pad_token_id).sum(dim=1).max())
        flat = torch.from_numpy(rows * self.recipe.views + view)
        return Batch(
            pixels=pixels,
            tokens=tokens[:, :length],
            bag=self.bags[rows],
            features=self.taught.features[flat].float() if self.taught else None,
            logits=self.taught.logits[flat].float() if self.taught else None,
        )


def _views(photos: list[captioned.CaptionedPhoto], recipe: Recipe) -> np.ndarray:
    rng = np.random.default_rng(recipe.seed)
    side = recipe.shape.image
    out = np.empty((len(photos), recipe.views, 3, side, side), dtype=np.uint8)
    for row, photo in zip(out, tqdm(photos, desc="photos", mininterval=10), strict=True):
        boxes = captioned.random_boxes(recipe.views, rng)
        row[:] = captioned.views(captioned.load(photo.path), side, boxes)
    return out


def _moved(pixels: torch.Tensor, shift: int, rng: np.random.Generator) -> torch.Tensor:
    """The whole batch moved by up to `shift` pixels, its edges repeated into what opens."""
    side = pixels.shape[-1]
    down, right = rng.integers(2 * shift + 1, size=2)
    wide = functional.pad(pixels, (shift,) * 4, mode="replicate")
    return wide[:, :, down : down + side, right : right + side]
