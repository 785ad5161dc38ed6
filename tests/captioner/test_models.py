"""The queue's promises: each row once, none lost, whatever is killed."""

import threading
from collections import Counter
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from captioner.engine.types import Item
from captioner.errors import EngineFailed, PhotoUnreadable
from captioner.models import MAX_ATTEMPTS, Caption, CaptionJob, Photo, State
from captioner.writing.brief import Brief
from tests import rows
from tests.doubles import EngineDouble

LEASE = timedelta(seconds=60)


@pytest.fixture(autouse=True)
def _no_worker(monkeypatch):
    monkeypatch.setattr("captioner.submit.hint", lambda: None)


def _claim(limit: int = 16) -> list[CaptionJob]:
    return CaptionJob.objects.claim(limit, lease=LEASE)


def _outcome(job):
    return EngineDouble().write([Item(None, job.brief)])[0]


def _past_its_lease(job) -> None:
    CaptionJob.objects.filter(pk=job.pk).update(available_at=timezone.now() - timedelta(seconds=1))


@pytest.mark.django_db
def test_it_claims_the_oldest_rows_first_and_none_twice():
    jobs = [rows.job() for _ in range(5)]
    assert _claim(3) == jobs[:3]
    assert _claim() == jobs[3:]
    assert _claim() == []


@pytest.mark.django_db(transaction=True)
def test_eight_workers_take_each_row_exactly_once():
    total = 400
    first = rows.job()
    photo, brief = first.photo, {f: getattr(first, f) for f in Brief.__dataclass_fields__}
    CaptionJob.objects.bulk_create(CaptionJob(photo=photo, **brief) for _ in range(total - 1))
    taken: list[int] = []

    def work() -> None:
        try:
            while claimed := _claim(7):
                taken.extend(job.pk for job in claimed)
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(taken) == total
    assert max(Counter(taken).values()) == 1


@pytest.mark.django_db
def test_a_row_past_its_lease_is_claimed_again_and_alone():
    dead = rows.job()
    _claim()
    others = [rows.job() for _ in range(2)]
    _past_its_lease(dead)
    assert _claim() == [dead]
    assert _claim() == others


@pytest.mark.django_db
def test_fresh_rows_leave_a_second_attempt_to_a_claim_of_its_own():
    first, dead = rows.job(), rows.job()
    CaptionJob.objects.filter(pk=dead.pk).update(attempts=1)
    assert _claim() == [first]
    assert _claim() == [dead]


@pytest.mark.django_db
def test_a_renewed_lease_keeps_the_row():
    job = rows.job()
    claimed = _claim()
    _past_its_lease(job)
    assert CaptionJob.objects.renew(claimed, lease=LEASE) == 1
    assert _claim() == []


@pytest.mark.django_db
def test_a_row_that_kills_its_worker_every_time_fails_with_a_code():
    job = rows.job()
    for _ in range(MAX_ATTEMPTS):
        assert _claim() == [job]
        _past_its_lease(job)
    healthy = rows.job()
    assert _claim() == [healthy]
    assert CaptionJob.objects.give_up() == [job.public_id]
    assert CaptionJob.objects.give_up() == []
    job.refresh_from_db()
    assert (job.state, job.error_code) == (State.FAILED, "gave_up")


@pytest.mark.django_db
def test_released_rows_are_free_again_and_have_lost_no_attempt():
    job = rows.job()
    assert CaptionJob.objects.release(_claim()) == 1
    (again,) = _claim()
    assert (again.pk, again.attempts) == (job.pk, 1)


@pytest.mark.django_db
def test_a_result_is_stored_once_with_all_its_captions():
    rows.job(variants=2, note="hello")
    (job,) = _claim()
    assert job.finish(_outcome(job))
    assert not job.finish(_outcome(job))
    job.refresh_from_db()
    assert job.state == State.SUCCEEDED
    assert [caption.text for caption in job.captions.all()] == ["hello 0", "hello 1"]
    assert job.outcome() == _outcome(job)


@pytest.mark.django_db
def test_a_worker_whose_lease_ran_out_cannot_overwrite_the_one_that_took_over():
    job = rows.job()
    (slow,) = _claim()
    _past_its_lease(job)
    (quick,) = _claim()
    assert not slow.finish(_outcome(slow))
    assert not slow.fail(PhotoUnreadable("late"))
    assert CaptionJob.objects.release([slow]) == 0
    assert quick.finish(_outcome(quick))
    assert Caption.objects.count() == 1


@pytest.mark.django_db
def test_a_permanent_error_ends_the_row_and_a_passing_one_is_tried_again_later():
    rows.job()
    (job,) = _claim()
    assert job.fail(EngineFailed("the remote was down")) == State.QUEUED
    job.refresh_from_db()
    assert job.state == State.QUEUED
    assert job.available_at > timezone.now()
    _past_its_lease(job)
    (job,) = _claim()
    assert job.fail(PhotoUnreadable("cut short")) == State.FAILED
    job.refresh_from_db()
    assert (job.state, job.error_code) == (State.FAILED, "photo_unreadable")


@pytest.mark.django_db
def test_a_passing_error_that_stays_ends_after_the_last_attempt():
    job = rows.job()
    for _ in range(MAX_ATTEMPTS):
        _past_its_lease(job)
        (claimed,) = _claim()
        claimed.fail(EngineFailed("the remote was down"))
    job.refresh_from_db()
    assert (job.state, job.error_code) == (State.FAILED, "engine_failed")


@pytest.mark.django_db
def test_a_canceled_row_drops_what_the_engine_still_answers():
    job = rows.job()
    (claimed,) = _claim()
    assert job.cancel()
    assert not claimed.finish(_outcome(claimed))
    assert not job.cancel()
    job.refresh_from_db()
    assert job.state == State.CANCELED


@pytest.mark.django_db
def test_waiting_rows_expire_only_past_the_given_age():
    old, young = rows.job(), rows.job()
    CaptionJob.objects.filter(pk=old.pk).update(created_at=timezone.now() - timedelta(hours=2))
    assert CaptionJob.objects.expire(timedelta(hours=1)) == [old.public_id]
    old.refresh_from_db()
    young.refresh_from_db()
    assert (old.state, old.error_code) == (State.EXPIRED, "expired")
    assert young.state == State.QUEUED


@pytest.mark.django_db
def test_rows_are_listed_for_their_own_and_anonymous_ones_open_by_id(django_user_model):
    alice = django_user_model.objects.create_user("alice")
    charlie = django_user_model.objects.create_user("charlie")
    hers, anonymous = rows.job(owner=alice), rows.job(visitor="v1")
    listed = CaptionJob.objects.listed_for
    assert list(listed(user=alice, visitor="v1")) == [hers]
    assert list(listed(user=charlie, visitor="v1")) == []
    assert set(CaptionJob.objects.readable_by(charlie)) == {anonymous}
    assert set(CaptionJob.objects.readable_by(alice)) == {hers, anonymous}


@pytest.mark.django_db
def test_a_photo_is_stored_under_a_key_the_server_made():
    rows.job()
    photo = Photo.objects.get()
    assert photo.file.name == f"{photo.id.hex[:2]}/{photo.id.hex}.jpg"


@pytest.mark.django_db
def test_a_row_that_nobody_claimed_cannot_be_ended_by_a_worker():
    job = rows.job()
    assert not job.finish(_outcome(job))
    assert not job.fail(PhotoUnreadable("not mine"))
    job.refresh_from_db()
    assert job.state == State.QUEUED
