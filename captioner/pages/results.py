"""A caption while it is written and after: how far it is, what it gave, or why it gave nothing."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from captioner.forms.compose import platform_name
from captioner.models import CaptionJob, State
from captioner.pages.guests import for_guests_where_allowed
from captioner.writing.brief import Hashtag, Post
from captioner.writing.platforms import POLICIES, Policy, char_count, postable

METADATA_WORDS = {
    "GPS": "GPS position",
    "EXIF": "camera data",
    "XMP": "editing data",
    "IPTC": "press data",
    "ICC": "colour profile",
    "comment": "comments",
}

# What a person reads where there is no caption: by state, and for a failed one by its code.
ENDINGS = {
    "refused": (
        "Nothing fit to post came out",
        "What was written went against the content rules, twice. Another tone or another note "
        "often helps.",
    ),
    "photo_unreadable": (
        "The photo could not be opened",
        "It was stored, but could not be read again. Choose it once more.",
    ),
    "engine_failed": (
        "The writer stumbled",
        "It tried more than once and did not finish. Your photo is fine: try again in a minute.",
    ),
    "gave_up": (
        "The writer stumbled",
        "It tried three times and did not finish. Try again in a minute, or with another photo.",
    ),
    State.FAILED: ("No caption this time", "Something went wrong while it was written."),
    State.CANCELED: ("This one was stopped", "It was canceled before the caption was written."),
    State.EXPIRED: (
        "It waited too long",
        "So many photos were ahead that this one's turn never came. Try again in a minute.",
    ),
}


@dataclass(frozen=True, slots=True)
class Variant:
    """One caption as the page shows it.

    Args:
        tags: the selected hashtags as they are pasted.
        whole: what "copy all" copies: caption, blank line, selected tags.
        count: length of `whole` as the platform counts.
    """

    text: str
    selected: tuple[Hashtag, ...]
    alternates: tuple[Hashtag, ...]
    warnings: tuple[str, ...]
    tags: str
    whole: str
    count: int

    @classmethod
    def of(cls, post: Post, policy: Policy) -> "Variant":
        selected = tuple(tag for tag in post.hashtags if tag.selected)
        whole = postable(post.text, [tag.tag for tag in selected])
        return cls(
            text=post.text,
            selected=selected,
            alternates=tuple(tag for tag in post.hashtags if not tag.selected),
            warnings=post.warnings,
            tags=" ".join(tag.tag for tag in selected),
            whole=whole,
            count=char_count(whole, policy),
        )


@require_safe
@cache_control(private=True, no_cache=True)
@for_guests_where_allowed
def caption(request: HttpRequest, public_id: str) -> HttpResponse:
    """One job: how far it is, what it gave, or why it gave nothing.

    htmx asks again and again while the job waits; `seen` says what its page shows already, and
    204 tells it to leave that alone, so that nothing flickers and no screen reader repeats.
    """
    jobs = CaptionJob.objects.readable_by(request.user).select_related("photo")
    job = get_object_or_404(jobs.named(public_id))
    context = {"job": job, "platform": platform_name(job.platform)}
    if job.is_waiting:
        ahead = job.ahead() if job.state == State.QUEUED else 0
        context |= {"ahead": ahead, "seen": f"{job.state}-{ahead}"}
        if request.htmx and request.GET.get("seen") == context["seen"]:
            return HttpResponse(status=204)
    elif job.state == State.SUCCEEDED:
        context |= _result(job)
    else:
        context["ending"] = ENDINGS.get(job.error_code) or ENDINGS[job.state]
    return render(request, "_outcome.html" if request.htmx else "caption.html", context)


def _result(job: CaptionJob) -> dict:
    policy = POLICIES[job.platform]
    outcome = job.outcome()
    return {
        "outcome": outcome,
        "policy": policy,
        "variants": [Variant.of(post, policy) for post in outcome.posts],
        "removed": [METADATA_WORDS.get(name, name) for name in job.photo.metadata_removed],
        "seconds": job.milliseconds(job.created_at, job.finished_at) / 1000,
    }
