"""How a photo and all that hangs on it goes away."""

from collections.abc import Iterable
from datetime import datetime

from django.core.files.storage import default_storage

from captioner.models import PHOTO_NAME, Photo


def delete_photo(photo: Photo) -> None:
    """Remove the photo's rows, then its file.

    The rows first: if the storage fails in between, a file that no row names is left, which
    `delete_orphans` finds, and never a row whose file is gone.
    """
    name = photo.file.name
    photo.delete()
    default_storage.delete(name)


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
