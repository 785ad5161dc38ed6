"""What people thought of a caption: the current word of each person, and how she came to it.

The draft itself is the caption's, which never changes. Knows nothing of reviews or of training.
"""

from collections.abc import Sequence

from django.db import models
from django.db.models import Q
from django.utils import timezone

from captioner import edits
from captioner.models import Caption, Owned
from captioner.writing.alt_text import sentence


class Thumbs(models.TextChoices):
    NONE = "", "none"
    UP = "up", "up"
    DOWN = "down", "down"


class Reason(models.TextChoices):
    """What is wrong with a caption."""

    WRONG_FACT = "wrong_fact"
    NOT_MY_VOICE = "not_my_voice"
    TOO_GENERIC = "too_generic"
    BAD_TAGS = "bad_tags"
    UNSAFE = "unsafe"
    TOO_LONG = "too_long"


class Taken(models.TextChoices):
    """What of a caption went into the world, and how."""

    ALL = "all"
    CAPTION = "caption"
    TAGS = "tags"
    ALT_TEXT = "alt_text"
    SHARE = "share"
    DOWNLOAD = "download"


class Feedback(Owned):
    """One person's word on one caption, as it stands.

    `copied` holds each of `Taken` at most once: it tells what she used, not how often she pasted.
    `comment` is what she said in words that are no thumb.
    `text`, `tags` (the selected ones, in her order), `alt_text` and `version` are the caption as
    it stood at the last save, `edited` whether it was the draft no more. `training` is her consent
    at that save; what trains asks for today's as well.
    """

    caption = models.ForeignKey(Caption, on_delete=models.CASCADE, related_name="feedback")
    thumbs = models.CharField(max_length=4, blank=True, choices=Thumbs.choices)
    reasons = models.JSONField(default=list)
    copied = models.JSONField(default=list)
    comment = models.TextField(blank=True)
    text = models.TextField()
    tags = models.JSONField(default=list)
    alt_text = models.TextField(blank=True)
    edited = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=0)
    training = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=timezone.now)
    updated_at = models.DateTimeField(auto_now=True, db_index=True)

    class Meta:
        verbose_name_plural = "feedback"
        constraints = [
            models.UniqueConstraint(fields=["owner", "caption"], name="one_feedback_an_owner"),
            models.UniqueConstraint(
                fields=["visitor", "caption"],
                condition=Q(owner=None),
                name="one_feedback_a_visitor",
            ),
            models.CheckConstraint(
                condition=Q(thumbs__in=Thumbs.values), name="feedback_thumbs_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_thumbs_display()}: {self.text[:60]}"

    @classmethod
    def of_each(cls, captions: Sequence[Caption]) -> list["Feedback"]:
        """The word of their own person on each of a result's captions, in one query; an unsaved
        one that says nothing, of the draft, where she gave none."""
        if not captions:
            return []
        job = captions[0].job
        holder = {"owner_id": job.owner_id, "visitor": job.visitor}
        rows = {row.caption_id: row for row in cls.objects.filter(**holder, caption__in=captions)}
        said = [rows.get(one.pk) or cls._silent(one, holder) for one in captions]
        for feedback, caption in zip(said, captions, strict=True):
            feedback.caption = caption  # as the caller holds it: no query for each
        return said

    @classmethod
    def _silent(cls, caption: Caption, holder: dict) -> "Feedback":
        return cls(
            **holder,
            text=caption.text,
            tags=[tag.tag for tag in caption.post().hashtags if tag.selected],
            alt_text=caption.job.alt_text,
        )

    @property
    def seen(self) -> str:
        """What she says that the photo shows, as a describer would say it: her alt text where it
        is no longer the suggested one, else ""."""
        hers, suggested = sentence(self.alt_text), sentence(self.caption.job.alt_text)
        return hers if hers.casefold() != suggested.casefold() else ""

    def see(self) -> None:
        """Take over how the caption stands; saving is the caller's."""
        now = edits.current(self.caption)
        self.text, self.tags, self.alt_text = now["text"], now["tags"], now["alt_text"]
        self.version, self.edited = now["version"], self.caption.shown().edited


class FeedbackEvent(models.Model):
    """One save that changed something: the fields it changed, as it left them."""

    feedback = models.ForeignKey(Feedback, on_delete=models.CASCADE, related_name="events")
    changes = models.JSONField()
    version = models.PositiveIntegerField()
    training = models.BooleanField()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return ", ".join(self.changes)
