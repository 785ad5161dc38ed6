"""A batch: each photo is a job of its own or an error of its own, and stops none of the others."""

import threading

import pytest
from django.core.files.storage import default_storage
from django.db import connection

from captioner import batches, exports, submit
from captioner.deletion import delete_batch
from captioner.errors import Conflict, InvalidBrief, PhotoType
from captioner.models import Batch, BatchItem, CaptionJob, Photo, State
from captioner.writing.brief import Brief, Style
from tests import rows

pytestmark = pytest.mark.django_db

BRIEF = Brief(tone="dry", note="the fair", variants=2, style=Style(emoji="none"))


@pytest.fixture(autouse=True)
def _no_worker(monkeypatch):
    monkeypatch.setattr("captioner.submit.hint", lambda: None)


@pytest.fixture
def batch() -> Batch:
    return batches.create(BRIEF, visitor="v", voice=rows.voice(visitor="v"))


def _states(batch: Batch) -> list[str]:
    return [batches.state(item).value for item in batches.items(batch)]


def _document(batch: Batch) -> dict:
    return batches.document(batches.documented(Batch.objects).get(pk=batch.pk))


def _end(job: CaptionJob, state: State) -> None:
    CaptionJob.objects.filter(pk=job.pk).update(state=state, error_code="x", error_detail="no")


def test_every_photo_gets_the_brief_the_voice_and_a_seed_of_its_own(batch):
    for name in ("a.jpg", "b.jpg"):
        batches.add(batch, name, rows.jpeg())
    first, second = (item.job for item in batches.items(batch))
    for job in (first, second):
        assert (job.tone, job.note, job.variants, job.brief.style) == (
            "dry", "the fair", 2, Style(emoji="none"),
        )  # fmt: skip
        assert (job.visitor, job.voice) == ("v", batch.voice)
    assert first.seed != second.seed


def test_a_bad_photo_is_kept_as_its_error_and_stops_no_other(batch):
    batches.add(batch, "a.jpg", rows.jpeg())
    batches.add(batch, "notes.txt", b"no photo")
    batches.add(batch, "b.jpg", rows.jpeg())
    assert _states(batch) == ["queued", "failed", "queued"]
    item = batch.items.get(position=1)
    assert (item.name, item.error_code, item.job) == ("notes.txt", "photo_type", None)
    assert item.error_detail


def test_the_same_photo_sent_twice_is_there_once_even_where_no_place_is_left(batch, monkeypatch):
    first = batches.add(batch, "a.jpg", rows.jpeg())
    monkeypatch.setattr(batches, "PHOTOS_MAX", 2)
    other = batches.add(batch, "a.jpg", rows.jpeg("navy"))
    assert batches.add(batch, "a.jpg", rows.jpeg()) == first
    assert list(batch.items.all()) == [first, other]
    assert Photo.objects.count() == 2
    _end(other.job, State.FAILED)
    with pytest.raises(InvalidBrief):
        batches.add(batch, "a.jpg", rows.jpeg("navy"))


def test_a_full_queue_is_a_photos_error_and_it_may_be_tried_again(batch, settings):
    settings.QUEUE_MAX = 1
    batches.add(batch, "a.jpg", rows.jpeg())
    full = batches.add(batch, "b.jpg", rows.jpeg())
    assert full.error_code == "queue_full"
    settings.QUEUE_MAX = 2
    tried = batches.again(batch, full.position, "b.jpg", rows.jpeg())
    assert (tried.error_code, tried.error_detail, tried.job.state) == ("", "", "queued")
    assert _states(batch) == ["queued", "queued"]


def test_a_photo_tried_again_may_fail_for_another_reason(batch):
    batches.add(batch, "a.txt", b"no photo")
    again = batches.again(batch, 0, "b.jpg", rows.jpeg()[:200])
    assert (again.name, again.error_code) == ("b.jpg", "photo_unreadable")


def test_a_photo_whose_job_failed_is_replaced_with_its_file(batch):
    failed = batches.add(batch, "a.jpg", rows.jpeg())
    _end(failed.job, State.FAILED)
    file = failed.job.photo.file.name
    batches.again(batch, 0, "a.jpg", rows.jpeg("navy"))
    assert CaptionJob.objects.get().state == "queued"
    assert Photo.objects.count() == 1
    assert not default_storage.exists(file)


@pytest.mark.parametrize("state", [State.QUEUED, State.RUNNING, State.SUCCEEDED])
def test_a_photo_that_did_not_fail_is_not_sent_again(batch, state):
    _end(batches.add(batch, "a.jpg", rows.jpeg()).job, state)
    with pytest.raises(Conflict):
        batches.again(batch, 0, "a.jpg", rows.jpeg())
    assert Photo.objects.count() == 1


def test_of_one_photo_sent_again_twice_at_once_one_is_kept(batch, monkeypatch):
    batches.add(batch, "a.txt", b"no photo")
    original = submit.submit

    def beaten(*args, **options):
        if BatchItem.objects.get().job is None:
            BatchItem.objects.update(job=original(*args, **options), error_code="")
        return original(*args, **options)

    monkeypatch.setattr(batches, "submit", beaten)
    with pytest.raises(Conflict):
        batches.again(batch, 0, "a.jpg", rows.jpeg())
    assert [job.batch_item.batch for job in CaptionJob.objects.all()] == [batch]
    assert Photo.objects.count() == 1


