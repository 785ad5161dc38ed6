"""The result document: one shape for the API's answers and the command line's JSON."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import timedelta

from django.conf import settings
from django.db.models import prefetch_related_objects

from captioner.engine.types import Outcome
from captioner.models import Caption, CaptionJob, Photo, Preferences, Shown, State
from captioner.writing.brief import Brief, Claim, Post
from captioner.writing.platforms import POLICIES, char_count


@dataclass(frozen=True, slots=True)
class PhotoFacts:
    """What the document says of the photo itself."""

    sha256: str
    width: int
    height: int
    metadata_removed: tuple[str, ...]


def of_outcome(
    outcome: Outcome,
    brief: Brief,
    photo: PhotoFacts,
    *,
    queue_ms: int,
    total_ms: int,
    captions: Sequence[Caption] = (),
) -> dict:
    """A finished result; `id` is None where no row stands behind it.

    Args:
        queue_ms, total_ms: milliseconds waited before the engine, and from first to last.
        captions: the rows of the outcome's posts, with what was edited since.
    """
    policy = POLICIES[brief.platform]
    shown = [_shown(row, brief.platform) for row in captions] or [
        _suggested(post, outcome.alt_text, brief.platform) for post in outcome.posts
    ]
    return {
        "id": None,
        "status": State.SUCCEEDED.value,
        "description": outcome.description,
        "alt_text": outcome.alt_text,
        "captions": shown,
        "platform": {
            "name": policy.name,
            "policy": policy.version,
            "trimmed": list(outcome.trimmed),
        },
        "style": asdict(brief.style),
        "model": {
            "describer": outcome.models.describer,
            "writer": outcome.models.writer,
            "adapter": outcome.models.adapter,
            "prompt": outcome.models.prompt,
        },
        "seed": brief.seed,
        "timing_ms": {
            "queue": queue_ms,
            "describe": outcome.describe_ms,
            "write": outcome.write_ms,
            "total": total_ms,
        },
        "photo": _photo(photo),
    }


def of_job(job: CaptionJob, *, place: bool = True, training: bool | None = None) -> dict:
    """A row's document: its result once it succeeded; before, its place; else its error.

    Args:
        place: count the jobs before it, which asks the database once more.
        training: the person's consent, where the caller has it; asked of the database otherwise.
    """
    facts = PhotoFacts(
        job.photo.sha256, job.photo.width, job.photo.height, tuple(job.photo.metadata_removed)
    )
    if job.state == State.SUCCEEDED:
        prefetch_related_objects([job], "captions")  # asked for here and by `outcome`
        captions = job.captions.all()
        for caption in captions:
            caption.job = job  # what its edits fall back on; no query for each
        done = of_outcome(
            job.outcome(),
            job.brief,
            facts,
            queue_ms=job.milliseconds(job.created_at, job.started_at),
            total_ms=job.milliseconds(job.created_at, job.finished_at),
            captions=captions,
        )
        return done | {
            "id": job.public_id,
            "voice": job.voice.public_id if job.voice else None,
            "parent": job.parent.public_id if job.parent else None,
            "privacy": privacy(job.photo, training=training),
        }
    document = {"id": job.public_id, "status": job.state, "seed": job.seed, "photo": _photo(facts)}
    if job.is_waiting and place:
        document["ahead"] = job.ahead()
    elif job.error_code:
        document["error"] = {"code": job.error_code, "detail": job.error_detail}
    return document


def privacy(photo: Photo, *, training: bool | None = None) -> dict:
    """The receipt: what was removed from the photo, until when it is kept, what it is used for.

    Args:
        training: as `of_job`.

    Returns:
        `kept_until` is None where it is kept until its owner deletes it.
    """
    if training is None:
        training = Preferences.of(**photo.holder).training
    kept = None
    if not photo.owner_id:
        kept = (photo.created_at + timedelta(days=settings.ANONYMOUS_DAYS)).date().isoformat()
    return {"removed": list(photo.metadata_removed), "kept_until": kept, "training": training}


def _photo(facts: PhotoFacts) -> dict:
    return {
        "sha256": facts.sha256,
        "width": facts.width,
        "height": facts.height,
        "metadata_removed": list(facts.metadata_removed),
    }


def _suggested(post: Post, alt_text: str, platform: str) -> dict:
    """A post that nobody can have edited yet."""
    shown = Shown(post.text, post.hashtags, alt_text, False)
    return _caption(shown, post, post.claims, platform, version=0)


def _shown(row: Caption, platform: str) -> dict:
    return _caption(row.shown(), row.post(), row.claimed(), platform, version=row.version)


def _caption(
    shown: Shown, post: Post, claims: Sequence[Claim] | None, platform: str, *, version: int
) -> dict:
    """A caption as it stands, what it claims, and the suggestion it came from."""
    return {
        "text": shown.text,
        "char_count": char_count(shown.text, POLICIES[platform]),
        "alt_text": shown.alt_text,
        "warnings": list(post.warnings),
        "claims": None if claims is None else [_claim(one) for one in claims],
        "hashtags": [
            {"tag": tag.tag, "tier": tag.tier, "selected": tag.selected, "why": tag.why}
            for tag in shown.hashtags
        ],
        "score": post.score,
        "misses": list(post.misses),
        "edited": shown.edited,
        "suggested": post.text if shown.edited else None,
        "version": version,
    }


def _claim(claim: Claim) -> dict:
    return {"kind": claim.kind, "text": claim.text, "status": claim.status}
