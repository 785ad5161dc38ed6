"""Two things at once: a word is said or reviewed while its caption is deleted, claimed, or judged
elsewhere.

On PostgreSQL these meet inside the database, on SQLite one waits for the other from the start.
"""

import threading
from collections.abc import Callable

import pytest
from django.db import connection, transaction

from captioner import accounts, deletion, preferences
from captioner.models import Caption, Photo
from feedback import review, review_queue
from feedback.models import Feedback, Review, ReviewEvent
from feedback.record import record
from tests import rows

pytestmark = pytest.mark.django_db(transaction=True)

HOLD = 0.3  # seconds the first transaction stays open while the second runs into it


def _while_it_is_said(caption: Caption, other: Callable[[], object]) -> list[BaseException]:
    """Run `other` while another connection has said something and not committed; what failed."""
    return _while(lambda: record(caption, thumbs="down", reasons=["unsafe"]), other)


def _while(act: Callable[[], object], other: Callable[[], object]) -> list[BaseException]:
    said, failed = threading.Event(), []

    def saying() -> None:
        with transaction.atomic():
            act()
            said.set()
            threading.Event().wait(HOLD)

    def guarded(work: Callable[[], object]) -> None:
        try:
            work()
        except Exception as error:
            failed.append(error)
        finally:
            said.set()
            connection.close()

    threads = [threading.Thread(target=guarded, args=[work]) for work in (saying, other)]
    threads[0].start()
    assert said.wait(30)
    threads[1].start()
    for thread in threads:
        thread.join(30)
    return failed


def test_a_photo_deleted_while_its_caption_is_judged_is_gone_with_what_was_said():
    caption = rows.result(visitor="mark").captions.get()
    assert not _while_it_is_said(caption, lambda: deletion.delete_photo(caption.job.photo))
    assert not Photo.objects.exists()
    assert not Feedback.objects.exists()


def test_an_account_that_claims_a_result_while_it_is_judged_gets_the_word_too(alice):
    caption = rows.result(visitor="mark").captions.get()
    assert not _while_it_is_said(caption, lambda: accounts.claim(alice, visitor="mark"))
    assert Feedback.objects.get().owner == alice


def test_two_windows_that_judge_at_once_leave_one_word_that_holds_both():
    caption = rows.result(visitor="mark").captions.get()
    assert not _while_it_is_said(caption, lambda: record(caption, copied=["all"]))
    said = Feedback.objects.get()
    assert (said.thumbs, said.reasons, said.copied) == ("down", ["unsafe"], ["all"])
    assert said.events.count() == 2


def _queued(owner, count: int) -> list[Review]:
    preferences.consent(True, owner=owner)
    for n in range(count):
        record(rows.result(owner=owner, note=f"{n}").captions.get(), thumbs="up")
    return list(Review.objects.all())


def test_a_photo_deleted_while_it_is_reviewed_is_gone_with_the_verdict(alice, bob):
    [item] = _queued(alice, 1)
    photo = item.feedback.caption.job.photo
    assert not _while(
        lambda: review.approve(item, by=bob, revision=0), lambda: deletion.delete_photo(photo)
    )
    assert not Review.objects.exists()
    assert not ReviewEvent.objects.exists()


def test_of_two_verdicts_at_once_one_stands_and_the_other_is_told(alice, bob, carol):
    [item] = _queued(alice, 1)
    [told] = _while(
        lambda: review.approve(item, by=bob, revision=0),
        lambda: review.reject(item, by=carol, revision=0),
    )
    assert "approved already" in str(told)
    assert ReviewEvent.objects.get().by == bob


def test_no_verdict_falls_on_words_that_change_at_that_moment(alice, bob):
    [item] = _queued(alice, 1)
    caption = item.feedback.caption
    [told] = _while_it_is_said(caption, lambda: review.approve(item, by=bob, revision=0))
    assert "look again" in str(told)
    assert not review.approved().exists()


def test_reviewers_who_ask_at_once_are_given_different_items(alice, django_user_model):
    _queued(alice, 6)
    reviewers = [django_user_model.objects.create_superuser(f"r{n}") for n in range(6)]
    given = []

    def asks(user) -> None:
        try:
            given.append(review_queue.claim(user).pk)
        finally:
            connection.close()

    threads = [threading.Thread(target=asks, args=[user]) for user in reviewers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert len(given) == len(set(given)) == 6
