"""The predecessors' routes still answer as their programs expect, with proper statuses."""

import base64
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from captioner.api import compat
from tests import rows


def _file() -> SimpleUploadedFile:
    return SimpleUploadedFile("photo.jpg", rows.jpeg())


def _encoded() -> str:
    return base64.b64encode(rows.jpeg()).decode()


def _json(client, url, body):
    return client.post(url, json.dumps(body), content_type="application/json")


@pytest.mark.parametrize("url", ["/generate_caption", "/api/generate_caption"])
def test_generate_caption_takes_a_form_with_image_tone_and_audience(client, url):
    response = client.post(url, {"image": _file(), "tone": "funny", "audience": "academic"})
    assert response.status_code == 200
    assert response.json() == {"caption": "words 0"}
    assert response["Deprecation"].startswith("@")
    assert 'rel="successor-version"' in response["Link"]


def test_an_empty_tone_and_a_capital_audience_are_taken_as_the_older_pages_sent_them(client):
    response = client.post(
        "/generate_caption", {"image": _file(), "tone": "", "audience": "Academic"}
    )
    assert response.status_code == 200
    wrong = client.post("/generate_caption", {"image": _file(), "audience": "everyone"})
    assert (wrong.status_code, wrong.json()["errors"][0]["field"]) == (422, "audience")


def test_generate_caption_takes_json_with_image_and_prompt(client):
    response = _json(client, "/generate_caption", {"image": _encoded(), "prompt": "about the sea"})
    assert response.json() == {"caption": "about the sea 0"}


@pytest.mark.parametrize("url", ["/generate-caption", "/generate-caption/"])
def test_generate_caption_with_tags_takes_a_file_or_base64(client, url):
    expected = {"caption": "words 0", "hashtags": [f"#Tag{n}" for n in range(5)]}
    assert client.post(url, {"file": _file()}).json() == expected
    assert _json(client, url, {"image_base64": _encoded()}).json() == expected


@pytest.mark.parametrize("url", ["/generate_caption", "/generate-caption"])
def test_bad_input_gets_a_status_instead_of_200(client, url):
    assert _json(client, url, {}).status_code == 400
    assert _json(client, url, {"image": "%%%", "image_base64": "%%%"}).status_code == 422
    text = base64.b64encode(b"hello").decode()
    assert _json(client, url, {"image": text, "image_base64": text}).status_code == 415
    response = _json(client, url, [])
    assert response.status_code == 422
    assert "Deprecation" in response


def test_past_its_wait_it_answers_503_with_retry_after(client, engine, monkeypatch):
    monkeypatch.setattr(compat, "LONGEST_WAIT", 0)
    engine.go.clear()
    response = client.post("/generate_caption", {"image": _file()})
    assert response.status_code == 503
    assert response.json()["code"] == "not_done"
    assert int(response["Retry-After"]) > 0


def test_a_job_that_failed_is_an_error(client, engine):
    from captioner.errors import Refused

    engine.fail_with = Refused("nothing fit to show")
    response = client.post("/generate_caption", {"image": _file()})
    assert (response.status_code, response.json()["code"]) == (422, "refused")


def test_status_gives_the_version_and_docs_lead_to_the_api_docs(client, settings):
    assert client.get("/status").json() == {"version": settings.VERSION}
    assert client.get("/docs", follow=True).status_code == 200
