"""One variant of a result: as it was suggested, and as the creator left it."""

from dataclasses import astuple, dataclass

from django.db import models

from captioner.engine.judging import claimed
from captioner.models.jobs import CaptionJob
from captioner.writing.brief import Claim, Hashtag, Post


@dataclass(frozen=True, slots=True)
class Shown:
    """A caption as it stands now: the last edit, or the suggestion where there is none."""

    text: str
    hashtags: tuple[Hashtag, ...]
    alt_text: str
    edited: bool


class Caption(models.Model):
    """A suggestion, which never changes, and the edits on top of it, oldest first.

    `edits` holds what each save left: `{"text", "hashtags", "alt_text"}`, hashtags as in
    `hashtags`. `version` counts saves and undos, so that of two browsers the later one is told.
    """

    job = models.ForeignKey(CaptionJob, on_delete=models.CASCADE, related_name="captions")
    position = models.PositiveSmallIntegerField()
    text = models.TextField()
    hashtags = models.JSONField(default=list)
    warnings = models.JSONField(default=list)
    score = models.FloatField(null=True)
    misses = models.JSONField(default=list)
    # None where they were not looked for: in another language than English, or in an old row.
    claims = models.JSONField(null=True)
    edits = models.JSONField(default=list)
    version = models.PositiveIntegerField(default=0)

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
            hashtags=rows(post.hashtags),
            warnings=list(post.warnings),
            score=post.score,
            misses=list(post.misses),
            claims=None if post.claims is None else [list(astuple(one)) for one in post.claims],
        )

    def post(self) -> Post:
        """The suggestion in the writing's own words."""
        tags = tuple(Hashtag(*tag) for tag in self.hashtags)
        claims = None if self.claims is None else tuple(Claim(*one) for one in self.claims)
        return Post(self.text, tags, tuple(self.warnings), self.score, tuple(self.misses), claims)

    def claimed(self) -> tuple[Claim, ...] | None:
        """What the words state as they stand now; None where that cannot be found out."""
        text, job = self.shown().text, self.job
        if text == self.text:
            return self.post().claims
        voice = job.voice.value if job.voice else None
        return claimed(text, brief=job.brief, description=job.description, voice=voice)

    def shown(self) -> Shown:
        """What the person sees and copies now."""
        left = self.edits[-1] if self.edits else {}
        return Shown(
            text=left.get("text", self.text),
            hashtags=tuple(Hashtag(*tag) for tag in left.get("hashtags", self.hashtags)),
            alt_text=left.get("alt_text", self.job.alt_text),
            edited=bool(left),
        )


def rows(hashtags: tuple[Hashtag, ...]) -> list[list]:
    """Hashtags as the column holds them."""
    return [[tag.tag, tag.tier, tag.selected, tag.why] for tag in hashtags]
