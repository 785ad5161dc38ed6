"""The folders in which the predecessor left feedback, read: `{uid}/img_{uid}.jpg`,
`caption_{uid}.txt` and `feedback_{uid}.txt`.

A folder that cannot be read is named with the file and the line, and the others are read. Does not
open photos, and stores nothing.
"""

from dataclasses import dataclass
from pathlib import Path

TEXT_MAX = 65_536  # bytes of a caption or a word on it; what may be stored is far less


@dataclass(frozen=True, slots=True)
class Left:
    """What one folder holds.

    Args:
        uid: the folder's name.
        photo: its bytes, not looked at.
        said: what somebody wrote of the caption.
    """

    uid: str
    photo: bytes
    caption: str
    said: str

    @property
    def photo_place(self) -> str:
        return f"{self.uid}/img_{self.uid}.jpg"


@dataclass(frozen=True, slots=True)
class Unreadable:
    """What is wrong with a file; `place` is its path, and its line where one is at fault."""

    place: str
    reason: str


def folders(home: Path) -> list[Path]:
    """One folder for each uid, in the order of their names.

    Args:
        home: the `feedback` folder, or the one that holds it.
    """
    inside = home / "feedback"
    named = inside if inside.is_dir() else home
    return sorted(path for path in named.iterdir() if path.is_dir())


def read(folder: Path, *, photo_max: int, encoding: str = "utf-8") -> Left | Unreadable:
    """One of the folders.

    Args:
        photo_max: bytes; of a longer photo one byte more is read, so that it is seen to be longer.
        encoding: of the texts, by Python's name.
    """
    uid = folder.name
    names = (f"img_{uid}.jpg", f"caption_{uid}.txt", f"feedback_{uid}.txt")
    found = []
    for name in names:
        most = photo_max if name.endswith(".jpg") else TEXT_MAX
        if (folder / name).is_symlink():
            return Unreadable(f"{uid}/{name}", "it is a link, which is not followed")
        try:
            found.append(_bytes(folder / name, most + 1))
        except FileNotFoundError:
            return Unreadable(f"{uid}/{name}", "it is missing")
        except OSError as error:
            return Unreadable(f"{uid}/{name}", f"it cannot be read: {error.strerror}")
    photo, *texts = found
    decoded = []
    for name, data in zip(names[1:], texts, strict=True):
        text = _text(data, f"{uid}/{name}", encoding)
        if isinstance(text, Unreadable):
            return text
        decoded.append(text)
    return Left(uid, photo, *decoded)


def _bytes(path: Path, most: int) -> bytes:
    with path.open("rb") as file:
        return file.read(most)


def _text(data: bytes, place: str, encoding: str) -> str | Unreadable:
    if len(data) > TEXT_MAX:
        return Unreadable(place, f"it is longer than {TEXT_MAX:,} bytes")
    try:
        return data.decode("utf-8-sig" if encoding == "utf-8" else encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return Unreadable(f"{place}:{line}", f"byte 0x{data[error.start]:02x} is no {encoding}")
