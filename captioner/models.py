"""Photos, caption jobs, captions and API keys: the rows that are the truth.

A `CaptionJob` row is the queue's entry. Its life:

    queued --claim--> running --finish--> succeeded
      ^                  |-----fail-----> failed
      |<----release------|
      |---cancel, expire (also from running: cancel)--> canceled | expired

Every arrow is a conditional update whose row count is checked; whoever loses a race returns
without noise. Knows nothing of models that write, of HTTP or of Celery.
"""

import re
import secrets
import uuid
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone
from knox.models import AbstractAuthToken

from captioner.engine.types import ModelNames, Outcome
from captioner.errors import CaptionError, GaveUp
from captioner.writing.brief import Brief, Hashtag, Post

MAX_ATTEMPTS = 3


def photo_path(photo: "Photo", filename: str) -> str:
    """A server-made storage key; the client's file name is never used."""
    return f"{photo.id.hex[:2]}/{photo.id.hex}.jpg"


class Visible(models.QuerySet):
    """Rows by who may see them. `owner` and `visitor` stand on every row a person makes."""

    def listed_for(self, *, user, visitor: str):
        """What a list shows: an account's own rows, or those of this browser's session."""
        if user.is_authenticated:
            return self.filter(owner=user)
        return self.filter(owner=None, visitor=visitor) if visitor else self.none()

    def readable_by(self, user):
        """What an id opens: an account's own rows, and any anonymous one (its id is the key)."""
        anonymous = Q(owner=None)
        return self.filter(anonymous | Q(owner=user) if user.is_authenticated else anonymous)


