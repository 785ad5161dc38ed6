"""How long a body may be: a photo's length, and more only where forms of many files are taken."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

FORM = "multipart/form-data; boundary=x"


@pytest.fixture(autouse=True)
def _small(settings):
    settings.BODY_MAX_BYTES = 1000
    settings.BATCH_BODY_MAX_BYTES = 10_000
    settings.IMPORT_MAX_BYTES = 100_000


@pytest.mark.parametrize(
    ("path", "content_type", "limit"),
    [
        ("/api/v1/captions", FORM, 1000),
        ("/", FORM, 10_000),
        ("/api/v1/batches", FORM, 10_000),
        ("/api/v1/batches/bat_x/photos", FORM, 10_000),
        ("/api/v1/voices", FORM, 100_000),
        ("/voices/", FORM, 100_000),
        ("/api/v1/voices", "application/json", 1000),
        ("/api/v1/batches", "application/json", 1000),
        ("/voices", FORM, 1000),
        ("/history/voices/", FORM, 1000),
    ],
)
@pytest.mark.django_db
def test_a_body_over_its_limit_is_refused_before_it_is_kept(client, path, content_type, limit):
    over = client.post(path, b"x" * (limit + 1), content_type=content_type)
    assert over.status_code == 413
    if limit > 1000:
        assert f"{limit / 1e6:g} MB" in over.json()["detail"]
    at = client.post(path, b"x" * limit, content_type=content_type)
    assert at.status_code != 413


@pytest.mark.parametrize("path", ["/", "/api/v1/batches"])
@pytest.mark.django_db
def test_a_whole_roll_of_photos_at_once_is_refused_with_the_number_that_may_come(
    client, path, settings
):
    settings.BATCH_BODY_MAX_BYTES = 100_000
    files = [SimpleUploadedFile(f"{n}.jpg", b"x") for n in range(101)]
    response = client.post(path, {"photo": files})
    assert response.status_code == 400
    assert "more than 100 files" in response.json()["detail"]


@pytest.mark.django_db
def test_a_person_reads_of_it_on_a_page(client):
    file = SimpleUploadedFile("export.zip", b"x" * 200_000)
    page = client.post("/voices/", {"file": file}, headers={"Accept": "text/html"})
    assert page.status_code == 413
    assert "0.1 MB" in page.content.decode()
