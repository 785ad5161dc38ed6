"""Everything a describer's training run learns from, drawn as shuffled batches."""

from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file, save_file
from torch.nn import functional
from tqdm import tqdm
from transformers import BlipImageProcessorPil

from feedback.training.bundled import captioned, wordpieces
from feedback.training.bundled.describer_recipe import Recipe, compute_dtype
from feedback.training.bundled.student import Batch, Standard
from feedback.training.bundled.teacher import Teacher

_STANDARD_OVER = 1024  # views: enough for the means and spreads of their channels


class Lesson:
    """A folder's photos, their captions as tokens, their bags of words, the teacher's maps.

    A view is one cut-out of every photo with the teacher's maps of it. An epoch learns from one
    view, the next epoch from the next, and after `recipe.views` of them from the first again. A
    view is made when it is first needed and kept as a file in `out`: about 0.15 MB a photo. One of
    them is in memory.
    """

    def __init__(
        self, data: Path, recipe: Recipe, *, out: Path, teacher_folder: Path | None = None
    ):
        self.recipe = recipe
        self._photos = captioned.read(data)
        self._out = out
        self._teacher = (
            Teacher(teacher_folder, dtype=compute_dtype()) if teacher_folder is not None else None
        )
        self.tokenizer = wordpieces.learn(
            (caption for photo in self._photos for caption in photo.captions),
            size=recipe.shape.vocabulary,
            longest=recipe.shape.longest,
        )
        self.bags = torch.from_numpy(captioned.bags_of_words(self._photos, recipe.bag))
        self.captions = [self._tokens(photo.captions) for photo in self._photos]
        usual = BlipImageProcessorPil()  # its mean and spread, for pixels from 0 to 255
        self._mean = torch.tensor(usual.image_mean)[:, None, None] * 255
        self._spread = torch.tensor(usual.image_std)[:, None, None] * 255
        self._view: dict[str, torch.Tensor] = {}
        self._number = -1
        self.look(0)
        self._standards = {
            name: _standard(self._view[name])
            for name in ("middle", "last")
            if self._teacher is not None
        }

    @property
    def head(self):
        """The teacher's last layers; None without a teacher."""
        return self._teacher.head if self._teacher else None

    @property
    def standard(self) -> Standard | None:
        """Of the teacher's last maps; None without a teacher."""
        return self._standards.get("last")

    def channels(self, name: str) -> int:
        """How many the teacher's map `name` has; 0 without a teacher."""
        return len(self._standards[name].mean) if self._standards else 0

    def look(self, epoch: int) -> None:
        """Have the epoch's view in memory."""
        number = epoch % self.recipe.views
        if number == self._number:
            return
        path = self._out / f"view-{number}.safetensors"
        if not path.exists():
            self._out.mkdir(parents=True, exist_ok=True)
            part = path.with_suffix(".part")
            save_file(self._made(number), part)
            part.replace(path)
        self._view, self._number = load_file(path), number

    def _made(self, number: int) -> dict[str, torch.Tensor]:
        """A view's tensors by name: uint8 pixels (photos, 3, side, side), the teacher's maps."""
        side = self.recipe.shape.image
        boxes = captioned.random_boxes(
            len(self._photos), np.random.default_rng((self.recipe.seed, number))
        )
        pixels = np.empty((len(self._photos), 3, side, side), dtype=np.uint8)
        photos = tqdm(self._photos, desc=f"view {number}", mininterval=10)
        for row, photo, box in zip(pixels, photos, boxes, strict=True):
            row[:] = captioned.cut(captioned.load(photo.path), side, box)
        view = {"pixels": torch.from_numpy(pixels)}
        if self._teacher is not None:
            maps = self._teacher.maps(pixels)
            view |= {"middle": maps.middle, "last": maps.last}
        return view

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
        """The view's rows, mirrored half of the time and in other light, with captions and maps."""
        mirrored = torch.from_numpy(rng.random(len(rows)) < 0.5)
        pixels = _relit(_mirrored(self._view["pixels"][rows].float(), mirrored), rng)
        tokens = torch.cat([self._some(self.captions[row], rng) for row in rows])
        length = int((tokens != self.tokenizer.pad_token_id).sum(dim=1).max())
        grid = self.recipe.shape.image // self.recipe.shape.patch
        maps = {
            name: _places(_mirrored(self._view[name][rows].float(), mirrored), standard, grid)
            for name, standard in self._standards.items()
        }
        return Batch(
            pixels=(pixels - self._mean) / self._spread,
            tokens=tokens[:, :length],
            bag=self.bags[rows],
            middle=maps.get("middle"),
            last=maps.get("last"),
        )

    def _some(self, captions: torch.Tensor, rng: np.random.Generator) -> torch.Tensor:
        """`recipe.captions` of a photo's, different ones while there are enough."""
        count = self.recipe.captions
        order = np.resize(rng.permutation(len(captions)), count)
        return captions[order]


def _standard(maps: torch.Tensor) -> Standard:
    spread, mean = torch.std_mean(maps[:_STANDARD_OVER].float(), dim=(0, 2, 3))
    return Standard(mean, spread + 1e-3)


def _mirrored(images: torch.Tensor, which: torch.Tensor) -> torch.Tensor:
    """(batch, channels, side, side) with the rows of `which` left to right."""
    images[which] = images[which].flip(-1)
    return images


def _places(maps: torch.Tensor, standard: Standard, grid: int) -> torch.Tensor:
    """Maps (batch, channels, side, side) as standard places of a grid, (batch, grid², channels).

    The tower's patches and the teacher's places are both even grids over the whole photo, so one
    is had from the other by interpolation.
    """
    maps = functional.interpolate(maps, (grid, grid), mode="bilinear", antialias=True)
    return (maps.flatten(2).transpose(1, 2) - standard.mean) / standard.spread


def _relit(pixels: torch.Tensor, rng: np.random.Generator) -> torch.Tensor:
    """Each photo's contrast, brightness and colour balance changed a little; what is in it stays.

    The teacher's maps are of the photo as it was: the student learns that light does not matter.
    """
    count = len(pixels)
    contrast = torch.from_numpy(rng.uniform(0.75, 1.25, (count, 1, 1, 1))).float()
    balance = torch.from_numpy(rng.uniform(0.85, 1.15, (count, 3, 1, 1))).float()
    middle = pixels.mean(dim=(1, 2, 3), keepdim=True)
    return ((pixels - middle) * contrast + middle * balance).clamp(0, 255)
