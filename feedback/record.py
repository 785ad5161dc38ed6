"""What a person says of a caption of hers, stored together with what she changed on it.

All or nothing: where another window changed the caption meanwhile, nothing is stored. Knows
nothing of who may say it: the caption is asked for through `access`.
"""

from collections.abc import Collection
from functools import partial
from typing import Any

from django.db import transaction

from captioner import edits
from captioner.edits import Edit
from captioner.errors import InvalidBrief
from captioner.models import Caption, CaptionJob, Preferences
from feedback import metrics, review_queue
from feedback.models import Feedback, Reason, Taken, Thumbs

# Changes of one person's word on one caption that are kept; the oldest go first. Who presses a
# button all day fills no disk.
EVENTS_MAX = 100

_SAID = ("thumbs", "reasons", "copied", "comment", "text", "tags", "alt_text")
_REVIEWED = {"thumbs", "reasons", "comment", "text", "tags", "alt_text"}
_NOTHING = Edit()


def record(
    caption: Caption,
    *,
    thumbs: str | None = None,
    reasons: Collection[str] | None = None,
    copied: Collection[str] = (),
    comment: str | None = None,
    edit: Edit = _NOTHING,
    version: int | None = None,
    training: bool | None = None,
) -> Feedback:
    """Store what the caption's own person says of it; where that is nothing new, nothing.

    Args:
        thumbs: of `Thumbs`; none of them takes the thumb back, None keeps it.
        reasons: of `Reason`, with a thumb down only; None keeps them while the thumb stays down.
        copied: of `Taken`; added to what was copied before.
        comment: in her own words; None keeps what she said before.
        edit: what she changed.
        version: the caption's version that she saw. An edit must name it; whatever names it is
            refused where the caption has changed since.
        training: whether she allows it for this word; None takes what holds for all of hers.

    Returns:
        The row, on the caption as it stands; not saved where she has said nothing yet.

    Raises:
        InvalidBrief: a value that is none of these, reasons without a thumb down, an edit without
            a version; `.field` names it.
        Conflict: the caption was changed meanwhile; `.current` shows it.
        Caption.DoesNotExist: it was deleted meanwhile.
    """
    _require_known("thumbs", [thumbs] if thumbs is not None else [], Thumbs)
    _require_known("reasons", reasons or [], Reason)
    _require_known("copied", copied, Taken)
    if version is None and edit != _NOTHING:
        raise InvalidBrief("version: an edit names the version it was made on", field="version")
    with transaction.atomic():
        if version is None:
            now = Caption.objects.select_for_update().get(pk=caption.pk)
        else:
            now = edits.save(caption, edit, version=version)
        said = {"thumbs": thumbs, "reasons": reasons, "copied": copied, "comment": comment}
        return _noted(now, **said, training=training)


def take_back(caption: Caption, *, version: int) -> Feedback:
    """Undo the caption's last edit, and store how it stands then.

    Raises:
        Conflict, Caption.DoesNotExist: as `record`.
    """
    with transaction.atomic():
        return _noted(edits.undo(caption, version=version))


def _noted(
    caption: Caption,
    *,
    thumbs: str | None = None,
    reasons: Collection[str] | None = None,
    copied: Collection[str] = (),
    comment: str | None = None,
    training: bool | None = None,
) -> Feedback:
    """The word on a caption whose row is locked, stored where it says anything new."""
    _lock_job(caption)
    [feedback] = Feedback.of_each([caption])
    before = _said(feedback)
    _judge(feedback, thumbs, reasons)
    feedback.copied = _ordered(Taken, {*feedback.copied, *copied})
    feedback.comment = feedback.comment if comment is None else comment
    feedback.see()
    changes = {field: to for field, to in _said(feedback).items() if to != before[field]}
    if changes or training not in (None, feedback.training):
        _store(feedback, changes, training)
    if "thumbs" in changes:
        transaction.on_commit(partial(metrics.count, feedback.get_thumbs_display()))
    return feedback


def _lock_job(caption: Caption) -> None:
    """Hold the caption's job until the transaction ends: an account that claims it meanwhile
    would leave behind what is said here. After the caption's edit, since a claim takes voices,
    which an edit changes, before jobs."""
    jobs = CaptionJob.objects.select_for_update(of=("self",)).select_related("owner")
    caption.job = jobs.get(pk=caption.job_id)


def _require_known(field: str, values: Collection[str], kinds: Any) -> None:
    for value in values:
        if value not in kinds.values:
            known = ", ".join(filter(None, kinds.values))
            raise InvalidBrief(f"{field}: {value[:40]!r} is none of {known}", field=field)


def _judge(feedback: Feedback, thumbs: str | None, reasons: Collection[str] | None) -> None:
    feedback.thumbs = feedback.thumbs if thumbs is None else thumbs
    if feedback.thumbs != Thumbs.DOWN:
        if reasons:
            raise InvalidBrief("reasons go with thumbs down only", field="reasons")
        feedback.reasons = []
    elif reasons is not None:
        feedback.reasons = _ordered(Reason, reasons)


def _ordered(kinds: Any, values: Collection[str]) -> list[str]:
    return [kind for kind in kinds.values if kind in values]


def _said(feedback: Feedback) -> dict[str, Any]:
    return {field: getattr(feedback, field) for field in _SAID}


def _store(feedback: Feedback, changes: dict[str, Any], training: bool | None) -> None:
    if training is None:
        training = Preferences.of(**feedback.caption.job.holder).training
    feedback.training = training
    feedback.save()
    feedback.events.create(changes=changes, version=feedback.version, training=feedback.training)
    kept = feedback.events.order_by("-pk").values("pk")[:EVENTS_MAX]
    feedback.events.exclude(pk__in=kept).delete()
    if _REVIEWED & changes.keys():
        review_queue.enqueue(feedback)
