"""The form: one photo or many and what is wanted of them; a valid one becomes a job."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from captioner import access, batches, problems
from captioner.errors import InvalidBrief, QueueFull
from captioner.forms.compose import CaptionForm
from captioner.models import Voice
from captioner.pages.guests import TOO_QUICK, for_guests_where_allowed, wait_to_write
from captioner.submit import submit

_LAST = "chosen"  # in the session: what she chose last


@require_http_methods(["GET", "HEAD", "POST"])
@for_guests_where_allowed
def home(request: HttpRequest) -> HttpResponse:
    """The form; a valid one becomes a job, and the answer leads to its page."""
    if request.method != "POST":
        asked = {"voice": request.GET["voice"]} if "voice" in request.GET else {}
        return _home(request, _form(request, initial=request.session.get(_LAST, {}) | asked))
    if seconds := wait_to_write(request):
        return _not_now(request, 429, TOO_QUICK, seconds)
    later = "X-Requested-With" in request.headers
    form = _form(request, request.POST, request.FILES, photos_later=later)
    if not form.is_valid() and later:
        return problems.answer(request, _first(form))
    if not form.is_valid():
        return _home(request, form, status=_status(form))
    request.session[_LAST] = form.remembered
    if later:
        return _empty(request, form)
    if form.many:
        return _many(request, form)
    try:
        job = submit(form.loaded, form.brief, **access.owner_of(request), voice=form.voice)
    except QueueFull as error:
        return _not_now(request, 503, error.detail, problems.RETRY_SECONDS)
    return HttpResponseRedirect(reverse("caption", args=[job.public_id]), status=303)


def _empty(request: HttpRequest, form: CaptionForm) -> JsonResponse:
    """A batch whose photos the page's script sends one by one, and where it leads to."""
    batch = batches.create(form.brief, **access.owner_of(request), voice=form.voice)
    return JsonResponse({"id": batch.public_id, "page": reverse("batch", args=[batch.public_id])})


def _first(form: CaptionForm) -> InvalidBrief:
    """What is wrong with a form, for who sees none of its fields."""
    field, words = next((name, errors[0]) for name, errors in form.errors.items())
    return InvalidBrief(words, field=field)


def _many(request: HttpRequest, form: CaptionForm) -> HttpResponse:
    """Several files: a batch, whose page says what became of each."""
    batch = batches.create(form.brief, **access.owner_of(request), voice=form.voice)
    first = iter([True])  # the request itself was counted before it came here
    batches.fill(
        batch,
        ((file.name, file.read(settings.PHOTO_MAX_BYTES + 1)) for file in form.many),
        allow=lambda: next(first, False) or access.may_make_another(request),
    )
    return HttpResponseRedirect(reverse("batch", args=[batch.public_id]), status=303)


def _form(request: HttpRequest, *args, **kwargs) -> CaptionForm:
    return CaptionForm(*args, voices=access.own(Voice.objects, request).order_by("name"), **kwargs)


def _home(
    request: HttpRequest, form: CaptionForm, *, status: int = 200, problem: str = ""
) -> HttpResponse:
    context = {
        "form": form,
        "problem": problem,
        "max_bytes": settings.PHOTO_MAX_BYTES,
        "max_photos": batches.PHOTOS_MAX,
    }
    return render(request, "home.html", context, status=status)


def _not_now(request: HttpRequest, status: int, problem: str, seconds: int) -> HttpResponse:
    """The form again with what was chosen, its photo unread, and when to come back."""
    form = _form(request, initial=request.POST.dict())
    response = _home(request, form, status=status, problem=problem)
    response["Retry-After"] = str(seconds)
    return response


def _status(form: CaptionForm) -> int:
    codes = [error.code for errors in form.errors.as_data().values() for error in errors]
    return next((problems.STATUS[code] for code in codes if code in problems.STATUS), 422)
