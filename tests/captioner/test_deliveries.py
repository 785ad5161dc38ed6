"""Webhooks: each job's end is told once, signed, again until it is taken, and holds up nobody."""

import base64
import json
import socket
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import standardwebhooks
from django.db import DatabaseError, connection
from django.utils import timezone

from captioner import deliveries, metrics
from captioner.deliveries import LEASE, PAUSES, Sender, attempt, sign
from captioner.engine.types import ModelNames, Outcome
from captioner.errors import EngineFailed, PhotoUnreadable
from captioner.models import CaptionJob, Delivery, DeliveryState, State, Webhook
from captioner.models.webhooks import FAILED, SUCCEEDED, TEST
from captioner.writing.brief import Post
from tests import rows
from tests.receiver import answer_for_it, receiver

pytestmark = pytest.mark.django_db

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"


@pytest.fixture(autouse=True)
def _inside(monkeypatch, settings):
    """No worker but the test's own, and receivers on this machine."""
    monkeypatch.setattr("captioner.submit.hint", lambda: None)
    settings.WEBHOOK_ALLOW_PRIVATE = True
    answer_for_it(monkeypatch)


@pytest.fixture
def alice(django_user_model):
    return django_user_model.objects.create_user("alice")


@pytest.fixture
def charlie(django_user_model):
    return django_user_model.objects.create_user("charlie")


@pytest.fixture
def taken():
    with receiver() as taken:
        yield taken


def _webhook(owner, url: str = "https://receiver.test/", **fields) -> Webhook:
    return Webhook.objects.create(owner=owner, url=url, **fields)


def _message(webhook: Webhook) -> Delivery:
    message = webhook.message(TEST, {"id": webhook.public_id, "status": None, "error": None})
    message.save()
    return message


def _claim() -> Delivery | None:
    return Delivery.objects.claim(lease=LEASE)


def _attempt(message: Delivery) -> Delivery:
    """The message after one more attempt, whenever that was due."""
    Delivery.objects.filter(pk=message.pk).update(available_at=timezone.now())
    claimed = _claim()
    assert claimed == message
    attempt(claimed)
    message.refresh_from_db()
    return message


# --- what is told ------------------------------------------------------------------------------


def _succeed(job: CaptionJob) -> None:
    (claimed,) = CaptionJob.objects.claim(1, lease=LEASE)
    post = Post("words of a caption", ())
    assert claimed.finish(Outcome(models=ModelNames("d", "w", None, "p"), posts=(post,)))


def _fail(job: CaptionJob) -> None:
    (claimed,) = CaptionJob.objects.claim(1, lease=LEASE)
    claimed.fail(PhotoUnreadable("cut short"))


def _give_up(job: CaptionJob) -> None:
    CaptionJob.objects.filter(pk=job.pk).update(attempts=3)
    assert CaptionJob.objects.give_up() == [job.public_id]


def _expire(job: CaptionJob) -> None:
    assert CaptionJob.objects.expire(timedelta(0)) == [job.public_id]


@pytest.mark.parametrize(
    ("end", "event", "status", "error"),
    [
        (_succeed, SUCCEEDED, "succeeded", None),
        (_fail, FAILED, "failed", {"code": "photo_unreadable"}),
        (_give_up, FAILED, "failed", {"code": "gave_up"}),
        (_expire, FAILED, "expired", {"code": "expired"}),
        (CaptionJob.cancel, FAILED, "canceled", None),
    ],
)
def test_every_end_of_a_job_is_told_once_and_nothing_of_what_is_in_it(
    alice, end, event, status, error
):
    webhook = _webhook(alice)
    job = rows.job(owner=alice, note="my secret garden")
    assert not Delivery.objects.exists()
    end(job)
    message = Delivery.objects.get()
    assert (message.webhook, message.event) == (webhook, event)
    assert message.payload == {
        "type": event,
        "timestamp": message.payload["timestamp"],
        "data": {"id": job.public_id, "status": status, "error": error},
    }
    assert message.payload["timestamp"].endswith("Z")
    job.cancel()
    assert Delivery.objects.count() == 1


def test_a_retry_to_come_is_no_end(alice):
    _webhook(alice)
    rows.job(owner=alice)
    (claimed,) = CaptionJob.objects.claim(1, lease=LEASE)
    assert claimed.fail(EngineFailed("out of memory")) == State.QUEUED
    assert not Delivery.objects.exists()


