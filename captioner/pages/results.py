"""A caption while it is written and after: how far it is, what it gave, or why it gave nothing."""

from dataclasses import asdict
from datetime import date

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from captioner import access, embedded
from captioner.document import privacy
from captioner.forms.changes import WISHES, Wish
from captioner.forms.compose import platform_name
from captioner.models import Caption, CaptionJob, State
from captioner.pages.guests import for_guests_where_allowed
from captioner.pages.versions import Version
from captioner.writing.platforms import POLICIES

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


# What a result was asked for that its parent was not, as the strip of versions names it.
FIRST, ANEW = "First", "Anew"


@require_safe
# Not stored: who comes back to an old copy of the page would be in conflict with herself.
@cache_control(private=True, no_store=True)
@for_guests_where_allowed
def caption(request: HttpRequest, public_id: str) -> HttpResponse:
    """One job: how far it is, what it gave, or why it gave nothing.

    htmx asks again and again while the job waits; `seen` says what its page shows already, and
    204 tells it to leave that alone, so that nothing flickers and no screen reader repeats.
    """
    jobs = CaptionJob.objects.readable_by(request.user).select_related("photo", "voice", "parent")
    job = get_object_or_404(jobs.named(public_id))
    if request.htmx and job.is_waiting and request.GET.get("seen") == _seen(job):
        return HttpResponse(status=204)
    return show(request, job)


def show(
    request: HttpRequest, job: CaptionJob, changed: Version | None = None, *, status: int = 200
) -> HttpResponse:
    """The job's page, or only its outcome for htmx.

    Args:
        changed: shown in the place of the same version as it is stored.
    """
    context = {
        "job": job,
        "platform": platform_name(job.platform),
        "mine": access.own(CaptionJob.objects, request).filter(pk=job.pk).exists(),
        "strip": _strip(job),
    }
    if job.is_waiting:
        loading = settings.WORKER == "embedded" and embedded.worker().is_loading
        context |= {"ahead": _ahead(job), "seen": _seen(job), "loading": loading}
    elif job.state == State.SUCCEEDED:
        context |= _result(request, job, changed)
    else:
        context["ending"] = ENDINGS.get(job.error_code) or ENDINGS[job.state]
    template = "_outcome.html" if request.htmx else "caption.html"
    return render(request, template, context, status=status)


def fragment(
    request: HttpRequest, row: Caption, changed: Version | None = None, *, status: int = 200
) -> HttpResponse:
    """One caption of a result alone, for the page's script to put in its place."""
    context = {
        "job": row.job,
        "mine": True,
        "several": row.job.variants > 1,
        "version": changed or version(request, row),
        **_platform(row.job),
    }
    return render(request, "_version.html", context, status=status)


def version(request: HttpRequest, row: Caption, **how) -> Version:
    """A caption as this person's page shows it; `how` as `Version.of` takes it."""
    return Version.of(row, never=access.preferences(request).never_tags, **how)


def _result(request: HttpRequest, job: CaptionJob, changed: Version | None) -> dict:
    never = access.preferences(request).never_tags
    captions = list(job.captions.all())
    for row in captions:
        row.job = job  # what its edits fall back on; no query for each
    versions = [Version.of(row, never=never) for row in captions]
    if changed:
        versions[changed.position] = changed
    receipt = privacy(job.photo)
    return {
        "versions": versions,
        "several": len(versions) > 1,
        "removed": [METADATA_WORDS.get(name, name) for name in receipt["removed"]],
        "kept_until": receipt["kept_until"] and date.fromisoformat(receipt["kept_until"]),
        "training": receipt["training"],
        "seconds": job.milliseconds(job.created_at, job.finished_at) / 1000,
        **_platform(job),
    }


def _platform(job: CaptionJob) -> dict:
    return {
        "policy": POLICIES[job.platform],
        "platform": platform_name(job.platform),
    }


def _ahead(job: CaptionJob) -> int:
    return job.ahead() if job.state == State.QUEUED else 0


def _seen(job: CaptionJob) -> str:
    return f"{job.state}-{_ahead(job)}"


def _strip(job: CaptionJob) -> list[tuple[CaptionJob, str]]:
    """All that was made of the photo, oldest first, each with what it was asked for; none where
    there is only this one."""
    made = list(job.photo.jobs.order_by("pk")) if job.photo.jobs.count() > 1 else []
    known = {one.pk: one for one in made}
    return [(one, _asked(one, known.get(one.parent_id))) for one in made]


def _asked(job: CaptionJob, parent: CaptionJob | None) -> str:
    if parent is None:
        return FIRST
    wished = [wish for wish in WISHES.values() if _has(job, wish)]
    for wish in wished:
        if not _has(parent, wish):
            return wish.words
    return wished[0].again if wished and "caption" not in job.locked else ANEW


def _has(job: CaptionJob, wish: Wish) -> bool:
    """Whether the job asks for all that the wish does."""
    return all(job.style.get(name) == value for name, value in asdict(wish.style).items() if value)
