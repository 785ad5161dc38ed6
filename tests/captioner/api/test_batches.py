"""`/api/v1/batches`: many photos with one brief, partial failure kept for each."""

import csv
import json
from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from captioner import batches
from captioner.models import Batch, CaptionJob, Photo
from tests import rows

URL = "/api/v1/batches"


def _file(name: str = "a.jpg", data: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, rows.jpeg() if data is None else data)


def _made(client, *files, **fields) -> dict:
    response = client.post(URL, {"images": list(files), **fields})
    assert response.status_code == 202, response.content
    return response.json()


def _one(client, batch: str, file=None, path: str = ""):
    return client.post(f"{URL}/{batch}/photos{path}", {"image": file or _file()})


def test_many_photos_in_one_request_each_end_on_their_own(client):
    made = client.post(
        URL,
        {
            "images": [_file("a.jpg"), _file("b.txt", b"no photo"), _file("c.jpg")],
            "note": "the fair",
            "variants": 2,
            "emoji": "none",
        },
    )
    assert made.status_code == 202
    batch = client.get(made["Location"]).json()
    assert made["Location"] == f"{URL}/{batch['id']}"
    assert batch["done"] is True
    assert [item["status"] for item in batch["items"]] == ["succeeded", "failed", "succeeded"]
    assert [item["name"] for item in batch["items"]] == ["a.jpg", "b.txt", "c.jpg"]
    assert batch["items"][1]["error"]["code"] == "photo_type"
    assert batch["brief"]["style"] == {"length": "", "lower_case": False, "emoji": "none"}
    caption = client.get(f"/api/v1/captions/{batch['items'][0]['caption']}").json()
    assert [one["text"] for one in caption["captions"]] == ["the fair 0", "the fair 1"]


def test_photos_come_one_by_one_and_a_failed_one_again(client):
    batch = _made(client, note="the fair")["id"]
    assert _one(client, batch).json()["position"] == 0
    failed = _one(client, batch, _file("b.txt", b"no photo"))
    assert failed.status_code == 202
    assert failed.json()["error"]["code"] == "photo_type"
    again = _one(client, batch, path="/1")
    assert (again.status_code, again.json()["status"]) == (202, "succeeded")
    conflict = _one(client, batch, path="/1")
    assert (conflict.status_code, conflict.json()["code"]) == (409, "conflict")
    document = client.get(f"{URL}/{batch}").json()
    assert document["progress"]["succeeded"] == document["progress"]["total"] == 2


def test_one_export_of_them_all(client):
    batch = _made(client, _file("a.jpg"), _file("b.jpg"), note="the fair")["id"]
    for headers in ({}, {"Accept": "text/csv"}):
        answer = client.get(f"{URL}/{batch}/export", headers=headers)
        assert answer["Content-Type"] == "text/csv; charset=utf-8"
        text = answer.getvalue().decode("utf-8-sig")
        table = list(csv.DictReader(StringIO(text)))
        assert [row["file"] for row in table] == ["a.jpg", "b.jpg"]
        assert table[0]["photo"].startswith("http://testserver/photos/")
    documents = json.loads(client.get(f"{URL}/{batch}/export?format=json").getvalue())
    assert [document["captions"][0]["text"] for document in documents] == ["the fair 0"] * 2
    wrong = client.get(f"{URL}/{batch}/export?format=pdf")
    assert (wrong.status_code, wrong.json()["errors"][0]["field"]) == (422, "format")


def test_a_voice_and_a_style_hold_for_all(client):
    _made(client)  # the session gets its mark
    voice = rows.voice(visitor=client.session["visitor"])
    made = _made(client, _file(), voice=voice.public_id, length="short")
    assert made["voice"] == voice.public_id
    assert CaptionJob.objects.get().voice == voice
    assert CaptionJob.objects.get().brief.style.length == "short"


def test_the_same_request_sent_again_makes_no_second_batch(client):
    for replayed in (None, "true"):
        headers = {"Idempotency-Key": "commute"}
        response = client.post(URL, {"images": [_file()]}, headers=headers)
        assert response.status_code == 202
        assert response.get("Idempotent-Replayed") == replayed
    assert Batch.objects.count() == Photo.objects.count() == 1


