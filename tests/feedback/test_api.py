"""A program says what its person thinks of a caption: it is stored whole or not at all."""

import json

import pytest
import yaml
from django.test import Client
from rest_framework.test import APIClient

from captioner import deletion, edits
from captioner.edits import Edit
from captioner.models import ApiKey, CaptionJob
from feedback.models import Feedback, FeedbackEvent, Reason, Taken
from tests import rows

pytestmark = pytest.mark.django_db

SILENT = {
    "caption": 0,
    "thumbs": None,
    "reasons": [],
    "copied": [],
    "text": "words 0",
    "tags": [f"#Tag{n}" for n in range(5)],
    "alt_text": "A dog on a beach.",
    "version": 0,
    "edited": False,
    "training": False,
}


@pytest.fixture
def job(alice) -> CaptionJob:
    return rows.result(owner=alice, variants=2)


@pytest.fixture
def api(alice) -> APIClient:
    client = APIClient()
    client.force_authenticate(alice)
    return client


def _url(job: CaptionJob) -> str:
    return f"/api/v1/captions/{job.public_id}/feedback"


def _put(api, job: CaptionJob, **said):
    return api.put(_url(job), said, format="json")


def test_what_is_said_is_answered_and_read_again(api, job):
    said = {
        "caption": 1,
        "thumbs": "down",
        "reasons": ["not_my_voice"],
        "copied": ["all"],
        "text": "  my own words ",
        "tags": ["Tag3", "#mine"],
        "alt_text": "",
        "version": 0,
    }
    answer = _put(api, job, **said)
    assert answer.status_code == 200
    stored = said | {
        "text": "my own words",
        "tags": ["#Tag3", "#mine"],
        "version": 1,
        "edited": True,
        "training": False,
    }
    assert answer.json() == stored
    assert api.get(_url(job)).json() == [SILENT, stored]


def test_thumb_and_reasons_are_replaced_words_and_copies_are_not(api, job):
    _put(api, job, thumbs="down", reasons=["unsafe"], copied=["tags"], text="hello", version=0)
    answer = _put(api, job).json()
    assert (answer["thumbs"], answer["reasons"]) == (None, [])
    assert (answer["copied"], answer["text"], answer["version"]) == (["tags"], "hello", 1)


def test_the_same_put_twice_is_one(api, job):
    first = _put(api, job, thumbs="up", copied=["all", "all"], text="hello", version=0).json()
    second = _put(api, job, thumbs="up", copied=["all"], text="hello", version=1).json()
    assert first == second
    assert FeedbackEvent.objects.count() == 1


def test_reading_shows_the_caption_as_it_stands_now(api, job):
    _put(api, job, thumbs="up")
    edits.save(job.captions.first(), Edit(text="changed on its page"), version=0)
    first, _second = api.get(_url(job)).json()
    assert (first["thumbs"], first["text"]) == ("up", "changed on its page")
    assert (first["version"], first["edited"]) == (1, True)


def test_reading_five_captions_asks_no_more_than_reading_one(api, alice, django_assert_num_queries):
    for variants in (1, 5):
        job = rows.result(owner=alice, variants=variants)
        with django_assert_num_queries(3):
            assert len(api.get(_url(job)).json()) == variants


