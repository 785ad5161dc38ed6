"""The form as a browser without JavaScript sends it, and what it says of what it cannot take."""

import re

import pytest
from django.contrib.staticfiles import finders
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from captioner.models import Batch, CaptionJob, Voice
from captioner.writing.platforms import POLICIES
from tests import rows
from tests.captioner.pages.visiting import checked, page_of, write


def test_home_offers_tone_audience_note_platform_and_samples(client):
    html = client.get("/").content.decode()
    assert checked(html, "tone") == ["happy"]
    assert checked(html, "audience") == ["personal"]
    assert checked(html, "sample") == []
    assert all(f'value="{platform}"' in html for platform in POLICIES)
    for sample in re.findall(r'src="/static/(samples/[^"]+)"', html):
        assert finders.find(sample), sample
    assert html.count("/static/samples/") == 3


def test_a_photo_becomes_a_job_and_leads_to_its_page(client):
    response = write(client, tone="funny", audience="academic", note="her first snow", variants=2)
    job = CaptionJob.objects.get()
    assert response.status_code == 303
    assert response["Location"] == page_of(job)
    assert (job.tone, job.audience, job.note, job.variants) == (
        "funny",
        "academic",
        "her first snow",
        2,
    )
    assert job.owner is None
    assert job.visitor == client.session["visitor"]


def test_an_account_owns_what_it_writes(alice, alice_client):
    write(alice_client)
    job = CaptionJob.objects.get()
    assert (job.owner, job.photo.owner, job.visitor) == (alice, alice, "")


def test_own_words_go_before_the_chosen_chip(client):
    write(client, tone="funny", own_tone="  dry, like   my grandmother ")
    assert CaptionJob.objects.get().tone == "dry, like my grandmother"


@pytest.mark.parametrize("sample", ["dog", "climbers", "hikers"])
def test_a_sample_needs_no_file_and_no_javascript(client, sample):
    assert client.post("/", {"sample": sample}).status_code == 303
    with Image.open(finders.find(f"samples/{sample}.jpg")) as original:
        photo = CaptionJob.objects.get().photo
        assert (photo.width, photo.height) == original.size


def test_a_file_goes_before_a_sample_and_the_camera_counts_as_a_file(client):
    camera = SimpleUploadedFile("image.jpg", rows.jpeg(size=(30, 20)))
    client.post("/", {"camera": camera, "sample": "dog"})
    assert CaptionJob.objects.get().photo.width == 30


@pytest.mark.parametrize(
    ("data", "status", "words"),
    [
        (None, 400, "Choose a photo first"),
        (b"", 400, "the file is empty"),
        (b"%PDF-1.7 not a photo at all", 415, "not a photo in a format known here"),
        (rows.jpeg(size=(400, 300))[:900], 422, "cut short or corrupt"),
    ],
)
def test_a_bad_photo_is_told_at_the_field_and_the_rest_is_kept(client, data, status, words):
    fields = {"tone": "romantic", "audience": "promotional", "note": "our <wedding>"}
    if data is None:
        response = client.post("/", fields)
    else:
        response = write(client, data, **fields)
    html = response.content.decode()
    assert response.status_code == status
    assert words in re.search(r'id="id_photo_error"[^>]*>(.*?)</p>', html)[1]
    assert checked(html, "tone") == ["romantic"]
    assert checked(html, "audience") == ["promotional"]
    assert "our &lt;wedding&gt;" in html
    assert not CaptionJob.objects.exists()


def test_a_photo_over_the_limits_is_refused(client, settings):
    settings.PHOTO_MAX_BYTES = 10_000
    response = write(client, b"\xff\xd8\xff" + bytes(20_000))
    assert response.status_code == 413
    settings.PHOTO_MAX_PIXELS = 10_000
    assert write(client, rows.jpeg(size=(200, 100))).status_code == 422


def test_a_request_over_the_bodys_limit_gets_a_page_that_names_it(client, settings):
    settings.BATCH_BODY_MAX_BYTES = 100
    response = client.post("/", {"note": "x" * 200}, headers={"Accept": "text/html"})
    assert response.status_code == 413
    assert b"Back to the start" in response.content
    assert b"over the limit of 0.0001 MB" in response.content


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("own_tone", "x" * 41, "tone must be 1 to 40 characters"),
        ("note", "x" * 501, "note must be at most 500 characters"),
        ("audience", "everyone", "not one of the available choices"),
        ("tone", "furious", "not one of the available choices"),
        ("platform", "myspace", "not one of the available choices"),
        ("variants", "6", "not one of the available choices"),
    ],
)
def test_a_bad_field_is_told_and_the_photo_asked_for_again(client, field, value, words):
    response = write(client, **{field: value})
    html = response.content.decode()
    assert response.status_code == 422
    assert words in re.search(rf'<ul class="errorlist" id="id_{field}_error">(.*?)</ul>', html)[1]
    assert "choose your photo again" in html
    assert not CaptionJob.objects.exists()


def test_the_lines_of_a_note_count_as_the_browser_counted_them(client):
    note = "\r\n".join(["x" * 49] * 10)  # 499 characters to the browser, 508 as it sends them
    assert write(client, note=note).status_code == 303
    assert CaptionJob.objects.get().note == note.replace("\r\n", "\n")


def test_a_full_queue_keeps_what_was_chosen_and_says_when_to_come_back(client, settings):
    settings.QUEUE_MAX = 1
    rows.job()
    response = write(client, tone="witty", note="keep me")
    html = response.content.decode()
    assert response.status_code == 503
    assert int(response["Retry-After"]) > 0
    assert "try again shortly" in html
    assert checked(html, "tone") == ["witty"]
    assert "keep me" in html


