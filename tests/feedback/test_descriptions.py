"""Approved feedback of other programs is described once, by the model that serves."""

import pytest

from captioner import deletion, photos, preferences
from captioner.engine.describer import Describer
from captioner.models import CaptionJob
from feedback import descriptions, received, review, snapshots
from feedback.datasets import snapshot
from feedback.models import Review
from tests.feedback.approved import approved
from tests.feedback.datasets import makers

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _as_it_is(settings, tmp_path, monkeypatch):
    settings.DATASETS_DIR = tmp_path / "datasets"
    monkeypatch.setattr("feedback.review.drawn_for_a_second", lambda feedback_id: False)


@pytest.fixture
def described(monkeypatch) -> list[int]:
    """How many photos the describer is asked for at once, as it goes."""
    asked, whole = [], Describer.describe

    def describe(self, images):
        asked.append(len(images))
        return whole(self, images)

    monkeypatch.setattr(Describer, "describe", describe)
    return asked


def sent(owner, by, uid: str, photo: int) -> Review:
    """Another program's photo with a caption that its person liked, approved."""
    preferences.consent(True, owner=owner)
    loaded = photos.load(makers.photo(photo))
    said, _ = received.store(uid, loaded, caption=f"low tide {uid} #sea", said="good", owner=owner)
    item = Review.objects.get(feedback=said)
    return review.approve(item, by=by, revision=item.revision)


def test_each_photo_that_came_without_a_description_is_described_once(alice, bob, described):
    items = [sent(alice, bob, "a", 1), sent(alice, bob, "b", 2), sent(alice, bob, "c", 1)]
    approved(alice, 3, by=bob, text="mine")
    told = []
    assert descriptions.fill(lambda *each: told.append(each)) == 3
    assert (described, told) == ([2], [(2, 2)])
    jobs = [CaptionJob.objects.get(captions__feedback__reviews=item) for item in items]
    assert all(len(job.description.split()) > 2 for job in jobs)
    assert jobs[0].description == jobs[2].description
    assert {job.describer for job in jobs} == {"bundled/describer"}
    assert {job.writer for job in jobs} == {received.MADE_BY}
    assert descriptions.fill() == 0
    assert described == [2], "nothing was asked again"
    row, _ = snapshots.build("house")
    assert all(record.description for record in snapshot.read(row.path).rows)


def test_nobody_s_photo_is_looked_at_who_does_not_allow_it_or_was_not_approved(
    alice, charlie, bob, described
):
    sent(charlie, bob, "a", 1)
    preferences.consent(False, owner=charlie)
    waiting = sent(alice, bob, "b", 2)
    review.undo(bob)
    assert Review.objects.get(pk=waiting.pk).state == "pending"
    assert descriptions.fill() == 0
    assert described == []


def test_a_photo_that_is_lost_is_passed_over_and_one_that_is_deleted_takes_its_sentence_along(
    alice, bob, described
):
    lost, there = sent(alice, bob, "a", 1), sent(alice, bob, "b", 2)
    photo = lost.feedback.caption.job.photo
    photo.file.storage.delete(photo.file.name)
    assert descriptions.fill() == 1
    deletion.delete_photo(there.feedback.caption.job.photo)
    assert not CaptionJob.objects.exclude(description="").exists()
