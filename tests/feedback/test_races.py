"""Two things at once: a word is said while its caption is deleted, claimed, or judged elsewhere.

On PostgreSQL these meet inside the database, on SQLite one waits for the other from the start.
"""

import threading
from collections.abc import Callable

import pytest
from django.db import connection, transaction

from captioner import accounts, deletion
from captioner.models import Caption, Photo
from feedback.models import Feedback
from feedback.record import record
from tests import rows

pytestmark = pytest.mark.django_db(transaction=True)

HOLD = 0.3  # seconds the first transaction stays open while the second runs into it


def _while_it_is_said(caption: Caption, other: Callable[[], object]) -> list[BaseException]:
    """Run `other` while another connection has said something and not committed; what failed."""
    said, failed = threading.Event(), []

    def saying() -> None:
        with transaction.atomic():
            record(caption, thumbs="down", reasons=["unsafe"])
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
