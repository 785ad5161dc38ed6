"""A snapshot's folder in the storage backend, under `datasets/{name}/{digest}/`.

The manifest goes last: where it is, the rest is. Going on after a try that was cut short sends only
what is missing.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from django.core.files import File
from django.core.files.storage import default_storage

from feedback.datasets import snapshot
from feedback.datasets.snapshot import MANIFEST

_AT_ONCE = 8  # a store far away answers slowly, not narrowly
_DIGITS = 12  # of the digest, as in the folder's own name


def upload(folder: Path, *, told: Callable[[int, int], None]) -> tuple[str, int]:
    """Put a snapshot into the storage.

    Args:
        told: bytes more, and in all.

    Returns:
        Where it lies there, and how many files were sent.

    Raises:
        BadSnapshot: the folder is not whole.
        Exception: what the storage raises where it does not answer.
    """
    manifest = snapshot.read(folder).manifest
    home = f"datasets/{manifest.name}/{manifest.digest[:_DIGITS]}"
    sizes = {name: (folder / name).stat().st_size for name in (*manifest.files, MANIFEST)}
    total = sum(sizes.values())
    if default_storage.exists(f"{home}/{MANIFEST}"):
        told(total, total)
        return home, 0

    def send(name: str) -> int:
        sent = _send(folder / name, f"{home}/{name}", sizes[name])
        told(sizes[name], total)
        return sent

    with ThreadPoolExecutor(_AT_ONCE) as pool:
        count = sum(pool.map(send, manifest.files))
    return home, count + send(MANIFEST)


def _send(path: Path, key: str, size: int) -> bool:
    """Whether it was sent: one that is there in its length is what its digest's folder says."""
    if default_storage.exists(key):
        if default_storage.size(key) == size:
            return False
        default_storage.delete(key)  # half of it, of a try that was cut short
    with path.open("rb") as file:
        default_storage.save(key, File(file))
    return True
