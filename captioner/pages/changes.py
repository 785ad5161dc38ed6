"""What the result page's buttons do to a job, and how a change of one caption is answered.

The changes themselves say what she thinks of a caption, so their views are the feedback app's. A
browser is led back to the page, at the caption that was changed. The page's script asks with
`X-Requested-With` and gets the changed caption alone, or in few words how the save went.
"""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_POST

from captioner import access, problems
from captioner.deletion import delete_photo
from captioner.errors import CaptionError, Conflict, InvalidBrief
from captioner.forms.changes import Changes
from captioner.models import Caption, CaptionJob
from captioner.pages import results
from captioner.pages.guests import TOO_QUICK, for_guests_where_allowed
from captioner.pages.versions import Version


@require_POST
@for_guests_where_allowed
def cancel(request: HttpRequest, public_id: str) -> HttpResponse:
    """Stop a job that waits; one that is over stays as it is."""
    job = _job(request, public_id)
    job.cancel()
    return HttpResponseRedirect(reverse("caption", args=[public_id]), status=303)


@require_POST
@for_guests_where_allowed
def delete(request: HttpRequest, public_id: str) -> HttpResponse:
    """Remove the photo with everything that was made of it."""
    delete_photo(_job(request, public_id).photo)
    messages.success(request, "Deleted: the photo, its captions and all that was said of them.")
    return HttpResponseRedirect(reverse("home"), status=303)


def _job(request: HttpRequest, public_id: str) -> CaptionJob:
    mine = access.own(CaptionJob.objects.select_related("photo", "voice"), request)
    return get_object_or_404(mine.named(public_id))


def own_caption(request: HttpRequest, public_id: str) -> Caption:
    """The caption that the form names by `caption`, its place in the result; one of her own."""
    job, place = _job(request, public_id), request.POST.get("caption", "")
    captions = job.captions.select_related("job__photo", "job__voice", "job__parent")
    return get_object_or_404(captions, position=int(place) if place in tuple("01234") else -1)


def _is_script(request: HttpRequest) -> bool:
    return "X-Requested-With" in request.headers


def done(request: HttpRequest, caption: Caption) -> HttpResponse:
    """The caption as it stands after a change."""
    if not _is_script(request):
        page = reverse("caption", args=[caption.job.public_id])
        return HttpResponseRedirect(f"{page}#caption-{caption.position + 1}", status=303)
    if request.accepts("text/html"):
        return results.fragment(request, caption)
    version = Version.of(caption)
    return JsonResponse(
        {
            "version": version.version,
            "edited": version.edited,
            "count": version.count,
            "excess": version.excess,
            "claims": version.claims,
        }
    )


def told(request: HttpRequest, caption: Caption, error: CaptionError) -> HttpResponse:
    """The page again with what was typed, and what became of it instead of being saved."""
    clash = isinstance(error, Conflict)
    if _is_script(request) and not clash and not request.accepts("text/html"):
        return problems.answer(request, error)
    # What another window left meanwhile is what stands.
    caption.refresh_from_db()
    status = problems.STATUS[error.code]
    typed = None
    if not (isinstance(error, InvalidBrief) and error.field in ("version", "wish")):
        typed = Changes.of(request.POST).typed(caption.shown())
    version = results.version(request, caption, typed=typed, clash=clash, problem=error.detail)
    if _is_script(request):
        return results.fragment(request, caption, version, status=status)
    return results.show(request, caption.job, version, status=status)


def later(request: HttpRequest, caption: Caption, seconds: int) -> HttpResponse:
    """The page again, for who asks for more than a moment takes."""
    version = results.version(request, caption, problem=TOO_QUICK)
    response = results.show(request, caption.job, version, status=429)
    response["Retry-After"] = str(seconds)
    return response
