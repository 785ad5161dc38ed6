"""A dataset as a folder: `manifest.json`, `rows.jsonl` and `images/`, read and written.

The manifest is written last and names every file with its sha256, so that a folder with a manifest
is complete and a changed byte is seen. Does not know where rows come from, or which split they
belong in.
"""

import hashlib
import json
import os
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from captioner.errors import CaptionError
from feedback.datasets import records
from feedback.datasets.records import SPLITS, BadRecord, Record

FORMAT = 1
MANIFEST, ROWS, IMAGES = "manifest.json", "rows.jsonl", "images"

_PATH = re.compile(rf"{re.escape(ROWS)}|{IMAGES}/[0-9a-f]{{64}}\.jpg")
_COUNTED = ("split", "source", "tone", "audience")


class BadSnapshot(CaptionError):
    """A folder that is no whole, unchanged snapshot; the detail names the place in it."""

    code = "bad_snapshot"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What `manifest.json` says.

    Args:
        name: of the dataset, the same for all its versions.
        digest: hexadecimal sha256 of the content, see `digest`; two folders with the same rows
            and photos have the same.
        created_at: when it was written, ISO 8601 in UTC.
        files: sha256 by path inside the folder, all but the manifest.
        counts: rows in all (`rows`), photos, and rows by split, source, tone and audience.
        excluded: how many rows were left out, by reason.
        drift: against the previous version, see `drift.report`; empty for the first.
        statistics: what the next version's drift is measured against, see `drift.statistics`.
        previous: the digest of the version before, "" for the first.
        gone: the split of each row that an earlier version held and this one does not, by id: a
            model has met it, so that it never comes back into another split.
        notes: sentences on what a reader should know of it, such as a split that is empty.
    """

    name: str
    digest: str
    created_at: str
    files: Mapping[str, str]
    counts: Mapping[str, Any]
    excluded: Mapping[str, int] = field(default_factory=dict)
    drift: Mapping[str, Any] = field(default_factory=dict)
    statistics: Mapping[str, Any] = field(default_factory=dict)
    previous: str = ""
    gone: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A folder that was found whole.

    Args:
        folder: where it lies; `folder / record.image` is a record's photo.
        rows: in the file's order.
    """

    folder: Path
    manifest: Manifest
    rows: tuple[Record, ...]

    def split(self, name: str) -> tuple[Record, ...]:
        """The rows of one of `records.SPLITS`."""
        return tuple(row for row in self.rows if row.split == name)


def digest(files: Mapping[str, str]) -> str:
    """The name of a content: sha256 over its sorted lines `path sha256`, hexadecimal."""
    lines = "".join(f"{path} {files[path]}\n" for path in sorted(files))
    return hashlib.sha256(lines.encode()).hexdigest()


