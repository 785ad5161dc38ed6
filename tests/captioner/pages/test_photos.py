"""The stored photos, for whoever may see them."""

from django.core.files.storage import default_storage
from django.urls import reverse

from captioner.models import CaptionJob
from tests import rows


def test_a_photo_comes_as_a_jpeg_that_no_shared_cache_keeps(client):
    job = rows.job()
    response = client.get(reverse("photo", args=[job.photo_id]))
    with default_storage.open(job.photo.file.name) as stored:
        assert b"".join(response.streaming_content) == stored.read()
    assert response["Content-Type"] == "image/jpeg"
    assert "private" in response["Cache-Control"]
    assert response["X-Content-Type-Options"] == "nosniff"


def test_a_small_photo_is_small_and_still_private(client, alice, charlie_client):
    client.post("/", {"sample": "dog"})
    photo = CaptionJob.objects.get().photo
    response = client.get(f"{reverse('photo', args=[photo.pk])}?small")
    assert len(response.content) < photo.file.size / 1.5
    assert "private" in response["Cache-Control"]
    hers = rows.job(owner=alice).photo
    assert charlie_client.get(f"{reverse('photo', args=[hers.pk])}?small").status_code == 404


def test_a_photo_whose_file_is_gone_is_not_found(client):
    job = rows.job()
    default_storage.delete(job.photo.file.name)
    assert client.get(reverse("photo", args=[job.photo_id])).status_code == 404
