"""`/api/v1/webhooks`: registered, changed, tried out, looked into; by their account alone."""

import json
from datetime import timedelta

import pytest
import standardwebhooks
from django.utils import timezone

from captioner.deliveries import LEASE, attempt
from captioner.models import Delivery, DeliveryState, Webhook
from captioner.webhooks import WEBHOOKS_MAX
from tests.receiver import NAME, answer_for_it, receiver

URL = "/api/v1/webhooks"


@pytest.fixture(autouse=True)
def hints(monkeypatch, settings) -> list[bool]:
    """No threads; a hint is noted. Receivers on this machine are allowed."""
    noted: list[bool] = []
    monkeypatch.setattr("captioner.webhooks.hint", lambda: noted.append(True))
    settings.WEBHOOK_ALLOW_PRIVATE = True
    answer_for_it(monkeypatch)
    return noted


@pytest.fixture
def her(client, alice):
    """Requests as Alice: method, path below the list, JSON."""
    client.force_login(alice)

    def ask(method: str, path: str = "", body=None):
        data = None if body is None else json.dumps(body)
        return client.generic(
            method, URL + path, data or "", content_type="application/json" if data else ""
        )

    return ask


def _made(ask, **fields) -> dict:
    response = ask("POST", body={"url": f"https://{NAME}/hook"} | fields)
    assert response.status_code == 201, response.content
    return response.json()


def _send_due() -> None:
    while delivery := Delivery.objects.claim(lease=LEASE):
        attempt(delivery)


def test_a_webhook_is_registered_with_a_secret_that_is_shown_this_once(her):
    made = _made(her)
    assert made["id"].startswith("whk_")
    assert made["secret"].startswith("whsec_")
    assert made["events"] == ["caption.succeeded", "caption.failed"]
    assert made["enabled"] is True
    shown = her("GET", f"/{made['id']}").json()
    assert shown == {key: value for key, value in made.items() if key != "secret"}
    assert her("GET").json()["results"] == [shown]


def test_the_answer_says_where_it_is(her):
    response = her("POST", body={"url": f"https://{NAME}/", "events": ["caption.failed"] * 2})
    assert response["Location"] == f"{URL}/{response.json()['id']}"
    assert response.json()["events"] == ["caption.failed"]


@pytest.mark.parametrize(
    ("fields", "field", "code"),
    [
        ({"url": ""}, "url", "invalid"),
        ({"url": None}, "url", "invalid"),
        ({"url": "https://receiver.test/" + "a" * 500}, "url", "invalid"),
        ({"url": "receiver.test"}, "url", "address_refused"),
        ({"url": "https://me:pass@receiver.test/"}, "url", "address_refused"),
        ({"events": []}, "events", "invalid"),
        ({"events": ["caption.liked"]}, "events.0", "invalid"),
        ({"events": "all"}, "events", "invalid"),
    ],
)
def test_a_field_outside_its_limits_is_named_and_nothing_is_stored(her, fields, field, code):
    response = her("POST", body={"url": f"https://{NAME}/"} | fields)
    assert response.status_code == 422, response.content
    assert response.json()["code"] == code
    assert response.json()["errors"][0]["field"] == field
    assert not Webhook.objects.exists()


@pytest.mark.parametrize(
    "url",
    [
        f"http://{NAME}/",
        f"https://{NAME}/",
        "https://localhost/",
        "https://169.254.169.254/latest/meta-data/",
        "https://[::1]/",
        "https://testserver/",
    ],
)
def test_a_private_address_our_own_and_plain_http_are_refused_by_default(her, settings, url):
    settings.WEBHOOK_ALLOW_PRIVATE = False
    response = her("POST", body={"url": url})
    assert (response.status_code, response.json()["code"]) == (422, "address_refused")
    assert not Webhook.objects.exists()


def test_this_site_is_refused_also_where_private_addresses_are_not(her, settings):
    settings.ALLOWED_HOSTS = ["testserver", NAME]
    response = her("POST", body={"url": f"https://{NAME}/api/v1/captions"})
    assert response.status_code == 422
    assert "this site" in response.json()["detail"]


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_an_address_that_redirects_is_refused_and_nothing_is_stored(her, status):
    with receiver() as taken:
        taken.status = status
        taken.headers = {"Location": f"http://{NAME}:{taken.port}/elsewhere"}
        response = her("POST", body={"url": taken.url})
    assert (response.status_code, response.json()["code"]) == (422, "address_refused")
    assert response.json()["errors"][0]["field"] == "url"
    assert f"answered {status}: redirects are refused" in response.json()["detail"]
    assert [path for path, _, _ in taken.came] == ["/hook"]
    assert not Webhook.objects.exists()


