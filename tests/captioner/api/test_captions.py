"""`/api/v1/captions`: what goes in, what comes out, and what bad input gets."""

import base64
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from captioner import edits
from captioner.api.waiting import preferred_wait
from captioner.models import ApiKey, CaptionJob, Photo
from tests import rows

URL = "/api/v1/captions"


def _upload(data: bytes, name: str = "photo.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def _post(client, **fields):
    return client.post(URL, {"image": _upload(rows.jpeg()), **fields})


def _json(client, body, **headers):
    data = body if isinstance(body, (str, bytes)) else json.dumps(body)
    return client.post(URL, data, content_type="application/json", headers=headers)


def _encoded(data: bytes) -> str:
    return base64.b64encode(data).decode()


def test_a_photo_in_a_form_gets_the_result_document(client):
    response = _post(client, note="morning walk", seed=7, variants=2)
    assert response.status_code == 200
    result = response.json()
    job = CaptionJob.objects.get()
    assert result["id"] == job.public_id
    assert result["id"].startswith("cap_")
    assert result["status"] == "succeeded"
    assert result["description"] == "a dog on a beach"
    assert result["alt_text"] == "A dog on a beach."
    assert [c["text"] for c in result["captions"]] == ["morning walk 0", "morning walk 1"]
    first = result["captions"][0]
    assert first["char_count"] == len("morning walk 0")
    assert first["warnings"] == []
    assert first["claims"] is None  # the engine of these tests looks for none
    assert first["hashtags"][0] == {
        "tag": "#Tag0",
        "tier": "niche",
        "selected": True,
        "why": "",
    }
    assert [t["selected"] for t in first["hashtags"]] == [True] * 5 + [False]
    assert result["platform"] == {"name": "instagram", "policy": "2025-12", "trimmed": []}
    assert result["model"] == {
        "describer": "double/describer",
        "writer": "double/writer",
        "adapter": None,
        "prompt": "test",
    }
    assert result["seed"] == 7
    assert set(result["timing_ms"]) == {"queue", "describe", "write", "total"}
    assert result["photo"]["width"] == 64
    assert result["photo"]["sha256"] == Photo.objects.get().sha256


def test_a_result_names_what_its_words_claim_and_what_supports_it_as_they_stand(client):
    public_id = _post(client, note="a day in Lisbon").json()["id"]
    job = CaptionJob.objects.get(public_id=public_id)
    job.captions.update(claims=[["place", "Lisbon", 9, 15, "given"]])
    [caption] = client.get(f"{URL}/{public_id}").json()["captions"]
    assert caption["claims"] == [{"kind": "place", "text": "Lisbon", "status": "given"}]
    edits.save(job.captions.get(), edits.Edit(text="Two dogs for $5"), version=0)
    [caption] = client.get(f"{URL}/{public_id}").json()["captions"]
    assert caption["claims"] == [
        {"kind": "number", "text": "Two", "status": "unsupported"},
        {"kind": "price", "text": "$5", "status": "unsupported"},
    ]


def test_base64_in_json_gives_the_same_with_and_without_a_data_url(client):
    plain = _encoded(rows.jpeg())
    for image in (plain, f"data:image/jpeg;base64,{plain}", plain[:40] + "\n" + plain[40:]):
        response = _json(client, {"image_base64": image, "tone": "very dry"})
        assert response.status_code == 200, response.content
        assert response.json()["status"] == "succeeded"


def test_a_seed_is_chosen_and_told_where_none_was_given(client):
    seeds = {_post(client).json()["seed"] for _ in range(3)}
    assert len(seeds) == 3


def test_a_create_that_need_not_wait_answers_202_and_the_job_goes_on(client, engine):
    engine.go.clear()
    response = client.post(
        URL, {"image": _upload(rows.jpeg())}, headers={"Prefer": "respond-async"}
    )
    assert response.status_code == 202
    assert response["Preference-Applied"] == "respond-async"
    assert response["Location"] == f"{URL}/{response.json()['id']}"
    waiting = client.get(response["Location"]).json()
    assert waiting["status"] == "queued"
    assert waiting["ahead"] == 0
    engine.go.set()
    _post(client)  # its hint drains both
    assert client.get(response["Location"]).json()["status"] == "succeeded"


@pytest.mark.parametrize(
    ("prefer", "expected"),
    [
        ("", (10, "")),
        ("wait=3", (3, "wait=3")),
        ("wait = 3", (3, "wait=3")),
        ("handling=lenient; wait=0", (0, "wait=0")),
        ("wait=999999", (60, "wait=60")),
        ("respond-async, wait=3", (3, "respond-async, wait=3")),
        ("await=3", (10, "")),
        ("wait=soon", (10, "")),
    ],
)
def test_the_prefer_header_says_how_long_to_wait(prefer, expected):
    assert preferred_wait(prefer) == expected


# --- bad input ---------------------------------------------------------------------------------


def _problem(response, status: int, code: str) -> dict:
    assert response.status_code == status, response.content
    assert response["Content-Type"] == "application/problem+json"
    problem = response.json()
    assert problem.keys() >= {"type", "title", "status", "detail", "code", "request_id"}
    assert (problem["status"], problem["code"]) == (status, code)
    assert problem["request_id"] == response["X-Request-ID"]
    assert Photo.objects.count() == CaptionJob.objects.count() == 0, "something was stored"
    return problem


def test_no_photo_and_an_empty_one_are_missing(client):
    _problem(client.post(URL, {}), 400, "photo_missing")
    _problem(client.post(URL, {"image": _upload(b"")}), 400, "photo_missing")
    _problem(_json(client, {}), 400, "photo_missing")
    _problem(_json(client, {"image_base64": ""}), 400, "photo_missing")


def test_a_photo_over_the_limit_names_the_limit(client, settings):
    settings.PHOTO_MAX_BYTES = 500  # 0.0005 MB
    for response in (
        _post(client),
        _json(client, {"image_base64": _encoded(rows.jpeg())}),
    ):
        assert "0.0005 MB" in _problem(response, 413, "photo_too_large")["detail"]


def test_a_body_over_the_limit_is_refused_before_it_is_parsed(client, settings):
    settings.BODY_MAX_BYTES = 1000
    _problem(_json(client, {"image_base64": "A" * 2000}), 413, "photo_too_large")


def test_a_chunked_body_is_asked_for_its_length(client):
    headers = {"Transfer-Encoding": "chunked"}
    response = client.generic("POST", URL, headers=headers)
    _problem(response, 411, "length_required")


def test_a_file_that_is_no_photo_is_refused_by_its_content(client):
    _problem(client.post(URL, {"image": _upload(b"%PDF-1.7 hello")}), 415, "photo_type")
    _problem(_json(client, {"image_base64": _encoded(b"<svg></svg>")}), 415, "photo_type")


def test_a_photo_cut_short_is_unreadable(client):
    cut = rows.jpeg(size=(640, 480))[:-1000]
    _problem(client.post(URL, {"image": _upload(cut)}), 422, "photo_unreadable")


def test_a_photo_with_too_many_pixels_is_refused(client, settings):
    settings.PHOTO_MAX_PIXELS = 1000
    _problem(_post(client), 422, "photo_too_many_pixels")


def test_bad_json_and_an_unknown_media_type(client):
    _problem(_json(client, "{not json"), 400, "bad_request")
    _problem(_json(client, b"\xff\xfe"), 400, "bad_request")
    _problem(client.post(URL, "x", content_type="text/plain"), 415, "media_type")


def test_json_nested_too_deeply_is_a_bad_request(client):
    _problem(_json(client, "[" * 100_000), 400, "bad_request")


def test_no_header_breaks_it(client):
    for headers in (
        {"Authorization": "Bearer \xff\xfe"},
        {"Authorization": "Bearer"},
        {"Authorization": "Bearer a b"},
    ):
        _problem(client.get(URL, headers=headers), 401, "not_authenticated")
    _problem(client.get(URL, headers={"Accept": "text/plain"}), 406, "not_acceptable")
    assert client.get(URL, {"format": "xml", "cursor": ""}).status_code == 200
    cursors = [base64.b64encode(text.encode()).decode() for text in ("p=abc", "p=%00", "p=²")]
    for cursor in ("garbage", *cursors):
        _problem(client.get(URL, {"cursor": cursor}), 404, "not_found")


def test_json_that_is_no_object_is_invalid(client):
    _problem(_json(client, "[1, 2]"), 422, "invalid")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("image_base64", "not*base64"),
        ("image_base64", "abc"),
        ("image_base64", "AéAA"),
        ("image_base64", 5),
        ("audience", "everyone"),
        ("tone", "x" * 41),
        ("tone", ""),
        ("note", "x" * 501),
        ("note", "a\x00b"),
        ("note", "\ud800"),
        ("variants", 0),
        ("variants", 6),
        ("variants", "many"),
        ("language", "tlh"),
        ("platform", "myspace"),
        ("hashtags_min", 2),
        ("hashtags_max", 11),
        ("seed", -1),
        ("seed", 2**31),
    ],
)
def test_a_field_outside_its_limits_is_named(client, field, value):
    body = {"image_base64": _encoded(rows.jpeg()), field: value}
    problem = _problem(_json(client, body), 422, "invalid")
    assert [error["field"] for error in problem["errors"]] == [field]
    assert problem["errors"][0]["detail"]


