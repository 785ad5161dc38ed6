"""Alice says something of a caption; Bob and Carol review it. Charlie allowed nothing."""

from datetime import timedelta

import pytest
from django.utils import timezone

from captioner import deletion, preferences
from captioner.edits import Edit
from captioner.errors import Conflict, InvalidBrief
from feedback import review, review_queue
from feedback.models import Act, Review, ReviewEvent, ReviewState
from feedback.record import record, take_back
from tests import rows

pytestmark = pytest.mark.django_db

HERS = Edit(text="slow morning, good dog", tags=("#dog",))
PENDING, APPROVED = ReviewState.PENDING, ReviewState.APPROVED
CORRECTED, REJECTED, WITHDRAWN = (
    ReviewState.CORRECTED,
    ReviewState.REJECTED,
    ReviewState.WITHDRAWN,
)


@pytest.fixture(autouse=True)
def alice_allows_training(alice):
    preferences.consent(True, owner=alice)


@pytest.fixture(autouse=True)
def no_second(monkeypatch):
    """Which words are drawn depends on their numbers, and these on the tests before."""
    monkeypatch.setattr("feedback.review.drawn_for_a_second", lambda feedback_id: False)


@pytest.fixture
def every_second(monkeypatch):
    monkeypatch.setattr("feedback.review.drawn_for_a_second", lambda feedback_id: True)


def said(owner, *, edit: Edit = HERS, note: str = "", **more) -> Review:
    """The review that awaits what the owner said of a caption of hers."""
    caption = rows.result(owner=owner, note=note).captions.get()
    return Review.objects.get(feedback=record(caption, edit=edit, version=0, **more))


def approve(item: Review, by, **more) -> Review:
    return review.approve(item, by=by, revision=item.revision, **more)


def reject(item: Review, by, **more) -> Review:
    return review.reject(item, by=by, revision=item.revision, **more)


def changed_again(item: Review, text: str) -> None:
    caption = item.feedback.caption
    caption.refresh_from_db()
    record(caption, edit=Edit(text=text), version=caption.version)


def again(item: Review) -> Review:
    return Review.objects.get(pk=item.pk)


# --- What enters -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "enters"),
    [
        ({"thumbs": "up"}, True),
        ({"thumbs": "down", "reasons": ["unsafe"]}, True),
        ({"edit": Edit(text="mine"), "version": 0}, True),
        ({"edit": Edit(tags=("#mine",)), "version": 0}, True),
        ({"edit": Edit(alt_text="A pup."), "version": 0}, True),
        ({"edit": Edit(alt_text="a dog on a beach"), "version": 0}, False),
        ({"edit": Edit(alt_text=""), "version": 0}, False),
        ({"copied": ["all"]}, False),
    ],
)
def test_a_word_that_judges_or_changes_the_caption_awaits_review(alice, words, enters):
    record(rows.result(owner=alice).captions.get(), **words)
    assert Review.objects.pending().exists() == enters


def test_nobody_reviews_the_words_of_who_does_not_allow_training(alice, charlie, bob):
    said(charlie)
    assert review_queue.claim(bob) is None
    mine = said(alice)
    assert review_queue.claim(bob) == mine
    preferences.consent(False, owner=alice)
    assert review_queue.claim(bob) is None
    with pytest.raises(Review.DoesNotExist):
        approve(mine, bob)
    assert not Review.objects.visible_to(bob).exists()


def test_who_allows_training_later_is_asked_from_her_next_word_on(charlie, bob):
    item = said(charlie)
    preferences.consent(True, owner=charlie)
    assert review_queue.claim(bob) is None
    changed_again(item, "another")
    assert review_queue.claim(bob) == item


def test_a_guest_who_allows_training_is_reviewed_too(bob):
    preferences.consent(True, visitor="mark")
    record(rows.result(visitor="mark").captions.get(), thumbs="up")
    record(rows.result(visitor="other").captions.get(), thumbs="up")
    assert Review.objects.visible_to(bob).count() == 1


def test_words_that_are_taken_back_leave_the_queue_and_come_back_when_said_again(alice):
    item = said(alice)
    take_back(item.feedback.caption, version=1)
    assert again(item).state == WITHDRAWN
    changed_again(item, "mine after all")
    assert again(item).state == PENDING
    assert [event.act for event in item.events.all()] == [Act.WITHDRAW, Act.CHANGE]


def test_a_deleted_photo_takes_its_reviews_and_their_audit_along(alice, bob):
    item = approve(said(alice), bob)
    deletion.delete_photo(item.feedback.caption.job.photo)
    assert not Review.objects.exists()
    assert not ReviewEvent.objects.exists()


