"""What a person says on a result's page, by its buttons or by its script."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from captioner import problems
from captioner.errors import CaptionError
from captioner.models import Caption
from captioner.pages.guests import for_guests_where_allowed
from feedback.access import caption_of
from feedback.document import of_feedback
from feedback.forms import FeedbackForm
from feedback.record import record


@require_POST
@for_guests_where_allowed
def feedback(request: HttpRequest, public_id: str) -> HttpResponse:
    """Store what was said; a script is answered with how it stands, a form goes back to its page,
    to the caption it spoke of."""
    form = FeedbackForm(request.POST)
    try:
        said = form.said()
        caption = caption_of(request, public_id, form.cleaned_data["caption"])
        stored = record(caption, **said)
    except CaptionError as error:
        return problems.answer(request, error)
    except Caption.DoesNotExist:
        raise Http404 from None
    if _by_script(request):
        return JsonResponse(of_feedback(stored))
    page = reverse("caption", args=[public_id])
    return HttpResponseRedirect(f"{page}#caption-{caption.position + 1}", status=303)


def _by_script(request: HttpRequest) -> bool:
    accepts = request.headers.get("Accept", "")
    return "X-Requested-With" in request.headers or "application/json" in accepts
