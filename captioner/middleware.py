"""What every request passes: an id for its log lines and errors, and the limit of its body."""

import re
import uuid

import structlog
from django.conf import settings
from django.http import HttpResponseNotAllowed

from captioner import photos, problems

_ID = re.compile(r"[\w.-]{1,64}", re.ASCII)
# Where many photos come at once, or an export: as forms, whose files are kept on disk while they
# come. JSON is read into memory, wherever it is sent.
_LARGER = (
    (re.compile(r"/|/batches/.*|/api/v1/batches.*"), "BATCH_BODY_MAX_BYTES"),
    (re.compile(r"/voices/.*|/api/v1/voices.*"), "IMPORT_MAX_BYTES"),
)


class RequestId:
    """Takes the caller's `X-Request-ID` or makes one; it stands in logs, errors and the answer."""

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request):
        given = request.headers.get("X-Request-ID", "")
        request.request_id = given if _ID.fullmatch(given) else uuid.uuid4().hex
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=request.request_id)
        response = self.get_response(request)
        response["X-Request-ID"] = request.request_id
        return response


class BodyLimit:
    """Refuses a body that is longer than any valid one before a byte of it is kept.

    Django checks only what its own form parser reads; JSON read by the API passes it by.
    """

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request):
        if "Transfer-Encoding" in request.headers and not request.META.get("CONTENT_LENGTH"):
            # WSGI gives Django no length, so Django would read nothing and blame the photo.
            detail = "Send the request with a Content-Length; a chunked one cannot be read."
            return problems.problem(request, 411, "length_required", detail)
        given = request.META.get("CONTENT_LENGTH") or ""
        length = int(given) if given.isdecimal() else 0
        limit = _limit(request)
        if length <= limit:
            return self.get_response(request)
        _read_away(request, min(length, 4 * limit))
        if limit == settings.BODY_MAX_BYTES:
            return problems.answer(request, photos.too_large(settings.PHOTO_MAX_BYTES))
        return problems.too_large(request, limit)


class MethodNotAllowed:
    """Gives Django's bare 405 a body like every other error's."""

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if isinstance(response, HttpResponseNotAllowed):
            allow = response["Allow"]
            response = problems.method_not_allowed(request)
            response["Allow"] = allow
        return response


def _limit(request) -> int:
    """Bytes that the body may have."""
    if request.content_type == "multipart/form-data":
        for path, setting in _LARGER:
            if path.fullmatch(request.path_info):
                return getattr(settings, setting)
    return settings.BODY_MAX_BYTES


def _read_away(request, length: int) -> None:
    """Read and drop the body: many clients look for an answer only when all is sent."""
    while length > 0 and (chunk := request.read(min(length, 65_536))):
        length -= len(chunk)
