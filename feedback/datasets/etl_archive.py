"""An archive of photos and captions, unpacked; and the pairs that lie in its folders.

InstaCities1M's layout (Gomez et al. 2018): `captions_resized_1M/cities_instagram/{city}/{stem}.txt`
beside `img_resized_1M/cities_instagram/{city}/{stem}.jpg`. Does not look into photos or captions.
"""

import shutil
import unicodedata
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from captioner.errors import CaptionError, ImportUnreadable
from captioner.writing.export_zip import ExportZip, Limits

CAPTIONS, PHOTOS, WITHIN = "captions_resized_1M", "img_resized_1M", "cities_instagram"
CITIES = ("newyork", "chicago", "sanfrancisco")  # of which the predecessor learned

_SUFFIXES = (".txt", ".jpg")
_FILE_MAX = 50_000_000  # bytes of one photo or caption
# Photos hardly shrink and captions to a third: what grows more is no archive of these.
_GROWTH = 20
_AT_LEAST = 200_000_000  # bytes that may come out of a small one
_ENTRIES_MAX, _DIRECTORY_MAX = 5_000_000, 1_000_000_000  # InstaCities1M: two million, 200 MB


class BadArchive(CaptionError):
    """An archive that cannot be taken as a whole; the detail names the place in it."""

    code = "bad_archive"


@dataclass(frozen=True, slots=True)
class Pair:
    """A photo and its caption.

    Args:
        city: in its one spelling, see `city_name`.
        stem: what the two files are called.
    """

    city: str
    stem: str
    caption: Path
    photo: Path

    @property
    def place(self) -> str:
        return f"{self.city}/{self.stem}"


@dataclass(frozen=True, slots=True)
class Single:
    """A photo or a caption without its other half."""

    place: str
    reason: str


def unpack(archive: Path, folder: Path, *, told: Callable[[int, int], None]) -> None:
    """Write an archive's photos and captions; the folder appears whole or not at all.

    What a killed try has left in `.part` is used.

    Args:
        told: files more, and in all.

    Raises:
        BadArchive: no zip, damaged, encrypted; a name that climbs out of its folder, a link; more
            than `_GROWTH` times its own bytes; nothing in it of the kinds that are wanted.
    """
    if folder.exists():
        return
    part = folder.with_name(folder.name + ".part")
    most = max(_AT_LEAST, _GROWTH * archive.stat().st_size)
    limits = Limits(entries=_ENTRIES_MAX, expanded=most, directory=_DIRECTORY_MAX)
    try:
        with archive.open("rb") as file:
            export = ExportZip(file, limits=limits)
            names = [name for name in export.names if name.lower().endswith(_SUFFIXES)]
            if not names:
                raise BadArchive(f"{archive.name}: it holds no .jpg and no .txt")
            part.mkdir(parents=True, exist_ok=True)
            for name in names:
                _write(export, name, part)
                told(1, len(names))
    except ImportUnreadable as error:
        shutil.rmtree(part, ignore_errors=True)
        raise BadArchive(f"{archive.name}: {error.detail}") from error
    part.rename(folder)


def _write(export: ExportZip, name: str, folder: Path) -> None:
    target = folder.joinpath(*name.replace("\\", "/").split("/"))
    try:
        if target.exists():
            return
        data = export.read(name, limit=_FILE_MAX)
        target.parent.mkdir(parents=True, exist_ok=True)
        new = target.with_name("new.part")
        new.write_bytes(data)
        new.rename(target)
    except (OSError, ValueError) as error:
        raise ImportUnreadable(f"{name[:80]!r} cannot be written: {error}") from error


def city_name(folder: str) -> str:
    """A city as it is asked for and compared: "New York", "new_york" and "newyork" are one."""
    plain = unicodedata.normalize("NFKD", folder).casefold()
    return "".join(filter(str.isalnum, plain))


def pairs(home: Path, cities: Collection[str] = CITIES) -> Iterator[Pair | Single]:
    """Photos with their captions, city by city, in the order of their names.

    Args:
        home: what holds the two folders, itself or up to two folders down.
        cities: in any spelling; none takes all that are there.

    Raises:
        BadArchive: another layout, or a city that is not there.
    """
    captions, photos = _cities(home, CAPTIONS), _cities(home, PHOTOS)
    there = captions.keys() | photos.keys()
    wanted = [city_name(city) for city in cities] or sorted(there)
    for city, name in zip(wanted, cities, strict=False):
        if city not in there:
            raise BadArchive(f"there is no city {name!r}; there are: {', '.join(sorted(there))}")
    for city in dict.fromkeys(wanted):
        yield from _paired(city, captions.get(city, []), photos.get(city, []))


def _cities(home: Path, tree: str) -> dict[str, list[Path]]:
    """The folders of each city; two that are spelt differently are one."""
    found: dict[str, list[Path]] = {}
    for above in ("", "*/", "*/*/"):
        for folder in sorted(home.glob(f"{above}{tree}/{WITHIN}/*/")):
            found.setdefault(city_name(folder.name), []).append(folder)
    if not found:
        raise BadArchive(f"{home.name} has no {tree}/{WITHIN} with a folder for each city")
    return found


def _paired(city: str, captions: list[Path], photos: list[Path]) -> Iterator[Pair | Single]:
    texts, images = _by_stem(captions, ".txt"), _by_stem(photos, ".jpg")
    for stem in sorted(texts.keys() | images.keys()):
        if stem not in texts:
            yield Single(f"{city}/{stem}.jpg", "caption_missing")
        elif stem not in images:
            yield Single(f"{city}/{stem}.txt", "photo_missing")
        else:
            yield Pair(city, stem, texts[stem], images[stem])


def _by_stem(folders: list[Path], suffix: str) -> dict[str, Path]:
    return {
        path.stem: path
        for folder in reversed(folders)
        for path in folder.iterdir()
        if path.suffix.lower() == suffix and path.is_file() and not path.is_symlink()
    }
