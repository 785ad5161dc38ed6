"""The review queue's acts: put a word in, take one, decide it, take that back.

Each act holds the caption's row, so that a deletion meanwhile waits and takes it along, refuses
what the reviewer did not see, and writes its audit in the same transaction. Knows nothing of
requests or pages; who may review at all is the admin's to ask.
"""

import hashlib
from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from captioner.edits import Edit
from captioner.errors import Conflict, InvalidBrief
from captioner.models import Caption
from feedback import comparison, value
from feedback.models import (
    ACCEPTED,
    DECIDED,
    QUEUE,
    Act,
    Feedback,
    Reason,
    Review,
    ReviewEvent,
    ReviewState,
    consented,
)

LOCK = timedelta(minutes=10)
# Of the words that are decided, those that a second reviewer is asked about without a hint.
SECOND_SHARE = 0.1

_PENDING = {
    "state": ReviewState.PENDING,
    "text": "",
    "tags": [],
    "reasons": [],
    "reviewer": None,
    "reviewed_at": None,
}
_FREE = {"holder": None, "held_until": None}


def approved():
    """The reviews whose text and tags may train: accepted, their creator's consent standing, and
    not turned down by a second reviewer; with feedback, caption, job and photo, in one query."""
    turned_down = Review.objects.filter(
        feedback=OuterRef("feedback"), second=True, state=ReviewState.REJECTED
    )
    accepted = Review.objects.filter(second=False, state__in=ACCEPTED).consented()
    found = accepted.exclude(Exists(turned_down))
    return found.select_related("feedback__caption__job__photo").order_by("pk")


def draft_tags(caption: Caption) -> list[str]:
    """The tags that were suggested for posting."""
    return [tag.tag for tag in caption.post().hashtags if tag.selected]


# --- Into the queue ----------------------------------------------------------------------------


def enqueue(feedback: Feedback) -> None:
    """Queue a word that is new or has changed, or withdraw one that says nothing any more.

    Inside the transaction that stores the word and holds its caption. A verdict on what she said
    before falls: the item is pending again.
    """
    held = Review.objects.select_for_update().filter(feedback=feedback)
    reviews = {review.second: review for review in held}
    if not _says_something(feedback):
        for review in reviews.values():
            _withdraw(review)
        return
    signs = _signs(feedback)
    place = {"value": value.value(signs), "why": value.reasons(signs)}
    if (first := reviews.get(False)) is None:
        Review.objects.create(feedback=feedback, kind=kind(feedback), **place)
        return
    if second := reviews.get(True):
        _withdraw(second)
    first.revision += 1
    if first.state == ReviewState.PENDING:
        _set(first, **place)
    else:
        _note(first, Act.CHANGE, None, **_PENDING, **_FREE, **place, skips=0)


def kind(feedback: Feedback) -> str:
    """What sort of post it is about: the slice that is told apart when little of it was seen."""
    job = feedback.caption.job
    return " · ".join((job.tone.casefold(), job.audience, job.language, job.platform))


def _says_something(feedback: Feedback) -> bool:
    caption = feedback.caption
    edited = (feedback.text, feedback.tags) != (caption.text, draft_tags(caption))
    return bool(feedback.thumbs or feedback.reasons or edited)


def _signs(feedback: Feedback) -> value.Signs:
    caption = feedback.caption
    same = Review.objects.filter(kind=kind(feedback), second=False).exclude(feedback=feedback)
    return value.Signs(
        thumbs=feedback.thumbs,
        used=bool(feedback.copied),
        word_change=comparison.word_change(caption.text, feedback.text),
        tag_change=1 - comparison.tag_similarity(draft_tags(caption), feedback.tags),
        seen=len(same.values_list("pk")[: value.NEW_UNTIL]),
    )


def _withdraw(review: Review) -> None:
    if review.state == ReviewState.WITHDRAWN:
        return
    review.revision += 1
    withdrawn = _PENDING | {"state": ReviewState.WITHDRAWN}
    _note(review, Act.WITHDRAW, None, **withdrawn, **_FREE)


# --- Whose turn --------------------------------------------------------------------------------


def claim(user, *, after: Review | None = None) -> Review | None:
    """Take the item that is worth most, for `LOCK`; None where nothing waits for this reviewer.

    Args:
        after: start behind this one, and at the top again where nothing comes behind it, so that
            what was passed over does not come back at once.
    """
    free = Review.objects.open_to(user).order_by(*QUEUE)
    if after is not None:
        free = free.exclude(pk=after.pk)
    with transaction.atomic():
        found = free.select_for_update(of=("self",), skip_locked=True)
        taken = (found.filter(_behind(after)).first() if after else None) or found.first()
        if taken:
            _set(taken, holder=user, held_until=timezone.now() + LOCK)
    return taken


def take(review: Review, user) -> bool:
    """Hold this item, or go on holding it; False where it is not this reviewer's to decide."""
    free = Review.objects.open_to(user).filter(pk=review.pk)
    return bool(free.update(holder=user, held_until=timezone.now() + LOCK))


def release(review: Review, user) -> None:
    """Let others have it; somebody else's lock is left alone."""
    Review.objects.filter(pk=review.pk, holder=user).update(**_FREE)


def _behind(review: Review) -> Q:
    worth_less = Q(value__lt=review.value) | Q(value=review.value, pk__gt=review.pk)
    return Q(skips__gt=review.skips) | Q(skips=review.skips) & worth_less


# --- The verdict -------------------------------------------------------------------------------


