"""The drain loop: batches by load, one bad photo fails alone, a stop loses nothing."""

import threading
import time
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.db import DatabaseError, connection

from captioner import drain as drain_module
from captioner import metrics, notify
from captioner.drain import Drain
from captioner.errors import EngineFailed, EngineGone, Refused
from captioner.models import CaptionJob, State
from captioner.stages import LOOK_S
from tests import rows
from tests.doubles import EngineDouble


@pytest.fixture(autouse=True)
def _no_worker(monkeypatch):
    monkeypatch.setattr("captioner.submit.hint", lambda: None)


def _drain(engine: EngineDouble, **options) -> Drain:
    return Drain(engine, **{"max_batch": 4, "lease": timedelta(seconds=60)} | options)


def _states() -> list[str]:
    return list(CaptionJob.objects.order_by("pk").values_list("state", flat=True))


@pytest.mark.django_db
def test_it_answers_every_waiting_row_in_batches_no_larger_than_allowed():
    jobs = [rows.job(note=f"note {n}") for n in range(6)]
    engine = EngineDouble()
    assert _drain(engine).until_empty() == 6
    assert engine.batches == [4, 2]
    assert _states() == [State.SUCCEEDED] * 6
    assert jobs[5].captions.get().text == "note 5 0"


@pytest.mark.django_db
def test_a_photo_that_is_gone_fails_alone():
    lost, fine = rows.job(), rows.job()
    default_storage.delete(lost.photo.file.name)
    _drain(EngineDouble()).until_empty()
    assert _states() == [State.FAILED, State.SUCCEEDED]
    lost.refresh_from_db()
    assert lost.error_code == "photo_unreadable"
    fine.refresh_from_db()
    assert fine.captions.count() == 1


@pytest.mark.django_db
def test_a_stored_photo_that_cannot_be_read_fails_alone():
    bad = rows.job()
    rows.job()
    Path(bad.photo.file.path).write_bytes(b"no photo any more")
    _drain(EngineDouble()).until_empty()
    assert _states() == [State.FAILED, State.SUCCEEDED]


@pytest.mark.django_db
def test_a_storage_that_does_not_answer_is_tried_again(monkeypatch):
    job = rows.job()
    monkeypatch.setattr(default_storage, "open", lambda name, mode: 1 / 0)
    _drain(EngineDouble()).until_empty()
    job.refresh_from_db()
    assert (job.state, job.attempts) == (State.QUEUED, 1)


@pytest.mark.django_db
def test_those_who_wait_for_a_row_are_told_of_its_end():
    job = rows.job()
    with notify.waiters().listening(job.public_id) as listen:
        _drain(EngineDouble()).until_empty()
        started = time.monotonic()
        listen(20)
        assert time.monotonic() - started < 10


@pytest.mark.django_db
def test_an_outcome_with_an_error_fails_its_row_and_is_counted():
    rows.job()
    engine = EngineDouble()
    engine.fail_with = Refused("not said")
    before = metrics.FAILURES.labels("refused")._value.get()
    _drain(engine).until_empty()
    assert _states() == [State.FAILED]
    assert metrics.FAILURES.labels("refused")._value.get() == before + 1


@pytest.mark.parametrize("failing", ["describe", "write"])
@pytest.mark.django_db
def test_a_batch_that_raises_leaves_its_rows_to_be_tried_again(monkeypatch, failing):
    job = rows.job()
    engine = EngineDouble()
    monkeypatch.setattr(engine, failing, lambda given: 1 / 0)
    assert _drain(engine).until_empty() == 1
    job.refresh_from_db()
    assert job.state == State.RUNNING
    CaptionJob.objects.update(available_at=job.created_at)  # its lease has run out
    monkeypatch.undo()
    monkeypatch.setattr("captioner.submit.hint", lambda: None)
    _drain(EngineDouble()).until_empty()
    assert _states() == [State.SUCCEEDED]


@pytest.mark.django_db
def test_a_batch_that_cannot_be_opened_is_tried_again_when_its_lease_ends(monkeypatch):
    job = rows.job()
    with monkeypatch.context() as patch:
        patch.setattr(drain_module, "opened", lambda job, side: 1 / 0)
        drain = _drain(EngineDouble())
        assert drain.until_empty() == 0
        began = time.monotonic()
        drain.stop(seconds=20)
        assert time.monotonic() - began < 10, "it holds the row no longer"
    CaptionJob.objects.update(available_at=job.created_at)
    _drain(EngineDouble()).until_empty()
    assert _states() == [State.SUCCEEDED]