@pytest.mark.parametrize(
    ("field", "value", "listed"),
    [
        ("language", "fr", "en (English)"),
        ("language", "tlh", "en (English)"),
        ("audience", "everyone", "personal, promotional, academic"),
        ("platform", "myspace", "instagram, threads, x, linkedin, tiktok"),
        ("length", "tiny", "short, long"),
    ],
)
def test_a_word_that_is_none_of_some_is_refused_with_their_list(client, field, value, listed):
    body = {"image_base64": _encoded(rows.jpeg()), field: value}
    assert listed in _problem(_json(client, body), 422, "invalid")["errors"][0]["detail"]


def test_fields_that_do_not_fit_each_other_are_named(client):
    body = {"image_base64": _encoded(rows.jpeg()), "hashtags_min": 9, "hashtags_max": 6}
    assert _problem(_json(client, body), 422, "invalid")["errors"][0]["field"] == "hashtags_min"


def test_a_page_asked_in_the_wrong_way_is_a_problem_too(client):
    response = client.delete("/history/")
    _problem(response, 405, "method_not_allowed")
    assert response["Allow"]


def test_creates_go_on_where_redis_is_away(client, settings):
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": "redis://127.0.0.1:1/0",
        }
    }
    assert _post(client).status_code == 200


def test_an_unknown_id_and_an_unknown_address_are_404(client):
    _problem(client.get(f"{URL}/cap_nobody"), 404, "not_found")
    _problem(client.get(f"{URL}/cap_{'x' * 22}"), 404, "not_found")
    _problem(client.get(f"{URL}/cap_%00{'x' * 21}"), 404, "not_found")
    _problem(client.get("/api/v1/nothing"), 404, "not_found")
    _problem(client.put(URL), 405, "method_not_allowed")


