"""The predecessor's `store_feedback` still works; what it sends becomes rows like all others."""

import base64
import json
from io import BytesIO

import pytest
from django.core.cache import cache
from django.core.files.storage import default_storage
from django.test import Client
from PIL import Image

from captioner import photos, preferences
from captioner.models import ApiKey, CaptionJob, Delivery, Photo, Webhook
from captioner.writing.brief import Brief
from feedback import received, review
from feedback.models import Feedback, Review
from tests import photo_files, rows

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nobody_throttled():
    cache.clear()


@pytest.fixture
def alices(alice) -> Client:
    key = ApiKey.objects.create(user=alice, name="test", scopes=list(ApiKey.SCOPES))[1]
    return Client(headers={"Authorization": f"Bearer {key}"})


def _send(client, **body):
    encoded = base64.b64encode(rows.jpeg()).decode()
    whole = {"uid": "user-7", "image": encoded, "caption": "A dog at the sea.", "feedback": "like"}
    return client.post("/store_feedback", json.dumps(whole | body), content_type="application/json")


def _files() -> int:
    return sum(len(default_storage.listdir(name)[1]) for name in default_storage.listdir("")[0])


def test_photo_caption_and_thumb_become_rows_of_the_account(alices, alice):
    answer = _send(alices, caption="A dog on the #beach at last.\n\n#dog #SeaLife #dog")
    assert answer.status_code == 200
    assert answer.json()["status"] == "success"
    assert "Deprecation" in answer
    feedback = Feedback.objects.get()
    job = feedback.caption.job
    assert (feedback.owner, job.owner, job.photo.owner) == (alice, alice, alice)
    assert (job.public_id, job.state) == (answer.json()["id"], "succeeded")
    assert (feedback.thumbs, feedback.comment, feedback.training) == ("up", "", False)
    assert feedback.caption.text == "A dog on the beach at last."
    assert feedback.tags == ["#beach", "#dog", "#SeaLife"]
    shown = alices.get(f"/api/v1/captions/{job.public_id}").json()
    assert shown["captions"][0]["text"] == "A dog on the beach at last."
    assert shown["model"]["writer"] == received.MADE_BY
    assert alices.get(f"/api/v1/captions/{job.public_id}/feedback").json()[0]["thumbs"] == "up"


def test_it_is_nobody_elses(alices, charlie):
    public_id = _send(alices).json()["id"]
    other = Client()
    other.force_login(charlie)
    assert other.get(f"/api/v1/captions/{public_id}").status_code == 404
    assert other.get(f"/api/v1/captions/{public_id}/feedback").status_code == 404


def test_a_visitor_finds_it_in_her_own_browser_alone(client):
    _send(client)
    job = CaptionJob.objects.get()
    assert job.owner is None
    assert job.visitor
    assert job.public_id in client.get("/history/").content.decode()
    assert job.public_id not in Client().get("/history/").content.decode()


def test_the_photo_is_stored_under_a_key_of_ours_and_without_metadata(alices):
    data = photo_files.encoded(photo_files.picture(), "JPEG", exif=photo_files.exif())
    _send(alices, uid="../../etc/passwd", image=base64.b64encode(data).decode())
    photo = Photo.objects.get()
    assert photo.file.name == f"{photo.id.hex[:2]}/{photo.id.hex}.jpg"
    assert "GPS" in photo.metadata_removed
    with photo.file.open() as file:
        assert not Image.open(BytesIO(file.read())).getexif()


@pytest.mark.parametrize(
    ("uid", "status"),
    [
        ("../../../etc/cron.d/x", 200),
        ("..\\..\\x", 200),
        ("/absolute", 200),
        ("é ☕ any text", 200),
        (4711, 200),
        ("a\0b", 422),
        ("line\nbreak", 422),
        ("\x7f", 422),
        ("x" * 10_240, 422),
        ("", 422),
        ({"path": "x"}, 422),
    ],
)
def test_a_forged_uid_is_a_name_and_no_path_or_is_refused(alices, uid, status):
    before = _files()
    answer = _send(alices, uid=uid)
    assert answer.status_code == status
    assert Photo.objects.count() == _files() - before == (status == 200)
    if status != 200:
        assert answer.json()["errors"][0]["field"] == "uid"


def test_the_same_uid_of_the_same_person_is_stored_once(alices, charlie):
    first, again = _send(alices), _send(alices, feedback="too long, too loud")
    assert first.json()["id"] == again.json()["id"]
    assert (Photo.objects.count(), CaptionJob.objects.count()) == (1, 1)
    feedback = Feedback.objects.get()
    assert (feedback.thumbs, feedback.comment) == ("", "too long, too loud")
    other = Client()
    other.force_login(charlie)
    assert _send(other).json()["id"] != first.json()["id"]


