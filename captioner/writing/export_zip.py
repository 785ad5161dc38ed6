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
from typing import BinaryIO

from captioner.errors import ImportUnreadable

ENTRIES_MAX = 50_000  # years of posts, stories and messages; each costs about a kilobyte to list
EXPANDED_MAX = 200_000_000  # bytes that may come out of one archive

# The list of entries, in bytes: 50,000 of them with names of 200 letters. zipfile takes the list
# into memory whole, at the length that the archive states, before anybody can count it.
_DIRECTORY_MAX = 16_000_000
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


class ExportZip:
    """An archive that has passed the guards; `names` lists its files in the archive's order.

    Args:
        file: seekable, opened in binary; stays open, and is read in small steps.

    Raises:
        ImportUnreadable: not a zip, damaged, encrypted, more than `ENTRIES_MAX` entries, by its
            own word more than `EXPANDED_MAX` bytes, or an entry whose name leads out of the folder.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._left = EXPANDED_MAX
        with _damage("The file is not a zip, or was damaged on its way."):
            self._archive = zipfile.ZipFile(_Bounded(file))
        entries = self._archive.infolist()
        if len(entries) > ENTRIES_MAX:
            raise _too_many()
        if sum(entry.file_size for entry in entries) > EXPANDED_MAX:
            raise _error(f"The zip expands past {EXPANDED_MAX // 1_000_000} MB.")
        for entry in entries:
            if entry.flag_bits & _ENCRYPTED:
                raise _error("The zip is encrypted: save it again without a password.")
            if _climbs(entry):
                raise _error("The zip holds a name that leads out of its own folder.")
        self._entries = {entry.filename: entry for entry in entries if not entry.is_dir()}
        self.names = tuple(self._entries)

    def read(self, name: str, *, limit: int) -> bytes:
        """One file of the archive.

        Args:
            limit: bytes that it may expand to.

        Raises:
            ImportUnreadable: no such file, damaged, more than `limit` bytes, or with what was
                read before more than `EXPANDED_MAX`.
        """
        if name not in self._entries:
            raise _error(f"The zip holds no {name}.")
        entry = self._entries[name]
        if entry.compress_type not in _METHODS:
            raise _error(f"{name} is packed in a way that is not read here: use deflate.")
        room, stated = min((limit, limit), (self._left, EXPANDED_MAX))
        out = bytearray()
        with _damage(f"{name} is damaged."), self._archive.open(entry) as packed:
            while chunk := packed.read(_CHUNK):
                out += chunk
                if len(out) > room:
                    raise _error(f"{name} expands past {stated // 1_000_000} MB.")
        self._left -= len(out)
        return bytes(out)


@contextmanager
def _damage(detail: str) -> Iterator[None]:
    try:
        yield
    except _DAMAGED as error:
        raise _error(detail) from error


def _too_many() -> ImportUnreadable:
    return _error(f"The zip has too many entries: the limit is {ENTRIES_MAX:,}.")


def _error(detail: str) -> ImportUnreadable:
    return ImportUnreadable(detail, field="file")


class _Bounded:
    """A file that gives up where more than `_DIRECTORY_MAX` bytes of it are asked for at once."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.seek, self.tell, self.seekable = file.seek, file.tell, file.seekable

    def read(self, size: int = -1) -> bytes:
        most = _DIRECTORY_MAX + 1
        data = self._file.read(most if size < 0 else min(size, most))
        if len(data) == most:
            raise _too_many()
        return data


def _climbs(entry: zipfile.ZipInfo) -> bool:
    """Whether a name is absolute, goes up, or is a link: nothing of that is in an export."""
    parts = entry.filename.replace("\\", "/").split("/")
    absolute = parts[0] == "" or re.match("[A-Za-z]:", parts[0])
    return bool(absolute) or ".." in parts or stat.S_ISLNK(entry.external_attr >> 16)