def test_anonymous_posts_are_throttled_and_an_account_is_not(client, alice_client, monkeypatch):
    monkeypatch.setattr("captioner.access.AnonymousThrottle.rate", "1/min", raising=False)
    assert write(client).status_code == 303
    response = write(client, note="keep me")
    assert response.status_code == 429
    assert 0 < int(response["Retry-After"]) <= 60
    assert b"keep me" in response.content
    for _ in range(2):
        assert write(alice_client).status_code == 303


def test_a_form_without_its_token_is_refused():
    assert write(Client(enforce_csrf_checks=True)).status_code == 403


@pytest.mark.parametrize("path", ["/", "/history/", "/captions/cap_x/"])
def test_where_guests_are_not_allowed_every_page_leads_to_sign_in(client, settings, path):
    settings.ANONYMOUS = False
    response = client.get(path)
    assert response.status_code == 302
    assert response["Location"] == f"/sign-in/?next={path}"
    assert write(client).status_code == 302
    assert not CaptionJob.objects.exists()


# --- Choices ---------------------------------------------------------------------------------


def test_what_was_chosen_last_is_chosen_again_but_for_the_note(client):
    chosen = {
        "tone": "witty",
        "own_tone": "dry",
        "audience": "academic",
        "platform": "x",
        "variants": "3",
        "length": "short",
        "emoji": "none",
        "lower_case": "on",
    }
    write(client, note="her first snow", **chosen)
    html = client.get("/").content.decode()
    assert checked(html, "tone") == ["witty"]
    assert 'value="dry"' in html
    assert checked(html, "audience") == ["academic"]
    assert checked(html, "length") == ["short"]
    assert checked(html, "emoji") == ["none"]
    assert re.search(r'<input[^>]*name="lower_case"[^>]*checked', html)
    assert '<option value="x" selected>' in html
    assert '<option value="3" selected>' in html
    assert "her first snow" not in html
    assert checked(Client().get("/").content.decode(), "tone") == ["happy"]


def test_a_style_and_a_voice_go_with_the_photo(client):
    write(client)
    mark = client.session["visitor"]
    voice = Voice.objects.create(
        visitor=mark, name="Holidays", examples=["sun! " * n for n in range(1, 6)]
    )
    theirs = Voice.objects.create(visitor="other", name="Theirs")
    html = client.get("/").content.decode()
    assert "Holidays" in html
    assert "Theirs" not in html
    write(client, voice=voice.public_id, length="long", emoji="some", lower_case="on")
    job = CaptionJob.objects.latest("pk")
    assert job.voice == voice
    assert job.style == {"length": "long", "lower_case": True, "emoji": "some"}
    assert write(client, voice=theirs.public_id).status_code == 422


def test_without_a_voice_the_page_says_where_one_is_taught(client):
    assert "No voice yet" in client.get("/").content.decode()


def test_each_platform_says_its_limits_and_a_language_is_asked_for_where_there_are_several(
    client, settings
):
    html = client.get("/").content.decode()
    assert "X: 280 characters, 2 hashtags" in html
    assert 'name="language"' not in html
    settings.CAPTION_LANGUAGES = ("en", "de")
    html = client.get("/").content.decode()
    assert '<option value="de">German</option>' in html
    write(client, language="de")
    assert CaptionJob.objects.get().language == "de"
    assert write(client, language="th").status_code == 422


def test_several_files_become_a_batch_in_which_a_bad_one_stops_no_other(client):
    files = [rows.upload("a.jpg"), rows.upload("b.jpg", b"no photo"), rows.upload("c.jpg")]
    response = client.post("/", {"photo": files, "tone": "witty"})
    batch = Batch.objects.get()
    assert response.status_code == 303
    assert response["Location"] == f"/batches/{batch.public_id}/"
    found = [(item.name, item.error_code) for item in batch.items.all()]
    assert found == [("a.jpg", ""), ("b.jpg", "photo_type"), ("c.jpg", "")]
    assert {job.tone for job in CaptionJob.objects.all()} == {"witty"}


def test_more_files_than_a_batch_takes_are_refused(client, monkeypatch):
    monkeypatch.setattr("captioner.batches.PHOTOS_MAX", 2)
    response = client.post("/", {"photo": [rows.upload(f"{n}.jpg") for n in range(3)]})
    assert response.status_code == 422
    assert b"Choose at most 2 photos at once." in response.content
    assert not Batch.objects.exists()


def test_each_photo_of_many_counts_as_one(client, monkeypatch):
    monkeypatch.setattr("captioner.access.AnonymousThrottle.rate", "2/min", raising=False)
    client.post("/", {"photo": [rows.upload(f"{n}.jpg") for n in range(3)]})
    assert [item.error_code for item in Batch.objects.get().items.all()][:2] == ["", ""]
    assert Batch.objects.get().items.last().error_code


SCRIPT = {"X-Requested-With": "fetch", "Accept": "application/json"}


def test_the_script_makes_an_empty_batch_for_photos_it_sends_one_by_one(client):
    made = client.post("/", {"own_tone": "dry", "variants": "2"}, headers=SCRIPT).json()
    batch = Batch.objects.get()
    assert made == {"id": batch.public_id, "page": f"/batches/{batch.public_id}/"}
    assert (batch.brief["tone"], batch.brief["variants"]) == ("dry", 2)
    assert batch.visitor == client.session["visitor"]
    assert 'value="dry"' in client.get("/").content.decode()
    assert not CaptionJob.objects.exists()


def test_the_script_is_told_in_words_what_is_wrong_with_the_brief(client):
    response = client.post("/", {"note": "x" * 501}, headers=SCRIPT)
    assert response.status_code == 422
    assert response.json()["detail"] == "note must be at most 500 characters"
    assert not Batch.objects.exists()
