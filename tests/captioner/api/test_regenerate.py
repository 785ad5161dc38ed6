"""`/api/v1/captions/{id}`: written anew, canceled, removed; by its owner alone."""

import json

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from captioner import edits, notify
from captioner.models import CaptionJob, Photo, State
from tests import rows

URL = "/api/v1/captions"


def _again(client, job, **fields):
    url = f"{URL}/{job}/regenerate"
    return client.post(url, json.dumps(fields), content_type="application/json")


@pytest.fixture
def first(alice, result) -> CaptionJob:
    """A result of Alice's with nothing left at its default."""
    brief = {"tone": "witty", "audience": "promotional", "note": "sale", "platform": "x", "seed": 7}
    return result(owner=alice, voice=rows.voice(owner=alice), variants=2, **brief)


def test_what_is_not_named_stays_as_it_was_but_for_the_seed(alices, first):
    response = _again(alices, first, length="short", emoji="none")
    assert response.status_code == 200, response.content
    document = response.json()
    made = CaptionJob.objects.get(public_id=document["id"])
    assert (made.parent, made.photo, made.owner) == (first, first.photo, first.owner)
    assert (made.tone, made.audience, made.note) == ("witty", "promotional", "sale")
    assert (made.platform, made.variants, made.voice) == ("x", 2, first.voice)
    assert made.style == {"length": "short", "lower_case": False, "emoji": "none"}
    assert made.seed != first.seed
    assert document["parent"] == first.public_id
    assert document["voice"] == first.voice.public_id
    assert document["style"]["length"] == "short"


def test_what_is_named_is_otherwise_this_time(alices, first):
    named = {"tone": "dry", "note": "", "variants": 1, "seed": 9, "voice": "", "lower_case": True}
    _again(alices, _again(alices, first, **named).json()["id"], lower_case=False)
    made, back = CaptionJob.objects.filter(parent__isnull=False).order_by("pk")
    assert (made.tone, made.note, made.variants, made.seed) == ("dry", "", 1, 9)
    assert (made.voice, made.style["lower_case"]) == (None, True)
    assert back.style["lower_case"] is False


def test_a_form_leaves_out_what_it_does_not_name(alices, first):
    one = _again(alices, first, lower_case=True).json()["id"]
    again = alices.post(f"{URL}/{one}/regenerate", {"lock": ["tags", "alt_text"]}).json()
    assert again["style"]["lower_case"] is True
    assert set(CaptionJob.objects.latest("pk").locked) == {"tags", "alt_text"}


def test_locked_parts_are_kept_as_they_stand_of_the_caption_that_is_named(alices, first):
    second = first.captions.get(position=1)
    edits.save(second, edits.Edit(text="Mine."), version=0)
    assert _again(alices, first, caption=1, lock=["caption"]).status_code == 200
    made = CaptionJob.objects.latest("pk")
    assert made.locked == {"caption": "Mine."}
    assert made.variants == 1


@pytest.mark.parametrize(
    ("fields", "named"),
    [
        ({"caption": 2}, "caption"),
        ({"caption": -1}, "caption"),
        ({"lock": ["all"]}, "lock.0"),
        ({"lock": ["caption", "tags", "alt_text"]}, "lock"),
        ({"lock": "caption"}, "lock"),
        ({"lock": ["caption"], "variants": 2}, "variants"),
        ({"voice": "voi_nobody"}, "voice"),
        ({"length": "endless"}, "length"),
        ({"lower_case": "perhaps"}, "lower_case"),
        ({"language": "fr"}, "language"),
    ],
)
def test_a_field_outside_its_limits_is_named_and_nothing_is_made(alices, first, fields, named):
    response = _again(alices, first, **fields)
    assert response.status_code == 422
    assert [error["field"] for error in response.json()["errors"]] == [named]
    assert CaptionJob.objects.count() == 1


def test_a_job_without_a_result_has_nothing_to_start_from(alices, alice, engine):
    engine.go.clear()
    waiting = rows.job(owner=alice)
    response = _again(alices, waiting)
    assert response.status_code == 409
    assert response.json()["code"] == "conflict"


def test_it_waits_as_long_as_a_create(alices, first, engine):
    engine.go.clear()
    headers = {"Prefer": "respond-async"}
    response = alices.post(f"{URL}/{first}/regenerate", headers=headers)
    assert response.status_code == 202
    assert response["Location"] == f"{URL}/{response.json()['id']}"


# --- voices ------------------------------------------------------------------------------------


def _create(client, **fields):
    return client.post(URL, {"image": SimpleUploadedFile("a.jpg", rows.jpeg()), **fields})


def test_a_caption_is_written_in_the_style_and_the_voice_that_were_asked_for(alices, alice):
    voice = rows.voice(owner=alice).public_id
    result = _create(alices, voice=voice, length="long", lower_case=True, emoji="some").json()
    assert result["voice"] == voice
    assert result["style"] == {"length": "long", "lower_case": True, "emoji": "some"}


def test_somebody_elses_voice_is_as_unknown_as_none(alices, charlie, engine):
    for voice in (rows.voice(owner=charlie).public_id, "voi_nobody", "\u2603", "voi_%00"):
        response = _create(alices, voice=voice)
        assert response.status_code == 422
        assert response.json()["errors"][0]["field"] == "voice"
    assert Photo.objects.count() == 0


def test_an_anonymous_visitor_has_voices_too(client):
    mark = CaptionJob.objects.get(public_id=_create(client).json()["id"]).visitor
    voice = rows.voice(visitor=mark).public_id
    assert _create(client, voice=voice).json()["voice"] == voice


# --- cancel and delete -------------------------------------------------------------------------


def test_cancel_stops_a_job_once_and_tells_who_waits_for_it(alices, alice, engine):
    engine.go.clear()
    job = rows.job(owner=alice)
    with notify.waiters().listening(job.public_id) as heard:
        for _ in range(2):
            response = alices.post(f"{URL}/{job}/cancel")
            assert (response.status_code, response.json()["status"]) == (200, "canceled")
        assert heard(0) is None  # `wait` returns: the event was set
    job.refresh_from_db()
    assert job.state == State.CANCELED


def test_cancel_leaves_a_result_as_it_is(alices, first):
    response = alices.post(f"{URL}/{first}/cancel")
    assert (response.status_code, response.json()["status"]) == (200, "succeeded")


def test_delete_removes_the_photo_and_all_that_was_made_of_it(alices, first):
    _again(alices, first)
    file = first.photo.file.name
    assert alices.delete(f"{URL}/{first}").status_code == 204
    assert Photo.objects.count() == CaptionJob.objects.count() == 0
    assert not default_storage.exists(file)
    assert alices.delete(f"{URL}/{first}").status_code == 404


@pytest.mark.parametrize("action", ["regenerate", "cancel", ""])
def test_what_is_not_ones_own_cannot_be_changed(client, charlies, alice, result, action):
    method = "delete" if not action else "post"
    theirs = [result(owner=alice), result(visitor="somebody")]
    for job in theirs:
        url = f"{URL}/{job}/{action}".rstrip("/")
        for asker in (client, charlies):
            assert getattr(asker, method)(url).status_code == 404
    assert CaptionJob.objects.count() == 2


def test_an_anonymous_visitor_changes_what_this_browser_made(client):
    job = _create(client).json()["id"]
    assert _again(client, job).status_code == 200
    assert client.delete(f"{URL}/{job}").status_code == 204