@pytest.mark.parametrize("status", [200, 401, 410, 500])
def test_an_address_is_tried_with_its_own_secret_and_may_answer_what_it_likes(her, status):
    with receiver() as taken:
        taken.status = status
        made = _made(her, url=taken.url)
    ((_, headers, body),) = taken.came
    sent = standardwebhooks.Webhook(made["secret"]).verify(body, headers)
    assert (sent["type"], sent["data"]["id"]) == ("webhook.test", made["id"])
    assert not Delivery.objects.exists()


def test_an_address_that_does_not_answer_in_time_may_be_registered(her, monkeypatch):
    monkeypatch.setattr("captioner.deliveries.PROBE_SECONDS", 0.05)
    with receiver() as taken:
        taken.go.clear()
        _made(her, url=taken.url)


@pytest.mark.parametrize("change", ["url", "enabled"])
def test_a_webhook_is_not_moved_or_switched_on_where_it_redirects(her, change):
    with receiver() as taken:
        made = _made(her, url=taken.url)
        path = f"/{made['id']}"
        before = her("PATCH", path, {"enabled": False}).json()
        taken.status = 308
        response = her(
            "PATCH", path, {"url": taken.url + "/new"} if change == "url" else {change: True}
        )
    assert (response.status_code, response.json()["code"]) == (422, "address_refused")
    assert her("GET", path).json() == before


def test_an_account_has_ten_at_most(her):
    for _ in range(WEBHOOKS_MAX):
        made = _made(her)
    response = her("POST", body={"url": f"https://{NAME}/"})
    assert (response.status_code, response.json()["code"]) == (409, "conflict")
    assert her("DELETE", f"/{made['id']}").status_code == 204
    _made(her)


def test_a_webhook_is_changed_field_by_field(her):
    made = _made(her)
    path = f"/{made['id']}"
    changed = her("PATCH", path, {"url": f"https://{NAME}/new"}).json()
    assert changed == {k: v for k, v in made.items() if k != "secret"} | {
        "url": f"https://{NAME}/new"
    }
    assert her("PATCH", path, {"enabled": False}).json()["enabled"] is False
    assert her("PATCH", path, {}).json()["enabled"] is False
    refused = her("PATCH", path, {"url": "https://", "enabled": True})
    assert refused.status_code == 422
    assert her("GET", path).json() == changed | {"enabled": False}


def test_a_rotated_secret_is_shown_once_and_differs(her):
    made = _made(her)
    rotated = her("POST", f"/{made['id']}/rotate-secret").json()
    assert rotated["secret"].startswith("whsec_")
    assert rotated["secret"] != made["secret"]
    assert "secret" not in her("GET", f"/{made['id']}").json()


def test_a_test_message_arrives_and_the_list_tells_how_it_went(her, hints):
    with receiver() as taken:
        made = _made(her, url=taken.url)
        taken.came.clear()  # the try that a registration makes
        taken.statuses = [500]
        response = her("POST", f"/{made['id']}/test")
        assert response.status_code == 202
        assert hints
        sent = response.json()
        assert (sent["event"], sent["status"], sent["attempts"]) == ("webhook.test", "pending", 0)
        _send_due()
        ((_, headers, body),) = taken.came
        assert standardwebhooks.Webhook(made["secret"]).verify(body, headers) == sent["payload"]
        (listed,) = her("GET", f"/{made['id']}/deliveries").json()["results"]
        assert (listed["id"], listed["status"]) == (sent["id"], "pending")
        assert (listed["attempts"], listed["status_code"]) == (1, 500)
        assert "500" in listed["detail"]
        assert listed["next_attempt_at"]
        again = her("POST", f"/{made['id']}/deliveries/{sent['id']}/resend")
        assert again.status_code == 202
        _send_due()
        (listed,) = her("GET", f"/{made['id']}/deliveries").json()["results"]
        assert (listed["status"], listed["status_code"]) == ("delivered", 200)
        assert listed["next_attempt_at"] is None
        # A message that was taken may be wanted again, under the same id.
        her("POST", f"/{made['id']}/deliveries/{sent['id']}/resend")
        _send_due()
    assert [headers["webhook-id"] for _, headers, _ in taken.came] == [sent["id"]] * 3


