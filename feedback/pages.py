"""What a person says of a caption on its page and changes on it, by buttons or by the script."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from captioner import preferences, problems
from captioner.errors import CaptionError
from captioner.forms.changes import Changes
from captioner.models import Caption
from captioner.pages import changes
from captioner.pages.guests import for_guests_where_allowed, wait_to_write
from captioner.submit import regenerate as write_anew
from feedback.access import caption_of
from feedback.document import of_feedback
from feedback.forms import FeedbackForm
from feedback.record import record, take_back


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


@require_POST
@for_guests_where_allowed
def edit(request: HttpRequest, public_id: str) -> HttpResponse:
    """Save what stands in a caption's fields; with `never`, also refuse that tag from now on."""
    caption = changes.own_caption(request, public_id)

    def save(asked: Changes) -> HttpResponse:
        if asked.never:
            preferences.refuse(asked.never, **caption.job.holder)
        return changes.done(request, _saved(caption, asked))

    return _changed(request, caption, save)


@require_POST
@for_guests_where_allowed
def undo(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take the last save back; what was typed and not saved goes with it."""
    caption = changes.own_caption(request, public_id)

    def back(asked: Changes) -> HttpResponse:
        return changes.done(request, take_back(caption, version=asked.version).caption)

    return _changed(request, caption, back)


@require_POST
@for_guests_where_allowed
def regenerate(request: HttpRequest, public_id: str) -> HttpResponse:
    """Save what stands, then ask for another: shorter, longer, or all that is not kept anew."""
    caption = changes.own_caption(request, public_id)
    if seconds := wait_to_write(request):
        return changes.later(request, caption, seconds)

    def again(asked: Changes) -> HttpResponse:
        saved, job = _saved(caption, asked), caption.job
        made = write_anew(saved, asked.brief(job.brief), lock=asked.kept, voice=job.voice)
        return HttpResponseRedirect(reverse("caption", args=[made.public_id]), status=303)

    return _changed(request, caption, again)


def _saved(caption: Caption, asked: Changes) -> Caption:
    return record(caption, edit=asked.edit(caption.shown()), version=asked.version).caption


def _changed(
    request: HttpRequest, caption: Caption, change: Callable[[Changes], HttpResponse]
) -> HttpResponse:
    """The answer to a change that the form asks for, or what is wrong with it."""
    try:
        return change(Changes.of(request.POST))
    except CaptionError as error:
        return changes.told(request, caption, error)
    except Caption.DoesNotExist:
        raise Http404 from None


def _by_script(request: HttpRequest) -> bool:
    accepts = request.headers.get("Accept", "")
    return "X-Requested-With" in request.headers or "application/json" in accepts
