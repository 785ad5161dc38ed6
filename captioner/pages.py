"""The pages: home, a caption while it is written and after, history, and the photos on them.

Each view parses, calls one function and answers. A page and the fragment that htmx asks for come
from the same view, and every page works without JavaScript.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from io import BytesIO

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe
from PIL import Image

from captioner import access, problems
from captioner.errors import QueueFull
from captioner.forms import CaptionForm, platform_name
from captioner.models import CaptionJob, Photo, State
from captioner.submit import submit
from captioner.writing.brief import Hashtag, Post
from captioner.writing.platforms import POLICIES, Policy, char_count, postable

PAGE_SIZE = 12
SMALL_SIDE = 480  # pixels; a card of the history on a phone of three pixels to the point

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


def for_guests_where_allowed(view: Callable) -> Callable:
    """Sends who has no account to the sign-in page where `ANONYMOUS` is off."""

    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if settings.ANONYMOUS or request.user.is_authenticated:
            return view(request, *args, **kwargs)
        return redirect_to_login(request.get_full_path())

    return guarded


@require_http_methods(["GET", "HEAD", "POST"])
@for_guests_where_allowed
def home(request: HttpRequest) -> HttpResponse:
    """The form; a valid one becomes a job, and the answer leads to its page."""
    if request.method != "POST":
        return _home(request, CaptionForm())
    throttle = access.AnonymousThrottle()
    if not throttle.allow_request(request, None):
        wait = math.ceil(throttle.wait() or 1)
        return _not_now(request, 429, "That was quick! Give it a moment, then write again.", wait)
    form = CaptionForm(request.POST, request.FILES)
    if not form.is_valid():
        return _home(request, form, status=_status(form))
    try:
        job = submit(form.loaded, form.brief, **access.owner_of(request))
    except QueueFull as error:
        return _not_now(request, 503, error.detail, problems.RETRY_SECONDS)
    return HttpResponseRedirect(reverse("caption", args=[job.public_id]), status=303)


def _home(
    request: HttpRequest, form: CaptionForm, *, status: int = 200, problem: str = ""
) -> HttpResponse:
    context = {
        "form": form,
        "problem": problem,
        "max_bytes": settings.PHOTO_MAX_BYTES,
    }
    return render(request, "home.html", context, status=status)


def _not_now(request: HttpRequest, status: int, problem: str, seconds: int) -> HttpResponse:
    """The form again with what was chosen, its photo unread, and when to come back."""
    form = CaptionForm(initial=request.POST.dict())
    response = _home(request, form, status=status, problem=problem)
    response["Retry-After"] = str(seconds)
    return response


def _status(form: CaptionForm) -> int:
    codes = [error.code for errors in form.errors.as_data().values() for error in errors]
    return next((problems.STATUS[code] for code in codes if code in problems.STATUS), 422)


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


@require_safe
@for_guests_where_allowed
def history(request: HttpRequest) -> HttpResponse:
    """The account's or the browser session's own captions, newest first, older by `?before=`."""
    mine = CaptionJob.objects.listed_for(user=request.user, visitor=access.visitor(request))
    jobs = mine.select_related("photo").prefetch_related("captions").order_by("-pk")
    before = request.GET.get("before")
    if before:
        jobs = jobs.filter(pk__lt=get_object_or_404(mine.named(before)).pk)
    page = list(jobs[: PAGE_SIZE + 1])
    context = {"jobs": page[:PAGE_SIZE], "before": before, "more": len(page) > PAGE_SIZE}
    return render(request, "history.html", context)


@require_safe
@cache_control(private=True, max_age=3600)
@for_guests_where_allowed
def photo(request: HttpRequest, photo_id) -> FileResponse | HttpResponse:
    """The stored JPEG, or a small one with `?small`, for whoever may read it."""
    stored = get_object_or_404(Photo.objects.readable_by(request.user), pk=photo_id)
    try:
        file = stored.file.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    if "small" not in request.GET:
        return FileResponse(file, content_type="image/jpeg")
    with file:
        return HttpResponse(_small(file), content_type="image/jpeg")


def _small(file) -> bytes:
    """The photo, its longer side at most `SMALL_SIDE`, as a JPEG."""
    with Image.open(file, formats=["JPEG"]) as image:
        image.thumbnail((SMALL_SIDE, SMALL_SIDE))
        small = BytesIO()
        image.save(small, "JPEG", quality=80)
    return small.getvalue()