@pytest.mark.django_db
def test_only_an_end_is_counted_and_each_end_is():
    def counted() -> tuple[float, float]:
        return metrics.REQUESTS._value.get(), metrics.FAILURES.labels("gave_up")._value.get()

    job = rows.job()
    engine = EngineDouble()
    engine.fail_with = EngineFailed("out of memory")
    requests, gave_up = counted()
    _drain(engine).until_empty()
    assert counted() == (requests, gave_up), "a row that is tried again has not ended"
    CaptionJob.objects.filter(pk=job.pk).update(available_at=job.created_at, attempts=3)
    _drain(engine).until_empty()
    assert counted() == (requests + 1, gave_up + 1)


@pytest.mark.django_db
def test_a_row_whose_limits_have_changed_fails_alone():
    old = rows.job()
    rows.job()
    CaptionJob.objects.filter(pk=old.pk).update(platform="gone")
    _drain(EngineDouble()).until_empty()
    assert _states() == [State.FAILED, State.SUCCEEDED]


@pytest.mark.django_db(transaction=True)
def test_a_lease_is_renewed_while_the_engine_works():
    rows.job()
    engine = EngineDouble()
    engine.go.clear()
    drain = _drain(engine, lease=timedelta(seconds=0.6))
    thread = _in_thread(drain.until_empty)
    assert engine.busy.wait(10)
    threading.Event().wait(1.2)  # two leases long: without renewal the row would be free
    assert CaptionJob.objects.claim(4, lease=timedelta(seconds=60)) == []
    engine.go.set()
    thread.join()
    assert _states() == [State.SUCCEEDED]


@pytest.mark.django_db(transaction=True)
def test_a_stop_lets_the_batch_finish_and_claims_no_more():
    for _ in range(6):
        rows.job()
    engine = EngineDouble()
    engine.go.clear()
    drain = _drain(engine)
    thread = _in_thread(drain.until_empty)
    assert engine.busy.wait(10)
    threading.Timer(0.2, engine.go.set).start()
    drain.stop(seconds=20)
    thread.join()
    assert _states() == [State.SUCCEEDED] * 4 + [State.QUEUED] * 2


@pytest.mark.django_db(transaction=True)
def test_a_stop_that_cannot_wait_gives_the_rows_back_untried():
    rows.job()
    engine = EngineDouble()
    engine.go.clear()
    drain = _drain(engine)
    thread = _in_thread(drain.until_empty)
    assert engine.busy.wait(10)
    drain.stop(seconds=0)
    job = CaptionJob.objects.get()
    assert (job.state, job.attempts) == (State.QUEUED, 0)
    engine.go.set()
    thread.join()
    assert _states() == [State.QUEUED]  # the late answer was dropped


@pytest.mark.django_db
def test_rows_expire_before_the_engine_where_the_setting_says_so(settings):
    settings.EXPIRE_SECONDS = 60
    old = rows.job()
    CaptionJob.objects.update(created_at=old.created_at - timedelta(minutes=2))
    engine = EngineDouble()
    _drain(engine).until_empty()
    assert engine.batches == []
    assert _states() == [State.EXPIRED]


@pytest.mark.django_db(transaction=True)
def test_while_a_full_batch_runs_the_next_is_made_ready_and_the_last_is_stored():
    engine, _, thread = _running_full_with_more_made_ready([rows.job() for _ in range(7)])
    engine.steps.release()
    engine.until_batch(2)
    _until(lambda: _states() == [State.SUCCEEDED] * 4 + [State.RUNNING] * 3)
    engine.steps.release()
    thread.join()
    assert _states() == [State.SUCCEEDED] * 7
    assert engine.batches == [4, 3]


@pytest.mark.django_db(transaction=True)
def test_while_a_smaller_batch_runs_what_comes_is_left_to_an_idle_worker():
    rows.job()
    engine = Stepped()
    thread = _in_thread(_drain(engine).until_empty)
    engine.until_batch(1)
    rows.job()
    other = EngineDouble()
    time.sleep(4 * LOOK_S)
    assert _drain(other).until_empty() == 1
    engine.steps.release()
    thread.join()
    assert (engine.batches, other.batches) == ([1], [1])


@pytest.mark.django_db(transaction=True)
def test_a_stop_gives_back_at_once_what_was_made_ready():
    engine, drain, thread = _running_full_with_more_made_ready([rows.job() for _ in range(7)])
    stopping = _in_thread(lambda: drain.stop(seconds=60))
    _until(lambda: _states() == [State.RUNNING] * 4 + [State.QUEUED] * 3)
    engine.steps.release()
    stopping.join()
    thread.join()
    assert _states() == [State.SUCCEEDED] * 4 + [State.QUEUED] * 3
    attempts = CaptionJob.objects.order_by("pk").values_list("attempts", flat=True)
    assert list(attempts) == [1] * 4 + [0] * 3


