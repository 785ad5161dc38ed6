"""One photo, one brief, and what became of them."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from captioner.engine.types import Locked, ModelNames, Outcome
from captioner.errors import CaptionError
from captioner.models.owned import Owned, public_id
from captioner.models.photos import Photo
from captioner.models.voices import Voice
from captioner.models.webhooks import announce
from captioner.queue import MAX_ATTEMPTS, WAITING, JobQuerySet, State, ended, held
from captioner.writing.brief import Brief, Hashtag, Style


def new_job_id() -> str:
    return public_id("cap")


class CaptionJob(Owned):
    """The queue's entry, what was asked for, and the result."""

    public_id = models.CharField(max_length=40, unique=True, default=new_job_id, editable=False)
    photo = models.ForeignKey(Photo, on_delete=models.CASCADE, related_name="jobs")

    # The brief, field by field as in `writing.brief.Brief`.
    tone = models.CharField(max_length=40)
    audience = models.CharField(max_length=20)
    note = models.CharField(max_length=500, blank=True)
    language = models.CharField(max_length=10)
    platform = models.CharField(max_length=20)
    variants = models.PositiveSmallIntegerField()
    hashtags_min = models.PositiveSmallIntegerField()
    hashtags_max = models.PositiveSmallIntegerField()
    seed = models.PositiveIntegerField()
    style = models.JSONField(default=dict)

    # What else it is written with; all as it was when it was asked for, but for the voice.
    voice = models.ForeignKey(Voice, null=True, on_delete=models.SET_NULL, related_name="+")
    never = models.JSONField(default=list)
    # Of what was made before it: what it replaces, what is kept of that, what is not wanted again.
    parent = models.ForeignKey(
        "self", null=True, on_delete=models.SET_NULL, related_name="children"
    )
    locked = models.JSONField(default=dict)
    avoid = models.JSONField(default=list)

    state = models.CharField(max_length=10, choices=State.choices, default=State.QUEUED)
    # When the row may be claimed: now while queued, the lease's end while running.
    available_at = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveSmallIntegerField(default=0)
    claim = models.CharField(max_length=16, blank=True, db_index=True)
    created_at = models.DateTimeField(default=timezone.now)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    description = models.TextField(blank=True)
    alt_text = models.TextField(blank=True)
    trimmed = models.JSONField(default=list)
    describer = models.CharField(max_length=200, blank=True)
    writer = models.CharField(max_length=200, blank=True)
    adapter = models.CharField(max_length=200, null=True)
    prompt = models.CharField(max_length=20, blank=True)
    describe_ms = models.PositiveIntegerField(default=0)
    write_ms = models.PositiveIntegerField(default=0)
    output_tokens = models.PositiveIntegerField(default=0)
    error_code = models.CharField(max_length=40, blank=True)
    error_detail = models.TextField(blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["available_at"],
                condition=Q(state__in=["queued", "running"]),
                name="job_waiting",
            ),
            models.Index(fields=["owner", "-id"], name="job_owner"),
            models.Index(fields=["visitor", "-id"], name="job_visitor"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="job_state_known")
        ]

    def __str__(self) -> str:
        return self.public_id

    @property
    def is_waiting(self) -> bool:
        return self.state in WAITING

    @staticmethod
    def columns(brief: Brief) -> dict[str, Any]:
        """A brief as columns."""
        return asdict(brief)

    @property
    def brief(self) -> Brief:
        fields = {name: getattr(self, name) for name in Brief.__dataclass_fields__}
        return Brief(**fields | {"style": Style(**self.style)})

    @property
    def kept(self) -> Locked:
        """The parts that are not written anew."""
        tags = tuple(Hashtag(*tag) for tag in self.locked.get("tags", ()))
        return Locked(self.locked.get("caption", ""), tags, self.locked.get("alt_text", ""))

    def ahead(self) -> int:
        """How many waiting rows were asked for before this one."""
        return CaptionJob.objects.waiting().filter(pk__lt=self.pk).count()

    @staticmethod
    def ends(jobs: "Iterable[CaptionJob]", state: State, error: CaptionError | None = None) -> None:
        """What the end of rows brings with it, inside the transaction that ends them."""
        announce(jobs, state, error_code=error.code if error else "")

    def _mine(self):
        return CaptionJob.objects.filter(held([self]))

    def finish(self, outcome: Outcome) -> bool:
        """Store what the engine answered, once; False where the claim was lost meanwhile."""
        # One transaction: a succeeded row without its captions must never be seen.
        with transaction.atomic():
            won = self._mine().update(
                state=State.SUCCEEDED,
                claim="",
                finished_at=timezone.now(),
                description=outcome.description,
                alt_text=outcome.alt_text,
                trimmed=list(outcome.trimmed),
                describer=outcome.models.describer,
                writer=outcome.models.writer,
                adapter=outcome.models.adapter,
                prompt=outcome.models.prompt,
                describe_ms=outcome.describe_ms,
                write_ms=outcome.write_ms,
                output_tokens=outcome.output_tokens,
            )
            if won:
                captions = self.captions.model
                captions.objects.bulk_create(
                    captions.of(self, position, post) for position, post in enumerate(outcome.posts)
                )
                self.ends([self], State.SUCCEEDED)
        return bool(won)

    def fail(self, error: CaptionError) -> State | None:
        """End the row with the error, or queue it again where a retry may help.

        Returns:
            The state the row is in now; None where the claim was lost meanwhile.
        """
        if error.retryable and self.attempts < MAX_ATTEMPTS:
            pause = timedelta(seconds=2**self.attempts)
            won = self._mine().update(
                state=State.QUEUED, claim="", available_at=timezone.now() + pause
            )
            return State.QUEUED if won else None
        with transaction.atomic():
            won = self._mine().update(**ended(State.FAILED, error))
            if won:
                self.ends([self], State.FAILED, error)
        return State.FAILED if won else None

    def cancel(self) -> bool:
        """Stop a row that waits or runs; what an engine still answers for it is dropped."""
        with transaction.atomic():
            won = (
                CaptionJob.objects.waiting()
                .filter(pk=self.pk)
                .update(state=State.CANCELED, claim="", finished_at=timezone.now())
            )
            if won:
                self.ends([self], State.CANCELED)
        return bool(won)

    def outcome(self) -> Outcome:
        """The row's result in the engine's own words (a succeeded row)."""
        return Outcome(
            models=ModelNames(self.describer, self.writer, self.adapter, self.prompt),
            description=self.description,
            alt_text=self.alt_text,
            posts=tuple(caption.post() for caption in self.captions.all()),
            trimmed=tuple(self.trimmed),
            describe_ms=self.describe_ms,
            write_ms=self.write_ms,
            output_tokens=self.output_tokens,
        )

    def milliseconds(self, start: datetime | None, end: datetime | None) -> int:
        """Whole milliseconds between two of this row's times; 0 where one is not known yet."""
        return round((end - start).total_seconds() * 1000) if start and end else 0