def test_each_photo_counts_and_what_is_too_many_can_be_sent_later(client, settings, monkeypatch):
    monkeypatch.setattr("captioner.access.AnonymousThrottle.rate", "2/min", raising=False)
    made = _made(client, *(_file(f"{n}.jpg") for n in range(3)))
    assert [item["status"] for item in made["items"]] == ["succeeded", "succeeded", "failed"]
    assert made["items"][2]["error"]["code"] == "throttled"
    assert _one(client, made["id"]).status_code == 429


# --- bad input ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"tone": "x" * 41}, "tone"),
        ({"variants": 6}, "variants"),
        ({"hashtags_min": 9, "hashtags_max": 6}, "hashtags_min"),
        ({"voice": "voi_" + "x" * 22}, "voice"),
        ({"images": ["a.jpg"]}, "images.0"),
    ],
)
def test_a_bad_field_is_named_and_nothing_is_stored(client, body, field):
    response = client.post(URL, json.dumps(body), content_type="application/json")
    assert response.status_code == 422
    assert response.json()["errors"][0]["field"] == field
    assert not Batch.objects.exists()


def test_more_photos_than_a_batch_holds_are_refused_and_none_is_stored(client, monkeypatch):
    response = client.post(URL, {"images": [_file("a.gif", b"x") for _ in range(51)]})
    assert response.status_code == 422
    assert not Batch.objects.exists()
    monkeypatch.setattr(batches, "PHOTOS_MAX", 1)
    batch = _made(client, _file())["id"]
    full = _one(client, batch, _file("b.jpg"))
    assert (full.status_code, full.json()["errors"][0]["field"]) == (422, "images")
    assert Photo.objects.count() == 1


def test_no_photo_is_missing_and_an_empty_one_is_kept_as_that(client):
    batch = _made(client)["id"]
    missing = client.post(f"{URL}/{batch}/photos", {})
    assert (missing.status_code, missing.json()["code"]) == (400, "photo_missing")
    as_json = client.post(f"{URL}/{batch}/photos", "{}", content_type="application/json")
    assert as_json.status_code == 415
    empty = _one(client, batch, _file("empty.jpg", b""))
    assert empty.json()["error"]["code"] == "photo_missing"


def test_a_photo_over_the_limit_is_its_own_error(client, settings):
    settings.PHOTO_MAX_BYTES = 500
    item = _made(client, _file())["items"][0]
    assert item["error"]["code"] == "photo_too_large"
    assert "0.0005 MB" in item["error"]["detail"]


@pytest.mark.parametrize("position", ["7", "9" * 30, "-1", "x"])
def test_a_place_without_a_photo_is_not_there(client, position):
    batch = _made(client, _file())["id"]
    assert _one(client, batch, path=f"/{position}").status_code == 404


# --- whose it is -------------------------------------------------------------------------------


def test_an_accounts_batch_is_nobody_elses(alices, charlies, client):
    batch = _made(alices, _file())["id"]
    assert [row["id"] for row in alices.get(URL).json()["results"]] == [batch]
    for other in (charlies, client):
        assert other.get(URL).json()["results"] == []
        assert other.get(f"{URL}/{batch}").status_code == 404
        assert other.get(f"{URL}/{batch}/export").status_code == 404
        assert _one(other, batch).status_code == 404
        assert other.delete(f"{URL}/{batch}").status_code == 404
    assert alices.delete(f"{URL}/{batch}").status_code == 204
    assert alices.get(f"{URL}/{batch}").status_code == 404
    assert not Photo.objects.exists()


def test_an_anonymous_batch_opens_by_id_and_is_changed_by_its_own_browser_alone(client):
    batch = _made(client, _file())["id"]
    stranger = Client()
    assert stranger.get(f"{URL}/{batch}").status_code == 200
    assert _one(stranger, batch).status_code == 404
    assert _one(stranger, batch, path="/0").status_code == 404
    assert stranger.delete(f"{URL}/{batch}").status_code == 404
    assert client.delete(f"{URL}/{batch}").status_code == 204


def test_the_list_comes_in_pages_newest_first(client):
    made = [_made(client)["id"] for _ in range(3)]
    page = client.get(URL, {"page_size": 2}).json()
    assert [row["id"] for row in page["results"]] == made[:0:-1]
    assert [row["id"] for row in client.get(page["next"]).json()["results"]] == made[:1]
