"""The embedded worker: starts with the first hint, survives what passes, stops without loss."""

import threading
import time
from datetime import timedelta

import pytest
from django.db import DatabaseError

from captioner import embedded
from captioner.drain import Drain
from captioner.models import CaptionJob, Delivery, State, Webhook
from tests import rows
from tests.doubles import EngineDouble
from tests.receiver import answer_for_it, receiver

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def worker(monkeypatch):
    worker = embedded.Embedded()
    monkeypatch.setattr(embedded, "worker", lambda: worker)
    engine = EngineDouble()
    worker.engine = engine
    monkeypatch.setattr(
        embedded,
        "open_drain",
        lambda **_: Drain(engine, max_batch=4, lease=timedelta(seconds=60)),
    )
    yield worker
    engine.go.set()
    worker.stop(seconds=5)
    if worker._thread:
        worker._thread.join()


def _until(condition) -> None:
    deadline = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def _succeeded() -> int:
    return CaptionJob.objects.filter(state=State.SUCCEEDED).count()


def test_nothing_runs_before_the_first_photo_and_then_it_is_answered(worker):
    assert not any(thread.name == "drain" for thread in threading.enumerate())
    rows.job()
    _until(lambda: _succeeded() == 1)
    assert worker.is_ready


def test_rows_that_came_while_it_worked_are_the_next_batch(worker):
    worker.engine.go.clear()
    rows.job()
    assert worker.engine.busy.wait(10)
    for _ in range(3):
        rows.job()
    worker.engine.go.set()
    _until(lambda: _succeeded() == 4)
    assert worker.engine.batches == [1, 3]


def test_a_database_that_is_away_for_a_moment_does_not_end_the_thread(
    worker, monkeypatch, settings
):
    settings.SWEEP_SECONDS = 0.05
    claim = Drain._claim
    failures = iter([DatabaseError("away")])

    def flaky(self):
        for error in failures:
            raise error
        return claim(self)

    monkeypatch.setattr(Drain, "_claim", flaky)
    rows.job()
    _until(lambda: _succeeded() == 1)


def test_a_stop_while_it_works_gives_back_what_it_cannot_finish(worker):
    worker.engine.go.clear()
    job = rows.job()
    assert worker.engine.busy.wait(10)
    worker.stop(seconds=0)
    job.refresh_from_db()
    assert (job.state, job.attempts) == (State.QUEUED, 0)


def test_a_stop_while_the_models_load_lets_go_of_them(worker, monkeypatch):
    loading, go, closed = threading.Event(), threading.Event(), threading.Event()
    opened = embedded.open_drain

    def slow(**given) -> Drain:
        loading.set()
        assert go.wait(30)
        return opened(**given)

    monkeypatch.setattr(embedded, "open_drain", slow)
    monkeypatch.setattr(worker.engine, "close", closed.set)
    job = rows.job()
    assert loading.wait(30)
    worker.stop(seconds=1)
    go.set()
    worker._thread.join(timeout=30)
    assert not worker._thread.is_alive()
    assert closed.is_set()
    job.refresh_from_db()
    assert (job.state, job.attempts) == (State.QUEUED, 0)


def test_the_sweep_finds_a_row_whose_hint_was_lost(worker, monkeypatch, settings):
    settings.SWEEP_SECONDS = 0.05
    worker.start()
    _until(lambda: worker.is_ready)
    monkeypatch.setattr("captioner.submit.hint", lambda: None)
    rows.job()
    _until(lambda: _succeeded() == 1)


def test_a_webhook_is_told_at_once_and_one_that_is_slow_slows_no_caption(
    worker, monkeypatch, settings, django_user_model
):
    settings.WEBHOOK_ALLOW_PRIVATE = True
    settings.SWEEP_SECONDS = 600  # hints alone
    answer_for_it(monkeypatch)
    alice = django_user_model.objects.create_user("alice")
    with receiver() as taken:
        taken.go.clear()
        Webhook.objects.create(owner=alice, url=taken.url)
        rows.job(owner=alice)
        _until(lambda: taken.came)
        rows.job(owner=alice)
        _until(lambda: _succeeded() == 2)
        assert len(taken.came) == 1
        taken.go.set()
        _until(lambda: Delivery.objects.filter(state="delivered").count() == 2)
