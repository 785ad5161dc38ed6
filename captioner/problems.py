"""Every error as an answer: an RFC 9457 problem for programs, a page for people.

The one table from error codes to HTTP statuses. Nothing here decides what is an error.
"""

import logging
from http import HTTPStatus

from django.conf import settings
from django.core.exceptions import (
    ObjectDoesNotExist,
    PermissionDenied,
    RequestDataTooBig,
    TooManyFilesSent,
)
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from rest_framework import exceptions
from rest_framework.views import set_rollback

from captioner.errors import CaptionError, Conflict

log = logging.getLogger(__name__)

STATUS = {
    "photo_missing": 400,
    "photo_too_large": 413,
    "photo_type": 415,
    "photo_unreadable": 422,
    "photo_too_many_pixels": 422,
    "invalid": 422,
    "import_unreadable": 422,
    "address_refused": 422,
    "adapter_unusable": 422,
    "training_refused": 422,
    "bad_config": 422,
    "too_small": 422,
    "conflict": 409,
    "refused": 422,
    "throttled": 429,
    "queue_full": 503,
    "not_done": 503,
    "engine_failed": 503,
    "model_missing": 503,
    "model_unusable": 503,
    "gave_up": 503,
    "expired": 503,
    "failed": 503,
}
RETRY_SECONDS = 5

_FOR_PROGRAMS = ("/api/", "/generate", "/status", "/store_feedback")

_CODES = {
    400: "bad_request",
    401: "not_authenticated",
    403: "forbidden",
    404: "not_found",
    405: "method_not_allowed",
    406: "not_acceptable",
    409: "conflict",
    413: "too_large",
    415: "media_type",
    429: "throttled",
    500: "server_error",
}


def wants_page(request: HttpRequest) -> bool:
    """Whether a person's browser asked, outside the API."""
    accept = request.headers.get("Accept", "")
    return "text/html" in accept and not request.path.startswith(_FOR_PROGRAMS)


def problem(
    request: HttpRequest,
    status: int,
    code: str,
    detail: str,
    *,
    errors: list[dict] | None = None,
    current: dict | None = None,
    retry_after: int | None = None,
) -> HttpResponse:
    """One problem, as `application/problem+json`.

    Args:
        errors: one `{"field", "detail"}` for each field at fault.
        current: what a conflicting change would have replaced, as it stands.
        retry_after: seconds, sent as `Retry-After`.
    """
    body = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "code": code,
        "request_id": getattr(request, "request_id", ""),
    }
    if errors:
        body["errors"] = errors
    if current:
        body["current"] = current
    response = JsonResponse(body, status=status, content_type="application/problem+json")
    if retry_after is not None:
        response["Retry-After"] = str(retry_after)
    return response


def answer(request: HttpRequest, error: CaptionError) -> HttpResponse:
    """A `CaptionError` as a problem, or as a page where a person asked."""
    status = STATUS[error.code]
    retry_after = RETRY_SECONDS if status == 503 else None
    if wants_page(request):
        response = page(request, status, error.detail)
        if retry_after is not None:
            response["Retry-After"] = str(retry_after)
        return response
    errors = [{"field": error.field, "detail": error.detail}] if error.field else None
    current = error.current if isinstance(error, Conflict) else None
    return problem(
        request,
        status,
        error.code,
        error.detail,
        errors=errors,
        current=current,
        retry_after=retry_after,
    )


def page(request: HttpRequest, status: int, detail: str, *, title: str = "") -> HttpResponse:
    """An error as a person reads it.

    Args:
        title: the status's own phrase where there is none.
    """
    context = {
        "status": status,
        "title": title or HTTPStatus(status).phrase,
        "detail": detail,
        "guest": status == 404 and _is_guest(request),
    }
    return render(request, "error.html", context, status=status)


def _is_guest(request: HttpRequest) -> bool:
    """Whether nobody is signed in, as a view found out; where none did, it is not asked for: the
    database may be what is away."""
    user = getattr(request, "_cached_user", None)  # as Django's `get_user` leaves it
    return user is not None and not user.is_authenticated


def handle(exc: Exception, context: dict) -> HttpResponse | None:
    """DRF's exception handler: its own errors and ours; None lets a defect become a 500."""
    request = context["request"]._request
    set_rollback()
    match exc:
        case CaptionError():
            return answer(request, exc)
        case RequestDataTooBig():
            return problem(request, 413, "too_large", _body_limit())
        case exceptions.ValidationError():
            errors = list(_field_errors(exc.detail))
            detail = "; ".join(f"{e['field']}: {e['detail']}" for e in errors)
            return problem(request, 422, "invalid", detail, errors=errors)
        case exceptions.APIException():
            return _from_drf(request, exc)
        case Http404() | ObjectDoesNotExist():
            return problem(request, 404, "not_found", "There is nothing here under this address.")
        case PermissionDenied():
            return problem(request, 403, "forbidden", "This is not yours to do.")
    return None


def _from_drf(request: HttpRequest, exc: exceptions.APIException) -> HttpResponse:
    wait = getattr(exc, "wait", None)
    response = problem(
        request,
        exc.status_code,
        _CODES.get(exc.status_code, "error"),
        str(exc.detail),
        retry_after=int(wait) + 1 if wait is not None else None,
    )
    if header := getattr(exc, "auth_header", None):
        response["WWW-Authenticate"] = header
    return response


def _field_errors(detail, prefix: str = ""):
    if isinstance(detail, dict):
        for field, inner in detail.items():
            yield from _field_errors(inner, f"{prefix}.{field}" if prefix else str(field))
    elif isinstance(detail, list):
        for inner in detail:
            yield from _field_errors(inner, prefix)
    else:
        yield {"field": prefix, "detail": str(detail)}


def _body_limit() -> str:
    return f"The request is over the limit of {settings.BODY_MAX_BYTES} bytes."


def too_large(request: HttpRequest, limit: int) -> HttpResponse:
    """The answer to a body of more than `limit` bytes."""
    return _plain(request, 413, f"The request is over the limit of {limit / 1e6:g} MB.")


def _plain(request: HttpRequest, status: int, detail: str) -> HttpResponse:
    if wants_page(request):
        return page(request, status, detail)
    return problem(request, status, _CODES[status], detail)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    if isinstance(exception, RequestDataTooBig):
        return _plain(request, 413, _body_limit())
    if isinstance(exception, TooManyFilesSent):
        most = settings.DATA_UPLOAD_MAX_NUMBER_FILES
        return _plain(
            request, 400, f"The request holds more than {most} files: send fewer at once."
        )
    return _plain(request, 400, "The request could not be read.")


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _plain(request, 403, "This is not yours to do.")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _plain(request, 404, "There is nothing here under this address.")


def method_not_allowed(request: HttpRequest) -> HttpResponse:
    return _plain(request, 405, f"{request.method} is not for this address.")


def server_error(request: HttpRequest) -> HttpResponse:
    return _plain(request, 500, "Something broke on our side. It was logged under this id.")


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The answer to a form from another session, such as one left open since before a sign-in."""
    detail = (
        "Nothing was saved. Go back, where your browser keeps what you typed: copy it, reload the "
        "page and send it from there."
    )
    if wants_page(request):
        return page(request, 403, detail, title="This form has expired")
    return _plain(request, 403, f"The form had expired. {detail}")
