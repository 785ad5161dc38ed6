"""What a person made, newest first: found again, taken away as a file, deleted."""

from urllib.parse import urlencode

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe

from captioner import access, exports, problems, search
from captioner.deletion import delete_photo
from captioner.errors import CaptionError, InvalidBrief
from captioner.forms.history import HistoryForm
from captioner.models import CaptionJob, Photo
from captioner.pages.guests import for_guests_where_allowed

PAGE_SIZE = 12


@require_safe
@cache_control(private=True, no_cache=True)
@for_guests_where_allowed
def history(request: HttpRequest) -> HttpResponse:
    """The account's or the browser session's own captions as the filters say, older by `?before=`;
    one for each photo, the last."""
    mine = _mine(request)
    form = _form(request.GET, mine)
    found = search.found(mine, form.search()) if form.is_valid() else mine
    jobs = found.select_related("photo").prefetch_related("captions").order_by("-pk")
    before = request.GET.get("before")
    if before:
        jobs = jobs.filter(pk__lt=get_object_or_404(_own(request).named(before)).pk)
    page = list(jobs[: PAGE_SIZE + 1])
    filters = _filters(form)
    context = {
        "form": form,
        "jobs": page[:PAGE_SIZE],
        "before": before,
        "more": len(page) > PAGE_SIZE,
        "filters": filters,
        "query": urlencode(filters),
        # Counted only where there is more than the eye counts.
        "total": found.count() if before or len(page) > PAGE_SIZE else len(page),
    }
    return render(request, "history.html", context, status=200 if form.is_valid() else 422)


@require_POST
@for_guests_where_allowed
def export(request: HttpRequest) -> HttpResponse:
    """The chosen captions as a file; `format` is one of `exports.FORMATS`."""
    try:
        chosen = _chosen(request)
        site = request.build_absolute_uri("/").removesuffix("/")
        kind = request.POST.get("format", "")
        return exports.response(chosen.order_by("-pk"), kind, site=site)
    except CaptionError as error:
        return problems.page(request, problems.STATUS[error.code], error.detail)


@require_POST
@for_guests_where_allowed
def delete(request: HttpRequest) -> HttpResponse:
    """Delete the chosen photos and all that was made of them, once `sure` names their number:
    until then, and where more were found meanwhile, a page that asks."""
    try:
        chosen = _chosen(request)
    except CaptionError as error:
        return problems.page(request, problems.STATUS[error.code], error.detail)
    photos = list(Photo.objects.filter(jobs__in=chosen).distinct())
    sent = request.POST
    if photos and sent.get("sure") != str(len(photos)):
        again = [(name, value) for name in sent for value in sent.getlist(name)]
        kept = ("csrfmiddlewaretoken", "sure")
        context = {
            "count": len(photos),
            "some": photos[:8],
            "sent": [(name, value) for name, value in again if name not in kept],
        }
        return render(request, "history_delete.html", context)
    for photo in photos:
        delete_photo(photo)
    count = len(photos)
    messages.success(
        request,
        f"{count} photo{'' if count == 1 else 's'} deleted, with all that was made of them."
        if count
        else "Nothing was chosen.",
    )
    return redirect("history")


def _own(request: HttpRequest) -> QuerySet:
    return access.own(CaptionJob.objects, request)


def _mine(request: HttpRequest) -> QuerySet:
    return search.current(_own(request))


def _form(data: QueryDict, mine: QuerySet) -> HistoryForm:
    return HistoryForm(data, tones=mine.order_by().values_list("tone", flat=True).distinct())


def _filters(form: HistoryForm) -> dict[str, str]:
    """Those that say something, as a link or a form carries them on."""
    return {field.name: form.data[field.name] for field in form if form.data.get(field.name)}


def _chosen(request: HttpRequest) -> QuerySet:
    """The captions whose boxes are ticked, or with `all` those that the filters find.

    Raises:
        InvalidBrief: a filter is none; all would be more than was meant.
    """
    mine = _mine(request)
    if "all" not in request.POST:
        ids = [one for one in request.POST.getlist("job") if "\x00" not in one]
        return mine.filter(public_id__in=ids)
    form = _form(request.POST, mine)
    if not form.is_valid():
        field, [problem, *_] = next(iter(form.errors.items()))
        raise InvalidBrief(f"{field}: {problem}", field=field)
    return search.found(mine, form.search())
