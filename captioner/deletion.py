"""How a photo and all that hangs on it goes away: of one photo, of an account, of nobody."""

from collections.abc import Iterable
from datetime import datetime

from django.contrib.auth.models import AbstractUser
from django.core.files.storage import default_storage
from django.db import transaction
from django.dispatch import Signal

from captioner import edits
from captioner.models import PHOTO_NAME, Batch, Caption, Photo

# Sent with `photo_id` and `sha256` for each photo, so that whatever holds a copy of it lets go.
# Inside the transaction that removes the rows: where a receiver fails nothing is gone, and the
# deletion can be asked for again.
photo_deleted = Signal()


def delete_photo(photo: Photo) -> None:
    """Remove the photo's rows, then its file: its jobs, their captions, what was said of them, and
    what her edits of them taught a voice.

    The rows first: if the storage fails in between, a file that no row names is left, which
    `delete_orphans` finds, and never a row whose file is gone.
    """
    name, facts = photo.file.name, {"photo_id": photo.id, "sha256": photo.sha256}
    with transaction.atomic():
        # Whoever edits or judges a caption holds its row: waiting here, so that what they leave
        # is seen below and goes too; found after the look, it would stop the deletion.
        captions = Caption.objects.filter(job__photo=photo).select_related("job").order_by("pk")
        edits.unteach(captions.select_for_update(of=("self",)))
        photo_deleted.send(sender=Photo, **facts)
        photo.delete()
    default_storage.delete(name)


def delete_batch(batch: Batch) -> None:
    """Remove a batch and all its photos."""
    for photo in Photo.objects.filter(jobs__batch_item__batch=batch):
        delete_photo(photo)
    batch.delete()


def delete_account(user: AbstractUser) -> None:
    """Remove an account and everything that is its own; photo by photo, so that a try that was
    cut short can be made again."""
    for photo in Photo.objects.filter(owner=user):
        delete_photo(photo)
    user.delete()


def delete_orphans(names: Iterable[str], *, before: datetime) -> int:
    """Remove those of the stored photos that no row names; how many there were.

    Args:
        names: names in the storage; what is not named like a photo of ours is left alone.
        before: younger files are left too, since a fresh one may await its row.
    """
    ours = {name for name in names if PHOTO_NAME.fullmatch(name)}
    orphans = ours - set(Photo.objects.filter(file__in=ours).values_list("file", flat=True))
    settled = [name for name in orphans if default_storage.get_modified_time(name) < before]
    for name in settled:
        default_storage.delete(name)
    return len(settled)