class Photo(models.Model):
    """A photo as stored: turned upright, scaled down, without metadata."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="photos"
    )
    visitor = models.CharField(max_length=32, blank=True)
    file = models.FileField(upload_to=photo_path)
    sha256 = models.CharField(max_length=64, db_index=True)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    metadata_removed = models.JSONField(default=list)
    created_at = models.DateTimeField(default=timezone.now, db_index=True)

    objects = Visible.as_manager()

    def __str__(self) -> str:
        return f"photo {self.id}"


def new_job_id() -> str:
    """132 random bits: an anonymous result is reached by its id alone."""
    return f"cap_{secrets.token_urlsafe(16)}"


_JOB_ID = re.compile(r"cap_[\w-]{22}", re.ASCII)


class State(models.TextChoices):
    QUEUED = "queued"
    RUNNING = "running"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    CANCELED = "canceled"
    EXPIRED = "expired"


WAITING = (State.QUEUED, State.RUNNING)


class JobQuerySet(Visible):
    def named(self, public_id: str):
        """The job of this id, or none; no other text is asked of the database, since
        PostgreSQL takes none that holds a NUL."""
        return self.filter(public_id=public_id) if _JOB_ID.fullmatch(public_id) else self.none()

    def waiting(self):
        return self.filter(state__in=WAITING)

    def claim(self, limit: int, *, lease: timedelta) -> "list[CaptionJob]":
        """Take up to `limit` rows that are free, oldest first, each by nobody else.

        Free is a row whose `available_at` has come: queued, or running past its lease. A row on
        its second attempt is taken alone, so that an input which kills its worker takes no
        neighbour with it. Rows whose attempts are spent fail here.

        Returns:
            The rows with their photos, all carrying the same fresh `claim` token.
        """
        now = timezone.now()
        token = secrets.token_hex(8)
        free = self.waiting().filter(available_at__lte=now)
        # One transaction: between the read and the update nobody else may see these rows as
        # free. SKIP LOCKED on PostgreSQL, BEGIN IMMEDIATE on SQLite (see settings).
        with transaction.atomic():
            rows = list(
                free.order_by("pk")
                .select_for_update(skip_locked=True)
                .values_list("pk", "attempts")[:limit]
            )
            spent = [pk for pk, attempts in rows if attempts >= MAX_ATTEMPTS]
            if spent:
                error = GaveUp(f"the worker stopped {MAX_ATTEMPTS} times while at this photo")
                self.filter(pk__in=spent).update(**_ended(State.FAILED, error))
            rows = [row for row in rows if row[1] < MAX_ATTEMPTS]
            if not rows:
                return self.claim(limit, lease=lease) if spent else []
            if rows[0][1] > 0:
                rows = rows[:1]
            taken = [pk for pk, attempts in rows if attempts == 0] or [rows[0][0]]
            self.filter(pk__in=taken).update(
                state=State.RUNNING,
                claim=token,
                attempts=F("attempts") + 1,
                available_at=now + lease,
                started_at=now,
            )
        return list(self.filter(claim=token).select_related("photo").order_by("pk"))

    def renew(self, jobs: "Iterable[CaptionJob]", *, lease: timedelta) -> int:
        """Move the end of the leases these claims hold; a lost claim is left alone."""
        held = _held(jobs)
        return self.filter(held).update(available_at=timezone.now() + lease)

    def release(self, jobs: "Iterable[CaptionJob]") -> int:
        """Give claimed rows back untried: a worker that was told to stop, not one that died."""
        return self.filter(_held(jobs)).update(
            state=State.QUEUED,
            claim="",
            attempts=F("attempts") - 1,
            available_at=timezone.now(),
            started_at=None,
        )

    def expire(self, after: timedelta) -> int:
        """End rows that waited longer than `after` before any engine took them."""
        old = self.filter(state=State.QUEUED, created_at__lt=timezone.now() - after)
        return old.update(
            state=State.EXPIRED,
            error_code="expired",
            error_detail=f"waited longer than {after.total_seconds():.0f} s",
            finished_at=timezone.now(),
        )


def _held(jobs: "Iterable[CaptionJob]") -> Q:
    jobs = list(jobs)
    return Q(
        pk__in=[job.pk for job in jobs],
        claim__in={job.claim for job in jobs},
        state=State.RUNNING,
    )


def _ended(state: State, error: CaptionError) -> dict:
    return {
        "state": state,
        "claim": "",
        "error_code": error.code,
        "error_detail": error.detail,
        "finished_at": timezone.now(),
    }


class CaptionJob(models.Model):
    """One photo, one brief, and what became of them."""

    public_id = models.CharField(max_length=40, unique=True, default=new_job_id, editable=False)
    photo = models.ForeignKey(Photo, on_delete=models.CASCADE, related_name="jobs")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="caption_jobs"
    )
    visitor = models.CharField(max_length=32, blank=True)

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

    @property
    def brief(self) -> Brief:
        return Brief(**{name: getattr(self, name) for name in Brief.__dataclass_fields__})

    def ahead(self) -> int:
        """How many waiting rows were asked for before this one."""
        return CaptionJob.objects.waiting().filter(pk__lt=self.pk).count()

    def _mine(self):
        return CaptionJob.objects.filter(_held([self]))

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
                Caption.objects.bulk_create(
                    Caption.of(self, position, post) for position, post in enumerate(outcome.posts)
                )
        return bool(won)

    def fail(self, error: CaptionError) -> bool:
        """End the row with the error, or queue it again where a retry may help."""
        if error.retryable and self.attempts < MAX_ATTEMPTS:
            pause = timedelta(seconds=2**self.attempts)
            return bool(
                self._mine().update(
                    state=State.QUEUED, claim="", available_at=timezone.now() + pause
                )
            )
        return bool(self._mine().update(**_ended(State.FAILED, error)))

    def cancel(self) -> bool:
        """Stop a row that waits or runs; what an engine still answers for it is dropped."""
        return bool(
            CaptionJob.objects.waiting()
            .filter(pk=self.pk)
            .update(state=State.CANCELED, claim="", finished_at=timezone.now())
        )

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


class Caption(models.Model):
    """One variant of a job's result."""

    job = models.ForeignKey(CaptionJob, on_delete=models.CASCADE, related_name="captions")
    position = models.PositiveSmallIntegerField()
    text = models.TextField()
    hashtags = models.JSONField(default=list)
    warnings = models.JSONField(default=list)

    class Meta:
        ordering = ["job_id", "position"]
        constraints = [
            models.UniqueConstraint(fields=["job", "position"], name="one_caption_a_position")
        ]

    def __str__(self) -> str:
        return self.text[:60]

    @classmethod
    def of(cls, job: CaptionJob, position: int, post: Post) -> "Caption":
        return cls(
            job=job,
            position=position,
            text=post.text,
            hashtags=[[tag.tag, tag.tier, tag.selected] for tag in post.hashtags],
            warnings=list(post.warnings),
        )

    def post(self) -> Post:
        return Post(self.text, tuple(Hashtag(*tag) for tag in self.hashtags), tuple(self.warnings))


class ApiKey(AbstractAuthToken):
    """A knox token with a name a person recognises, what it may do, and when it last did it."""

    SCOPES = ("captions:read", "captions:write")

    name = models.CharField(max_length=60)
    scopes = models.JSONField(default=list)
    last_used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "API key"
        constraints = [models.UniqueConstraint(fields=["user", "name"], name="one_api_key_a_name")]

    def __str__(self) -> str:
        return f"{self.name} ({self.token_key}…)"