def sha256(path: Path) -> str:
    """Of a file of any size, hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write(
    folder: Path,
    rows: Iterable[Record],
    *,
    name: str,
    images: Path,
    created_at: datetime | None = None,
    **facts: Any,
) -> Manifest:
    """Write a snapshot; the folder appears whole or not at all.

    Args:
        folder: must not exist yet.
        rows: each in a split; written in the order of their ids, whatever order they come in.
        name: of the dataset.
        images: a folder that holds each row's photo as `<sha256>.jpg`, on the same disk where
            copying is to cost nothing. Photos that no row names stay behind.
        facts: further fields of `Manifest`.

    Raises:
        BadSnapshot: a row twice, in no split, or without its photo; a photo that is not what its
            name says or that carries metadata; a folder that exists.
    """
    if folder.exists():
        raise BadSnapshot(f"{folder.name} exists already")
    part = folder.with_name(folder.name + ".part")
    shutil.rmtree(part, ignore_errors=True)
    (part / IMAGES).mkdir(parents=True)
    ordered = sorted(rows, key=lambda row: row.id)
    _check(ordered)
    files = {}
    for row in ordered:
        if row.image not in files:
            files[row.image] = _take(images / f"{row.sha256}.jpg", part / row.image, row)
    with (part / ROWS).open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(f"{row.line()}\n" for row in ordered)
    files[ROWS] = sha256(part / ROWS)
    manifest = Manifest(
        name=name,
        digest=digest(files),
        created_at=(created_at or datetime.now(UTC)).isoformat(timespec="seconds"),
        files=dict(sorted(files.items())),
        counts=counts(ordered),
        **facts,
    )
    _save(part / MANIFEST, manifest)
    part.rename(folder)
    return manifest


def read(folder: Path) -> Snapshot:
    """A snapshot, every file of it checked.

    Raises:
        BadSnapshot: no manifest, one of another format, a file missing, added or changed, a row
            that is none; the detail names the place.
    """
    manifest = manifest_of(folder)
    found = {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and path.name != MANIFEST
    }
    for path in sorted(found ^ manifest.files.keys()):
        raise BadSnapshot(f"{path}: {'not in the manifest' if path in found else 'missing'}")
    for path, expected in manifest.files.items():
        if sha256(folder / path) != expected:
            raise BadSnapshot(f"{path}: its sha256 is not the manifest's")
        if path != ROWS:
            _require_bare(path, (folder / path).read_bytes())
    if digest(manifest.files) != manifest.digest:
        raise BadSnapshot(f"{MANIFEST}: digest is not that of its files")
    rows = tuple(read_rows(folder))
    _check(rows)
    for row in rows:
        if manifest.files.get(row.image) != row.sha256:
            raise BadSnapshot(f"{ROWS}: {row.id} names {row.image}, which is not its photo")
    return Snapshot(folder, manifest, rows)


def read_rows(folder: Path) -> Iterator[Record]:
    """A snapshot's rows, one at a time, without a look at its other files.

    Raises:
        BadSnapshot: a line is no row; the detail names it.
    """
    with (folder / ROWS).open("rb") as file:
        for number, line in enumerate(file, start=1):
            try:
                yield records.read(line.decode())
            except UnicodeDecodeError as error:
                raise BadSnapshot(f"{ROWS} line {number}: not UTF-8") from error
            except BadRecord as error:
                raise BadSnapshot(f"{ROWS} line {number}: {error.detail}") from error


def manifest_of(folder: Path) -> Manifest:
    """What a snapshot's manifest says, nothing of it checked against the files.

    Raises:
        BadSnapshot: there is none, or it is none.
    """
    try:
        facts = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        if not isinstance(facts, dict) or facts.pop("format", None) != FORMAT:
            raise BadSnapshot(f"{MANIFEST}: format must be {FORMAT}")
        facts["notes"] = tuple(facts.get("notes", ()))
        manifest = Manifest(**facts)
        dict(manifest.files)
    except FileNotFoundError as error:
        raise BadSnapshot(
            f"{folder.name} has no {MANIFEST}: it is no snapshot, or was never finished"
        ) from error
    except (OSError, ValueError, TypeError) as error:
        raise BadSnapshot(f"{MANIFEST}: {error}") from error
    for path in manifest.files:
        if not _PATH.fullmatch(path):
            raise BadSnapshot(f"{MANIFEST}: files names {path[:80]!r}, which is no part of one")
    return manifest


def counts(rows: Iterable[Record]) -> dict[str, Any]:
    """How many rows there are, in all and by what they are; see `Manifest`."""
    found: dict[str, Any] = {name: {} for name in _COUNTED}
    found["split"] = dict.fromkeys(SPLITS, 0)
    photos, total = set(), 0
    for row in rows:
        total += 1
        photos.add(row.sha256)
        for name in _COUNTED:
            value = getattr(row, name)
            found[name][value] = found[name].get(value, 0) + 1
    ordered = {name: dict(sorted(found[name].items())) for name in _COUNTED if name != "split"}
    return {"rows": total, "photos": len(photos), "split": found["split"], **ordered}


def foreign_segments(jpeg: bytes) -> list[str]:
    """What a JPEG holds beside its picture, such as "APP1" (EXIF, XMP), "COM" or "trailer".

    Segments before the first scan and what comes after the last one (ISO/IEC 10918-1, Annex B);
    JFIF's own APP0 is no metadata.
    """
    found, at = [], 2
    while (marker := jpeg[at + 1 : at + 2]) and jpeg[at] == 0xFF and marker != b"\xda":
        number = marker[0]
        if number == 0xFE:
            found.append("COM")
        elif 0xE1 <= number <= 0xEF:
            found.append(f"APP{number - 0xE0}")
        at += 2 + int.from_bytes(jpeg[at + 2 : at + 4], "big")
    if not jpeg.endswith(b"\xff\xd9"):
        found.append("trailer")
    return found


def _check(rows: Iterable[Record]) -> None:
    seen = set()
    for row in rows:
        if row.id in seen:
            raise BadSnapshot(f"{ROWS}: {row.id} stands there twice")
        if row.split not in SPLITS:
            raise BadSnapshot(f"{ROWS}: {row.id} is in no split")
        seen.add(row.id)


def _take(source: Path, target: Path, row: Record) -> str:
    try:
        photo = source.read_bytes()
    except FileNotFoundError as error:
        raise BadSnapshot(f"{row.image}: missing, and {row.id} names it") from error
    if hashlib.sha256(photo).hexdigest() != row.sha256:
        raise BadSnapshot(f"{row.image}: its sha256 is not its name")
    _require_bare(row.image, photo)
    try:
        os.link(source, target)
    except OSError:  # another disk, or one without links
        shutil.copyfile(source, target)
    return row.sha256


def _require_bare(path: str, photo: bytes) -> None:
    if foreign := foreign_segments(photo):
        raise BadSnapshot(f"{path}: carries metadata ({', '.join(foreign)})")


def _save(path: Path, manifest: Manifest) -> None:
    facts = {name: getattr(manifest, name) for name in Manifest.__dataclass_fields__}
    part = path.with_name(path.name + ".part")
    part.write_text(
        json.dumps({"format": FORMAT, **facts}, ensure_ascii=False, indent=1) + "\n",
        encoding="utf-8",
    )
    part.rename(path)