def test_what_is_under_way_is_not_sent_a_second_time(her):
    made = _made(her)
    sent = her("POST", f"/{made['id']}/test").json()
    assert Delivery.objects.claim(lease=LEASE)
    response = her("POST", f"/{made['id']}/deliveries/{sent['id']}/resend")
    assert (response.status_code, response.json()["code"]) == (409, "conflict")
    # Its sender died: past the lease it is anybody's.
    Delivery.objects.update(available_at=timezone.now() - timedelta(seconds=1))
    assert her("POST", f"/{made['id']}/deliveries/{sent['id']}/resend").status_code == 202


def test_a_disabled_webhook_is_sent_nothing_until_it_is_enabled(her, hints):
    with receiver() as taken:
        made = _made(her, url=taken.url)
        path = f"/{made['id']}"
        sent = her("POST", f"{path}/test").json()
        her("PATCH", path, {"enabled": False})
        for ask in (f"{path}/test", f"{path}/deliveries/{sent['id']}/resend"):
            assert her("POST", ask).status_code == 409
        taken.came.clear()
        _send_due()
        assert not taken.came
        her("PATCH", path, {"enabled": True})
        _send_due()
        assert [headers["webhook-id"] for _, headers, _ in taken.came][1:] == [sent["id"]]


def test_a_caption_that_was_asked_for_is_told_of(her, client, result, alice):
    made = _made(her)
    job = result(owner=alice)
    (listed,) = her("GET", f"/{made['id']}/deliveries").json()["results"]
    assert listed["event"] == "caption.succeeded"
    assert listed["payload"]["data"] == {
        "id": job.public_id,
        "status": "succeeded",
        "error": None,
    }


def test_deliveries_come_in_pages(her):
    made = _made(her)
    webhook = Webhook.objects.get()
    messages = [webhook.message("webhook.test", {"id": str(n)}) for n in range(5)]
    Delivery.objects.bulk_create(messages)
    page = her("GET", f"/{made['id']}/deliveries?page_size=3").json()
    assert [one["payload"]["data"]["id"] for one in page["results"]] == ["4", "3", "2"]
    rest = her("GET", page["next"].partition(URL)[2]).json()
    assert [one["payload"]["data"]["id"] for one in rest["results"]] == ["1", "0"]
    assert rest["next"] is None


def test_charlie_finds_nothing_of_alices(her, client, charlie):
    made = _made(her)
    sent = her("POST", f"/{made['id']}/test").json()
    client.force_login(charlie)
    path = f"/{made['id']}"
    for method, ask in [
        ("GET", path),
        ("PATCH", path),
        ("DELETE", path),
        ("POST", f"{path}/rotate-secret"),
        ("POST", f"{path}/test"),
        ("GET", f"{path}/deliveries"),
        ("POST", f"{path}/deliveries/{sent['id']}/resend"),
        ("GET", "/whk_%00"),
    ]:
        body = {} if method == "PATCH" else None
        assert her(method, ask, body).status_code == 404, (method, ask)
    # A webhook of his own does not open her message.
    his = _made(her)
    assert her("POST", f"/{his['id']}/deliveries/{sent['id']}/resend").status_code == 404
    assert her("GET").json()["results"] == [{k: v for k, v in his.items() if k != "secret"}]
    assert Webhook.objects.count() == 2
    assert Delivery.objects.get().state == DeliveryState.PENDING


def test_a_visitor_without_an_account_has_none(client):
    for method, path in [("GET", ""), ("POST", ""), ("GET", "/whk_x"), ("POST", "/whk_x/test")]:
        assert client.generic(method, URL + path).status_code == 401


def test_a_key_registers_within_its_scopes(client, alice, key_of):
    body = {"url": f"https://{NAME}/"}
    for scopes, status in [(["captions:read"], 403), (["captions:write"], 201)]:
        key = key_of(alice, scopes=scopes, name=scopes[0])
        response = client.post(URL, body, content_type="application/json", headers=key)
        assert response.status_code == status


def test_an_account_takes_its_webhooks_along_when_it_goes(her, alice):
    made = _made(her)
    her("POST", f"/{made['id']}/test")
    alice.delete()
    assert not Webhook.objects.exists()
    assert not Delivery.objects.exists()
