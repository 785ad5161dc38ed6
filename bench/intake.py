"""What a photo costs on its way in, and on its way to a model: processor time, one core.

    python bench/intake.py [--runs 15] [--json]

The photo is a sample scaled to a phone's 12 megapixels with a sensor's noise on it (3.2 MB), with
EXIF, a place and a quarter turn; once more with a colour profile. `time.thread_time`, so that what
else runs on the machine counts little.
"""

import argparse
import json
import statistics
import sys
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import numpy as np
from PIL import ExifTags, Image, ImageCms

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from captioner import photos  # noqa: E402

SAMPLE = ROOT / "static" / "samples" / "dog.jpg"
SIZE = (4000, 3000)
NOISE = 5.0  # standard deviation of 255, the same for the three colours of a pixel
BOUND_MS = 150.0
SIDE = 160  # of the bundled describer


def phone_photo(*, profile: bytes | None = None) -> bytes:
    """A 12-megapixel JPEG as a phone makes it.

    Args:
        profile: an ICC profile to put in.
    """
    tags = Image.Exif()
    tags[ExifTags.Base.Orientation] = 6
    tags[ExifTags.IFD.GPSInfo] = {1: "N", 2: (59.0, 54.0, 50.0), 3: "E", 4: (10.0, 45.0, 8.0)}
    with Image.open(SAMPLE) as sample:
        pixels = np.asarray(sample.resize(SIZE, Image.Resampling.BICUBIC), np.float32)
    noise = np.random.default_rng(1).normal(0, NOISE, (SIZE[1], SIZE[0], 1))
    image = Image.fromarray(np.clip(pixels + noise, 0, 255).astype(np.uint8))
    file = BytesIO()
    image.save(file, "JPEG", quality=90, exif=tags, icc_profile=profile)
    return file.getvalue()


def wide_profile() -> bytes:
    """A profile that is not sRGB's, so that every pixel has to be converted."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    red, blue = profile.find(b"rXYZ", 128), profile.find(b"bXYZ", 128)
    profile[red : red + 4], profile[blue : blue + 4] = b"bXYZ", b"rXYZ"
    return bytes(profile)


def median_ms(work: Callable[[], object], runs: int) -> float:
    """The processor time that one call takes, as the median of `runs`."""
    taken = []
    for _ in range(runs):
        began = time.thread_time()
        work()
        taken.append((time.thread_time() - began) * 1000)
    return round(statistics.median(taken), 1)


def measured(runs: int) -> dict[str, float]:
    """Milliseconds by what was done."""
    plain, wide = phone_photo(), phone_photo(profile=wide_profile())
    stored = photos.load(plain).jpeg
    return {
        "intake, 12 megapixels": median_ms(lambda: photos.load(plain), runs),
        "intake, with a colour profile": median_ms(lambda: photos.load(wide), runs),
        "decode what is stored": median_ms(lambda: photos.decode(stored), runs),
        f"decode it for {SIDE} pixels": median_ms(lambda: photos.decode(stored, side=SIDE), runs),
    }


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    found = measured(args.runs)
    if args.json:
        print(json.dumps(found, indent=2))
        return
    for name, ms in found.items():
        bound = f"  (at most {BOUND_MS:g})" if name.startswith("intake") else ""
        print(f"{name:32}{ms:8.1f} ms{bound}")


if __name__ == "__main__":
    main()