def test_the_later_of_two_browsers_is_shown_what_stands_there(api, job):
    _put(api, job, text="from the phone", tags=["#Tag0"], version=0)
    late = _put(api, job, thumbs="down", text="from the desk", version=0)
    assert late.status_code == 409
    assert late["Content-Type"] == "application/problem+json"
    assert late.json()["code"] == "conflict"
    assert late.json()["current"] == {
        "text": "from the phone",
        "tags": ["#Tag0"],
        "alt_text": "A dog on a beach.",
        "version": 1,
    }
    assert Feedback.objects.get().thumbs == ""
    again = _put(api, job, thumbs="down", text="from the desk", version=1)
    assert again.json()["text"] == "from the desk"


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"caption": 2}, "caption"),
        ({"caption": 2**70}, "caption"),
        ({"caption": -1}, "caption"),
        ({"thumbs": "sideways"}, "thumbs"),
        ({"thumbs": ""}, "thumbs"),
        ({"thumbs": "up", "reasons": ["unsafe"]}, "reasons"),
        ({"thumbs": "down", "reasons": ["ugly"]}, "reasons.0"),
        ({"copied": "all"}, "copied"),
        ({"copied": [{}]}, "copied.0"),
        ({"text": "x" * 100_000, "version": 0}, "text"),
        ({"text": " ", "version": 0}, "text"),
        ({"text": "\ud800", "version": 0}, "text"),
        ({"text": "a\u0000b", "version": 0}, "text"),
        ({"text": "hello"}, "version"),
        ({"tags": ["two words"], "version": 0}, "tags"),
        ({"tags": [f"tag{n}" for n in range(31)], "version": 0}, "tags"),
        ({"alt_text": "x" * 1001, "version": 0}, "alt_text"),
        ({"version": "first"}, "version"),
    ],
)
def test_what_cannot_be_meant_is_422_by_name_and_nothing_is_stored(api, job, said, field):
    answer = api.put(_url(job), json.dumps(said), content_type="application/json")
    assert answer.status_code == 422
    assert [error["field"] for error in answer.json()["errors"]] == [field]
    assert not Feedback.objects.exists()
    assert not any(caption.version for caption in job.captions.all())


@pytest.mark.parametrize("body", ["[]", "3", '"up"', "null"])
def test_a_body_that_is_no_object_is_refused(api, job, body):
    answer = api.put(_url(job), body, content_type="application/json")
    assert answer.status_code == 422


def test_only_json_is_read(api, job):
    assert api.put(_url(job), {"thumbs": "up"}, format="multipart").status_code == 415


def test_a_result_without_captions_has_nothing_to_speak_of(api, alice):
    waiting = rows.job(owner=alice)
    for answer in (_put(api, waiting, thumbs="up"), api.get(_url(waiting))):
        assert answer.status_code == 409
        assert "queued" in answer.json()["detail"]


# --- Whose it is -----------------------------------------------------------------------------


def test_a_deleted_result_is_gone_for_feedback_too(api, job):
    deletion.delete_photo(job.photo)
    assert _put(api, job, thumbs="up").status_code == api.get(_url(job)).status_code == 404


def test_somebody_elses_result_is_as_unknown_as_none(api, charlie):
    others = [rows.result(owner=charlie), rows.result(visitor="mark"), rows.result()]
    for job in others:
        assert _put(api, job, thumbs="up").status_code == 404
        assert api.get(_url(job)).status_code == 404
    assert not Feedback.objects.exists()


def test_an_anonymous_result_is_judged_from_the_browser_that_made_it_alone():
    job = rows.result(visitor="mark")
    hers, other = Client(), Client()
    for client, mark in ((hers, "mark"), (other, "other")):
        session = client.session
        session["visitor"] = mark
        session.save()
    answers = [
        client.put(_url(job), {"thumbs": "up"}, content_type="application/json").status_code
        for client in (other, Client(), hers)
    ]
    assert answers == [404, 404, 200]
    assert Feedback.objects.get().visitor == "mark"


@pytest.mark.parametrize(
    ("scope", "reads", "writes"), [("captions:read", 200, 403), ("captions:write", 403, 200)]
)
def test_a_key_does_what_its_scopes_allow(alice, job, scope, reads, writes):
    _key, token = ApiKey.objects.create(user=alice, name="phone", scopes=[scope])
    client = APIClient(headers={"Authorization": f"Bearer {token}"})
    assert client.get(_url(job)).status_code == reads
    assert _put(client, job, thumbs="up").status_code == writes


def test_the_document_names_every_reason_and_every_way_of_copying(client):
    schema = yaml.safe_load(client.get("/api/schema/").content)
    path = schema["paths"]["/api/v1/captions/{public_id}/feedback"]
    assert {"200", "400", "401", "403", "404", "409", "415", "422"} <= set(path["put"]["responses"])
    fields = schema["components"]["schemas"]["FeedbackRequest"]["properties"]
    listed = {
        name: schema["components"]["schemas"][fields[name]["items"]["$ref"].rpartition("/")[2]]
        for name in ("reasons", "copied")
    }
    assert listed["reasons"]["enum"] == Reason.values
    assert listed["copied"]["enum"] == Taken.values
    [conflict] = path["put"]["responses"]["409"]["content"].values()
    assert conflict["schema"]["$ref"].endswith("/CaptionConflict")
