"""A reviewer's verdict on what somebody said of a caption, and how it is taken back.

Each act holds the caption's row, so that a deletion meanwhile waits and takes it along, refuses
what the reviewer did not see, and writes its audit in the same transaction. Knows nothing of
requests or pages; who may review at all is the admin's to ask.
"""

import hashlib
from collections.abc import Iterable, Mapping
from functools import partial

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from captioner.edits import Edit
from captioner.errors import Conflict, InvalidBrief
from captioner.models import Caption
from feedback import review_queue
from feedback.agreement import Opinion
from feedback.models import (
    ACCEPTED,
    DECIDED,
    FREE,
    Act,
    Reason,
    Review,
    ReviewEvent,
    ReviewState,
    consented,
)

# Of the words that are decided, those that a second reviewer is asked about without a hint.
SECOND_SHARE = 0.1
# What may be done to several at once.
BULK = (Act.APPROVE, Act.REJECT, Act.SKIP)


def approved():
    """The reviews whose text and tags may train: accepted, their creator's consent standing, and
    not turned down by a second reviewer; with feedback, caption, job and photo, in one query."""
    turned_down = Review.objects.filter(
        feedback=OuterRef("feedback"), second=True, state=ReviewState.REJECTED
    )
    accepted = Review.objects.filter(second=False, state__in=ACCEPTED).consented()
    found = accepted.exclude(Exists(turned_down))
    return found.select_related("feedback__caption__job__photo").order_by("pk")


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
        now.note(Act.SKIP, by, skips=now.skips + 1, **FREE)
        return now


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
        now.note(Act.UNDO, user, **back, holder=user, held_until=timezone.now() + review_queue.LOCK)
        _ask_again(now)
        return now


def _held(review: Review, user, revision: int) -> Review:
    """The row, locked, as the reviewer saw it."""
    now = _locked(review.pk)
    if now.state != ReviewState.PENDING:
        raise Conflict(f"This is {now.get_state_display().lower()} already.")
    if now.revision != revision:
        raise Conflict("She changed her word meanwhile: look again.", field="revision")
    if now.is_held and now.holder_id != user.pk:
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
    review.note(act, by, **verdict, reviewer=by, reviewed_at=now, **FREE)
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
            second.withdraw()
    elif second is None:
        place = {"value": first.value, "why": first.why, "kind": first.kind}
        Review.objects.create(
            feedback_id=first.feedback_id, second=True, barred=first.reviewer, **place
        )
    elif second.state == ReviewState.WITHDRAWN:
        place = {"value": first.value, "why": first.why}
        second.reopen(Act.CHANGE, barred=first.reviewer, **place)


def decide_many(rows: Mapping[int, int], act: str, *, by, reasons: Iterable[str] = ()) -> int:
    """Approve, reject or skip several, each for itself; how many, the others being decided, held
    or changed meanwhile.

    Args:
        rows: the revision that the reviewer saw, by the review's key.
        act: of `BULK`.
    """
    verb = {Act.APPROVE: approve, Act.REJECT: partial(reject, reasons=reasons), Act.SKIP: skip}[act]
    done = 0
    for pk, revision in rows.items():
        try:
            verb(Review(pk=pk), by=by, revision=revision)
        except (Conflict, Review.DoesNotExist):
            continue
        done += 1
    return done


def progress(user) -> tuple[int, int]:
    """How many verdicts the reviewer gave today, and of how many: those, and what still waits."""
    today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    decided = Review.objects.filter(state__in=DECIDED, reviewer=user, reviewed_at__gte=today)
    done = decided.count()
    return done, done + Review.objects.pending().consented().exclude(barred=user).count()


def opinions() -> list[tuple[Opinion, Opinion]]:
    """First and second verdict of every word that two reviewers have judged."""
    seconds = Review.objects.filter(second=True, state__in=DECIDED)
    firsts = {
        row.feedback_id: row
        for row in Review.objects.filter(
            second=False, state__in=DECIDED, feedback__in=seconds.values("feedback")
        )
    }
    pairs = [(firsts[row.feedback_id], row) for row in seconds if row.feedback_id in firsts]
    return [(_opinion(first), _opinion(second)) for first, second in pairs]


def _opinion(review: Review) -> Opinion:
    return Opinion(review.state, review.state in ACCEPTED, tuple(review.tags))
