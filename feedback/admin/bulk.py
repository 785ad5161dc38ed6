"""Several reviews at once: first what it would do and to how many, then the doing."""

import re

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from captioner.errors import CaptionError, InvalidBrief
from feedback import comparison, review
from feedback.admin import screen
from feedback.models import Act, Review
from feedback.templatetags.feedback import REASONS

ROWS_MAX = 500  # of one action, which takes a few seconds for them
_SHOWN = 20  # of them, before the doing

_ROW = re.compile(r"(\d{1,18}):(\d{1,9})", re.ASCII)


def preview(
    model_admin: admin.ModelAdmin, request: HttpRequest, chosen: QuerySet[Review], act: Act
) -> HttpResponse:
    """What the action would do; nothing is done yet."""
    open_to_me = Review.objects.open_to(request.user)
    # A subquery: what the list annotates and joins has no place in a second one.
    mine = open_to_me.filter(pk__in=chosen.values("pk")).order_by(*chosen.query.order_by)
    rows = list(mine.select_related("feedback__caption__job")[:ROWS_MAX])
    selected, can = chosen.count(), mine.count()
    context = {
        **model_admin.admin_site.each_context(request),
        "title": f"{act.label} {len(rows)} of {selected} selected?",
        "opts": model_admin.opts,
        "act": act,
        "rows": " ".join(f"{row.pk}:{row.revision}" for row in rows),
        "count": len(rows),
        "left_out": selected - can,
        "too_many": can - len(rows),
        "most": ROWS_MAX,
        "shown": [
            (row, comparison.words(row.feedback.caption.text, row.feedback.text))
            for row in rows[:_SHOWN]
        ],
        "unshown": len(rows) - len(rows[:_SHOWN]),
        "reasons": list(REASONS.items()) if act == Act.REJECT else [],
    }
    return TemplateResponse(request, "admin/feedback/review/preview.html", context)


def decide(model_admin: admin.ModelAdmin, request: HttpRequest) -> HttpResponse:
    """Do it, to those of the rows that are as the preview showed them."""
    screen.require_change(model_admin, request)
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    try:
        act, rows = _read(request)
        reasons = request.POST.getlist("reasons")
        done = review.decide_many(rows, act, by=request.user, reasons=reasons)
    except CaptionError as error:
        messages.error(request, error.detail)
    else:
        left = len(rows) - done
        told = f"{act.label}: {done} of {len(rows)} done."
        if left:
            told += f" {left} changed meanwhile, or a colleague is at them."
        messages.success(request, told)
    return HttpResponseRedirect(reverse(screen.LIST), status=303)


def _read(request: HttpRequest) -> tuple[Act, dict[int, int]]:
    sent = request.POST.get("act", "")
    if sent not in review.BULK:
        raise InvalidBrief(f"act must be one of: {', '.join(review.BULK)}", field="act")
    found = [_ROW.fullmatch(row) for row in request.POST.get("rows", "").split()]
    if not all(found) or len(found) > ROWS_MAX:
        raise InvalidBrief(
            f"rows must be at most {ROWS_MAX} pairs of a review and its revision", field="rows"
        )
    return Act(sent), {int(row[1]): int(row[2]) for row in found}
