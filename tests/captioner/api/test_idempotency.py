"""`Idempotency-Key`: what is sent again makes nothing new."""

import base64
import json
from datetime import timedelta
from threading import Thread

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.utils import timezone

from captioner import accounts
from captioner.api import idempotency
from captioner.models import CaptionJob, IdempotencyKey
from tests import rows

URL = "/api/v1/captions"


def _post(client, key: str = "k1", *, colour: str = "teal", **fields):
    image = SimpleUploadedFile("a.jpg", rows.jpeg(colour))
    return client.post(URL, {"image": image, **fields}, headers={"Idempotency-Key": key})


def _json(client, body: str, key: str = "k1"):
    headers = {"Idempotency-Key": key}
    return client.post(URL, body, content_type="application/json", headers=headers)


def _problem(response, status: int) -> dict:
    assert response.status_code == status, response.content
    assert "Idempotent-Replayed" not in response
    return response.json()


def test_the_same_request_again_gets_the_same_answer_and_makes_nothing(alices):
    first, second = _post(alices), _post(alices)
    assert first.status_code == second.status_code == 200
    assert first.json() == second.json()
    assert "Idempotent-Replayed" not in first
    assert second["Idempotent-Replayed"] == "true"
    assert CaptionJob.objects.count() == 1


def test_json_is_the_same_however_it_is_put_down(alices):
    image = base64.b64encode(rows.jpeg()).decode()
    first = _json(alices, json.dumps({"image_base64": image, "tone": "witty"}))
    second = _json(alices, json.dumps({"tone": "witty", "image_base64": image}, indent=2))
    assert (first.status_code, second["Idempotent-Replayed"]) == (200, "true")
    assert CaptionJob.objects.count() == 1


@pytest.mark.parametrize(
    "other", [{"colour": "red"}, {"tone": "witty"}, {"variants": 2}], ids=lambda o: next(iter(o))
)
def test_another_request_under_the_same_key_is_refused(alices, other):
    _post(alices)
    problem = _problem(_post(alices, **other), 422)
    assert problem["errors"][0]["field"] == "Idempotency-Key"
    assert CaptionJob.objects.count() == 1


def test_the_key_of_a_create_does_not_do_for_a_regenerate(alices):
    job = _post(alices).json()["id"]
    url, headers = f"{URL}/{job}/regenerate", {"Idempotency-Key": "k1"}
    _problem(alices.post(url, headers=headers), 422)
    again = [alices.post(url, headers={"Idempotency-Key": "k2"}) for _ in range(2)]
    assert again[0].json() == again[1].json()
    assert again[1]["Idempotent-Replayed"] == "true"
    assert CaptionJob.objects.count() == 2


def test_an_answer_given_again_is_the_thing_as_it_stands_now(alices, engine):
    engine.go.clear()
    headers = {"Idempotency-Key": "k1", "Prefer": "respond-async"}
    image = rows.jpeg()

    def send():
        return alices.post(URL, {"image": SimpleUploadedFile("a.jpg", image)}, headers=headers)

    assert send().status_code == 202
    engine.go.set()
    rows.job()  # its hint drains both
    again = send()
    assert (again.status_code, again.json()["status"]) == (200, "succeeded")
    assert again["Idempotent-Replayed"] == "true"


def test_a_request_that_failed_frees_its_key(alices, settings):
    settings.QUEUE_MAX = 0
    assert _post(alices).status_code == 503
    _problem(_post(alices, tone="x" * 41), 422)
    settings.QUEUE_MAX = 9
    response = _post(alices)
    assert response.status_code == 200
    assert "Idempotent-Replayed" not in response


@pytest.mark.parametrize("key", ["", "x" * 256, "a\tb", "naïve"])
def test_a_key_outside_its_limits_is_refused(alices, key):
    assert _problem(_post(alices, key), 422)["errors"][0]["field"] == "Idempotency-Key"
    assert IdempotencyKey.objects.count() == 0


def test_the_longest_key_is_taken(alices):
    assert _post(alices, "~" * 255).status_code == 200


def test_json_nested_as_deep_as_the_parser_allows_breaks_nothing(alices):
    for depth in (900, 990, 2_000, 50_000):
        body = '{"tone": ' + "[" * depth + "]" * depth + "}"
        assert _json(alices, body).status_code in (400, 422)


# --- whose key ---------------------------------------------------------------------------------


def test_each_account_has_its_own_keys(alices, charlies):
    first, second = _post(alices), _post(charlies)
    assert first.json()["id"] != second.json()["id"]


def test_a_visitor_whose_first_answer_was_lost_finds_it_again_by_address(client):
    first = _post(client).json()["id"]
    assert _post(Client()).json()["id"] == first, "without the cookie of the lost answer"
    assert _post(client).json()["id"] == first, "with it"
    elsewhere = Client(REMOTE_ADDR="198.51.100.1")
    assert _post(elsewhere).json()["id"] != first


def test_a_visitors_later_keys_go_with_the_session(client):
    _post(client, "k1")
    first = _post(client, "k2").json()["id"]
    assert _post(Client(), "k2").json()["id"] != first


def test_what_became_an_accounts_own_is_not_given_to_an_anonymous_request(client, alice):
    job = CaptionJob.objects.get(public_id=_post(client).json()["id"])
    accounts.claim(alice, visitor=job.visitor)
    _problem(_post(Client()), 409)


# --- at once, killed, old ----------------------------------------------------------------------


def _under_way(alice, *, age: timedelta = timedelta(0), key: str = "k1") -> IdempotencyKey:
    return IdempotencyKey.objects.create(
        scope=f"account {alice.pk}", key=key, fingerprint="f", created_at=timezone.now() - age
    )


def test_while_the_first_is_under_way_the_second_is_told_to_come_back(alices, alice, monkeypatch):
    monkeypatch.setattr(idempotency, "fingerprint", lambda request: "f")
    _under_way(alice)
    response = _post(alices)
    assert _problem(response, 409)["code"] == "conflict"
    assert int(response["Retry-After"]) > 0


def test_a_key_whose_request_was_killed_is_free_again_after_minutes(alices, alice):
    _under_way(alice, age=timedelta(minutes=6))
    assert _post(alices).status_code == 200
    assert IdempotencyKey.objects.get().made == CaptionJob.objects.get().public_id


def test_a_key_is_forgotten_after_a_day(alices):
    first = _post(alices).json()["id"]
    IdempotencyKey.objects.update(created_at=timezone.now() - timedelta(hours=25))
    assert _post(alices).json()["id"] != first
    assert _post(alices)["Idempotent-Replayed"] == "true"


def test_what_was_made_and_deleted_since_does_not_come_back(alices):
    job = _post(alices).json()["id"]
    alices.delete(f"{URL}/{job}")
    _problem(_post(alices), 409)
    assert CaptionJob.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_of_many_at_once_one_is_made(key_of, alice):
    headers, answers, image = key_of(alice), [], rows.jpeg()

    def send() -> None:
        upload = SimpleUploadedFile("a.jpg", image)
        answers.append(
            Client(headers=headers | {"Idempotency-Key": "k1"}).post(URL, {"image": upload})
        )
        connection.close()

    threads = [Thread(target=send) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {answer.status_code for answer in answers} <= {200, 409}
    assert CaptionJob.objects.count() == 1
    assert len({answer.json()["id"] for answer in answers if answer.status_code == 200}) == 1
