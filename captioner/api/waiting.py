"""How long a request waits for its job, and how it is answered then."""

import re

from django.urls import reverse
from rest_framework.request import Request
from rest_framework.response import Response

from captioner.document import of_job
from captioner.models import CaptionJob
from captioner.submit import wait

DEFAULT_WAIT = 10
LONGEST_WAIT = 60

_WAIT = re.compile(r"wait\s*=\s*(\d{1,6})", re.ASCII)


def preferred_wait(prefer: str) -> tuple[int, str]:
    """Seconds a create waits for its result, from the `Prefer` header (RFC 7240).

    Returns:
        The seconds, and what `Preference-Applied` says; empty where no preference was given.
    """
    asked = [part.strip().lower() for part in re.split("[,;]", prefer)]
    applied = ["respond-async"] if "respond-async" in asked else []
    seconds = 0 if applied else DEFAULT_WAIT
    if match := next(filter(None, map(_WAIT.fullmatch, asked)), None):
        seconds = min(int(match[1]), LONGEST_WAIT)
        applied.append(f"wait={seconds}")
    return seconds, ", ".join(applied)


def answer(request: Request, job: CaptionJob) -> Response:
    """200 with the result, or 202 with where to ask for it once the preferred wait is over."""
    seconds, applied = preferred_wait(request.headers.get("Prefer", ""))
    job = wait(job, seconds)
    response = Response(of_job(job), status=202 if job.is_waiting else 200)
    if job.is_waiting:
        response["Location"] = reverse("api-caption", args=[job.public_id])
        response["Retry-After"] = "1"
    if applied:
        response["Preference-Applied"] = applied
    return response