# --- Whose turn --------------------------------------------------------------------------------


def test_what_teaches_most_comes_first(alice, bob):
    for n in range(12):  # no longer a new kind of post
        approve(said(alice, edit=Edit(tags=("#a",)), note=f"{n}"), bob)
    small = said(alice, edit=Edit(tags=("#words0", "#other")))
    torn = said(alice, edit=Edit(text="all of it anew, every word"), thumbs="up")
    large = said(alice, edit=Edit(text="all of it anew, every word"))
    new = rows.result(owner=alice, audience="academic").captions.get()
    new = Review.objects.get(feedback=record(new, thumbs="up"))
    order = [torn, new, large, small]
    assert list(Review.objects.pending().order_by("-value")) == order
    assert [item.why[:1] for item in order] == [
        ["contradicts herself"],
        ["new kind of post"],
        ["large edit"],
        [],
    ]


def test_two_reviewers_are_never_given_the_same_item(alice, bob, carol):
    one, other = said(alice), said(alice)
    assert {review_queue.claim(bob), review_queue.claim(carol)} == {one, other}
    assert review_queue.claim(bob, after=again(one)) is None
    with pytest.raises(Conflict, match="carol is at this one now"):
        approve(again(other), bob)


def test_a_lock_runs_out(alice, bob, carol):
    item = said(alice)
    review_queue.claim(bob)
    assert review_queue.claim(carol) is None
    Review.objects.update(held_until=timezone.now() - timedelta(seconds=1))
    assert review_queue.claim(carol) == item
    with pytest.raises(Conflict):
        approve(item, bob)
    review_queue.release(item, bob)  # not his any more: no effect
    assert again(item).holder == carol


def test_what_is_passed_over_comes_back_when_the_rest_was_seen(alice, bob):
    items = [said(alice, note=f"{n}") for n in range(3)]
    seen = [review_queue.claim(bob)]
    for _ in range(3):
        review_queue.release(seen[-1], bob)
        seen.append(review_queue.claim(bob, after=seen[-1]))
    assert set(seen) == set(items)
    assert seen[3] == seen[0]


def test_what_is_skipped_comes_last(alice, bob):
    first, second = said(alice), said(alice)
    review.skip(first, by=bob, revision=0)
    assert review_queue.claim(bob) == second
    approve(second, bob)
    assert review_queue.claim(bob) == first


# --- The verdict -------------------------------------------------------------------------------


def test_what_is_approved_trains_as_she_left_it(alice, bob):
    item = approve(said(alice), bob)
    assert (item.state, item.text, item.tags) == (APPROVED, HERS.text, list(HERS.tags))
    assert list(review.approved()) == [item]


def test_what_is_corrected_trains_as_the_reviewer_left_it(alice, bob):
    item = approve(said(alice), bob, edit=Edit(text="slow morning, good pup"))
    assert (item.state, item.text, item.tags) == (CORRECTED, "slow morning, good pup", ["#dog"])
    assert again(item).feedback.text == HERS.text
    assert list(review.approved()) == [item]


def test_an_edit_that_changes_nothing_approves(alice, bob):
    assert approve(said(alice), bob, edit=HERS).state == APPROVED


def test_what_is_rejected_does_not_train(alice, bob):
    item = reject(said(alice), bob, reasons=["too_long", "unsafe"])
    assert (item.state, item.reasons) == (REJECTED, ["unsafe", "too_long"])
    assert not review.approved().exists()


def test_a_reason_nobody_knows_is_refused_and_nothing_stored(alice, bob):
    item = said(alice)
    with pytest.raises(InvalidBrief, match="'ugly' is no reason"):
        reject(item, bob, reasons=["unsafe", "ugly"])
    assert again(item).state == PENDING


def test_what_was_accepted_trains_no_more_once_consent_is_withdrawn(alice, bob):
    approve(said(alice), bob)
    preferences.consent(False, owner=alice)
    assert not review.approved().exists()


def test_one_verdict_is_enough(alice, bob, carol):
    item = said(alice)
    approve(item, bob)
    with pytest.raises(Conflict, match="approved already"):
        reject(item, carol)


def test_a_word_that_changes_after_its_review_is_reviewed_again(alice, bob):
    item = approve(said(alice), bob)
    changed_again(item, "she thought better of it")
    item = again(item)
    assert (item.state, item.text, item.reviewer) == (PENDING, "", None)
    assert not review.approved().exists()
    assert review_queue.claim(bob) == item


