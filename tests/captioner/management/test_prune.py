"""`manage.py prune`: anonymous work goes after its days, an account's stays."""

import os
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.utils import timezone

from captioner import batches
from captioner.models import (
    Batch,
    CaptionJob,
    Delivery,
    IdempotencyKey,
    Photo,
    Preferences,
    Voice,
    Webhook,
)
from captioner.writing.brief import Brief
from tests import rows

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_worker(monkeypatch):
    monkeypatch.setattr("captioner.submit.hint", lambda: None)


def _age(job, days: int) -> None:
    Photo.objects.filter(pk=job.photo_id).update(created_at=timezone.now() - timedelta(days=days))


def test_old_anonymous_work_goes_with_its_files_and_the_rest_stays(django_user_model, settings):
    settings.ANONYMOUS_DAYS = 30
    alice = django_user_model.objects.create_user("alice")
    old, young, hers = rows.job(), rows.job(), rows.job(owner=alice)
    _age(old, 31)
    _age(young, 29)
    _age(hers, 400)
    call_command("prune")
    assert list(CaptionJob.objects.order_by("pk")) == [young, hers]
    assert not default_storage.exists(old.photo.file.name)
    assert default_storage.exists(young.photo.file.name)
    assert default_storage.exists(hers.photo.file.name)


def test_a_file_that_no_row_names_goes_once_it_is_a_day_old():
    kept = rows.job().photo.file.name
    stray = default_storage.save(f"ab/{'a' * 32}.jpg", ContentFile(b"x"))
    fresh = default_storage.save(f"ab/{'b' * 32}.jpg", ContentFile(b"x"))
    foreign = default_storage.save("backups/dump.sql", ContentFile(b"x"))
    day_ago = timezone.now().timestamp() - 90_000
    for name in (kept, stray, foreign):
        os.utime(default_storage.path(name), (day_ago, day_ago))
    call_command("prune")
    assert default_storage.exists(kept)
    assert not default_storage.exists(stray)
    assert default_storage.exists(fresh)
    assert default_storage.exists(foreign)


def _set(row, **columns) -> None:
    """As a row, past what saving it would set."""
    type(row).objects.filter(pk=row.pk).update(**columns)


def test_voices_and_preferences_of_old_sessions_go_and_an_accounts_stay(django_user_model):
    alice = django_user_model.objects.create_user("alice")
    old, young = (timezone.now() - timedelta(days=days) for days in (31, 29))
    kept = []
    for held, at, stays in (
        ({"visitor": "old"}, old, False),
        ({"visitor": "young"}, young, True),
        ({"owner": alice}, old, True),
    ):
        pair = (rows.voice(**held), Preferences.objects.create(**held))
        for row in pair:
            _set(row, updated_at=at)
        kept += pair if stays else ()
    call_command("prune")
    assert [*Voice.objects.order_by("pk"), *Preferences.objects.order_by("pk")] == [
        *kept[::2],
        *kept[1::2],
    ]


def test_a_batch_goes_when_nothing_of_it_is_left(django_user_model):
    alice = django_user_model.objects.create_user("alice")
    old, yesterday = (timezone.now() - timedelta(days=days) for days in (31, 2))

    def batch(*photos: bytes, at=None, **held):
        made = batches.create(Brief(), **held)
        for data in photos:
            batches.add(made, "a.jpg", data)
        _set(made, created_at=at or timezone.now())
        return made

    batch(at=yesterday, owner=alice)
    batch(b"no photo", at=old, visitor="v")
    kept = [
        batch(visitor="v"),
        batch(b"no photo", at=yesterday, visitor="v"),
        batch(rows.jpeg(), b"no photo", at=old, visitor="v"),
        batch(b"no photo", at=old, owner=alice),
    ]
    call_command("prune")
    assert list(Batch.objects.order_by("pk")) == kept


def test_what_a_webhook_was_told_goes_after_thirty_days(django_user_model):
    alice = django_user_model.objects.create_user("alice")
    webhook = Webhook.objects.create(owner=alice, url="https://example.org/")
    old, young = webhook.message("webhook.test", {}), webhook.message("webhook.test", {})
    old.created_at = timezone.now() - timedelta(days=31)
    young.created_at = timezone.now() - timedelta(days=29)
    Delivery.objects.bulk_create([old, young])
    call_command("prune")
    assert list(Delivery.objects.all()) == [young]
    assert Webhook.objects.exists()


def test_idempotency_keys_go_after_a_day():
    for hours in (23, 25):
        then = timezone.now() - timedelta(hours=hours)
        IdempotencyKey.objects.create(
            scope="address 192.0.2.7", key=str(hours), fingerprint="f", made="x", created_at=then
        )
    call_command("prune")
    assert [row.key for row in IdempotencyKey.objects.all()] == ["23"]