def test_only_the_owner_is_told_at_enabled_webhooks_of_what_they_asked_for(alice, charlie):
    both, failures = _webhook(alice), _webhook(alice, events=[FAILED])
    _webhook(alice, enabled=False)
    _webhook(charlie)
    _succeed(rows.job(owner=alice))
    assert [message.webhook for message in Delivery.objects.all()] == [both]
    _fail(rows.job(owner=alice))
    assert {m.webhook for m in Delivery.objects.filter(event=FAILED)} == {both, failures}


def test_of_jobs_that_end_together_each_is_told_to_its_own_account_alone(alice, charlie):
    jobs = {}
    for person in (alice, charlie):
        jobs[_webhook(person).pk] = rows.job(owner=person).public_id
    rows.job(visitor="v1")
    CaptionJob.objects.expire(timedelta(0))
    told = Delivery.objects.values_list("webhook", "payload__data__id")
    assert sorted(told) == sorted(jobs.items())


def test_a_visitors_job_is_told_to_nobody(alice):
    _webhook(alice)
    _succeed(rows.job(visitor="v1"))
    assert not Delivery.objects.exists()


def test_many_jobs_that_end_together_are_told_of_by_one_query_for_their_webhooks(
    alice, django_assert_max_num_queries
):
    _webhook(alice)
    jobs = [rows.job(owner=alice) for _ in range(5)]
    with django_assert_max_num_queries(5 + 5):  # a transaction's two, the rows, webhooks, messages
        CaptionJob.objects.expire(timedelta(0))
    told = {message.payload["data"]["id"] for message in Delivery.objects.all()}
    assert told == {job.public_id for job in jobs}


def test_a_result_that_could_not_be_stored_is_not_told(alice, monkeypatch):
    _webhook(alice)
    rows.job(owner=alice)
    (claimed,) = CaptionJob.objects.claim(1, lease=LEASE)
    ends = CaptionJob.ends

    def away(*args) -> None:
        ends(*args)
        raise DatabaseError("away")

    monkeypatch.setattr(CaptionJob, "ends", staticmethod(away))
    with pytest.raises(DatabaseError):
        claimed.finish(Outcome(models=ModelNames("d", "w", None, "p")))
    assert not Delivery.objects.exists()
    assert CaptionJob.objects.get().state == State.RUNNING


# --- how it is signed --------------------------------------------------------------------------