@pytest.mark.parametrize(
    "other",
    [{"caption": "Something else."}, {"image": base64.b64encode(rows.jpeg("red")).decode()}],
)
def test_a_uid_that_stands_for_something_else_is_a_conflict(alices, other):
    _send(alices)
    before = _files()
    answer = _send(alices, feedback="bad", **other)
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (409, "uid")
    assert Feedback.objects.get().thumbs == "up"
    assert _files() == before


def test_of_two_that_arrive_at_once_one_is_stored(alice, monkeypatch):
    word = {"caption": "A dog.", "said": "good", "owner": alice}
    first, _ = received.store("7", photos.load(rows.jpeg()), **word)
    before = _files()
    known, looks = received._known, []

    def seen_too_late(public_id):
        looks.append(public_id)
        return known(public_id) if len(looks) > 1 else None

    monkeypatch.setattr(received, "_known", seen_too_late)
    second, _ = received.store("7", photos.load(rows.jpeg()), **word)
    assert (second.pk, len(looks)) == (first.pk, 2)
    assert (Photo.objects.count(), _files()) == (1, before)


@pytest.mark.parametrize(
    ("preference", "body", "allowed"),
    [
        (False, None, False),
        (True, None, True),
        (True, False, False),
        (False, True, True),
    ],
)
def test_training_is_allowed_only_by_body_or_preference(alices, alice, preference, body, allowed):
    preferences.consent(preference, owner=alice)
    answer = _send(alices, **({} if body is None else {"consent": body}))
    assert answer.json()["training"] == Feedback.objects.get().training == allowed


def test_a_yes_in_the_body_trains_nothing_while_the_person_says_no(alices, alice, bob):
    _send(alices, consent=True)
    assert not Review.objects.consented().exists()
    preferences.consent(True, owner=alice)
    item = Review.objects.consented().get()
    review.approve(item, by=bob, revision=item.revision)
    assert review.approved().get().text == "A dog at the sea."


def test_a_yes_that_is_taken_back_is_gone_from_the_row(alices):
    _send(alices, consent=True)
    _send(alices, consent=False)
    assert not Feedback.objects.get().training


def test_a_comment_alone_is_worth_a_review(alices, alice):
    preferences.consent(True, owner=alice)
    _send(alices, feedback="my dog is called Biscuit")
    assert Feedback.objects.get().comment == "my dog is called Biscuit"
    assert Review.objects.pending().consented().count() == 1


@pytest.mark.parametrize(
    ("body", "status", "field"),
    [
        ({"image": ""}, 400, None),
        ({"image": "%%%"}, 422, "image"),
        ({"image": base64.b64encode(b"hello").decode()}, 415, None),
        ({"caption": ""}, 422, "caption"),
        ({"caption": "x" * 100_000}, 422, "caption"),
        ({"caption": "#only #tags"}, 422, "caption"),
        ({"caption": "bell \x07"}, 422, "caption"),
        ({"feedback": "x" * 100_000}, 422, "feedback"),
        ({"feedback": None}, 422, "feedback"),
        ({"feedback": "\x01"}, 422, "feedback"),
        ({"consent": "perhaps"}, 422, "consent"),
    ],
)
def test_bad_input_is_named_and_nothing_is_stored(alices, body, status, field):
    before = _files()
    answer = _send(alices, **body)
    assert answer.status_code == status, answer.content
    if field:
        assert answer.json()["errors"][0]["field"] == field
    assert not Photo.objects.exists()
    assert _files() == before


def test_nobody_is_told_of_it_as_of_a_job_that_ended(alices, alice):
    Webhook.objects.create(owner=alice, url="https://example.org/", events=["caption.succeeded"])
    _send(alices)
    assert not Delivery.objects.exists()


def test_a_key_that_may_only_read_stores_nothing(alice):
    key = ApiKey.objects.create(user=alice, name="test", scopes=["captions:read"])[1]
    assert _send(Client(headers={"Authorization": f"Bearer {key}"})).status_code == 403


def test_an_error_is_a_problem_even_for_a_browser(client):
    answer = client.get("/store_feedback", headers={"Accept": "text/html, */*"})
    assert (answer.status_code, answer["Content-Type"]) == (405, "application/problem+json")


def test_a_brief_of_its_own_is_what_the_product_would_have_asked(alices):
    _send(alices)
    assert CaptionJob.objects.get().brief == Brief()