@pytest.mark.django_db(transaction=True)
def test_a_row_whose_attempts_are_spent_ends_though_the_worker_is_never_idle():
    spent, _ = rows.job(), rows.job()
    CaptionJob.objects.filter(pk=spent.pk).update(attempts=3)
    engine = Stepped()
    thread = _in_thread(_drain(engine).until_empty)
    _until(lambda: _states() == [State.FAILED, State.RUNNING])
    engine.steps.release()
    thread.join()


@pytest.mark.django_db(transaction=True)
def test_a_row_on_its_second_attempt_runs_alone_though_others_wait():
    jobs = [rows.job() for _ in range(7)]
    CaptionJob.objects.filter(pk=jobs[4].pk).update(attempts=1)
    engine, _, thread = _running_full_with_more_made_ready(jobs[:5])
    for _ in range(3):
        engine.steps.release()
    thread.join()
    assert _states() == [State.SUCCEEDED] * 7
    assert engine.batches == [4, 1, 2]


@pytest.mark.django_db
def test_after_an_engine_that_died_each_photo_is_tried_alone_at_once(monkeypatch):
    deadly, *_ = [rows.job(note=f"note {n}") for n in range(3)]
    engine = EngineDouble()
    write = engine.write

    def dying(items):
        outcomes = write(items)
        if any(item.brief.note == "note 0" for item in items):
            raise EngineGone("the engine's process ended (signal 9)")
        return outcomes

    monkeypatch.setattr(engine, "write", dying)
    _drain(engine).until_empty()
    assert engine.batches == [3, 1, 1, 1, 1]
    assert _states() == [State.FAILED, State.SUCCEEDED, State.SUCCEEDED]
    deadly.refresh_from_db()
    assert deadly.error_code == "gave_up"


@pytest.mark.django_db
def test_whoever_drains_is_told_of_each_batch_that_is_stored():
    for _ in range(6):
        rows.job()
    told = []
    _drain(EngineDouble()).until_empty(
        stored=lambda rows: told.append((rows, _states().count(State.SUCCEEDED)))
    )
    assert told == [(4, 4), (2, 6)]


@pytest.mark.django_db(transaction=True)
def test_photos_are_described_while_others_are_written_about_and_then_written_together():
    engine, drain, thread = _writing_about(rows.job())
    for described in (2, 3):
        rows.job()
        drain.wake()
        _until(lambda seen=described: len(engine.described) == seen)
    for _ in range(2):
        engine.steps.release()
    thread.join()
    assert (engine.described, engine.batches) == ([1, 1, 1], [1, 2])
    assert _states() == [State.SUCCEEDED] * 3


@pytest.mark.django_db(transaction=True)
def test_none_is_described_where_a_whole_batch_waits_to_be_written_about():
    engine, drain, thread = _writing_about(rows.job())
    for _ in range(9):
        rows.job()
    drain.wake()
    _until(lambda: sum(engine.described) == 5)
    time.sleep(4 * LOOK_S)
    assert _states() == [State.RUNNING] * 5 + [State.QUEUED] * 5
    for _ in range(4):
        engine.steps.release()
    thread.join()
    assert _states() == [State.SUCCEEDED] * 10


@pytest.mark.django_db(transaction=True)
def test_a_row_on_its_second_attempt_has_both_stages_to_itself():
    engine, drain, thread = _writing_about(rows.job())
    CaptionJob.objects.filter(pk=rows.job().pk).update(attempts=1)
    rows.job()
    drain.wake()
    _until(lambda: _states() == [State.RUNNING, State.RUNNING, State.QUEUED])
    drain.wake()
    time.sleep(4 * LOOK_S)
    assert engine.described == [1]
    assert _states()[-1] == State.QUEUED, "what came after it lies where an idle worker finds it"
    engine.steps.release()
    engine.until_batch(2)
    time.sleep(4 * LOOK_S)
    assert engine.described == [1, 1]
    for _ in range(2):
        engine.steps.release()
    thread.join()
    assert _states() == [State.SUCCEEDED] * 3


@pytest.mark.django_db(transaction=True)
def test_an_adapter_is_taken_up_once_nothing_is_written(monkeypatch):
    engine, drain, thread = _writing_about(rows.job())
    due, followed = [True], []
    monkeypatch.setattr(drain._adoption, "due", lambda: due)

    def follow():
        followed.append(len(engine.batches) if drain._stages.are_empty else "amid a batch")
        due.clear()

    monkeypatch.setattr(drain._adoption, "follow", follow)
    rows.job()
    drain.wake()
    time.sleep(4 * LOOK_S)
    assert (followed, engine.described) == ([], [1])
    for _ in range(2):
        engine.steps.release()
    thread.join()
    assert (followed, engine.described) == ([1], [1, 1])


