"""An unpacked archive of photos and captions, as rows of a dataset.

What is corrupt, empty, seen before or spam is left out and counted by its reason. Photos come out
of `captioner.photos`: upright, scaled, without metadata. Does not split rows or write snapshots:
that is `build`.
"""

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from captioner import photos
from captioner.errors import CaptionError
from captioner.photos import DEFAULT_LIMITS, Limits
from captioner.writing import tag as spelling
from captioner.writing.parsing import without_tags
from captioner.writing.traits import NO_TEXT
from feedback.datasets import etl_rules
from feedback.datasets.etl_archive import BadArchive, Pair, Single
from feedback.datasets.perceptual import Index, look
from feedback.datasets.records import BadRecord, Record

CAPTION_MAX = 65_536  # bytes of a caption's file
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")
_NAMED = 20  # places that a report names for each reason


def require_name(name: str) -> None:
    """Refuse a name that no archive may have.

    Raises:
        BadArchive: with what it may be.
    """
    if not _NAME.fullmatch(name):
        raise BadArchive("name must be 1 to 40 of a-z, 0-9, - and _, a letter or digit first")


class Dropped(Exception):
    """A pair that makes no row.

    Args:
        reason: in the report's words.
        place: the file, and its line where one is at fault.
    """

    def __init__(self, reason: str, place: str) -> None:
        super().__init__(reason)
        self.reason, self.place = reason, place


@dataclass(slots=True)
class Rows:
    """An archive's rows, one at a time, each with its photo's file.

    `dropped` and `places` fill up as it is read: how many were left out by reason, and the first
    of them. Reading again after a try that was cut short costs no photo twice.

    Args:
        name: of the archive; its rows' source is `etl:` and this.
        found: see `etl_archive.pairs`.
        cleaned: a folder that keeps photos as they come out, by the sha256 of what went in.
    """

    name: str
    found: Iterable[Pair | Single]
    cleaned: Path
    limits: Limits = DEFAULT_LIMITS
    dropped: Counter[str] = field(default_factory=Counter)
    places: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    _looks: Index = field(default_factory=Index)
    _said: set[bytes] = field(default_factory=set)

    def __iter__(self) -> Iterator[tuple[Record, bytes]]:
        self.cleaned.mkdir(parents=True, exist_ok=True)
        for one in self.found:
            try:
                if isinstance(one, Single):
                    raise Dropped(one.reason, one.place)
                yield self._row(one)
            except Dropped as dropped:
                self.dropped[dropped.reason] += 1
                if len(self.places[dropped.reason]) < _NAMED:
                    self.places[dropped.reason].append(dropped.place)

    def _row(self, pair: Pair) -> tuple[Record, bytes]:
        text, tags = _said(pair)
        key = hashlib.sha256(" ".join(text.casefold().split()).encode()).digest()
        if key in self._said:
            raise Dropped("caption_seen_before", f"{pair.place}.txt")
        photo = self._photo(pair)
        self._said.add(key)
        try:
            record = Record(
                id=f"{self.name}/{pair.city}/{quote(pair.stem)}",
                sha256=hashlib.sha256(photo).hexdigest(),
                caption=text,
                tags=tags,
                source=f"etl:{self.name}",
            )
        except BadRecord as error:
            raise Dropped(f"bad_{error.field}", pair.place) from error
        return record, photo

    def _photo(self, pair: Pair) -> bytes:
        place = f"{pair.place}.jpg"
        with pair.photo.open("rb") as file:
            data = file.read(self.limits.max_bytes + 1)
        kept = self.cleaned / f"{hashlib.sha256(data).hexdigest()}.jpg"
        if not kept.exists():
            _clean(data, kept, place, self.limits)
        photo = kept.read_bytes()
        seen = look(photo).print
        if next(self._looks.near(seen), None) is not None:
            raise Dropped("photo_seen_before", place)
        self._looks.add(pair.place, seen)
        return photo


def _clean(data: bytes, kept: Path, place: str, limits: Limits) -> None:
    try:
        loaded = photos.load(data, limits=limits)
    except CaptionError as error:
        raise Dropped(error.code, place) from error
    new = kept.with_suffix(".part")
    new.write_bytes(loaded.jpeg)
    new.rename(kept)


def _said(pair: Pair) -> tuple[str, tuple[str, ...]]:
    """What the caption says without its tags, and those of its tags that are worth learning."""
    place = f"{pair.place}.txt"
    with pair.caption.open("rb") as file:
        data = file.read(CAPTION_MAX + 1)
    if len(data) > CAPTION_MAX:
        raise Dropped("too_long", place)
    try:
        whole = data.decode("utf-8-sig").strip()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Dropped("not_utf8", f"{place}:{line}") from error
    if not whole:
        raise Dropped("empty", place)
    if NO_TEXT.search(whole):
        raise Dropped("no_text", place)
    text, found = without_tags(whole)
    if reason := etl_rules.problem(whole, text, len(found)):
        raise Dropped(reason, place)
    return text, _tags(found)


def _tags(found: Iterable[str]) -> tuple[str, ...]:
    written = (spelling.normalise(tag) for tag in found)
    sound = (tag for tag in written if tag and spelling.sound(tag))
    return tuple({spelling.body(tag): tag.removeprefix("#") for tag in sound}.values())