def approve(review: Review, *, by, revision: int, edit: Edit | None = None) -> Review:
    """Accept her words for training, or the reviewer's in their place.

    Args:
        revision: the review's that the reviewer saw.
        edit: the text and the tags as the reviewer would have them; where they are hers, or left
            out, this approves, else it corrects.

    Raises:
        Conflict: somebody else has it or decided it, or she changed her word meanwhile.
        Review.DoesNotExist: it was deleted, or her consent withdrawn.
    """
    with transaction.atomic():
        now = _held(review, by, revision)
        hers = now.feedback
        text = hers.text if edit is None or edit.text is None else edit.text
        tags = hers.tags if edit is None or edit.tags is None else list(edit.tags)
        act = Act.APPROVE if (text, tags) == (hers.text, hers.tags) else Act.CORRECT
        state = ReviewState.APPROVED if act == Act.APPROVE else ReviewState.CORRECTED
        return _decide(now, act, by, state=state, text=text, tags=tags)


def reject(review: Review, *, by, revision: int, reasons: Iterable[str] = ()) -> Review:
    """Turn it down for training.

    Args:
        reasons: of `Reason`.

    Raises:
        InvalidBrief: a reason that is none of them.
        Conflict, Review.DoesNotExist: as `approve`.
    """
    given = set(reasons)
    if unknown := given - set(Reason.values):
        raise InvalidBrief(f"reasons: {min(unknown)[:40]!r} is no reason", field="reasons")
    ordered = [reason for reason in Reason.values if reason in given]
    with transaction.atomic():
        now = _held(review, by, revision)
        return _decide(now, Act.REJECT, by, state=ReviewState.REJECTED, reasons=ordered)


def skip(review: Review, *, by, revision: int) -> Review:
    """Leave it to whoever comes after all the others.

    Raises:
        Conflict, Review.DoesNotExist: as `approve`.
    """
    with transaction.atomic():
        now = _held(review, by, revision)
        return _note(now, Act.SKIP, by, skips=now.skips + 1, **_FREE)


def undo(user) -> Review | None:
    """Take back the reviewer's last act that nothing has happened to since; she holds the item
    again. None where there is no such act."""
    later = ReviewEvent.objects.filter(review=OuterRef("review"), pk__gt=OuterRef("pk"))
    acts = (Act.APPROVE, Act.CORRECT, Act.REJECT, Act.SKIP)
    consenting = consented("review__feedback")
    mine = ReviewEvent.objects.filter(consenting, by=user, act__in=acts).exclude(Exists(later))
    with transaction.atomic():
        if (last := mine.order_by("-pk").first()) is None:
            return None
        now = _locked(last.review_id)
        if now.events.last() != last:
            return None  # a colleague or her own edit came between the two reads
        back = last.before | {"reviewer": None, "reviewed_at": None}
        _note(now, Act.UNDO, user, **back, holder=user, held_until=timezone.now() + LOCK)
        _ask_again(now)
        return now


def _held(review: Review, user, revision: int) -> Review:
    """The row, locked, as the reviewer saw it."""
    now = _locked(review.pk)
    if now.state != ReviewState.PENDING:
        raise Conflict(f"This is {now.get_state_display().lower()} already.")
    if now.revision != revision:
        raise Conflict("She changed her word meanwhile: look again.", field="revision")
    if now.held_by_another(user):
        raise Conflict(f"{now.holder} is at this one now.")
    if now.barred_id == user.pk:
        raise Conflict("You gave the first opinion on this: the second is somebody else's.")
    return now


def _locked(pk: int) -> Review:
    """A consented review and, before it, its caption's row, until the transaction ends."""
    captions = Caption.objects.select_for_update(of=("self",))
    captions.filter(feedback__reviews=pk).first()
    found = Review.objects.consented().select_related("feedback", "holder")
    return found.select_for_update(of=("self",)).get(pk=pk)


def _decide(review: Review, act: Act, by, **verdict) -> Review:
    now = timezone.now()
    _note(review, act, by, **verdict, reviewer=by, reviewed_at=now, **_FREE)
    _ask_again(review)
    return review


def drawn_for_a_second(feedback_id: int) -> bool:
    """Whether a word is one of the `SECOND_SHARE` that two reviewers judge: always the same ones,
    by a digest of its number, which neither of them can choose."""
    digest = hashlib.sha256(f"second review of {feedback_id}".encode()).digest()
    return int.from_bytes(digest[:8]) < SECOND_SHARE * 2**64


def _ask_again(first: Review) -> None:
    """Queue the blind second review of a word whose first is decided; withdraw one that waits
    where the first is open again. What is decided stays."""
    if first.second or not drawn_for_a_second(first.feedback_id):
        return
    rows = Review.objects.select_for_update(of=("self",))
    second = rows.filter(feedback=first.feedback_id, second=True).first()
    if first.state not in DECIDED:
        if second and second.state == ReviewState.PENDING:
            _withdraw(second)
    elif second is None:
        place = {"value": first.value, "why": first.why, "kind": first.kind}
        Review.objects.create(
            feedback_id=first.feedback_id, second=True, barred=first.reviewer, **place
        )
    elif second.state == ReviewState.WITHDRAWN:
        place = {"value": first.value, "why": first.why}
        pending = _PENDING | {"barred": first.reviewer, "skips": 0}
        _note(second, Act.CHANGE, None, **pending, **place)


def _note(review: Review, act: Act, by, **columns) -> Review:
    """Change the row and write down who did what to it."""
    before = review.verdict()
    _set(review, **columns)
    review.events.create(act=act, by=by, before=before, after=review.verdict())
    return review


def _set(review: Review, **columns) -> None:
    for name, to in columns.items():
        setattr(review, name, to)
    review.save()
