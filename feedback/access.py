"""Which caption a request speaks of: one of the asker's own."""

from django.http import Http404, HttpRequest

from captioner import access
from captioner.errors import Conflict, InvalidBrief
from captioner.models import Caption, CaptionJob


def captions_of(request: HttpRequest, public_id: str) -> list[Caption]:
    """The captions of a result that the asker made, in their order.

    Raises:
        Http404: somebody else's result, or none.
        Conflict: it has no captions yet, or ended without.
    """
    jobs = access.own(CaptionJob.objects.all(), request).named(public_id)
    if (job := jobs.first()) is None:
        raise Http404
    captions = list(job.captions.all())
    if not captions:
        raise Conflict(f"This is {job.state}: there is no caption to speak of.")
    return captions


def caption_of(request: HttpRequest, public_id: str, position: int) -> Caption:
    """One of them.

    Raises:
        InvalidBrief: the result has no caption at this position.
    """
    captions = captions_of(request, public_id)
    if not 0 <= position < len(captions):
        last = len(captions) - 1
        raise InvalidBrief(f"caption must be the position of one, 0 to {last}", field="caption")
    return captions[position]
