"""Folders in the storage backend: snapshots under `datasets/{name}/{digest}/`, exports under
`exports/{digest}/`.

The file that names the others goes last: where it is, the rest is. Going on after a try that was
cut short sends only what is missing.
"""

import hashlib
from collections.abc import Callable, Collection
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from django.core.files import File
from django.core.files.storage import default_storage

from captioner.errors import CaptionError
from feedback.datasets import snapshot
from feedback.datasets.folder import SUMS
from feedback.datasets.snapshot import MANIFEST

_AT_ONCE = 8  # a store far away answers slowly, not narrowly
_DIGITS = 12  # of the digest, as in the folder's own name


class StorageAway(CaptionError):
    """The storage backend did not take a folder to its end."""

    code = "storage_away"


Told = Callable[[int, int], None]  # bytes more, and in all


def upload(folder: Path, *, told: Told) -> tuple[str, int]:
    """Put a snapshot into the storage.

    Returns:
        Where it lies there, and how many files were sent.

    Raises:
        BadSnapshot: the folder is not whole.
        StorageAway: it is not, or not wholly, in the storage; trying again goes on.
    """
    manifest = snapshot.read(folder).manifest
    home = f"datasets/{manifest.name}/{manifest.digest[:_DIGITS]}"
    return home, _upload(folder, home, manifest.files, last=MANIFEST, told=told)


def upload_export(folder: Path) -> str:
    """Put what `datasets.folder` wrote into the storage; where it lies there.

    Raises:
        StorageAway: as `upload`.
    """
    sums = (folder / SUMS).read_text(encoding="utf-8")
    home = f"exports/{hashlib.sha256(sums.encode()).hexdigest()[:_DIGITS]}"
    names = [line.partition("  ")[2] for line in sums.splitlines()]
    _upload(folder, home, names, last=SUMS, told=lambda more, total: None)
    return home


def _upload(folder: Path, home: str, names: Collection[str], *, last: str, told: Told) -> int:
    """How many files were sent; none where `last` is there already."""
    sizes = {name: (folder / name).stat().st_size for name in (*names, last)}
    try:
        return _sent(folder, home, sizes, last, told)
    except Exception as error:  # each storage raises errors of its own kind
        why = " ".join(str(error).split())[:200] or type(error).__name__
        raise StorageAway(
            f"the storage did not answer: {why}. What was sent stays; run it again for the rest"
        ) from error


def _sent(folder: Path, home: str, sizes: dict[str, int], last: str, told: Told) -> int:
    total = sum(sizes.values())
    if default_storage.exists(f"{home}/{last}"):
        told(total, total)
        return 0

    def send(name: str) -> int:
        sent = _send(folder / name, f"{home}/{name}", sizes[name])
        told(sizes[name], total)
        return sent

    with ThreadPoolExecutor(_AT_ONCE) as pool:
        count = sum(pool.map(send, [name for name in sizes if name != last]))
    return count + send(last)


def _send(path: Path, key: str, size: int) -> bool:
    """Whether it was sent: one that is there in its length is what its digest's folder says."""
    if default_storage.exists(key):
        if default_storage.size(key) == size:
            return False
        default_storage.delete(key)  # half of it, of a try that was cut short
    with path.open("rb") as file:
        default_storage.save(key, File(file))
    return True
