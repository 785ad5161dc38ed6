"""The photos and briefs that are asked about: the samples, cropped and mirrored into many."""

import base64
import random
from collections.abc import Sequence
from dataclasses import asdict
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image

from captioner.writing.brief import Brief
from feedback.training.bundled.asking import spread

SAMPLES = Path(__file__).resolve().parent.parent / "static" / "samples"
FULL_HD = (1920, 1080)
_QUALITY = 90


def images(count: int) -> list[Image.Image]:
    """Different photos, the same at each call."""
    sources = [_opened(path) for path in sorted(SAMPLES.glob("*.jpg"))]
    return [_varied(sources[n % len(sources)], random.Random(n)) for n in range(count)]


def jpegs(count: int) -> list[bytes]:
    """The same photos as files."""
    return [jpeg(image) for image in images(count)]


def full_hd(count: int) -> list[bytes]:
    """The same scaled to 1920 x 1080, as files."""
    return [jpeg(image.resize(FULL_HD, Image.Resampling.LANCZOS)) for image in images(count)]


def jpeg(image: Image.Image) -> bytes:
    file = BytesIO()
    image.save(file, "JPEG", quality=_QUALITY)
    return file.getvalue()


def briefs(count: int) -> list[Brief]:
    """Every tone with every audience in turn, each with a seed of its own."""
    return spread(count)


def bodies(files: Sequence[bytes]) -> list[dict[str, Any]]:
    """Requests as JSON, in the form of our API; every server that is measured takes them."""
    return [
        {
            "image_base64": base64.b64encode(file).decode(),
            **{name: asdict(brief)[name] for name in ("tone", "audience", "seed")},
        }
        for file, brief in zip(files, briefs(len(files)), strict=True)
    ]


def _opened(path: Path) -> Image.Image:
    with Image.open(path) as image:
        return image.convert("RGB")


def _varied(image: Image.Image, rng: random.Random) -> Image.Image:
    share = rng.uniform(0.7, 1.0)
    width, height = round(image.width * share), round(image.height * share)
    left, top = rng.randint(0, image.width - width), rng.randint(0, image.height - height)
    part = image.crop((left, top, left + width, top + height))
    return part.transpose(Image.Transpose.FLIP_LEFT_RIGHT) if rng.random() < 0.5 else part
