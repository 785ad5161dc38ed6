"""`manage.py prune`: remove anonymous photos whose days are over, files no row names, old logs
and keys."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.files.storage import default_storage
from django.core.management.base import BaseCommand
from django.utils import timezone

from captioner.api.idempotency import KEPT
from captioner.deletion import delete_orphans, delete_photo
from captioner.models import Batch, BatchItem, Delivery, IdempotencyKey, Photo, Preferences, Voice

DELIVERY_DAYS = 30  # how far back an account sees what its webhooks were told


class Command(BaseCommand):
    help = "Remove what anonymous visitors left over ANONYMOUS_DAYS ago, and strays."

    def handle(self, **_) -> None:
        before = timezone.now() - timedelta(days=settings.ANONYMOUS_DAYS)
        old = Photo.objects.filter(owner=None, created_at__lt=before)
        photos = 0
        for photo in old.iterator():
            delete_photo(photo)
            photos += 1
        day_ago = timezone.now() - timedelta(days=1)
        others = _anonymous_rows(before) + _empty_batches(day_ago) + _old_keys()
        orphans = sum(delete_orphans(names, before=day_ago) for names in _stored_files())
        sessions = Session.objects.filter(expire_date__lt=timezone.now()).delete()[0]
        kept_from = timezone.now() - timedelta(days=DELIVERY_DAYS)
        deliveries = Delivery.objects.filter(created_at__lt=kept_from).delete()[0]
        self.stdout.write(
            f"Removed {photos} photos, {others} other rows, {orphans} stray files, "
            f"{sessions} sessions, {deliveries} webhook deliveries."
        )


def _anonymous_rows(before: datetime) -> int:
    """Remove what else a browser session left: voices, preferences, batches with no photo."""
    photoless = Batch.objects.filter(owner=None, created_at__lt=before).exclude(
        pk__in=BatchItem.objects.filter(job__isnull=False).values("batch")
    )
    removed = photoless.delete()[0]
    for kind in (Voice, Preferences):
        removed += kind.objects.filter(owner=None, updated_at__lt=before).delete()[0]
    return removed


def _empty_batches(before: datetime) -> int:
    """Remove batches that nobody sent a photo to, or whose photos are gone."""
    return Batch.objects.filter(items=None, created_at__lt=before).delete()[0]


def _old_keys() -> int:
    """Remove the `Idempotency-Key`s that no request may use any more."""
    return IdempotencyKey.objects.filter(created_at__lt=timezone.now() - KEPT).delete()[0]


def _stored_files() -> Iterator[list[str]]:
    """The names in the storage, a folder at a time."""
    try:
        folders = default_storage.listdir("")[0]
    except FileNotFoundError:  # a local folder that no photo has made yet
        return
    for folder in folders:
        yield [f"{folder}/{file}" for file in default_storage.listdir(folder)[1]]
