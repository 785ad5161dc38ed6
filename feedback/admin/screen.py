"""The review screen: one item at a time, decided by a button or by its key.

Every button is a form's, so that the screen works without its script. Knows nothing of what an
act does: that is `review`'s.
"""

import re
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseNotAllowed,
    HttpResponseRedirect,
)
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.cache import patch_cache_control

from captioner import problems
from captioner.edits import TEXT_MAX, Edit
from captioner.errors import CaptionError, InvalidBrief
from feedback import comparison, review, review_queue
from feedback.models import Act, Review, ReviewState
from feedback.templatetags.feedback import REASONS

LIST = "admin:feedback_review_changelist"
_TRAIL = "reviewed"  # the session's: what was looked at, oldest first
_TRAIL_MAX = 100
_BETWEEN = re.compile(r"[\s,]+")


def require_view(model_admin: admin.ModelAdmin, request: HttpRequest) -> None:
    if not model_admin.has_view_permission(request):
        raise PermissionDenied


def require_change(model_admin: admin.ModelAdmin, request: HttpRequest) -> None:
    if not model_admin.has_change_permission(request):
        raise PermissionDenied


def start(model_admin: admin.ModelAdmin, request: HttpRequest) -> HttpResponse:
    """Take the item that teaches most, and show it; or take the last verdict back."""
    require_change(model_admin, request)
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    return _undone(request) if request.POST.get("act") == "undo" else _onward(request, None)


def photo(model_admin: admin.ModelAdmin, request: HttpRequest, pk: int) -> FileResponse:
    """The photo that an item is about; a reviewer may see no other."""
    require_view(model_admin, request)
    stored = _item(request, pk).feedback.caption.job.photo
    try:
        response = FileResponse(stored.file.open("rb"), content_type="image/jpeg")
    except FileNotFoundError:
        raise Http404 from None
    patch_cache_control(response, private=True, max_age=3600)
    return response


def screen(model_admin: admin.ModelAdmin, request: HttpRequest, pk: str) -> HttpResponse:
    """One item, and what a press of its buttons does."""
    require_view(model_admin, request)
    if request.method == "POST":
        require_change(model_admin, request)
        return _pressed(model_admin, request, pk)
    return _page(model_admin, request, _item(request, pk))


def _item(request: HttpRequest, pk: str | int) -> Review:
    if not str(pk).isdecimal():
        raise Http404
    related = ("feedback__caption__job__photo", "feedback__caption__job__voice", "holder")
    rows = Review.objects.visible_to(request.user).select_related(*related, "reviewer")
    if (item := rows.filter(pk=int(pk)).first()) is None:
        raise Http404
    return item


# --- Buttons -----------------------------------------------------------------------------------


def _pressed(model_admin: admin.ModelAdmin, request: HttpRequest, pk: str) -> HttpResponse:
    act, user = request.POST.get("act", ""), request.user
    if act == "undo":
        return _undone(request, pk)
    try:
        item = _item(request, pk)
        if act in ("previous", "next"):
            review_queue.release(item, user)
            return _previous(request, item) if act == "previous" else _next(request, item)
        decided = _decide(request, item, act)
    except CaptionError as error:
        messages.error(request, error.detail)
        status = problems.STATUS[error.code]
        return _page(model_admin, request, _item(request, pk), typed=True, status=status)
    except (Http404, Review.DoesNotExist):
        messages.warning(request, "That one is gone: deleted, or its creator's consent withdrawn.")
        return _onward(request, None)
    messages.success(request, f"{_TOLD[decided.state]} Press undo to take it back.")
    return _onward(request, decided)


_TOLD = {
    ReviewState.APPROVED: "Approved.",
    ReviewState.CORRECTED: "Corrected and approved.",
    ReviewState.REJECTED: "Rejected.",
    ReviewState.PENDING: "Skipped.",
}


def _decide(request: HttpRequest, item: Review, act: str) -> Review:
    revision = request.POST.get("revision", "")
    if not re.fullmatch(r"\d{1,9}", revision, re.ASCII):
        raise InvalidBrief("revision must be the number this page was sent with", field="revision")
    seen = {"by": request.user, "revision": int(revision)}
    if act == Act.APPROVE:
        return review.approve(item, **seen, edit=_edit(request))
    if act == Act.REJECT:
        return review.reject(item, **seen, reasons=request.POST.getlist("reasons"))
    if act == Act.SKIP:
        return review.skip(item, **seen)
    raise InvalidBrief(f"act: {act[:40]!r} is no button of this page", field="act")


