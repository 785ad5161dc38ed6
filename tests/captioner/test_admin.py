"""The admin: an operator may look, cancel and delete photos; nothing else."""

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse

from captioner.models import CaptionJob, Photo, State
from tests import rows

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_worker(monkeypatch):
    monkeypatch.setattr("captioner.submit.hint", lambda: None)


@pytest.mark.parametrize("model", ["captionjob", "photo", "apikey", "webhook", "delivery"])
def test_every_list_opens_and_takes_no_new_rows(admin_client, model):
    rows.job()
    assert admin_client.get(reverse(f"admin:captioner_{model}_changelist")).status_code == 200
    assert admin_client.get(reverse(f"admin:captioner_{model}_add")).status_code == 403


def test_a_deleted_photo_takes_its_jobs_and_its_file_along(admin_client):
    job = rows.job()
    url = reverse("admin:captioner_photo_delete", args=[job.photo_id])
    assert admin_client.post(url, {"post": "yes"}).status_code == 302
    assert Photo.objects.count() == CaptionJob.objects.count() == 0
    assert not default_storage.exists(job.photo.file.name)


def test_waiting_jobs_can_be_canceled(admin_client):
    job = rows.job()
    url = reverse("admin:captioner_captionjob_changelist")
    admin_client.post(url, {"action": "cancel", "_selected_action": [job.pk]})
    job.refresh_from_db()
    assert job.state == State.CANCELED


def test_its_sign_in_is_the_sites_own_where_tries_are_counted(client, admin_user):
    response = client.get(reverse("admin:index"), follow=True)
    assert b'class="card sign-in"' in response.content
    right = {"username": "admin", "password": "password", "next": reverse("admin:index")}
    assert client.post(reverse("admin:login"), right, follow=True).status_code == 200
    wrong = {"username": "admin", "password": "wrong"}
    answers = [client.post(reverse("admin:login"), wrong).status_code for _ in range(31)]
    assert answers[0] == 200
    assert answers[-1] == 429
