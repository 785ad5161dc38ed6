"""How a photo and all that hangs on it goes away."""

from collections.abc import Iterable

from django.core.files.storage import default_storage

from captioner.models import Photo


def delete_photo(photo: Photo) -> None:
    """Remove the photo's rows, then its file.

    The rows first: if the storage fails in between, a file that no row names is left, which
    `delete_orphans` finds, and never a row whose file is gone.
    """
    name = photo.file.name
    photo.delete()
    default_storage.delete(name)


def delete_orphans(names: Iterable[str]) -> int:
    """Remove those of the stored files that no row names; how many there were."""
    names = set(names)
    orphans = names - set(Photo.objects.filter(file__in=names).values_list("file", flat=True))
    for name in orphans:
        default_storage.delete(name)
    return len(orphans)
