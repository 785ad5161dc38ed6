"""What a person made, newest first."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from captioner import access
from captioner.models import CaptionJob
from captioner.pages.guests import for_guests_where_allowed

PAGE_SIZE = 12


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
