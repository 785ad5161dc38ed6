"""A folder to hand to somebody: lines and photos as they come, `SHA256SUMS` last.

The folder appears whole or not at all, and `sha256sum --check SHA256SUMS` tells whether it still is
so. Does not know what the lines mean.
"""

import hashlib
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from captioner.errors import CaptionError
from feedback.datasets.snapshot import IMAGES, foreign_segments

SUMS = "SHA256SUMS"


class FolderTaken(CaptionError):
    """There is something already where a folder was to appear."""

    code = "folder_taken"


class Folder:
    """A folder while it is written."""

    def __init__(self, part: Path) -> None:
        self._part = part
        self._sums: dict[str, str] = {}

    def photo(self, data: bytes) -> str:
        """Keep a photo's file; its path in the folder.

        Raises:
            ValueError: it carries metadata, which nothing stored here does.
        """
        sha256 = hashlib.sha256(data).hexdigest()
        path = f"{IMAGES}/{sha256}.jpg"
        if path not in self._sums:
            if foreign := foreign_segments(data):
                raise ValueError(f"{path} carries metadata ({', '.join(foreign)})")
            (self._part / path).write_bytes(data)
            self._sums[path] = sha256
        return path

    def text(self, path: str, parts: Iterable[str]) -> None:
        """Write a file, part by part."""
        seen = hashlib.sha256()
        with (self._part / path).open("wb") as file:
            for part in parts:
                data = part.encode()
                seen.update(data)
                file.write(data)
        self._sums[path] = seen.hexdigest()

    def seal(self) -> None:
        """Write the sums of all that is there."""
        lines = (f"{self._sums[path]}  {path}\n" for path in sorted(self._sums))
        (self._part / SUMS).write_text("".join(lines), encoding="utf-8")


@contextmanager
def writing(folder: Path) -> Iterator[Folder]:
    """A folder that is there once the block ends well.

    Raises:
        FolderTaken: something is there already.
    """
    if folder.exists():
        raise FolderTaken(f"{folder} is there already: name another folder, or remove it")
    part = folder.with_name(folder.name + ".part")
    shutil.rmtree(part, ignore_errors=True)
    (part / IMAGES).mkdir(parents=True)
    try:
        made = Folder(part)
        yield made
        made.seal()
        part.rename(folder)
    finally:
        shutil.rmtree(part, ignore_errors=True)
