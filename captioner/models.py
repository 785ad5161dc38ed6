"""Photos, caption jobs, captions and API keys: the rows that are the truth.

How job rows are claimed and end is `queue`'s. Knows nothing of models that write, of HTTP or of
Celery.
"""

import re
import secrets
import uuid
from datetime import datetime, timedelta

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from knox.models import AbstractAuthToken

from captioner.engine.types import ModelNames, Outcome
from captioner.errors import CaptionError
from captioner.queue import MAX_ATTEMPTS, WAITING, JobQuerySet, State, Visible, ended, held
from captioner.writing.brief import Brief, Hashtag, Post

PHOTO_NAME = re.compile(r"[0-9a-f]{2}/[0-9a-f]{32}\.jpg")


def photo_path(photo: "Photo", filename: str) -> str:
    """A server-made storage key; the client's file name is never used."""
    return f"{photo.id.hex[:2]}/{photo.id.hex}.jpg"


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
                Caption.objects.bulk_create(
                    Caption.of(self, position, post) for position, post in enumerate(outcome.posts)
                )
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
        won = self._mine().update(**ended(State.FAILED, error))
        return State.FAILED if won else None

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
            hashtags=[[tag.tag, tag.tier, tag.selected, tag.why] for tag in post.hashtags],
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