def test_the_signature_is_the_one_receivers_compute():
    body = b'{"test": 2432232314}'
    given = sign([SECRET], "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, body)
    assert given == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_a_receiver_that_follows_the_specification_believes_what_comes(alice, taken):
    webhook = _webhook(alice, taken.url)
    message = _attempt(_message(webhook))
    ((path, headers, body),) = taken.came
    assert path == "/hook"
    assert standardwebhooks.Webhook(webhook.secret).verify(body, headers) == message.payload
    headers = {name.lower(): value for name, value in headers.items()}
    assert headers["webhook-id"] == message.public_id
    assert headers["content-type"] == "application/json"
    with pytest.raises(standardwebhooks.WebhookVerificationError):
        standardwebhooks.Webhook(webhook.secret).verify(body + b" ", headers)


def test_a_rotated_secret_signs_at_once_and_the_one_before_it_for_a_day(alice, taken):
    webhook = _webhook(alice, taken.url)
    before = webhook.secret
    webhook.rotate()
    _attempt(_message(webhook))
    ((_, headers, body),) = taken.came
    for secret in (before, webhook.secret):
        assert standardwebhooks.Webhook(secret).verify(body, headers)
    Webhook.objects.update(former_until=timezone.now())
    _attempt(_message(webhook))
    with pytest.raises(standardwebhooks.WebhookVerificationError):
        standardwebhooks.Webhook(before).verify(taken.came[1][2], taken.came[1][1])


def test_each_secret_is_new_and_has_192_bits(alice):
    secrets = {_webhook(alice).secret for _ in range(5)}
    assert len(secrets) == 5
    for secret in secrets:
        assert len(base64.b64decode(secret.removeprefix("whsec_"), validate=True)) == 24


# --- how it is delivered -----------------------------------------------------------------------


@pytest.mark.parametrize("status", [200, 201, 204, 299])
def test_any_2xx_is_taken_and_nothing_more_is_sent(alice, taken, status):
    taken.status = status
    message = _attempt(_message(_webhook(alice, taken.url)))
    assert message.state == DeliveryState.DELIVERED
    assert (message.status_code, message.detail, message.attempts) == (status, "", 1)
    assert message.finished_at
    assert message.next_attempt_at is None
    assert _claim() is None


@pytest.mark.parametrize(
    ("status", "word"), [(301, "redirects"), (308, "redirects"), (404, "404"), (500, "500")]
)
def test_any_other_answer_is_told_and_tried_again(alice, taken, status, word):
    taken.status, taken.headers = status, {"Location": taken.url + "?followed"}
    message = _attempt(_message(_webhook(alice, taken.url)))
    assert message.state == DeliveryState.PENDING
    assert message.status_code == status
    assert word in message.detail
    assert len(taken.came) == 1, "it was followed"


def test_a_receiver_that_is_gone_disables_its_webhook(alice, taken):
    taken.status = 410
    webhook = _webhook(alice, taken.url)
    waiting = _message(webhook)
    message = _attempt(waiting)
    webhook.refresh_from_db()
    assert not webhook.enabled
    assert message.state == DeliveryState.FAILED
    _message(webhook)
    assert _claim() is None, "a disabled webhook was sent to"


def _refused_port(url: str) -> str:
    return url.rpartition(":")[0] + ":9/"


def test_a_receiver_that_does_not_answer_is_tried_again(alice, taken, monkeypatch):
    monkeypatch.setattr(deliveries, "ATTEMPT_SECONDS", 1)
    taken.go.clear()
    message = _attempt(_message(_webhook(alice, taken.url)))
    assert (message.state, message.status_code) == (DeliveryState.PENDING, None)
    assert "no whole answer" in message.detail


def test_a_receiver_that_is_away_is_tried_again(alice, taken):
    message = _attempt(_message(_webhook(alice, _refused_port(taken.url))))
    assert (message.state, message.status_code) == (DeliveryState.PENDING, None)
    assert "connection failed" in message.detail


def test_an_answer_that_is_no_http_is_told(alice, monkeypatch):
    with socket.create_server(("127.0.0.1", 0)) as server:

        def answer() -> None:
            connection, _ = server.accept()
            with connection:
                connection.recv(10_000)
                connection.sendall(b"220 mail.example ESMTP\r\n")
                # What is left unread would reset the connection, and the answer be lost.
                connection.shutdown(socket.SHUT_WR)
                while connection.recv(10_000):
                    pass

        thread = threading.Thread(target=answer)
        thread.start()
        webhook = _webhook(alice, f"http://receiver.test:{server.getsockname()[1]}/")
        message = _attempt(_message(webhook))
        thread.join()
    assert (message.state, message.status_code) == (DeliveryState.PENDING, None)
    assert "no HTTP" in message.detail


def test_a_message_that_cannot_be_sent_keeps_to_the_schedule(alice, monkeypatch):
    monkeypatch.setattr(deliveries.addresses, "post", lambda *_, **__: 1 / 0)
    message = _attempt(_message(_webhook(alice)))
    assert message.state == DeliveryState.PENDING
    assert "our side" in message.detail
    assert message.available_at > timezone.now()


def test_an_address_that_became_private_is_not_sent_to(alice, taken, settings):
    webhook = _webhook(alice, taken.url.replace("http:", "https:"))
    settings.WEBHOOK_ALLOW_PRIVATE = False
    message = _attempt(_message(webhook))
    assert message.state == DeliveryState.PENDING
    assert "private" in message.detail
    assert not taken.came


def test_it_is_tried_for_three_days_on_the_specifications_schedule_then_given_up(alice, taken):
    taken.status = 503
    message = _message(_webhook(alice, taken.url))
    counted = metrics.DELIVERIES.labels("retried")._value.get()
    for pause in PAUSES:
        message = _attempt(message)
        assert message.state == DeliveryState.PENDING
        wait = message.available_at - timezone.now()
        assert pause * 0.99 - timedelta(seconds=2) < wait <= pause * 1.1
        assert _claim() is None, "it was due before its time"
    assert sum(PAUSES, timedelta()) == timedelta(hours=75, minutes=35, seconds=5)
    message = _attempt(message)
    assert message.state == DeliveryState.FAILED
    assert message.attempts == len(taken.came) == 10
    assert {dict(headers)["webhook-id"] for _, headers, _ in taken.came} == {message.public_id}
    assert metrics.DELIVERIES.labels("retried")._value.get() - counted == 9


# --- claims ------------------------------------------------------------------------------------


def test_a_message_whose_sender_died_is_sent_when_the_lease_ends_and_the_late_one_changes_nothing(
    alice, taken
):
    message = _message(_webhook(alice, taken.url))
    died = _claim()
    assert _claim() is None
    Delivery.objects.update(available_at=timezone.now())
    again = _claim()
    assert (again, again.attempts) == (message, 2)
    assert not died.record(DeliveryState.FAILED, status_code=None, detail="late", pause=timedelta())
    attempt(again)
    message.refresh_from_db()
    assert message.state == DeliveryState.DELIVERED


def test_while_one_of_an_owners_is_under_way_hers_wait_and_others_do_not(alice, charlie):
    first, second = _message(_webhook(alice)), _message(_webhook(alice))
    others = _message(_webhook(charlie))
    assert [_claim(), _claim(), _claim()] == [first, others, None]
    Delivery.objects.filter(pk=first.pk).update(state=DeliveryState.DELIVERED, claim="")
    assert _claim() == second


@pytest.mark.django_db(transaction=True)
def test_each_message_is_claimed_once_by_many_at_once(django_user_model):
    people = [django_user_model.objects.create_user(f"p{n}") for n in range(20)]
    Delivery.objects.bulk_create(
        _webhook(person).message(TEST, {"id": str(n)}) for n, person in enumerate(people)
    )
    start = threading.Barrier(4)

    def claim_all(_) -> list[int]:
        start.wait()
        try:
            return [message.pk for message in iter(_claim, None)]
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        claimed = [pk for some in pool.map(claim_all, range(4)) for pk in some]
    assert sorted(claimed) == sorted(Delivery.objects.values_list("pk", flat=True))


# --- the threads -------------------------------------------------------------------------------


@pytest.fixture
def sender(settings):
    settings.SWEEP_SECONDS = 0.05
    sender = Sender()
    yield sender
    sender.stop()
    sender.join(10)
    assert not any(thread.is_alive() for thread in sender._threads)


def _until(condition) -> None:
    deadline = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def _delivered() -> int:
    return Delivery.objects.filter(state=DeliveryState.DELIVERED).count()


@pytest.mark.django_db(transaction=True)
class TestTheThreads:
    def test_a_hint_sends_at_once(self, sender, settings, alice, taken):
        settings.SWEEP_SECONDS = 60
        sender.start()
        _message(_webhook(alice, taken.url))
        sender.hint()
        _until(lambda: _delivered() == 1)
        sender.hint()
        sender.stop()

    def test_a_message_whose_hint_was_lost_is_found_and_a_database_away_is_outlived(
        self, sender, alice, taken, monkeypatch
    ):
        claim = type(Delivery.objects.all()).claim
        failures = iter([DatabaseError("away")])

        def flaky(self, **options):
            for error in failures:
                raise error
            return claim(self, **options)

        monkeypatch.setattr(type(Delivery.objects.all()), "claim", flaky)
        sender.start()
        _message(_webhook(alice, taken.url))
        _until(lambda: _delivered() == 1)

    def test_a_receiver_that_does_not_answer_holds_up_nobody_elses(
        self, sender, alice, charlie, taken
    ):
        with receiver() as slow:
            slow.go.clear()
            for _ in range(10):
                _message(_webhook(alice, slow.url))
            _message(_webhook(charlie, taken.url))
            sender.start()
            _until(lambda: taken.came and slow.came)
            assert len(slow.came) == 1
            slow.go.set()
            _until(lambda: _delivered() == 11)

    def test_a_stop_finishes_what_is_under_way_and_begins_no_more(
        self, sender, alice, taken, monkeypatch
    ):
        monkeypatch.setattr(deliveries, "THREADS", 1)  # no other is just about to claim
        taken.go.clear()
        webhook = _webhook(alice, taken.url)
        _message(webhook)
        _message(webhook)
        sender.start()
        _until(lambda: taken.came)
        sender.stop()
        taken.go.set()
        sender.join(10)
        assert [m.state for m in Delivery.objects.order_by("pk")] == ["delivered", "pending"]


def test_the_body_is_the_payload_and_nothing_else(alice, taken):
    message = _attempt(_message(_webhook(alice, taken.url)))
    assert json.loads(taken.came[0][2]) == message.payload
