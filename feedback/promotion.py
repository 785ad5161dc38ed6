"""Who lets an adapter that passed the gate serve, and who takes one back.

By itself where the policy says so, else by a person who did not ask for its run. Nothing serves
without a stored report that passed: the run's row and the adapter's each hold to it. Every act is
written down with who did it.
"""

import logging

from django.db import transaction

from captioner import adapters
from captioner.errors import Conflict
from captioner.models import Verdict
from feedback.models import RunAct, TrainingEvent, TrainingPolicy, TrainingRun

log = logging.getLogger(__name__)


def after(run: TrainingRun) -> None:
    """Promote what just passed where the policy says so; the row then tells what became of it.
    In the transaction that ends the run."""
    run.refresh_from_db()
    if run.verdict != Verdict.PASS:
        said = "Not promoted: it did not pass."
    elif not TrainingPolicy.of(run.role).promote_automatically:
        said = "It passed, and waits for somebody who did not ask for it to promote it."
    else:
        said = _by_policy(run)
    TrainingRun.objects.filter(pk=run.pk).update(promotion=said)


def _by_policy(run: TrainingRun) -> str:
    try:
        with transaction.atomic():  # what it had begun is undone, the run's end is not
            _promote(run, by=None)
    except Conflict as error:
        log.warning("an adapter was not promoted", extra={"run": str(run), "why": error.detail})
        return f"Not promoted: {error.detail}."
    return "Promoted by the policy: what the gate passes serves at once."


def promote(run: TrainingRun, *, by) -> None:
    """Let the run's adapter serve, on a person's word.

    Raises:
        Conflict: `barred` says why.
    """
    with transaction.atomic():
        run = _held(run)
        if why := barred(run, by):
            raise Conflict(why)
        _promote(run, by=by)
        TrainingRun.objects.filter(pk=run.pk).update(promotion=f"Promoted by {by}.")


def barred(run: TrainingRun, user) -> str:
    """Why this person may not promote the run's adapter now; "" where nothing speaks against."""
    if run.verdict != Verdict.PASS or not run.report or run.adapter is None:
        return f"{run} has no adapter with a report that passed"
    if run.adapter.live:
        return f"the adapter of {run} serves already"
    if run.requested_by_id == user.pk:
        return f"you asked for {run}: somebody else promotes what came of it"
    return ""


def roll_back(run: TrainingRun, *, by) -> str:
    """Let what served before the run's adapter serve again; what that is, in words.

    Raises:
        Conflict: the adapter does not serve.
    """
    with transaction.atomic():
        run = _held(run)
        if run.adapter is None or not run.adapter.live:
            raise Conflict(f"the adapter of {run} does not serve: there is nothing to roll back")
        former = adapters.roll_back(run.role, by=by)
        to = str(former or "the bare model")
        run.note(RunAct.ROLL_BACK, by=by, detail=f"back to {to}")
        said = f"Rolled back by {by}: {to} serves again."
        TrainingRun.objects.filter(pk=run.pk).update(promotion=said)
    return to


def history(role: str):
    """What served as a role, newest first: who let it, and who took it back."""
    acts = TrainingEvent.objects.filter(role=role, act__in=[RunAct.PROMOTE, RunAct.ROLL_BACK])
    return acts.select_related("run__adapter", "by").order_by("-pk")


def _promote(run: TrainingRun, *, by) -> None:
    over = run.champion.digest if run.champion else ""
    adapters.promote(run.adapter, by=by, over=over)
    run.note(RunAct.PROMOTE, by=by, detail=f"{run.adapter} over {run.champion or 'the bare model'}")


def _held(run: TrainingRun) -> TrainingRun:
    rows = TrainingRun.objects.select_for_update(of=("self",))
    return rows.select_related("adapter", "champion").get(pk=run.pk)
