"""What reviewers accepted, as the next version of a dataset; and which versions hold a photo.

Asks for consent and for deletions at the moment it runs. How rows are split, written and compared
is `feedback.datasets`.
"""

import hashlib
import logging
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from captioner.errors import CaptionError, InvalidBrief
from captioner.models import Adapter, Photo
from captioner.writing import prompts
from feedback import review
from feedback.datasets import build as datasets
from feedback.datasets import dvc, snapshot
from feedback.datasets.records import Record
from feedback.datasets.snapshot import BadSnapshot, Snapshot
from feedback.models import ACCEPTED, DatasetSnapshot, Feedback, Review, SnapshotPhoto

PHOTO_MISSING = "photo_missing"

log = logging.getLogger(__name__)

_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")


@dataclass(slots=True)
class Approved:
    """The accepted words of people who allow it today, one at a time, each with its photo's file.

    `photos` and `skipped` fill up as it is read: the photo of each row by id, and how many rows
    were left out by reason.
    """

    photos: dict[str, UUID] = field(default_factory=dict)
    skipped: Counter[str] = field(default_factory=Counter)

    def __iter__(self) -> Iterator[tuple[Record, bytes]]:
        for row in review.approved().select_related("feedback__caption__job__voice").iterator(100):
            photo = row.feedback.caption.job.photo
            try:
                data = file_of(photo)
                record = record_of(row, sha256=hashlib.sha256(data).hexdigest())
            except FileNotFoundError:
                self.skipped[PHOTO_MISSING] += 1
            except CaptionError as error:  # BadRecord, or a brief of other times
                self.skipped[f"bad_{error.field}"] += 1
            else:
                self.photos[record.id] = photo.id
                yield record, data


def record_of(row: Review, *, sha256: str) -> Record:
    """An accepted review as a row of a dataset; any other with the words its creator left.

    Args:
        sha256: of its photo's file.

    Raises:
        BadRecord: it is outside what a dataset holds.
    """
    feedback, caption, job = row.feedback, row.feedback.caption, row.feedback.caption.job
    words = row if row.state in ACCEPTED else feedback
    tags = bare(words.tags)
    draft_tags = bare(tag.tag for tag in caption.post().hashtags if tag.selected)
    return Record(
        id=f"feedback:{feedback.pk}",
        sha256=sha256,
        owner=owner_of(feedback),
        description=job.description,
        tone=job.tone,
        audience=job.audience,
        note=job.note,
        language=job.language,
        platform=job.platform,
        style=prompts.style(job.brief, job.voice.value if job.voice else None),
        draft=caption.text,
        draft_tags=draft_tags,
        caption=words.text,
        tags=tags,
        references=(feedback.seen,) if feedback.seen else (),
        thumbs=feedback.thumbs,
        edited=(words.text, tags) != (caption.text, draft_tags),
    )


def owner_of(feedback: Feedback) -> str:
    """Whose it is, in digits that name nobody without this server's secret."""
    who = f"account {feedback.owner_id}" if feedback.owner_id else f"visitor {feedback.visitor}"
    return salted_hmac("feedback.datasets", who, algorithm="sha256").hexdigest()[:32]


def sources(folders: Iterable[Path]) -> tuple[Approved, list[Snapshot]]:
    """Today's accepted feedback, and the snapshots in these folders, each of them checked.

    Raises:
        BadSnapshot: a folder is none.
    """
    return Approved(), [snapshot.read(folder) for folder in folders]


def rows_of(approved: Approved, archives: Iterable[Snapshot]) -> Iterator[tuple[Record, bytes]]:
    """Every row that may train today, each with its photo's file."""
    yield from approved
    for archive in archives:
        yield from datasets.of_folder(archive)


def require_name(name: str) -> None:
    """Refuse what cannot name a dataset or an archive.

    Raises:
        InvalidBrief: `.field` is "name".
    """
    if not _NAME.fullmatch(name):
        raise InvalidBrief(
            "name must be 1 to 40 lower-case letters, digits, - or _, a letter or digit first",
            field="name",
        )


