"""The result document: one shape for the API's answers and the command line's JSON."""

from dataclasses import dataclass

from captioner.engine.types import Outcome
from captioner.models import CaptionJob, State
from captioner.writing.brief import Brief, Post
from captioner.writing.platforms import POLICIES, char_count


@dataclass(frozen=True, slots=True)
class PhotoFacts:
    """What the document says of the photo itself."""

    sha256: str
    width: int
    height: int
    metadata_removed: tuple[str, ...]


def of_outcome(
    outcome: Outcome, brief: Brief, photo: PhotoFacts, *, queue_ms: int, total_ms: int
) -> dict:
    """A finished result; `id` is None where no row stands behind it.

    Args:
        queue_ms, total_ms: milliseconds waited before the engine, and from first to last.
    """
    policy = POLICIES[brief.platform]
    return {
        "id": None,
        "status": State.SUCCEEDED.value,
        "description": outcome.description,
        "alt_text": outcome.alt_text,
        "captions": [_caption(post, brief.platform) for post in outcome.posts],
        "platform": {
            "name": policy.name,
            "policy": policy.version,
            "trimmed": list(outcome.trimmed),
        },
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


def of_job(job: CaptionJob, *, place: bool = True) -> dict:
    """A row's document: its result once it succeeded; before, its place; else its error.

    Args:
        place: count the jobs before it, which asks the database once more.
    """
    facts = PhotoFacts(
        job.photo.sha256, job.photo.width, job.photo.height, tuple(job.photo.metadata_removed)
    )
    if job.state == State.SUCCEEDED:
        done = of_outcome(
            job.outcome(),
            job.brief,
            facts,
            queue_ms=job.milliseconds(job.created_at, job.started_at),
            total_ms=job.milliseconds(job.created_at, job.finished_at),
        )
        return done | {"id": job.public_id}
    document = {"id": job.public_id, "status": job.state, "seed": job.seed, "photo": _photo(facts)}
    if job.is_waiting and place:
        document["ahead"] = job.ahead()
    elif job.error_code:
        document["error"] = {"code": job.error_code, "detail": job.error_detail}
    return document


def _photo(facts: PhotoFacts) -> dict:
    return {
        "sha256": facts.sha256,
        "width": facts.width,
        "height": facts.height,
        "metadata_removed": list(facts.metadata_removed),
    }


def _caption(post: Post, platform: str) -> dict:
    return {
        "text": post.text,
        "char_count": char_count(post.text, POLICIES[platform]),
        "warnings": list(post.warnings),
        "hashtags": [
            {"tag": tag.tag, "tier": tag.tier, "selected": tag.selected, "why": tag.why}
            for tag in post.hashtags
        ],
    }
