"""Training runs: the queue's entry, how far each is, how its adapter was judged; and its audit.

The row's life is that of `captioner.queue`. A run ends as succeeded whatever the verdict on its
adapter: that the gate says no is a result. What the rows rule: of a role one run is under way at
a time, and a verdict "pass" has its report. How runs are asked for, seen through and promoted is
`feedback.runs`', `feedback.trainer`'s and `feedback.promotion`'s.
"""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from captioner.engine.adapter_files import ROLES
from captioner.errors import CaptionError
from captioner.models import Adapter, Verdict
from captioner.models.owned import public_id
from captioner.queue import MAX_ATTEMPTS, WAITING, Queue, State, ended, held
from feedback.models.snapshots import DatasetSnapshot

ROLE_CHOICES = [(role, role) for role in ROLES]


def new_run_id() -> str:
    return public_id("run")


class RunQuerySet(Queue):
    claimed_with = ("snapshot", "champion", "requested_by")
    gave_up = f"the trainer stopped {MAX_ATTEMPTS} times in the middle of this run"

    def take(self, *, lease: timedelta) -> "TrainingRun | None":
        """Claim the oldest free run of a role that no other run is under way in; None where
        there is none."""
        rival = TrainingRun.objects.filter(role=OuterRef("role"), state=State.RUNNING)
        alone = self.exclude(Exists(rival.exclude(pk=OuterRef("pk"))))
        try:
            claimed = alone.claim(1, lease=lease)
        except IntegrityError:
            return None  # another trainer took one of the same role between the read and the write
        return claimed[0] if claimed else None


