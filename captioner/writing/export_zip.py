"""A zip that somebody uploaded, read without trusting a word it says of itself.

Guards the archive as a whole (its kind, its entries' names and number, encryption) and counts what
comes out while it comes. Writes nothing to disk. Does not know what the entries mean.
"""

import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import BinaryIO

from captioner.errors import ImportUnreadable

ENTRIES_MAX = 50_000  # years of posts, stories and messages; each costs about a kilobyte to list
EXPANDED_MAX = 200_000_000  # bytes that may come out of one archive

_CHUNK = 1 << 16
_ENCRYPTED = 0x1
# The other methods cannot be expanded in small steps.
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OverflowError,
)


@dataclass(frozen=True, slots=True)
class Limits:
    """How much an archive may be.

    Args:
        entries: files and folders in it.
        expanded: bytes that may come out of it in all.
        directory: bytes of the list of its entries: 50,000 of them with names of 200 letters.
            zipfile takes the list into memory whole, at the length that the archive states,
            before anybody can count it.
    """

    entries: int = ENTRIES_MAX
    expanded: int = EXPANDED_MAX
    directory: int = 16_000_000


UPLOAD = Limits()


class ExportZip:
    """An archive that has passed the guards; `names` lists its files in the archive's order.

    Args:
        file: seekable, opened in binary; stays open, and is read in small steps.
        limits: those of what people upload where none are given.

    Raises:
        ImportUnreadable: not a zip, damaged, encrypted, more entries than the limit, by its own
            word more bytes than the limit, or an entry whose name leads out of the folder.
    """

    def __init__(self, file: BinaryIO, *, limits: Limits | None = None) -> None:
        limits = limits or UPLOAD
        self._limits, self._left = limits, limits.expanded
        with _damage("The file is not a zip, or was damaged on its way."):
            self._archive = zipfile.ZipFile(_Bounded(file, limits))
        entries = self._archive.infolist()
        if len(entries) > limits.entries:
            raise _too_many(limits)
        if sum(entry.file_size for entry in entries) > limits.expanded:
            raise _error(f"The zip expands past {limits.expanded // 1_000_000:,} MB.")
        for entry in entries:
            if entry.flag_bits & _ENCRYPTED:
                raise _error("The zip is encrypted: save it again without a password.")
            if _climbs(entry):
                name = entry.filename[:80]
                raise _error(f"The zip holds a name that leads out of its own folder: {name!r}.")
        self._entries = {entry.filename: entry for entry in entries if not entry.is_dir()}
        self.names = tuple(self._entries)

    def read(self, name: str, *, limit: int) -> bytes:
        """One file of the archive.

        Args:
            limit: bytes that it may expand to.

        Raises:
            ImportUnreadable: no such file, damaged, more than `limit` bytes, or with what was
                read before more than the archive's limit.
        """
        if name not in self._entries:
            raise _error(f"The zip holds no {name}.")
        entry = self._entries[name]
        if entry.compress_type not in _METHODS:
            raise _error(f"{name} is packed in a way that is not read here: use deflate.")
        room, stated = min((limit, limit), (self._left, self._limits.expanded))
        out = bytearray()
        with _damage(f"{name} is damaged."), self._archive.open(entry) as packed:
            while chunk := packed.read(_CHUNK):
                out += chunk
                if len(out) > room:
                    raise _error(f"{name} expands past {stated // 1_000_000:,} MB.")
        self._left -= len(out)
        return bytes(out)


@contextmanager
def _damage(detail: str) -> Iterator[None]:
    try:
        yield
    except _DAMAGED as error:
        raise _error(detail) from error


def _too_many(limits: Limits) -> ImportUnreadable:
    return _error(f"The zip has too many entries: the limit is {limits.entries:,}.")


def _error(detail: str) -> ImportUnreadable:
    return ImportUnreadable(detail, field="file")


class _Bounded:
    """A file that gives up where more bytes of it are asked for at once than a list may have."""

    def __init__(self, file: BinaryIO, limits: Limits) -> None:
        self._file, self._limits = file, limits
        self.seek, self.tell, self.seekable = file.seek, file.tell, file.seekable

    def read(self, size: int = -1) -> bytes:
        most = self._limits.directory + 1
        data = self._file.read(most if size < 0 else min(size, most))
        if len(data) == most:
            raise _too_many(self._limits)
        return data


def _climbs(entry: zipfile.ZipInfo) -> bool:
    """Whether a name is absolute, goes up, or is a link: nothing of that is in an export."""
    parts = entry.filename.replace("\\", "/").split("/")
    absolute = parts[0] == "" or re.match("[A-Za-z]:", parts[0])
    return bool(absolute) or ".." in parts or stat.S_ISLNK(entry.external_attr >> 16)