def build(
    name: str, *, folders: Iterable[Path] | None = None, root: Path | None = None
) -> tuple[DatasetSnapshot, bool]:
    """Write the next version of a dataset, of approved feedback and of archives' snapshots.

    Args:
        name: of the dataset; lower-case letters, digits, - and _.
        folders: snapshots of archives, as `manage.py etl` leaves them; where not given, those of
            the version before.
        root: where its versions lie; a folder of its name in DATASETS_DIR where not given.

    Returns:
        The version, and whether it is new: from the same rows comes the same one.

    Raises:
        InvalidBrief: the name is none.
        BadSnapshot: nothing to build from, a folder that is no snapshot, or the version before
            missing or changed: without it a row may be learned from that was held out.
    """
    require_name(name)
    before = DatasetSnapshot.objects.filter(name=name).first()
    if folders is None:
        folders = [settings.DATASETS_DIR / held for held in before.archives] if before else []
    approved, archives = sources(folders)
    built = datasets.build(
        name,
        rows_of(approved, archives),
        root=root or settings.DATASETS_DIR / name,
        previous=_previous(before),
        earlier={row.id: row.split for archive in archives for row in archive.rows},
        deleted=deleted_files(),
        skipped=approved.skipped,
        notes=_deleted_since(before) if before else (),
    )
    return _stored(built, before, archives, approved.photos)


def _deleted_since(before: DatasetSnapshot) -> tuple[str, ...]:
    gone = before.photos.exclude(deleted_at=None).values_list("photo_id", flat=True)
    if not gone:
        return ()
    named = ", ".join(map(str, trained_on(*gone))) or "none"
    return (f"deleted since the version before: {len(gone)} photos; adapters trained on: {named}",)


def _previous(before: DatasetSnapshot | None) -> Snapshot | None:
    if before is None:
        return None
    try:
        return snapshot.read(before.path)
    except BadSnapshot as error:
        raise BadSnapshot(f"the version before, {before.path}: {error.detail}") from error


@transaction.atomic
def _stored(
    built: datasets.Built,
    before: DatasetSnapshot | None,
    archives: Iterable[Snapshot],
    photos: dict[str, UUID],
) -> tuple[DatasetSnapshot, bool]:
    manifest = built.manifest
    row, made = DatasetSnapshot.objects.get_or_create(
        name=manifest.name,
        digest=manifest.digest,
        defaults={
            "folder": DatasetSnapshot.place(built.folder),
            "archives": [DatasetSnapshot.place(archive.folder) for archive in archives],
            "counts": manifest.counts,
            "excluded": manifest.excluded,
            "drift": manifest.drift,
            "notes": list(manifest.notes),
            "previous": before,
        },
    )
    if made:
        held = {
            photos[record.id]: {"sha256": record.sha256, "split": record.split}
            for record in snapshot.read_rows(built.folder)
            if record.id in photos
        }
        SnapshotPhoto.objects.bulk_create(
            [SnapshotPhoto(snapshot=row, photo_id=id, **facts) for id, facts in held.items()],
            batch_size=1000,
        )
        # Deleted while the folder was written: nobody was told of this version then.
        there = set(Photo.objects.filter(pk__in=held).values_list("pk", flat=True))
        forget(*(held.keys() - there))
    return row, made


def push(row: DatasetSnapshot) -> Path:
    """Put a version under DVC and push it; the `.dvc` file that names it.

    Raises:
        DvcFailed: see `datasets.dvc`.
    """
    home = settings.DATASETS_DIR
    inside = row.path.resolve().is_relative_to(home.resolve())
    return dvc.add_and_push(row.path, home=home if inside else row.path.parent)


def deleted_files() -> frozenset[str]:
    """sha256s of photos' files that versions held and somebody took back since."""
    gone = SnapshotPhoto.objects.exclude(deleted_at=None)
    return frozenset(gone.values_list("sha256", flat=True))


def forget(*photo_ids: UUID) -> None:
    """Note that photos are gone: they leave every next version, whatever brings them."""
    rows = SnapshotPhoto.objects.filter(photo_id__in=photo_ids, deleted_at=None)
    rows.update(deleted_at=timezone.now())


def on_photo_deleted(sender, *, photo_id: UUID, **_) -> None:
    """Receives `captioner.deletion.photo_deleted`."""
    forget(photo_id)
    for adapter in trained_on(photo_id):
        log.warning(
            "photo deleted that an adapter learned from",
            extra={"photo": str(photo_id), "adapter": str(adapter), "live": adapter.live},
        )


def trained_on(*photo_ids: UUID) -> list[Adapter]:
    """The adapters that learned from any of these photos, deleted ones too, the latest first."""
    learned = SnapshotPhoto.objects.filter(photo_id__in=photo_ids, split="train")
    digests = learned.values("snapshot__digest")
    return list(Adapter.objects.filter(dataset_digest__in=digests).order_by("-pk"))


def file_of(photo: Photo) -> bytes:
    """A stored photo's bytes.

    Raises:
        FileNotFoundError: the storage has lost it.
    """
    with photo.file.open("rb") as file:
        return file.read()


def bare(tags: Iterable[str]) -> tuple[str, ...]:
    """Hashtags without their `#`, as a dataset has them."""
    return tuple(tag.removeprefix("#") for tag in tags)