class TrainingRun(models.Model):
    """One run: what it learns from, how far it is, and what came of it.

    `config` is the whole configuration as it was asked for, `overrides` the part a person typed;
    `fingerprint` names all that its result depends on. `progress` holds the points of the curve,
    `{"step", "loss", "dev_loss"}`. `champion` is the adapter it was measured against, None for the
    bare model. `promotion` says in words what became of a passing adapter.
    """

    public_id = models.CharField(max_length=40, unique=True, default=new_run_id, editable=False)
    role = models.CharField(max_length=10, choices=ROLE_CHOICES)
    # With the row of its snapshot a run would lose what it learned from.
    snapshot = models.ForeignKey(DatasetSnapshot, on_delete=models.PROTECT, related_name="runs")
    overrides = models.JSONField(default=list)
    fingerprint = models.CharField(max_length=64, db_index=True)
    # None for the policy.
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    state = models.CharField(max_length=10, choices=State.choices, default=State.QUEUED)
    available_at = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveSmallIntegerField(default=0)
    claim = models.CharField(max_length=16, blank=True, db_index=True)
    created_at = models.DateTimeField(default=timezone.now)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    error_code = models.CharField(max_length=40, blank=True)
    error_detail = models.TextField(blank=True)

    stage = models.CharField(max_length=40, blank=True)
    step = models.PositiveIntegerField(default=0)
    steps = models.PositiveIntegerField(default=0)
    eta_s = models.FloatField(null=True)
    progress = models.JSONField(default=list)

    champion = models.ForeignKey(
        Adapter, null=True, on_delete=models.SET_NULL, related_name="challenges"
    )
    adapter = models.ForeignKey(Adapter, null=True, on_delete=models.PROTECT, related_name="runs")
    verdict = models.CharField(max_length=20, choices=Verdict.choices, blank=True)
    reasons = models.JSONField(default=list)
    report = models.JSONField(default=dict)
    parity = models.JSONField(default=dict)
    tracking = models.CharField(max_length=500, blank=True)
    promotion = models.TextField(blank=True)

    objects = RunQuerySet.as_manager()

    class Meta:
        permissions = [("promote_trainingrun", "Can promote an adapter and roll one back")]
        indexes = [
            models.Index(
                fields=["available_at"],
                condition=Q(state__in=["queued", "running"]),
                name="run_waiting",
            ),
            models.Index(fields=["role", "-id"], name="run_role"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="run_state_known"),
            models.CheckConstraint(condition=Q(role__in=ROLES), name="run_role_known"),
            models.CheckConstraint(
                condition=Q(verdict__in=["", *Verdict.values]), name="run_verdict_known"
            ),
            # Two at once would be measured against the same champion, and share one machine.
            models.UniqueConstraint(
                fields=["role"], condition=Q(state="running"), name="one_running_run_a_role"
            ),
            models.CheckConstraint(
                condition=~Q(verdict="pass")
                | (Q(state="succeeded", adapter__isnull=False) & ~Q(report={})),
                name="passing_run_has_its_report",
            ),
        ]

    def __str__(self) -> str:
        return self.public_id

    @property
    def is_waiting(self) -> bool:
        return self.state in WAITING

    @property
    def dev_loss(self) -> float | None:
        """The last that was measured."""
        found = [point["dev_loss"] for point in self.progress if point["dev_loss"] is not None]
        return found[-1] if found else None

    @property
    def is_silent(self) -> bool:
        """Whether it is under way and nobody has renewed its lease: its trainer is gone."""
        return self.state == State.RUNNING and self.available_at < timezone.now()

    @property
    def eta_words(self) -> str:
        """How long training still takes, for a person."""
        seconds = self.eta_s or 0
        if seconds < 90:
            return f"{seconds:.0f} seconds"
        return f"{seconds / 60:.0f} minutes" if seconds < 5400 else f"{seconds / 3600:.1f} hours"

    @property
    def requested(self) -> str:
        return str(self.requested_by or "the schedule")

    @staticmethod
    def ends(
        runs: "Iterable[TrainingRun]", state: State, error: CaptionError | None = None
    ) -> None:
        """What the end of rows brings with it, inside the transaction that ends them."""
        detail = f"{state}: {error.detail}" if error else str(state)
        TrainingEvent.objects.bulk_create(
            TrainingEvent(role=run.role, run=run, act=RunAct.END, detail=detail) for run in runs
        )

    def note(self, act: "RunAct", *, by=None, detail: str = "") -> None:
        """Write down who did what to it."""
        self.events.create(role=self.role, act=act, by=by, detail=detail)

    def _mine(self):
        return TrainingRun.objects.filter(held([self]))

    def tell(self, **columns: Any) -> bool:
        """Store how far the claimed run is; False where the claim was lost meanwhile."""
        return bool(self._mine().update(**columns))

    def finish(self, **columns: Any) -> bool:
        """Store what came of it, once; False where the claim was lost meanwhile."""
        with transaction.atomic():
            now = timezone.now()
            won = self._mine().update(
                state=State.SUCCEEDED, claim="", finished_at=now, eta_s=None, stage="", **columns
            )
            if won:
                self.ends([self], State.SUCCEEDED)
        return bool(won)

    def fail(self, error: CaptionError) -> State | None:
        """End it with the error, or queue it again where another try may help: it goes on from
        its checkpoint.

        Returns:
            The state the row is in now; None where the claim was lost meanwhile.
        """
        if error.retryable and self.attempts < MAX_ATTEMPTS:
            pause = timedelta(seconds=2**self.attempts)
            columns = {"state": State.QUEUED, "claim": "", "available_at": timezone.now() + pause}
            return State.QUEUED if self._mine().update(**columns) else None
        with transaction.atomic():
            won = self._mine().update(**ended(State.FAILED, error))
            if won:
                self.ends([self], State.FAILED, error)
        return State.FAILED if won else None

    def cancel(self, *, by=None) -> bool:
        """End a run that waits or is under way; False where it had ended."""
        with transaction.atomic():
            won = (
                TrainingRun.objects.waiting()
                .filter(pk=self.pk)
                .update(state=State.CANCELED, claim="", finished_at=timezone.now(), eta_s=None)
            )
            if won:
                self.note(RunAct.CANCEL, by=by)
        return bool(won)


class RunAct(models.TextChoices):
    REQUEST = "request", "asked for"
    START = "start", "started"
    RESUME = "resume", "taken up again"
    CANCEL = "cancel", "canceled"
    END = "end", "ended"
    PROMOTE = "promote", "promoted"
    ROLL_BACK = "roll_back", "rolled back"


class TrainingEvent(models.Model):
    """One act on a run or on what serves as a role: who, when, and what it came to. Written once.

    `by` is None for what the product itself did, and for who has no account any more.
    """

    role = models.CharField(max_length=10, choices=ROLE_CHOICES)
    run = models.ForeignKey(TrainingRun, null=True, on_delete=models.CASCADE, related_name="events")
    act = models.CharField(max_length=10, choices=RunAct.choices)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    detail = models.TextField(blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.get_act_display()} by {self.by or 'the product'}"
