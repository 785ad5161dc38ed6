"""`manage.py prune`: anonymous work goes after its days, an account's stays."""

import os
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.utils import timezone

from captioner.models import CaptionJob, Photo
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
