"""What may train, for other tools, and what they send back: JSON lines and Label Studio.

Leaves with people's consent of this very day, photos by the file and lines as they are read, so
that a hundred thousand rows take the memory of a few. What comes back and cannot be taken is told
by its line, and the rest is taken. The formats themselves are `feedback.datasets`'.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from django.contrib.auth import get_user_model

from captioner import conf, photos
from captioner.edits import Edit
from captioner.errors import CaptionError, InvalidBrief
from feedback import review, snapshots
from feedback.datasets import build as datasets
from feedback.datasets import folder, jsonl, labelstudio
from feedback.datasets.build import Built
from feedback.datasets.labelstudio import Verdict, Words
from feedback.datasets.records import BadRecord, Record
from feedback.models import ACCEPTED, DECIDED, Reason, Review, ReviewState

LINES: dict[str, Callable[[Record], str | None]] = {
    "sft": jsonl.supervised,
    "preferences": jsonl.preference,
}


@dataclass(slots=True)
class Taken:
    """What became of a file's lines.

    Args:
        counts: how many, by what was done with them.
        problems: a sentence for each that could not be taken, with its place.
    """

    counts: Counter[str] = field(default_factory=Counter)
    problems: list[str] = field(default_factory=list)


def export_lines(kind: str, out: Path, *, folders: Iterable[Path] = ()) -> int:
    """Write `rows.jsonl`, the photos it names and `SHA256SUMS` into a new folder.

    Args:
        kind: of `LINES`.
        folders: snapshots of archives, whose rows go along.

    Returns:
        How many lines there are.

    Raises:
        FolderTaken: `out` is there already.
        BadSnapshot: a folder is none.
    """
    approved, archives = snapshots.sources(folders)
    deleted = snapshots.deleted_files()
    written = 0

    def lines(made: folder.Folder) -> Iterator[str]:
        nonlocal written
        for row, photo in snapshots.rows_of(approved, archives):
            if row.source != "feedback" and row.sha256 in deleted:
                continue
            if line := LINES[kind](row):
                made.photo(photo)
                written += 1
                yield line

    with folder.writing(out) as made:
        made.text("rows.jsonl", lines(made))
    return written


def import_lines(path: Path, name: str, *, root: Path) -> tuple[Built, Taken]:
    """Make a snapshot of an archive from JSON lines of either kind, with photos beside them.

    Args:
        name: of the archive: a-z, 0-9, - and _.
        root: where the snapshot's folder appears.

    Raises:
        BadSnapshot: no line could be taken.
        OSError: the file cannot be read.
    """
    taken = Taken()
    return datasets.build(name, _imported(path, f"etl:{name}", taken), root=root), taken


def _imported(path: Path, source: str, taken: Taken) -> Iterator[tuple[Record, bytes]]:
    deleted = snapshots.deleted_files()
    with path.open("rb") as file:
        number = 0
        while line := file.readline(jsonl.LINE_MAX + 1):
            number += 1
            if not line.strip():
                continue
            try:
                row, image = jsonl.read(line, source=source, sha256="0" * 64)
                photo = _photo(path.parent, image, deleted)
            except CaptionError as error:
                taken.problems.append(f"line {number}: {error.detail}")
                while line and not line.endswith(b"\n"):  # the rest of one that was too long
                    line = file.readline(jsonl.LINE_MAX)
                continue
            taken.counts["taken"] += 1
            said = hashlib.sha256(f"{row.caption}\n{row.tags}".encode() + photo).hexdigest()
            yield replace(row, id=f"{source}:{said[:20]}"), photo


def _photo(home: Path, image: str, deleted: Collection[str]) -> bytes:
    """A photo beside a file of lines, as photos are stored here: upright, without metadata.

    Args:
        deleted: sha256s of files that somebody took back here, which no export brings in again.
    """
    limits = conf.photo_limits()
    try:
        found = (home / image).resolve()
        if not found.is_relative_to(home.resolve()):
            raise BadRecord(f"images: {image[:80]!r} is outside the file's folder", field="images")
        if found.stat().st_size > limits.max_bytes:
            raise photos.too_large(limits.max_bytes)
        data = found.read_bytes()
        if hashlib.sha256(data).hexdigest() in deleted:
            raise BadRecord(f"images: {image[:80]!r} was deleted here", field="images")
        return photos.load(data, limits=limits).jpeg
    except (OSError, ValueError) as error:  # ValueError: a zero byte in the path
        raise BadRecord(f"images: {image[:80]!r} cannot be read", field="images") from error


def reviewer(name: str):
    """The account of this name, which may review.

    Raises:
        InvalidBrief: there is none, or it may not; `.field` is "by".
    """
    user = get_user_model().objects.filter(username=name, is_active=True).first()
    if user is None or not user.has_perm("feedback.change_review"):
        raise InvalidBrief(f"by: no account named {name[:40]!r} may review", field="by")
    return user


def export_labels(out: Path, *, by, photos_at: str = "") -> int:
    """Write what a reviewer may see as Label Studio's tasks, its config and the photos.

    Args:
        by: the reviewer.
        photos_at: what stands before a photo's name in its address; where not given, that of
            Label Studio's local storage of the folder `out`.

    Returns:
        How many tasks there are.

    Raises:
        FolderTaken: `out` is there already.
    """
    visible = Review.objects.visible_to(by).filter(second=False).order_by("pk")
    rows = visible.select_related("feedback__caption__job__photo", "feedback__caption__job__voice")
    at = photos_at or f"/data/local-files/?d={out.name}/"
    written = 0

    def tasks(made: folder.Folder) -> Iterator[dict]:
        nonlocal written
        for row in rows.iterator(100):
            try:
                photo = snapshots.file_of(row.feedback.caption.job.photo)
                record = snapshots.record_of(row, sha256=hashlib.sha256(photo).hexdigest())
            except (FileNotFoundError, CaptionError):
                continue
            written += 1
            theirs = Words(row.feedback.text, snapshots.bare(row.feedback.tags))
            yield labelstudio.task(
                record,
                revision=row.revision,
                image=at + made.photo(photo),
                theirs=theirs,
                verdict=_verdict(row),
            )

    with folder.writing(out) as made:
        made.text("config.xml", [labelstudio.config(Reason.values)])
        made.text("tasks.json", labelstudio.lines(tasks(made)))
    return written


def _verdict(row: Review) -> Verdict | None:
    if row.state in ACCEPTED:
        words = Words(row.text, snapshots.bare(row.tags))
        return Verdict("", row.revision, labelstudio.APPROVE, words, ())
    if row.state == ReviewState.REJECTED:
        return Verdict("", row.revision, labelstudio.REJECT, None, tuple(row.reasons))
    return None


def import_labels(path: Path, *, by) -> Taken:
    """Take an export of Label Studio as one reviewer's verdicts.

    Raises:
        BadRecord: the file is none.
        OSError: it cannot be read.
    """
    taken = Taken()
    for number, task in enumerate(labelstudio.tasks(path), start=1):
        try:
            taken.counts[_take(task, by)] += 1
        except Review.DoesNotExist:
            taken.problems.append(f"task {number}: it is deleted, or no longer allowed to train")
        except CaptionError as error:
            taken.problems.append(f"task {number}: {error.detail}")
    return taken


def _take(task: dict, by) -> str:
    """Apply a task's verdict; what was done."""
    said = labelstudio.verdict(task)
    if said is None:
        return "not annotated"
    number = said.id.removeprefix("feedback:")
    if not (number.isascii() and number.isdigit() and len(number) < 19):
        raise BadRecord(f"data.id: {said.id[:40]!r} is no review's", field="data.id")
    item = Review.objects.get(feedback=int(number), second=False)
    if item.state in DECIDED:
        return "decided already"
    if said.verdict == labelstudio.REJECT:
        review.reject(item, by=by, revision=said.revision, reasons=said.reasons)
        return "rejected"
    edit = Edit(text=said.words.text, tags=said.words.tags) if said.words else None
    done = review.approve(item, by=by, revision=said.revision, edit=edit)
    return done.get_state_display().lower()
