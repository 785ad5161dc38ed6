"""`manage.py prune`: remove anonymous photos whose days are over, and files no row names."""

from collections.abc import Iterator
from datetime import timedelta

from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.files.storage import default_storage
from django.core.management.base import BaseCommand
from django.utils import timezone

from captioner.deletion import delete_orphans, delete_photo
from captioner.models import Photo


class Command(BaseCommand):
    help = "Remove anonymous photos, jobs and captions older than ANONYMOUS_DAYS."

    def handle(self, **_) -> None:
        before = timezone.now() - timedelta(days=settings.ANONYMOUS_DAYS)
        old = Photo.objects.filter(owner=None, created_at__lt=before)
        photos = 0
        for photo in old.iterator():
            delete_photo(photo)
            photos += 1
        day_ago = timezone.now() - timedelta(days=1)
        orphans = sum(delete_orphans(names, before=day_ago) for names in _stored_files())
        sessions = Session.objects.filter(expire_date__lt=timezone.now()).delete()[0]
        self.stdout.write(f"Removed {photos} photos, {orphans} stray files, {sessions} sessions.")


def _stored_files() -> Iterator[list[str]]:
    """The names in the storage, a folder at a time."""
    try:
        folders = default_storage.listdir("")[0]
    except FileNotFoundError:  # a local folder that no photo has made yet
        return
    for folder in folders:
        yield [f"{folder}/{file}" for file in default_storage.listdir(folder)[1]]
