"""Photos and rows for datasets, each different from every other."""

import hashlib
import random
from io import BytesIO
from pathlib import Path

from PIL import Image

from feedback.datasets.records import Record


def photo(number: int, *, quality: int = 90, size: tuple[int, int] = (96, 64)) -> bytes:
    """A photo of coarse patches that no other number gives."""
    draw = random.Random(number)
    patches = Image.frombytes("RGB", (6, 4), draw.randbytes(6 * 4 * 3))
    file = BytesIO()
    patches.resize(size, Image.Resampling.BICUBIC).save(file, "JPEG", quality=quality)
    return file.getvalue()


def put(folder: Path, data: bytes) -> str:
    """The photo as a file named by its sha256, which is returned."""
    folder.mkdir(parents=True, exist_ok=True)
    name = hashlib.sha256(data).hexdigest()
    (folder / f"{name}.jpg").write_bytes(data)
    return name


def record(number: int, folder: Path, *, data: bytes | None = None, **fields) -> Record:
    """A row about photo `number`, which is put into `folder`."""
    sha256 = put(folder, photo(number) if data is None else data)
    return Record(
        **{
            "id": f"feedback:{number}",
            "sha256": sha256,
            "caption": f"caption number {number}",
            "tags": ("Dog", "Beach"),
            "owner": f"{number:04x}",
            "split": "train",
        }
        | fields
    )
