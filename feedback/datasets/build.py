"""Rows of several sources, as the next version of a dataset.

Takes each photo and each row once, splits them, says what has moved since the version before, and
writes a snapshot named by its content: the same rows again are the same folder, and nothing is
written twice. Does not know where rows come from.
"""

import fcntl
import hashlib
import shutil
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from feedback.datasets import drift, snapshot, splits
from feedback.datasets.perceptual import Look, look
from feedback.datasets.records import Record
from feedback.datasets.snapshot import BadSnapshot, Manifest, Snapshot

DUPLICATE = "duplicate"
DELETED = "photo_deleted"
UNREADABLE = "photo_unreadable"

_NAME_LENGTH = 12  # of the digest's digits, in a folder's name


@dataclass(frozen=True, slots=True)
class Built:
    """A version of a dataset.

    Args:
        folder: named by the first digits of its digest.
        is_new: False where the folder was there already.
    """

    folder: Path
    manifest: Manifest
    is_new: bool


def build(
    name: str,
    rows: Iterable[tuple[Record, bytes]],
    *,
    root: Path,
    previous: Snapshot | None = None,
    earlier: Mapping[str, str] | None = None,
    deleted: Collection[str] = (),
    skipped: Counter[str] | None = None,
    notes: tuple[str, ...] = (),
) -> Built:
    """Write the next version of a dataset.

    Args:
        rows: each with its photo's file; their splits play no part.
        root: the folder of this dataset's versions, made where it is missing.
        previous: the version before: for drift, and for which split its rows are in.
        earlier: the split of each row that a model may have met elsewhere, by id, such as in an
            archive's own snapshot.
        deleted: sha256s of photos that somebody took back, which no archive brings in again.
        skipped: what the source itself left out, by reason; read when `rows` has ended.
        notes: sentences for the manifest, beside those on splits.

    Raises:
        BadSnapshot: there is no row, a photo carries metadata, or another build is at work.
    """
    with _staging(root) as staging:
        gathered = _gather(rows, staging, deleted)
        gathered.excluded.update(skipped or {})
        if not gathered.rows:
            why = "; ".join(f"{reason}: {n}" for reason, n in sorted(gathered.excluded.items()))
            raise BadSnapshot(f"there is no row to build {name} from; left out: {why or 'none'}")
        met = dict(earlier or {})
        if previous:
            met |= previous.manifest.gone | {row.id: row.split for row in previous.rows}
        return _write(name, gathered, met, root, previous.manifest if previous else None, notes)


def of_folder(source: Snapshot) -> Iterator[tuple[Record, bytes]]:
    """The rows of an archive's snapshot with their photos.

    Rows of feedback in it are left to the database: only there is asked whether their consent
    stands today.
    """
    for row in source.rows:
        if row.source != "feedback":
            yield row, (source.folder / row.image).read_bytes()


@dataclass(slots=True)
class _Gathered:
    rows: list[Record]
    looks: dict[str, Look]
    excluded: Counter[str]
    photos: Path


def _gather(
    rows: Iterable[tuple[Record, bytes]], photos: Path, deleted: Collection[str]
) -> _Gathered:
    """Each row and each photo once, the photos as files named by their sha256."""
    found = _Gathered([], {}, Counter(), photos)
    ids, said = set(), set()
    for row, photo in rows:
        sha256 = hashlib.sha256(photo).hexdigest()
        row = replace(row, sha256=sha256, split="")
        what = (sha256, row.caption, row.tags)
        if sha256 in deleted and row.source != "feedback":
            found.excluded[DELETED] += 1
        elif row.id in ids or what in said:
            found.excluded[DUPLICATE] += 1
        elif _keep(photo, sha256, found):
            ids.add(row.id)
            said.add(what)
            found.rows.append(row)
    return found


def _keep(photo: bytes, sha256: str, found: _Gathered) -> bool:
    if sha256 in found.looks:
        return True
    try:
        found.looks[sha256] = look(photo)
    except (OSError, SyntaxError):
        found.excluded[UNREADABLE] += 1
        return False
    (found.photos / f"{sha256}.jpg").write_bytes(photo)
    return True


@contextmanager
def _staging(root: Path) -> Iterator[Path]:
    """An empty folder on the disk of `root` for one build at a time; gone afterwards."""
    folder = root / ".staging"
    root.mkdir(parents=True, exist_ok=True)
    with (root / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise BadSnapshot(f"another build of {root.name} is at work") from error
        shutil.rmtree(folder, ignore_errors=True)  # of one that was killed
        folder.mkdir()
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def _write(
    name: str,
    gathered: _Gathered,
    met: dict[str, str],
    root: Path,
    previous: Manifest | None,
    notes: tuple[str, ...],
) -> Built:
    prints = {sha256: seen.print for sha256, seen in gathered.looks.items()}
    assigned = splits.assign(gathered.rows, prints, earlier=met)
    kept = [
        replace(row, split=assigned.splits[row.id])
        for row in gathered.rows
        if row.id in assigned.splits
    ]
    looks = {row.sha256: gathered.looks[row.sha256] for row in kept}
    statistics = drift.statistics(kept, looks)
    part = root / ".staging" / "snapshot"
    manifest = snapshot.write(
        part,
        kept,
        name=name,
        images=gathered.photos,
        excluded=dict(sorted((gathered.excluded + Counter(assigned.excluded.values())).items())),
        drift=drift.report(previous.statistics, statistics) if previous else {},
        statistics=statistics,
        previous=previous.digest if previous else "",
        gone={row: split for row, split in sorted(met.items()) if row not in assigned.splits},
        notes=(*notes, *assigned.notes),
    )
    folder = root / manifest.digest[:_NAME_LENGTH]
    if folder.exists():
        return Built(folder, snapshot.read(folder).manifest, is_new=False)
    part.rename(folder)
    return Built(folder, manifest, is_new=True)
