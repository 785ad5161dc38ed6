"""The admin: an operator may look, cancel and delete photos; nothing else."""

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse

from captioner import batches, preferences, voices
from captioner.deletion import photo_deleted
from captioner.models import Batch, CaptionJob, Photo, State
from captioner.writing.brief import Brief
from captioner.writing.past_captions import pasted
from tests import rows
from tests.captioner.writing.creators import COMMUTER

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_worker(monkeypatch):
    monkeypatch.setattr("captioner.submit.hint", lambda: None)


@pytest.mark.parametrize(
    "model",
    [
        "captionjob",
        "photo",
        "apikey",
        "webhook",
        "delivery",
        "batch",
        "voice",
        "preferences",
        "adapter",
    ],
)
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


def test_a_deleted_batch_takes_its_photos_along(admin_client):
    batch = batches.create(Brief())
    job = batches.add(batch, "dog.jpg", rows.jpeg()).job
    url = reverse("admin:captioner_batch_delete", args=[batch.pk])
    assert admin_client.post(url, {"post": "yes"}).status_code == 302
    assert Batch.objects.count() == Photo.objects.count() == 0
    assert not default_storage.exists(job.photo.file.name)


@pytest.mark.parametrize("way", ["its page", "the list's action"])
def test_a_deleted_account_takes_its_photos_files_along_and_tells_of_it(
    admin_client, django_user_model, way
):
    alice = django_user_model.objects.create_user("alice")
    job = rows.job(owner=alice)
    told = []

    def hears(sender, photo_id, **facts) -> None:
        told.append(photo_id)

    photo_deleted.connect(hears)
    if way == "its page":
        url = reverse("admin:auth_user_delete", args=[alice.pk])
        admin_client.post(url, {"post": "yes"})
    else:
        sent = {"action": "delete_selected", "_selected_action": [alice.pk], "post": "yes"}
        admin_client.post(reverse("admin:auth_user_changelist"), sent)
    photo_deleted.disconnect(hears)
    assert told == [job.photo_id]
    assert not django_user_model.objects.filter(username="alice").exists()
    assert not default_storage.exists(job.photo.file.name)


@pytest.mark.parametrize("model", ["voice", "batch", "preferences"])
def test_a_long_list_costs_no_more_queries_than_a_short_one(
    admin_client, django_user_model, django_assert_max_num_queries, model
):
    for number in range(8):
        owner = django_user_model.objects.create_user(f"user{number}")
        voice = voices.create("Mine", pasted("\n".join(COMMUTER)), owner=owner).voice
        batches.create(Brief(), owner=owner, voice=voice)
        preferences.refuse("#Beach", owner=owner)
    url = reverse(f"admin:captioner_{model}_changelist")
    admin_client.get(url)  # what is asked once a process
    with django_assert_max_num_queries(7):
        assert admin_client.get(url).content.count(b'class="action-select"') == 8


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
    answers = [client.post(reverse("admin:login"), wrong).status_code for _ in range(12)]
    assert answers[0] == 200
    assert answers[-1] == 429
