"""The review queue: what is put into it, and whose turn it is.

Knows nothing of verdicts: those are `review`'s.
"""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from captioner.models import Caption
from feedback import comparison, value
from feedback.models import FREE, QUEUE, Act, Feedback, Review, ReviewState

LOCK = timedelta(minutes=10)


def draft_tags(caption: Caption) -> list[str]:
    """The tags that were suggested for posting."""
    return [tag.tag for tag in caption.post().hashtags if tag.selected]


def enqueue(feedback: Feedback) -> None:
    """Queue a word that is new or has changed, or withdraw one that says nothing any more.

    Inside the transaction that stores the word and holds its caption. A verdict on what she said
    before falls: the item is pending again.
    """
    held = Review.objects.select_for_update().filter(feedback=feedback)
    reviews = {review.second: review for review in held}
    if not _says_something(feedback):
        for review in reviews.values():
            review.withdraw()
        return
    signs = _signs(feedback)
    place = {"value": value.value(signs), "why": value.reasons(signs)}
    if (first := reviews.get(False)) is None:
        Review.objects.create(feedback=feedback, kind=kind(feedback), **place)
        return
    if second := reviews.get(True):
        second.withdraw()
    first.revision += 1
    if first.state == ReviewState.PENDING:
        first.put(**place)
    else:
        first.reopen(Act.CHANGE, **place)


def kind(feedback: Feedback) -> str:
    """What sort of post it is about: the slice that is told apart when little of it was seen."""
    job = feedback.caption.job
    return " · ".join((job.tone.casefold(), job.audience, job.language, job.platform))


def _says_something(feedback: Feedback) -> bool:
    caption = feedback.caption
    edited = (feedback.text, feedback.tags) != (caption.text, draft_tags(caption))
    said = feedback.thumbs or feedback.reasons or feedback.comment or feedback.seen
    return bool(said or edited)


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
            taken.put(holder=user, held_until=timezone.now() + LOCK)
    return taken


def take(review: Review, user) -> bool:
    """Hold this item, or go on holding it; False where it is not this reviewer's to decide."""
    free = Review.objects.open_to(user).filter(pk=review.pk)
    return bool(free.update(holder=user, held_until=timezone.now() + LOCK))


def release(review: Review, user) -> None:
    """Let others have it; somebody else's lock is left alone."""
    Review.objects.filter(pk=review.pk, holder=user).update(**FREE)


def _behind(review: Review) -> Q:
    worth_less = Q(value__lt=review.value) | Q(value=review.value, pk__gt=review.pk)
    return Q(skips__gt=review.skips) | Q(skips=review.skips) & worth_less
