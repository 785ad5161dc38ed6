"""`/api/v1/voices`: taught, shown and changed by who it belongs to; what bad input gets."""

import json
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from captioner import voices
from captioner.api.voices import SKIPPED_SHOWN
from captioner.models import Batch, Photo, Voice
from captioner.writing import export_zip
from tests import rows
from tests.captioner.writing import exports as zips
from tests.captioner.writing.creators import COMMUTER

URL = "/api/v1/voices"
FIVE = [f"caption number {n} ☕" for n in range(5)]


def _json(client, method: str, url: str, body):
    return getattr(client, method)(url, json.dumps(body), content_type="application/json")


def _taught(client, **fields) -> dict:
    response = _json(client, "post", URL, {"name": "mine", "captions": FIVE} | fields)
    assert response.status_code == 201, response.content
    return response.json()


def _upload(client, file: BytesIO | bytes, name: str, **fields):
    data = file if isinstance(file, bytes) else file.getvalue()
    upload = SimpleUploadedFile(name, data)
    return client.post(URL, {"name": "mine", "file": upload, **fields})


def test_captions_become_a_voice_with_its_marks(client):
    response = _json(client, "post", URL, {"name": "Commute", "captions": COMMUTER})
    assert response.status_code == 201
    voice = client.get(response["Location"]).json()
    assert response.json() == voice | {
        "imported": {
            "left_out": 0, "skipped_count": 0, "skipped": [], "photos": [], "batch": None,
        }
    }  # fmt: skip
    assert (voice["name"], voice["version"], voice["kept"]) == ("Commute", 0, [])
    assert voice["examples"] == list(COMMUTER)
    assert voice["marks"]["capitals"] == "lower"
    assert "lowkey" in voice["marks"]["words"]
    assert voice["typed"] == []


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("captions.txt", "\n".join(FIVE).encode()),
        ("captions.csv", "\n".join(["date,caption", *(f"x,{one}" for one in FIVE)]).encode()),
        ("captions.json", json.dumps(FIVE).encode()),
        ("captions", "\n\n".join(FIVE).encode()),
    ],
)
def test_captions_come_as_text_csv_or_json(client, name, data):
    response = _upload(client, data, name)
    assert response.status_code == 201, response.content
    assert response.json()["examples"] == FIVE


def test_captions_can_be_pasted(client):
    assert _json(client, "post", URL, {"name": "a", "text": "\n".join(FIVE)}).status_code == 201
    assert client.post(URL, {"name": "b", "text": "\n".join(FIVE)}).status_code == 201
    assert [voice.examples for voice in Voice.objects.all()] == [FIVE, FIVE]


def test_an_export_brings_its_captions_and_no_photo_until_she_ticks_them(client):
    posts = [zips.post(f"peach sky {n} 🍑", at=n, photos=[f"media/{n}.jpg"]) for n in range(6)]
    photos = {f"media/{n}.jpg": rows.jpeg() for n in range(5)} | {"media/5.jpg": b"no photo"}
    data = {zips.POSTS: zips.posts_json(posts)} | photos
    taught = _upload(client, zips.zipped(data), "export.zip").json()
    assert taught["examples"][-1] == "peach sky 5 🍑"
    assert taught["imported"]["photos"][0] == "media/5.jpg"
    assert taught["imported"]["batch"] is None
    assert not Photo.objects.exists()

    taught = _upload(client, zips.zipped(data), "export.zip", photos=True).json()
    batch = client.get(f"/api/v1/batches/{taught['imported']['batch']}").json()
    assert batch["voice"] == taught["id"]
    assert [item["name"] for item in batch["items"]] == [f"{n}.jpg" for n in range(5, -1, -1)]
    assert [item["status"] for item in batch["items"]] == ["failed"] + ["succeeded"] * 5


