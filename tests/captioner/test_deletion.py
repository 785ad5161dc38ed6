"""What is deleted is gone everywhere, or the deletion says it failed and nothing is."""

from pathlib import Path

import pytest
from django.core.files.storage import default_storage

from captioner import deletion, edits
from captioner.edits import Edit
from captioner.models import Batch, BatchItem, Caption, CaptionJob, Photo, Voice
from captioner.submit import regenerate
from tests import rows

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).parent.parent.parent
ROOMS = ("captioner", "feedback", "snap2caption")


@pytest.fixture(autouse=True)
def _no_worker(monkeypatch):
    monkeypatch.setattr("captioner.submit.hint", lambda: None)


@pytest.fixture
def receiver():
    """Connects a function to `photo_deleted` for one test."""
    connected = []

    def connect(function):
        deletion.photo_deleted.connect(function, weak=False)
        connected.append(function)

    yield connect
    for function in connected:
        deletion.photo_deleted.disconnect(function)


def test_a_photo_goes_with_its_file_its_jobs_and_their_captions():
    job = rows.result()
    rows.finished(regenerate(job.captions.get(), job.brief))
    deletion.delete_photo(job.photo)
    assert not Photo.objects.exists()
    assert not CaptionJob.objects.exists()
    assert not Caption.objects.exists()
    assert not default_storage.exists(job.photo.file.name)


def test_whoever_holds_a_copy_is_told_which_photo_it_was(receiver):
    told = []
    receiver(lambda signal, sender, **facts: told.append(facts))
    photo = rows.job().photo
    facts = {"photo_id": photo.id, "sha256": photo.sha256}
    deletion.delete_photo(photo)
    assert told == [facts]


def test_a_voice_forgets_what_an_edit_of_a_deleted_caption_taught_it():
    voice = rows.voice()
    gone, stays = rows.result(voice=voice), rows.result(voice=voice)
    for job, words in ((gone, "at home in Elm Street 4"), (stays, "my own words")):
        edits.save(job.captions.get(), Edit(text=words), version=0)
    before = Voice.objects.get()
    deletion.delete_photo(gone.photo)
    after = Voice.objects.get()
    assert (before.kept, after.kept) == (
        ["at home in Elm Street 4", "my own words"],
        ["my own words"],
    )
    assert after.version == before.version + 1  # who has its page open is told
    assert after.updated_at == before.updated_at  # a visitor's is pruned no later for it


def test_it_is_the_only_signal_of_the_product():
    sources = [file for room in ROOMS for file in (ROOT / room).rglob("*.py")]
    assert [file.name for file in sources if "Signal(" in file.read_text()] == ["deletion.py"]


def test_where_a_copy_cannot_be_removed_nothing_is_and_it_can_be_tried_again(receiver):
    photo = rows.job().photo

    def away(**_):
        raise OSError("the copy's storage is away")

    receiver(away)
    with pytest.raises(OSError, match="away"):
        deletion.delete_photo(photo)
    assert Photo.objects.filter(pk=photo.pk).exists()
    assert default_storage.exists(photo.file.name)


def test_an_account_goes_with_all_that_is_its_own_and_nothing_else(django_user_model):
    alice = django_user_model.objects.create_user("alice")
    hers, other = rows.job(owner=alice), rows.job()
    rows.voice(owner=alice)
    deletion.delete_account(alice)
    assert not django_user_model.objects.exists()
    assert not Voice.objects.exists()
    assert list(CaptionJob.objects.all()) == [other]
    assert not default_storage.exists(hers.photo.file.name)


def test_a_batch_goes_with_its_photos_and_its_failures():
    batch, kept = Batch.objects.create(visitor="mark"), rows.job()
    BatchItem.objects.create(batch=batch, position=0, name="a.jpg", job=rows.job())
    BatchItem.objects.create(batch=batch, position=1, name="b.txt", error_code="photo_type")
    deletion.delete_batch(batch)
    assert not BatchItem.objects.exists()
    assert list(CaptionJob.objects.all()) == [kept]