@pytest.mark.django_db(transaction=True)
def test_an_engine_that_dies_at_both_stages_leaves_no_row_behind(monkeypatch):
    engine, drain, thread = _writing_about(rows.job())
    write = engine.write
    died = threading.Event()

    def dying(work):
        write(work)
        died.set()
        raise EngineGone("the engine's process ended (signal 9)")

    monkeypatch.setattr(engine, "write", dying)
    rows.job()
    drain.wake()
    _until(lambda: len(engine.described) == 2)
    engine.steps.release()  # the first is written; the second dies
    engine.steps.release()
    assert died.wait(30)
    monkeypatch.setattr(engine, "write", write)
    engine.steps.release()
    thread.join()
    assert _states() == [State.SUCCEEDED] * 2
    assert CaptionJob.objects.last().attempts == 2


@pytest.mark.django_db(transaction=True)
def test_a_row_of_which_no_hint_came_is_described_beside_a_writing():
    engine, _, thread = _writing_about(rows.job())
    rows.job()
    _until(lambda: engine.described == [1, 1])
    for _ in range(2):
        engine.steps.release()
    thread.join()


@pytest.mark.parametrize("away", ["captioner.drain._give_up", "captioner.drain._expire"])
@pytest.mark.django_db(transaction=True)
def test_what_was_written_is_stored_though_the_database_was_away_for_a_claim(monkeypatch, away):
    engine, drain, thread = _running_full_with_more_made_ready([rows.job() for _ in range(7)])
    monkeypatch.setattr(away, _database_away)
    for _ in range(2):
        engine.steps.release()
    thread.join(timeout=30)
    assert not thread.is_alive()
    monkeypatch.undo()
    monkeypatch.setattr("captioner.submit.hint", lambda: None)
    drain.until_empty()
    assert _states() == [State.SUCCEEDED] * 7
    assert drain._claimed == []


@pytest.mark.django_db(transaction=True)
def test_a_batch_that_ends_at_once_is_stored_though_the_database_is_away_then(monkeypatch):
    rows.job()
    drain = _drain(EngineDouble())
    monkeypatch.setattr("captioner.drain._give_up", _database_away)
    thread = _in_thread(drain.until_empty)
    thread.join(timeout=30)
    assert not thread.is_alive()
    assert _states() == [State.SUCCEEDED]


@pytest.mark.django_db(transaction=True)
def test_a_stop_asks_nothing_more_of_the_engine(monkeypatch):
    rows.job()
    engine = Stepped()
    drain = _drain(engine)
    thread = _in_thread(drain.until_empty)
    engine.until_batch(1)
    asked = []
    monkeypatch.setattr(drain._adoption, "due", lambda: asked.append(1))
    drain.stop(seconds=0)  # as of an engine that is closed next: `adapters` would start another
    engine.steps.release()
    thread.join()
    assert asked == []


class Stepped(EngineDouble):
    """One that ends a batch for each step it is given."""

    def __init__(self) -> None:
        super().__init__()
        self.steps = threading.Semaphore(0)

    def write(self, work):
        outcomes = super().write(work)
        assert self.steps.acquire(timeout=30)
        return outcomes

    def until_batch(self, number: int) -> None:
        _until(lambda: len(self.batches) == number)


class SideBySide(Stepped):
    """One that describes at once, also while it is at a batch."""

    side_by_side = True

    def __init__(self) -> None:
        super().__init__()
        self.described: list[int] = []

    def describe(self, items):
        self.described.append(len(items))
        return super().describe(items)


def _writing_about(job: CaptionJob):
    """An engine of two stages that is writing about the job, its drain, and the drain's thread."""
    engine = SideBySide()
    drain = _drain(engine)
    thread = _in_thread(drain.until_empty)
    engine.until_batch(1)
    return engine, drain, thread


def _running_full_with_more_made_ready(jobs: list[CaptionJob]):
    """An engine that is at the first four of the jobs, its drain, which has claimed the others of
    them, and the drain's thread."""
    engine = Stepped()
    drain = _drain(engine)
    thread = _in_thread(drain.until_empty)
    engine.until_batch(1)
    _until(lambda: _states()[: len(jobs)] == [State.RUNNING] * len(jobs))
    return engine, drain, thread


def _database_away() -> None:
    raise DatabaseError("away for a moment")


def _until(condition) -> None:
    deadline = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def _in_thread(work) -> threading.Thread:
    def run() -> None:
        try:
            with suppress(DatabaseError):  # whoever drains meets it, and drains again
                work()
        finally:
            connection.close()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    return thread