def test_a_bad_line_is_named_and_the_rest_imported(client):
    imported = _taught(client, captions=[*FIVE, "x" * 2201, 7, "one more"])["imported"]
    assert imported["skipped_count"] == 2
    assert imported["skipped"][0]["where"] == "entry 6"
    assert "2,201 characters" in imported["skipped"][0]["reason"]
    assert imported["skipped"][1]["where"] == "entry 7"
    assert Voice.objects.get().examples == [*FIVE, "one more"]


def test_a_thousand_bad_lines_do_not_make_a_thousand_lines_of_answer(client):
    imported = _taught(client, captions=[*FIVE, *[7] * 1000])["imported"]
    assert imported["skipped_count"] == 1000
    assert len(imported["skipped"]) == SKIPPED_SHOWN


def test_the_same_request_sent_again_teaches_no_second_voice(client):
    body = json.dumps({"name": "mine", "captions": FIVE})
    for _ in range(2):
        response = client.post(
            URL, body, content_type="application/json", headers={"Idempotency-Key": "k"}
        )
        assert response.status_code == 201
    assert response["Idempotent-Replayed"] == "true"
    assert Voice.objects.count() == 1


# --- what bad input gets -----------------------------------------------------------------------


def _many_entries() -> BytesIO:
    return zips.zipped({f"{n}.json": b"" for n in range(export_zip.ENTRIES_MAX + 1)})


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (lambda: BytesIO(b"PK\x03\x04 but no zip"), "not a zip"),
        (lambda: zips.encrypted(zips.export([zips.post("a")])), "encrypted"),
        (_many_entries, "too many entries"),
        (lambda: zips.zipped({"../../out.json": b"[]"}), "leads out"),
        (lambda: zips.zipped({zips.POSTS: b"[" + b" " * 16_000_001}), "expands past"),
        (lambda: zips.understated(zips.export([zips.post("a")] * 99), size=9), "damaged"),
        (lambda: zips.zipped({"friends.json": b"[]"}), "no posts"),
    ],
    ids=["none", "encrypted", "entries", "climbs", "expands", "lies", "other"],
)
def test_an_export_that_is_none_is_a_clear_error_and_nothing_is_stored(client, file, said):
    response = _upload(client, file(), "export.zip", photos=True)
    assert response.status_code == 422, response.content
    problem = response.json()
    assert problem["code"] == "import_unreadable"
    assert said in problem["detail"]
    assert problem["errors"][0]["field"] == "file"
    assert not Voice.objects.exists()
    assert not Batch.objects.exists()


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("captions.json", b'["a",\n"b"', "not JSON, see line 2"),
        ("captions.json", b'{"a": 1}', "must be a list"),
    ],
)
def test_a_file_that_cannot_be_read_names_the_line(client, name, data, said):
    response = _upload(client, data, name)
    assert (response.status_code, response.json()["code"]) == (422, "import_unreadable")
    assert said in response.json()["detail"]


def test_a_line_that_is_no_text_is_named_and_the_rest_taken(client):
    data = "\n".join(["caption", *FIVE, ""]).encode() + b"\xff\xfe"
    response = _upload(client, data, "captions.csv")
    assert response.status_code == 201
    assert [one["where"] for one in response.json()["imported"]["skipped"]] == ["line 7"]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"captions": FIVE}, "name"),
        ({"name": "", "captions": FIVE}, "name"),
        ({"name": "x" * 41, "captions": FIVE}, "name"),
        ({"name": "mine"}, "file"),
        ({"name": "mine", "captions": FIVE, "text": "a"}, "text"),
        ({"name": "mine", "captions": FIVE[:4]}, "captions"),
        ({"name": "mine", "captions": []}, "captions"),
        ({"name": "mine", "captions": "a"}, "captions"),
        ({"name": "mine", "file": "a.zip"}, "file"),
    ],
)
def test_a_bad_field_is_named_and_nothing_is_stored(client, body, field):
    response = _json(client, "post", URL, body)
    assert response.status_code == 422
    assert response.json()["errors"][0]["field"] == field
    assert not Voice.objects.exists()


