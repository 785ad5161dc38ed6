"""Photos with human captions, from a folder: what the bundled describer learns from.

A folder has `images/` and `captions.tsv`, one `image<TAB>caption` a line, several lines a photo.
Knows nothing of any particular data set and holds no default path.
"""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image

from feedback.training.scores import words

# Words that say nothing about what a photo shows; the bag of words leaves them out.
_FUNCTION_WORDS = frozenset(
    words(
        """a an and are as at be by for from has have he her him his in into is it its of on or she
        that the their them there they this to which while who with"""
    )
)


@dataclass(frozen=True, slots=True)
class CaptionedPhoto:
    """A photo's file and what people wrote about it, as lower-case words joined by spaces."""

    path: Path
    captions: tuple[str, ...]


def read(folder: Path) -> list[CaptionedPhoto]:
    """The folder's photos in order of file name.

    Raises FileNotFoundError where `captions.tsv` or a photo it names is missing, and ValueError
    for a line without a tab or without words.
    """
    captions: dict[str, list[str]] = {}
    listing = folder / "captions.tsv"
    for number, line in enumerate(listing.read_text("utf-8").splitlines(), start=1):
        name, tab, caption = line.partition("\t")
        sentence = " ".join(words(caption))
        if not tab or not sentence:
            raise ValueError(f"{listing}:{number}: expected image<TAB>caption")
        captions.setdefault(name, []).append(sentence)
    photos = [
        CaptionedPhoto(folder / "images" / name, tuple(sentences))
        for name, sentences in sorted(captions.items())
    ]
    for photo in photos:
        if not photo.path.is_file():
            raise FileNotFoundError(f"{listing} names a photo that is not there: {photo.path}")
    return photos


def load(path: Path) -> Image.Image:
    """A photo as RGB pixels."""
    with Image.open(path) as image:
        return image.convert("RGB")


def cut(image: Image.Image, size: int, box: np.ndarray) -> np.ndarray:
    """A cut-out of a photo, squashed to a square as BLIP squashes its input.

    `box` is (4,): left, top, right, bottom as fractions of the photo. Returns uint8
    (3, size, size).
    """
    extent = np.array([image.width, image.height] * 2)
    square = image.resize((size, size), Image.Resampling.BICUBIC, box=tuple(box * extent))
    return np.asarray(square).transpose(2, 0, 1)


def random_boxes(count: int, rng: np.random.Generator) -> np.ndarray:
    """`count` boxes for `cut`, (count, 4): the whole photo now and then, else 45 % of it or more.

    Smaller ones would often lose what the captions speak of.
    """
    area = rng.uniform(0.45, 1.1, count)
    stretch = np.exp(rng.uniform(-0.2, 0.2, count))
    extent = np.minimum(np.sqrt(area)[:, None] * np.stack([stretch, 1 / stretch], axis=1), 1.0)
    corner = rng.uniform(0.0, 1.0, (count, 2)) * (1.0 - extent)
    return np.concatenate([corner, corner + extent], axis=1)


def bags_of_words(photos: list[CaptionedPhoto], size: int) -> np.ndarray:
    """What each photo shows, as a distribution over the captions' most frequent content words.

    Returns float32 (photos, at most `size`); a row sums to 1, or to 0 where a photo's captions
    hold none of the words.
    """
    counts = [
        Counter(word for caption in photo.captions for word in words(caption)) for photo in photos
    ]
    total: Counter[str] = Counter()
    for count in counts:
        total.update(count)
    for word in _FUNCTION_WORDS:
        del total[word]
    index = {word: column for column, (word, _) in enumerate(total.most_common(size))}
    bags = np.zeros((len(photos), len(index)), dtype=np.float32)
    for row, count in zip(bags, counts, strict=True):
        for word, times in count.items():
            if word in index:
                row[index[word]] = times
    return bags / np.maximum(bags.sum(axis=1, keepdims=True), 1.0)