def _edit(request: HttpRequest) -> Edit:
    tags = request.POST.get("tags")
    words = None if tags is None else tuple(filter(None, _BETWEEN.split(tags)))
    return Edit(request.POST.get("text"), words)


def _undone(request: HttpRequest, pk: str = "") -> HttpResponse:
    if (item := review.undo(request.user)) is None:
        messages.info(request, "There is nothing of yours to undo.")
        return _to(pk) if pk else HttpResponseRedirect(reverse(LIST), status=303)
    messages.success(request, "Taken back: it waits for your verdict again.")
    return _to(item.pk)


def _onward(request: HttpRequest, after: Review | None) -> HttpResponse:
    item = review_queue.claim(request.user, after=after)
    if item is None:
        messages.info(request, "Nothing else waits for you.")
        return HttpResponseRedirect(reverse(LIST), status=303)
    return _to(item.pk)


def _next(request: HttpRequest, item: Review) -> HttpResponse:
    trail = request.session.get(_TRAIL, [])
    later = trail[trail.index(item.pk) + 1 :] if item.pk in trail else []
    seen = _still_there(request, later)
    return _to(seen[0]) if seen else _onward(request, item)


def _previous(request: HttpRequest, item: Review) -> HttpResponse:
    trail = request.session.get(_TRAIL, [])
    seen = _still_there(request, trail[: trail.index(item.pk)] if item.pk in trail else trail)
    if not seen:
        messages.info(request, "This is the first you looked at.")
    return _to(seen[-1] if seen else item.pk)


def _still_there(request: HttpRequest, trail: list[int]) -> list[int]:
    rows = Review.objects.visible_to(request.user).filter(pk__in=trail)
    found = set(rows.values_list("pk", flat=True))
    return [pk for pk in trail if pk in found]


def _to(pk: int | str) -> HttpResponse:
    return HttpResponseRedirect(reverse("admin:feedback_review_change", args=[pk]), status=303)


# --- The page ----------------------------------------------------------------------------------


def _page(
    model_admin: admin.ModelAdmin,
    request: HttpRequest,
    item: Review,
    *,
    typed: bool = False,
    status: int = 200,
) -> HttpResponse:
    """The item as it stands, held for who may decide it.

    Args:
        typed: fill the fields with what was sent, which could not be stored.
    """
    mine = model_admin.has_change_permission(request) and review_queue.take(item, request.user)
    if not typed:
        _leave_trail(request, item)
    done, of = review.progress(request.user)
    context = {
        **model_admin.admin_site.each_context(request),
        "title": "Review",
        "opts": model_admin.opts,
        "item": item,
        "mine": mine,
        "done": done,
        "of": of,
        "text_max": TEXT_MAX,
        "events": item.events.select_related("by"),
        "reasons": [(str(n), *reason) for n, reason in enumerate(REASONS.items(), start=1)],
        **_shown(item),
        **_fields(request if typed else None, item),
    }
    template = "admin/feedback/review/screen.html"
    return TemplateResponse(request, template, context, status=status)


def _leave_trail(request: HttpRequest, item: Review) -> None:
    trail = request.session.get(_TRAIL, [])
    if item.pk not in trail:
        request.session[_TRAIL] = [*trail, item.pk][-_TRAIL_MAX:]


def _shown(item: Review) -> dict[str, Any]:
    """Draft against edit, and edit against correction."""
    hers, caption = item.feedback, item.feedback.caption
    corrected = item.state == ReviewState.CORRECTED
    return {
        "feedback": hers,
        "job": caption.job,
        "words": comparison.words(caption.text, hers.text),
        "tags": comparison.tags(review_queue.draft_tags(caption), hers.tags),
        "seen": comparison.words(caption.job.alt_text, hers.alt_text) if hers.seen else [],
        "said": [REASONS[reason] for reason in hers.reasons],
        "verdict_reasons": [REASONS[reason] for reason in item.reasons],
        "corrected_words": comparison.words(hers.text, item.text) if corrected else [],
        "corrected_tags": comparison.tags(hers.tags, item.tags) if corrected else [],
    }


def _fields(request: HttpRequest | None, item: Review) -> dict[str, Any]:
    """What stands in the form's fields."""
    if request is None:
        hers = item.feedback
        return {"typed_text": hers.text, "typed_tags": " ".join(hers.tags), "ticked": []}
    return {
        "typed_text": request.POST.get("text", ""),
        "typed_tags": request.POST.get("tags", ""),
        "ticked": request.POST.getlist("reasons"),
    }