def test_a_file_over_the_limit_is_refused_before_it_is_kept(client, settings):
    settings.IMPORT_MAX_BYTES = settings.BODY_MAX_BYTES = 1000
    response = _upload(client, b"x" * 2000, "export.zip")
    assert response.status_code == 413


def test_a_person_has_twenty_voices_at_most(client, monkeypatch):
    monkeypatch.setattr(voices, "VOICES_MAX", 1)
    _taught(client)
    response = _json(client, "post", URL, {"name": "two", "captions": FIVE})
    assert response.status_code == 422


# --- changes -----------------------------------------------------------------------------------


def test_what_is_named_changes_and_the_later_of_two_browsers_is_told(client):
    voice = _taught(client)
    url = f"{URL}/{voice['id']}"
    change = {"version": 0, "name": "Evenings", "marks": {"never": ["vibes"]}}
    changed = _json(client, "patch", url, change)
    assert changed.status_code == 200
    changed = changed.json()
    assert (changed["name"], changed["version"], changed["typed"]) == ("Evenings", 1, ["never"])
    assert changed["examples"] == FIVE
    late = _json(client, "patch", url, {"version": 0, "name": "Late"})
    assert (late.status_code, late.json()["code"]) == (409, "conflict")
    back = _json(client, "patch", url, {"version": 1, "marks": {"never": None}}).json()
    assert (back["version"], back["typed"], back["marks"]["never"]) == (2, [], [])


def test_a_kept_edit_is_taken_back(client):
    _taught(client)
    kept = ["one edit  with two spaces", "another"]
    voice = rows.voice(visitor=client.session["visitor"], kept=kept)
    url = f"{URL}/{voice.public_id}"
    changed = _json(client, "patch", url, {"version": 0, "kept": kept[:1]})
    assert changed.json()["kept"] == kept[:1]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({}, "version"),
        ({"version": "x"}, "version"),
        ({"version": 0, "examples": FIVE[:4]}, "examples"),
        ({"version": 0, "examples": [*FIVE, " "]}, "examples"),
        ({"version": 0, "kept": ["never kept"]}, "kept"),
        ({"version": 0, "marks": {"sparkle": 1}}, "sparkle"),
        ({"version": 0, "marks": {"emoji_share": "many"}}, "emoji_share"),
        ({"version": 0, "marks": {"never": [1]}}, "never"),
        ({"version": 0, "marks": {"never": ["x" * 61]}}, "never"),
        ({"version": 0, "marks": []}, "marks"),
        ({"version": 0, "name": "\0"}, "name"),
    ],
)
def test_a_bad_change_is_named_and_changes_nothing(client, change, field):
    voice = _taught(client)
    response = _json(client, "patch", f"{URL}/{voice['id']}", change)
    assert response.status_code == 422, response.content
    assert response.json()["errors"][0]["field"] == field
    assert client.get(f"{URL}/{voice['id']}").json()["version"] == 0


# --- whose it is -------------------------------------------------------------------------------


def test_a_voice_is_its_owners_alone_also_where_she_has_no_account(alices, charlies, client):
    for owner, others in ((alices, (charlies, client)), (client, (alices, charlies))):
        voice = _taught(owner)["id"]
        url = f"{URL}/{voice}"
        assert [row["id"] for row in owner.get(URL).json()["results"]] == [voice]
        for other in others:
            assert voice not in [row["id"] for row in other.get(URL).json()["results"]]
            assert other.get(url).status_code == 404
            assert _json(other, "patch", url, {"version": 0, "name": "x"}).status_code == 404
            assert other.delete(url).status_code == 404
        assert owner.delete(url).status_code == 204
        assert owner.get(url).status_code == 404


def test_captions_stay_when_their_voice_is_forgotten(client, engine):
    voice = _taught(client)["id"]
    upload = SimpleUploadedFile("a.jpg", rows.jpeg())
    job = client.post("/api/v1/captions", {"image": upload, "voice": voice}).json()
    assert job["voice"] == voice
    assert client.delete(f"{URL}/{voice}").status_code == 204
    assert client.get(f"/api/v1/captions/{job['id']}").json()["voice"] is None