def test_a_full_queue_says_when_to_come_back(client, settings, engine):
    settings.QUEUE_MAX = 0
    response = _post(client)
    _problem(response, 503, "queue_full")
    assert int(response["Retry-After"]) > 0


def test_too_many_anonymous_requests_are_throttled_by_address(client, monkeypatch):
    monkeypatch.setattr("captioner.access.AnonymousThrottle.THROTTLE_RATES", {"anonymous": "2/min"})
    assert [_post(client).status_code for _ in range(2)] == [200, 200]
    response = _post(client)
    assert response.status_code == 429
    assert response.json()["code"] == "throttled"
    assert int(response["Retry-After"]) > 0
    other = client.post(URL, {"image": _upload(rows.jpeg())}, REMOTE_ADDR="10.0.0.9")
    assert other.status_code == 200


def test_a_failed_job_says_why(client, engine):
    from captioner.errors import Refused

    engine.fail_with = Refused("nothing fit to show")
    result = _post(client).json()
    assert result["status"] == "failed"
    assert result["error"] == {"code": "refused", "detail": "nothing fit to show"}


def test_a_defect_is_a_problem_without_a_stack_trace(client, monkeypatch):
    monkeypatch.setattr("captioner.api.captions.submit", lambda *args, **owner: 1 / 0)
    client.raise_request_exception = False
    response = _post(client)
    _problem(response, 500, "server_error")
    assert b"ZeroDivision" not in response.content