def test_a_batch_holds_so_many_photos_and_no_more(batch, monkeypatch):
    monkeypatch.setattr(batches, "PHOTOS_MAX", 2)
    batches.add(batch, "a.jpg", rows.jpeg())
    batches.refuse(batch, "b.jpg", PhotoType("No photo."))
    with pytest.raises(InvalidBrief, match="2 photos"):
        batches.add(batch, "c.jpg", rows.jpeg())
    assert Photo.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_photos_sent_at_once_all_get_a_place_and_none_gets_one_too_many(batch, monkeypatch):
    monkeypatch.setattr(batches, "PHOTOS_MAX", 4)
    full = []

    def add(name: str) -> None:
        try:
            batches.add(batch, name, rows.jpeg())
        except InvalidBrief as error:
            full.append(error)
        connection.close()

    threads = [threading.Thread(target=add, args=(f"{n}.jpg",)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert list(batch.items.values_list("position", flat=True)) == [0, 1, 2, 3]
    assert len(full) == 2
    assert CaptionJob.objects.count() == 4, "a photo without a place was left behind"


def test_past_what_a_person_may_ask_for_the_rest_is_kept_for_later(batch):
    allowed = iter([True, False, False])
    files = [(f"{n}.jpg", rows.jpeg()) for n in range(3)]
    batches.fill(batch, files, allow=lambda: next(allowed))
    assert _states(batch) == ["queued", "failed", "failed"]
    assert batch.items.last().error_code == "throttled"


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("IMG 1.jpg", "IMG 1.jpg"),
        ("/home/a/IMG_1.jpg", "IMG_1.jpg"),
        ("C:\\Fotos\\IMG_1.jpg", "IMG_1.jpg"),
        ("a\0b\n.jpg", "ab .jpg"),
        ("x" * 300 + ".heic", "x" * 95 + ".heic"),
        ("", "photo"),
        ("folder/", "photo"),
    ],
)
def test_a_photo_keeps_its_own_name_and_no_folder(batch, name, kept):
    assert batches.refuse(batch, name, PhotoType("No photo.")).name == kept


def test_the_document_says_how_far_each_photo_is(batch):
    done = batches.add(batch, "a.jpg", rows.jpeg())
    rows.finished(done.job)
    batches.add(batch, "b.txt", b"no photo")
    waiting = batches.add(batch, "c.jpg", rows.jpeg())
    document = _document(batch)
    assert document["done"] is False
    assert document["progress"] == {
        "total": 3, "queued": 1, "running": 0, "succeeded": 1, "failed": 1, "canceled": 0,
        "expired": 0,
    }  # fmt: skip
    first, second, third = document["items"]
    assert first == {
        "position": 0, "name": "a.jpg", "status": "succeeded", "caption": str(done.job),
    }  # fmt: skip
    assert second["error"]["code"] == "photo_type"
    assert (third["status"], third["caption"]) == ("queued", str(waiting.job))
    _end(waiting.job, State.FAILED)
    document = _document(batch)
    assert document["done"] is True
    assert document["items"][2]["error"] == {"code": "x", "detail": "no"}


def test_documents_of_many_batches_ask_the_database_as_often_as_one(
    batch, django_assert_num_queries
):
    batches.add(batch, "a.jpg", rows.jpeg())
    other = batches.create(BRIEF, visitor="v")
    for name in "abc":
        batches.add(other, name, rows.jpeg())
    with django_assert_num_queries(3):
        assert len([batches.document(row) for row in batches.documented(Batch.objects)]) == 2


def test_an_export_holds_what_stands_now_in_the_batchs_order(batch):
    first, second = (batches.add(batch, f"{name}.jpg", rows.jpeg()).job for name in "ab")
    for job in (first, second):
        rows.finished(job)
    anew = submit.regenerate(first.captions.first(), Brief(note="anew"))
    assert list(batches.jobs(batch)) == [first, second], "what is not written yet is no result"
    rows.finished(anew)
    assert list(batches.jobs(batch)) == [anew, second]
    assert [item.job for item in batches.items(batch)] == [anew, second]
    assert [item["caption"] for item in _document(batch)["items"]] == [str(anew), str(second)]
    table = "".join(exports.csv(batches.jobs(batch)))
    assert table.index("a.jpg,1,anew 0") < table.index("b.jpg,1,the fair 0")


def test_a_deleted_batch_takes_its_photos_along(batch):
    file = batches.add(batch, "a.jpg", rows.jpeg()).job.photo.file.name
    batches.add(batch, "b.txt", b"no photo")
    kept = rows.job(visitor="v")
    delete_batch(batch)
    assert list(CaptionJob.objects.all()) == [kept]
    assert not default_storage.exists(file)
    assert not BatchItem.objects.exists()


def test_a_photo_that_comes_after_its_batch_was_deleted_is_not_kept(batch):
    gone = Batch.objects.get()
    delete_batch(batch)
    with pytest.raises(Batch.DoesNotExist):
        batches.add(gone, "a.jpg", rows.jpeg())
    assert not Photo.objects.exists()
