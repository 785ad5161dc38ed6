"""Submitting and waiting: what is accepted is stored whole, and a waiter hears of its end."""

import threading
import time

import pytest
from django.core.files.storage import default_storage
from django.db import DatabaseError, connection

from captioner import edits, notify, submit
from captioner.edits import Edit
from captioner.errors import InvalidBrief, QueueFull
from captioner.models import CaptionJob, Photo, Preferences, State
from captioner.writing.brief import Brief
from tests import rows


@pytest.fixture(autouse=True)
def _no_worker(monkeypatch):
    monkeypatch.setattr("captioner.submit.hint", lambda: None)


@pytest.mark.django_db
def test_a_full_queue_refuses_and_stores_nothing(settings):
    settings.QUEUE_MAX = 1
    rows.job()
    with pytest.raises(QueueFull):
        rows.job()
    assert Photo.objects.count() == CaptionJob.objects.count() == 1


@pytest.mark.django_db
def test_a_row_that_cannot_be_stored_leaves_no_file(monkeypatch):
    saved = []
    original = default_storage.save

    def save(name, content, **options):
        saved.append(original(name, content, **options))
        return saved[-1]

    monkeypatch.setattr(default_storage, "save", save)
    monkeypatch.setattr(CaptionJob.objects, "create", _raise)
    with pytest.raises(DatabaseError):
        rows.job()
    assert Photo.objects.count() == 0
    assert saved
    assert not default_storage.exists(saved[0])


def _raise(**values):
    raise DatabaseError("disk full")


@pytest.mark.django_db
def test_waiting_gives_up_after_its_time_and_changes_nothing():
    job = submit.wait(rows.job(), 0.05)
    assert job.state == State.QUEUED


@pytest.mark.django_db(transaction=True)
def test_a_waiter_is_told_at_once_when_its_row_ends(monkeypatch):
    monkeypatch.setattr(notify, "RECHECK", 30)
    job = rows.job()

    def end() -> None:
        time.sleep(0.2)
        job.cancel()
        notify.waiters().done([job.public_id])
        connection.close()

    thread = threading.Thread(target=end)
    started = time.monotonic()
    thread.start()
    ended = submit.wait(CaptionJob.objects.get(pk=job.pk), 20)
    thread.join()
    assert ended.state == State.CANCELED
    assert time.monotonic() - started < 10


@pytest.mark.django_db
def test_a_waiter_told_of_a_row_that_goes_on_does_not_spin():
    job = rows.job()
    with notify.waiters().listening(job.public_id) as listen:
        notify.waiters().done([job.public_id])
        listen(1)
        started = time.monotonic()
        listen(0.3)
        assert time.monotonic() - started > 0.25


@pytest.mark.django_db
def test_past_the_waiting_places_a_request_is_answered_at_once(monkeypatch):
    full = threading.BoundedSemaphore(1)
    full.acquire()
    monkeypatch.setattr(submit, "_places", lambda: full)
    started = time.monotonic()
    assert submit.wait(rows.job(), 30).state == State.QUEUED
    assert time.monotonic() - started < 10


@pytest.mark.django_db(transaction=True)
def test_a_redis_waiter_is_told_by_another_connection(redis_url, settings, monkeypatch):
    settings.REDIS_URL, settings.WORKER = redis_url, "celery"
    monkeypatch.setattr(notify, "RECHECK", 30)
    listener, teller = notify.Channel(redis_url), notify.Channel(redis_url)
    with listener.listening("cap_x") as listen:
        teller.done(["cap_other", "cap_x"])
        started = time.monotonic()
        listen(20)
        assert time.monotonic() - started < 10


@pytest.mark.django_db(transaction=True)
def test_a_waiter_polls_its_row_where_redis_is_away(monkeypatch):
    away = notify.Channel("redis://127.0.0.1:1/0")
    monkeypatch.setattr(notify, "waiters", lambda: away)
    monkeypatch.setattr(notify, "RECHECK", 0.05)
    job = rows.job()
    timer = threading.Timer(0.2, lambda: (job.cancel(), connection.close()))
    timer.start()
    assert submit.wait(CaptionJob.objects.get(pk=job.pk), 20).state == State.CANCELED
    timer.join()
    away.done([job.public_id])  # and telling it raises nothing


@pytest.mark.django_db
def test_a_caption_written_anew_leaves_the_first_as_it_was():
    first = rows.result()
    again = submit.regenerate(first.captions.get(), Brief(seed=7))
    assert (again.photo, again.parent, again.seed) == (first.photo, first, 7)
    assert again.public_id != first.public_id
    assert CaptionJob.objects.get(pk=first.pk).state == State.SUCCEEDED


@pytest.mark.django_db
def test_a_photo_that_was_described_is_not_described_again():
    first = rows.result()
    assert submit.regenerate(first.captions.get(), Brief()).description == first.description


@pytest.mark.django_db
def test_locked_parts_are_kept_as_they_stand_with_their_edits():
    caption = edits.save(
        rows.result().captions.get(), Edit(text="mine", tags=("#Tag2",)), version=0
    )
    kept = submit.regenerate(caption, Brief(), lock=["caption", "tags"]).kept
    assert kept.caption == "mine"
    assert [tag.tag for tag in kept.tags if tag.selected] == ["#Tag2"]
    assert kept.alt_text == ""


@pytest.mark.django_db
def test_who_keeps_the_caption_is_shown_other_tags():
    caption = rows.result().captions.get()
    shown = [tag.tag for tag in caption.shown().hashtags]
    assert submit.regenerate(caption, Brief(), lock=["caption"]).avoid == shown
    assert submit.regenerate(caption, Brief(), lock=["alt_text"]).avoid == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("lock", "variants", "field"),
    [
        (["caption", "tags", "alt_text"], 1, "lock"),
        (["photo"], 1, "lock"),
        (["caption"], 2, "variants"),
    ],
)
def test_what_cannot_be_written_anew_is_refused_by_its_field(lock, variants, field):
    caption = rows.result().captions.get()
    with pytest.raises(InvalidBrief) as caught:
        submit.regenerate(caption, Brief(variants=variants), lock=lock)
    assert caught.value.field == field
    assert CaptionJob.objects.count() == 1


@pytest.mark.django_db
def test_a_full_queue_refuses_a_caption_written_anew(settings):
    caption = rows.result().captions.get()
    rows.job()
    settings.QUEUE_MAX = 1
    with pytest.raises(QueueFull):
        submit.regenerate(caption, Brief())


@pytest.mark.django_db
def test_the_tags_she_never_uses_hold_for_every_new_caption():
    Preferences.objects.create(visitor="mark", never_tags=["#Dogs"])
    job = rows.result(visitor="mark")
    assert job.never == ["#Dogs"]
    assert submit.regenerate(job.captions.get(), Brief()).never == ["#Dogs"]
    assert rows.job(visitor="other").never == []