def test_the_callers_request_id_comes_back(client):
    problem = client.get(f"{URL}/cap_nobody", headers={"X-Request-ID": "trace-7"}).json()
    assert problem["request_id"] == "trace-7"
    forged = client.get(f"{URL}/cap_nobody", headers={"X-Request-ID": "a b" * 50}).json()
    assert forged["request_id"] != "a b" * 50


# --- whose it is -------------------------------------------------------------------------------


def _bearer(user, **options) -> dict:
    _, token = ApiKey.objects.create(
        user=user, name="test", **{"scopes": list(ApiKey.SCOPES)} | options
    )
    return {"Authorization": f"Bearer {token}"}


def test_an_accounts_work_opens_with_its_key_or_session_and_for_nobody_else(client, alice, charlie):
    key = _bearer(alice)
    job = client.post(URL, {"image": _upload(rows.jpeg())}, headers=key).json()["id"]
    assert CaptionJob.objects.get().owner == alice
    assert client.get(f"{URL}/{job}", headers=key).status_code == 200
    assert client.get(f"{URL}/{job}").status_code == 404
    assert client.get(f"{URL}/{job}", headers=_bearer(charlie)).status_code == 404
    client.force_login(charlie)
    assert client.get(f"{URL}/{job}").status_code == 404
    client.force_login(alice)
    assert client.get(f"{URL}/{job}").status_code == 200
    assert [r["id"] for r in client.get(URL).json()["results"]] == [job]


def test_an_anonymous_result_opens_by_id_and_is_listed_for_its_own_browser_alone(client):
    job = _post(client).json()["id"]
    stranger = Client()
    assert stranger.get(f"{URL}/{job}").status_code == 200
    assert stranger.get(URL).json()["results"] == []
    assert [r["id"] for r in client.get(URL).json()["results"]] == [job]


def test_a_key_is_checked_and_its_use_is_noted(client, alice):
    key = _bearer(alice)
    assert client.get(URL, headers={"Authorization": "Bearer s2c_wrong"}).status_code == 401
    assert ApiKey.objects.get().last_used_at is None
    assert client.get(URL, headers=key).status_code == 200
    assert ApiKey.objects.get().last_used_at is not None


def test_a_key_does_only_what_its_scopes_allow(client, alice):
    key = _bearer(alice, scopes=["captions:read"])
    assert client.get(URL, headers=key).status_code == 200
    response = client.post(URL, {"image": _upload(rows.jpeg())}, headers=key)
    assert response.status_code == 403
    assert "captions:write" in response.json()["detail"]


def test_without_anonymous_use_an_account_is_asked_for(client, settings, alice):
    settings.ANONYMOUS = False
    response = _post(client)
    assert response.status_code == 401
    assert response["WWW-Authenticate"] == "Bearer"
    assert _post_with(client, _bearer(alice)).status_code == 200


def _post_with(client, headers):
    return client.post(URL, {"image": _upload(rows.jpeg())}, headers=headers)


def test_the_list_comes_in_pages_newest_first(client):
    made = [_post(client).json()["id"] for _ in range(5)]
    page = client.get(URL, {"page_size": 2}).json()
    seen = [r["id"] for r in page["results"]]
    while page["next"]:
        page = client.get(page["next"]).json()
        seen += [r["id"] for r in page["results"]]
    assert seen == made[::-1]


def test_tones_and_platforms_say_what_a_request_may_use(client):
    assert {"name": "witty"} in client.get("/api/v1/tones").json()
    platforms = {p["name"]: p for p in client.get("/api/v1/platforms").json()}
    assert platforms["instagram"]["hashtags_limit"] == 5
    assert platforms["instagram"]["caption_limit"] == 2200
