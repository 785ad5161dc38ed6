"""The form: one photo or many and what is wanted of them; a valid one becomes a job."""

import math

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from captioner import access, problems
from captioner.errors import QueueFull
from captioner.forms.compose import CaptionForm
from captioner.pages.guests import for_guests_where_allowed
from captioner.submit import submit


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