def test_an_alt_text_that_changes_after_its_review_is_reviewed_again(alice, bob):
    item = approve(said(alice), bob)
    caption = item.feedback.caption
    caption.refresh_from_db()
    record(caption, edit=Edit(alt_text="A pup."), version=caption.version)
    assert again(item).state == PENDING


def test_using_a_reviewed_caption_is_no_new_word(alice, bob):
    item = approve(said(alice), bob)
    record(item.feedback.caption, copied=["all"])
    assert again(item).state == APPROVED


def test_no_verdict_falls_on_words_the_reviewer_did_not_see(alice, bob):
    item = said(alice)
    changed_again(item, "she thought better of it")
    with pytest.raises(Conflict, match="look again"):
        approve(item, bob)
    assert approve(again(item), bob).text == "she thought better of it"


# --- Undo and audit ----------------------------------------------------------------------------


@pytest.mark.parametrize("act", [approve, reject])
def test_a_verdict_is_undone_and_the_item_is_the_reviewers_again(alice, bob, carol, act):
    item = said(alice)
    act(item, bob)
    assert review.undo(carol) is None
    assert review.undo(bob) == item
    item = again(item)
    assert (item.state, item.text, item.reviewer, item.holder) == (PENDING, "", None, bob)
    assert review.undo(bob) is None


def test_acts_are_undone_one_by_one(alice, bob):
    first, second = said(alice), said(alice)
    review.skip(first, by=bob, revision=0)
    approve(second, bob)
    assert review.undo(bob) == second
    assert review.undo(bob) == first
    assert again(first).skips == 0


def test_an_act_that_something_came_after_stays(alice, bob):
    item = approve(said(alice), bob)
    changed_again(item, "she thought better of it")
    assert review.undo(bob) is None


def test_every_act_tells_who_when_and_what_stood_before_and_after(alice, bob):
    before = timezone.now()
    item = approve(said(alice), bob, edit=Edit(text="his"))
    review.undo(bob)
    corrected, undone = item.events.all()
    assert (corrected.act, corrected.by, undone.act) == (Act.CORRECT, bob, Act.UNDO)
    assert before <= corrected.at <= undone.at <= timezone.now()
    pending = {"state": "pending", "text": "", "tags": [], "reasons": [], "skips": 0}
    his = pending | {"state": "corrected", "text": "his", "tags": ["#dog"]}
    assert (corrected.before, corrected.after) == (pending, his)
    assert (undone.before, undone.after) == (his, pending)


# --- The second opinion ------------------------------------------------------------------------


def test_one_word_in_ten_is_reviewed_twice_and_always_the_same_ones(monkeypatch):
    monkeypatch.undo()
    drawn = [n for n in range(20_000) if review.drawn_for_a_second(n)]
    assert 0.09 < len(drawn) / 20_000 < 0.11
    assert drawn == [n for n in range(20_000) if review.drawn_for_a_second(n)]


def test_the_second_review_is_for_somebody_else_who_does_not_see_the_first(
    alice, bob, carol, every_second
):
    first = approve(said(alice), bob)
    assert review_queue.claim(bob) is None
    second = review_queue.claim(carol)
    assert (second.second, second.feedback) == (True, first.feedback)
    review_queue.release(second, carol)
    with pytest.raises(Conflict, match="somebody else's"):
        reject(second, bob)
    assert list(Review.objects.visible_to(bob)) == [first]
    assert first not in Review.objects.visible_to(carol)
    approve(again(second), carol)
    assert first in Review.objects.visible_to(carol)


def test_what_a_second_reviewer_turns_down_does_not_train(alice, bob, carol, every_second):
    first = approve(said(alice), bob)
    assert list(review.approved()) == [first]
    reject(review_queue.claim(carol), carol)
    assert not review.approved().exists()


def test_a_first_review_that_is_undone_takes_the_second_that_waits_back(
    alice, bob, carol, every_second
):
    first = approve(said(alice), bob)
    review.undo(bob)
    assert Review.objects.get(second=True).state == WITHDRAWN
    review_queue.release(first, bob)
    approve(again(first), carol)
    second = Review.objects.get(second=True)
    assert (second.state, second.barred) == (PENDING, carol)
    assert review_queue.claim(bob) == second


def test_both_opinions_fall_when_her_word_changes(alice, bob, carol, every_second):
    first = approve(said(alice), bob)
    approve(review_queue.claim(carol), carol)
    changed_again(first, "she thought better of it")
    assert again(first).state == PENDING
    assert Review.objects.get(second=True).state == WITHDRAWN
