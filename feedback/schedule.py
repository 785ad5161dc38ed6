"""Whether a role is trained without anybody asking: its policy looked at, and what was decided.

What is decided stands on the policy's row in words, whichever way it went.
"""

import logging
from datetime import timedelta

from django.db.models import F, Q
from django.utils import timezone

from captioner.errors import CaptionError
from feedback import review, snapshots
from feedback.models import ReviewState, TrainingPolicy, TrainingRun
from feedback.runs import request_training

log = logging.getLogger(__name__)


def look(*, every: timedelta = timedelta(0)) -> None:
    """Start what the policies ask for.

    Args:
        every: leave alone what was looked at more lately, here or on another machine.
    """
    now = timezone.now()
    due = Q(checked_at=None) | Q(checked_at__lte=now - every)
    for policy in TrainingPolicy.objects.filter(due, enabled=True):
        # The condition again: of two that saw it due one has it.
        if not TrainingPolicy.objects.filter(due, pk=policy.pk).update(checked_at=now):
            continue
        said = decide(policy)
        if said != policy.said:
            TrainingPolicy.objects.filter(pk=policy.pk).update(said=said)
            log.info("training schedule", extra={"role": policy.role, "said": said})


def decide(policy: TrainingPolicy) -> str:
    """Queue a run of the policy's role if all it asks for holds; what was decided, in words."""
    if why := _not_now(policy):
        return f"Not started: {why}"
    try:
        snapshot, _ = snapshots.build(policy.dataset)
        last = _last(policy)
        if last and last.snapshot.digest == snapshot.digest:
            return f"Not started: the rows are those of {last}, which {_ended(last)}."
        run = request_training(policy.role, snapshot, overrides=policy.overrides)
    except CaptionError as error:
        return f"Not started: {error.detail}."
    return f"Started {run} on {snapshot}: {_since(policy, last)}."


def _not_now(policy: TrainingPolicy) -> str:
    """What speaks against a run before any row is looked at; "" where nothing does."""
    waiting = TrainingRun.objects.waiting().filter(role=policy.role).first()
    if waiting:
        return f"{waiting} of this role is {waiting.state}."
    now = timezone.now()
    if not policy.is_quiet(now):
        return (
            f"it is {now:%H:%M}, and the quiet hours are {policy.quiet_from:%H:%M} to "
            f"{policy.quiet_until:%H:%M} (UTC)."
        )
    last = _last(policy)
    if new_edits(policy.role, last) < policy.min_new:
        return f"{_since(policy, last)}."
    return ""


def new_edits(role: str, last: TrainingRun | None) -> int:
    """Approved words that differ from what was suggested, reviewed since a run was asked for; of
    alt texts for a describer, which learns nothing else of feedback."""
    approved = review.approved()
    if role == "describer":
        suggested = Q(feedback__alt_text__in=["", F("feedback__caption__job__alt_text")])
        edits = approved.exclude(suggested)
    else:
        edits = approved.filter(Q(feedback__edited=True) | Q(state=ReviewState.CORRECTED))
    return (edits.filter(reviewed_at__gt=last.created_at) if last else edits).count()


def _since(policy: TrainingPolicy, last: TrainingRun | None) -> str:
    since = f"since {last} of {last.created_at:%Y-%m-%d}" if last else "in all"
    found = new_edits(policy.role, last)
    return f"{found} new approved edits {since}, {policy.min_new} are asked for"


def _last(policy: TrainingPolicy) -> TrainingRun | None:
    runs = TrainingRun.objects.filter(role=policy.role, snapshot__name=policy.dataset)
    return runs.select_related("snapshot").order_by("-pk").first()


def _ended(run: TrainingRun) -> str:
    verdict = f" with the verdict {run.get_verdict_display().lower()}" if run.verdict else ""
    return f"ended as {run.state}{verdict}"
