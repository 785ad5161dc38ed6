"""The pages as a browser without JavaScript sees them, and the fragments that htmx asks for."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.cache import cache
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from captioner.drain import Drain
from captioner.errors import GaveUp, ModelUnusable, Refused
from captioner.models import CaptionJob, State
from captioner.writing.platforms import POLICIES
from tests import rows
from tests.doubles import EngineDouble

HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def _no_worker(db, monkeypatch):
    cache.clear()  # the throttle counts there
    monkeypatch.setattr("captioner.submit.hint", lambda: None)


@pytest.fixture
def alice(django_user_model):
    return django_user_model.objects.create_user("alice", password="correct horse")


@pytest.fixture
def charlie_client(django_user_model):
    client = Client()
    client.force_login(django_user_model.objects.create_user("charlie"))
    return client


@pytest.fixture
def alice_client(alice):
    client = Client()
    client.force_login(alice)
    return client


def _work(error=None) -> None:
    engine = EngineDouble()
    engine.fail_with = error
    Drain(engine, max_batch=8, lease=timedelta(seconds=60)).until_empty()


def _write(client, data: bytes | None = None, **fields):
    upload = SimpleUploadedFile("photo.jpg", rows.jpeg() if data is None else data)
    return client.post("/", {"photo": upload, **fields})


def _status(client, path: str) -> int:
    response = client.get(path)
    response.getvalue()  # a streamed photo is closed when it was read
    return response.status_code


def _page(job: CaptionJob) -> str:
    return reverse("caption", args=[job.public_id])


def _checked(html: str, name: str) -> list[str]:
    inputs = re.findall(rf'<input[^>]*name="{name}"[^>]*>', html)
    return [re.search('value="([^"]*)"', tag)[1] for tag in inputs if "checked" in tag]


# --- Home ------------------------------------------------------------------------------------


def test_home_offers_tone_audience_note_platform_and_samples(client):
    html = client.get("/").content.decode()
    assert _checked(html, "tone") == ["happy"]
    assert _checked(html, "audience") == ["personal"]
    assert _checked(html, "sample") == []
    assert all(f'value="{platform}"' in html for platform in POLICIES)
    for sample in re.findall(r'src="/static/(samples/[^"]+)"', html):
        assert finders.find(sample), sample
    assert html.count("/static/samples/") == 4


def test_a_photo_becomes_a_job_and_leads_to_its_page(client):
    response = _write(client, tone="funny", audience="academic", note="her first snow", variants=2)
    job = CaptionJob.objects.get()
    assert response.status_code == 303
    assert response["Location"] == _page(job)
    assert (job.tone, job.audience, job.note, job.variants) == (
        "funny",
        "academic",
        "her first snow",
        2,
    )
    assert job.owner is None
    assert job.visitor == client.session["visitor"]


def test_an_account_owns_what_it_writes(alice, alice_client):
    _write(alice_client)
    job = CaptionJob.objects.get()
    assert (job.owner, job.photo.owner, job.visitor) == (alice, alice, "")


def test_own_words_go_before_the_chosen_chip(client):
    _write(client, tone="funny", own_tone="  dry, like   my grandmother ")
    assert CaptionJob.objects.get().tone == "dry, like my grandmother"


@pytest.mark.parametrize("sample", ["dog", "climbers", "hikers", "coffee"])
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
        response = _write(client, data, **fields)
    html = response.content.decode()
    assert response.status_code == status
    assert words in re.search(r'id="id_photo_error"[^>]*>(.*?)</p>', html)[1]
    assert _checked(html, "tone") == ["romantic"]
    assert _checked(html, "audience") == ["promotional"]
    assert "our &lt;wedding&gt;" in html
    assert not CaptionJob.objects.exists()


def test_a_photo_over_the_limits_is_refused(client, settings):
    settings.PHOTO_MAX_BYTES = 10_000
    response = _write(client, b"\xff\xd8\xff" + bytes(20_000))
    assert response.status_code == 413
    settings.PHOTO_MAX_PIXELS = 10_000
    assert _write(client, rows.jpeg(size=(200, 100))).status_code == 422


def test_a_request_over_the_bodys_limit_gets_a_page_that_names_it(client, settings):
    settings.BODY_MAX_BYTES = 100
    response = client.post("/", {"note": "x" * 200}, headers={"Accept": "text/html"})
    assert response.status_code == 413
    assert b"Back to the start" in response.content
    assert b"over the limit of 20 MB" in response.content


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
    response = _write(client, **{field: value})
    html = response.content.decode()
    assert response.status_code == 422
    assert words in re.search(rf'<ul class="errorlist" id="id_{field}_error">(.*?)</ul>', html)[1]
    assert "choose your photo again" in html
    assert not CaptionJob.objects.exists()


def test_the_lines_of_a_note_count_as_the_browser_counted_them(client):
    note = "\r\n".join(["x" * 49] * 10)  # 499 characters to the browser, 508 as it sends them
    assert _write(client, note=note).status_code == 303
    assert CaptionJob.objects.get().note == note.replace("\r\n", "\n")


def test_a_full_queue_keeps_what_was_chosen_and_says_when_to_come_back(client, settings):
    settings.QUEUE_MAX = 1
    rows.job()
    response = _write(client, tone="witty", note="keep me")
    html = response.content.decode()
    assert response.status_code == 503
    assert int(response["Retry-After"]) > 0
    assert "try again shortly" in html
    assert _checked(html, "tone") == ["witty"]
    assert "keep me" in html


def test_anonymous_posts_are_throttled_and_an_account_is_not(client, alice_client, monkeypatch):
    monkeypatch.setattr("captioner.access.AnonymousThrottle.rate", "1/min", raising=False)
    assert _write(client).status_code == 303
    response = _write(client, note="keep me")
    assert response.status_code == 429
    assert 0 < int(response["Retry-After"]) <= 60
    assert b"keep me" in response.content
    for _ in range(2):
        assert _write(alice_client).status_code == 303


def test_a_form_without_its_token_is_refused():
    assert _write(Client(enforce_csrf_checks=True)).status_code == 403


@pytest.mark.parametrize("path", ["/", "/history/", "/captions/cap_x/"])
def test_where_guests_are_not_allowed_every_page_leads_to_sign_in(client, settings, path):
    settings.ANONYMOUS = False
    response = client.get(path)
    assert response.status_code == 302
    assert response["Location"] == f"/sign-in/?next={path}"
    assert _write(client).status_code == 302
    assert not CaptionJob.objects.exists()


# --- A caption -------------------------------------------------------------------------------


def test_a_waiting_page_says_how_many_are_ahead_and_looks_again_by_itself(client):
    rows.job()
    html = client.get(_page(rows.job())).content.decode()
    assert "1 photo before yours" in html
    assert re.search(r'<noscript><meta http-equiv="refresh" content="\d+"></noscript>', html)
    assert "hx-trigger" in html


def test_htmx_gets_nothing_new_until_something_changes_and_then_the_fragment(client):
    first, job = rows.job(), rows.job()
    seen = re.search(r"seen=[\w-]+", client.get(_page(job)).content.decode())[0]
    assert client.get(f"{_page(job)}?{seen}", headers=HTMX).status_code == 204
    first.cancel()
    fragment = client.get(f"{_page(job)}?{seen}", headers=HTMX)
    assert "Yours is next" in fragment.content.decode()
    assert "<html" not in fragment.content.decode()


def test_a_result_shows_caption_tags_alt_text_and_what_copy_all_copies(client):
    job = rows.job(note="Snow & sun", variants=2)
    _work()
    html = client.get(_page(job)).content.decode()
    assert "Snow &amp; sun 0</p>" in html
    assert "Caption 2 of 2" in html
    tags = "#Tag0 #Tag1 #Tag2 #Tag3 #Tag4"
    assert f'data-copy="Snow &amp; sun 0\n\n{tags}"' in html
    assert f'data-copy="{tags}"' in html
    selected, alternates = html.split("Alternates")[:2]
    assert len(re.findall(r'class="tag selected">#Tag\d <small>niche', selected)) == 5
    assert "#Tag5" in alternates
    assert 'alt="A dog on a beach."' in html
    assert "a dog on a beach" in html
    assert f"{len('Snow & sun 0') + 2 + len(tags)} of the 2,200 characters" in html
    assert "double/describer, double/writer" in html


def test_a_result_stops_the_polling_in_the_page_and_in_the_fragment(client):
    job = rows.job()
    _work()
    page = client.get(_page(job)).content.decode()
    fragment = client.get(_page(job), headers=HTMX).content.decode()
    for html in (page, fragment):
        assert "hx-trigger" not in html
        assert "refresh" not in html
    assert "<title>Your caption · Snap2Caption" in fragment
    assert "Your caption is ready." in fragment


def test_a_result_says_what_was_removed_trimmed_and_warned_of(client):
    job = rows.job()
    _work()
    job.photo.metadata_removed = ["EXIF", "GPS"]
    job.photo.save()
    CaptionJob.objects.update(trimmed=["The caption was shortened."])
    job.captions.update(warnings=["Only the description fits."])
    html = client.get(_page(job)).content.decode()
    assert "Removed from the photo before it was stored: camera data, GPS position." in html
    assert "The caption was shortened." in html
    assert "Only the description fits." in html


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (Refused("slur"), "Nothing fit to post"),
        (GaveUp("the worker stopped"), "The writer stumbled"),
        (ModelUnusable("no template"), "No caption this time"),
    ],
)
def test_a_failed_caption_says_why_and_offers_another_try(client, error, words):
    job = rows.job()
    _work(error)
    html = client.get(_page(job)).content.decode()
    assert words in html
    assert "Try again" in html


@pytest.mark.parametrize(
    ("state", "words"),
    [(State.CANCELED, "was stopped"), (State.EXPIRED, "waited too long")],
)
def test_a_job_that_ended_without_a_caption_says_how(client, state, words):
    job = rows.job()
    CaptionJob.objects.update(state=state)
    html = client.get(_page(job)).content.decode()
    assert words in html
    assert "hx-trigger" not in html


def test_an_accounts_caption_and_photo_are_unknown_to_everybody_else(
    client, alice, alice_client, charlie_client
):
    job = rows.job(owner=alice)
    paths = [_page(job), reverse("photo", args=[job.photo_id])]
    for path in paths:
        assert _status(alice_client, path) == 200
        assert _status(charlie_client, path) == 404
        assert _status(client, path) == 404
    assert charlie_client.get("/captions/cap_unknown/").status_code == 404


def test_an_anonymous_caption_opens_for_whoever_has_its_address(client, charlie_client):
    job = rows.job(visitor="somebody")
    for reader in (client, charlie_client):
        assert _status(reader, _page(job)) == 200
        assert _status(reader, reverse("photo", args=[job.photo_id])) == 200


# --- Photos ----------------------------------------------------------------------------------


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


# --- Every page ------------------------------------------------------------------------------


@pytest.fixture
def pages(client) -> list[str]:
    """The HTML of every page there is, by a browser that asks for pages."""
    finished = rows.job()
    _work()
    refused = rows.job()
    _work(Refused("slur"))
    waiting = rows.job()
    paths = ["/", "/history/", "/sign-in/", "/nowhere/"]
    paths += [_page(job) for job in (finished, refused, waiting)]
    found = [client.get(path, headers={"Accept": "text/html"}) for path in paths]
    found.append(client.post("/", headers={"Accept": "text/html"}))
    return [response.content.decode() for response in found]


def test_every_page_has_a_language_a_viewport_a_title_and_a_way_past_the_header(pages):
    for html in pages:
        assert '<html lang="en">' in html
        assert 'name="viewport"' in html
        assert re.search(r"<title>\S.*Snap2Caption|<title>Snap2Caption", html)
        assert 'href="#main"' in html
        assert html.count("<h1") == 1


def test_no_page_holds_what_the_policy_would_block(pages):
    for html in pages:
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", html)
        assert re.findall(r"<script(?![^>]*\ssrc=)", html) == []
        assert re.findall(r'(?:src|href)="(?:https?:)?//', html) == []


def test_no_page_needs_more_than_100_kilobytes_of_css_and_javascript(pages):
    for html in pages:
        files = re.findall(r'(?:src|href)="/static/([^"]+\.(?:js|css))"', html)
        assert "css/site.css" in files
        assert sum(Path(finders.find(name)).stat().st_size for name in files) < 100_000


def _luminance(colour: str) -> float:
    """WCAG 2's relative luminance of `#rgb` or `#rrggbb`."""
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    channels = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("text", "ground", "least"),
    [
        ("ink", "page", 7),
        ("ink", "card", 7),
        ("ink", "notice", 7),
        ("soft", "page", 4.5),
        ("soft", "card", 4.5),
        ("soft", "mat", 4.5),
        ("tint-ink", "tint", 4.5),
        ("on-accent", "accent", 4.5),
        ("on-accent", "accent-deep", 4.5),
        ("accent", "page", 4.5),
        ("accent-deep", "card", 4.5),
        ("field", "card", 3),
    ],
)
def test_text_stands_out_from_its_ground(scheme, text, ground, least):
    css = Path(finders.find("css/site.css")).read_text(encoding="utf-8")
    light, dark = re.findall(r":root \{(.*?)\}", css, re.DOTALL)[:2]
    block = light if scheme == "light" else dark
    colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]+);", block))
    bright, dim = sorted((_luminance(colours[text]), _luminance(colours[ground])), reverse=True)
    assert (bright + 0.05) / (dim + 0.05) >= least


def test_the_policy_allows_nothing_inline(client):
    policy = client.get("/")["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "style-src 'self'" in policy
    assert "unsafe" not in policy


def test_a_page_for_an_error_asks_neither_session_nor_database(
    client, django_assert_num_queries, alice_client
):
    with django_assert_num_queries(0):
        response = alice_client.get("/nowhere/", headers={"Accept": "text/html"})
    assert response.status_code == 404
    assert b"There is nothing here" in response.content
