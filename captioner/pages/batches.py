"""Many photos at once: how far each is, another try for one that failed, all of it as a file."""

import hashlib
from dataclasses import dataclass

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe

from captioner import access, batches, exports, problems
from captioner.deletion import delete_batch
from captioner.errors import CaptionError, PhotoMissing
from captioner.forms.compose import ACCEPT, platform_name
from captioner.models import Batch, BatchItem, State
from captioner.pages.guests import for_guests_where_allowed
from captioner.pages.results import ENDINGS

# What a card says while there is no caption yet.
DOING = {State.QUEUED: "Waiting its turn", State.RUNNING: "Looking, then writing"}


@dataclass(frozen=True, slots=True)
class Card:
    """One photo of a batch as its page shows it.

    Args:
        item: with its job and photo, where it became one.
        words: the first caption; or what is being done; or why there is none.
        more: how many captions there are beside the first.
        failed: it can be tried again.
    """

    item: BatchItem
    words: str
    more: int = 0
    failed: bool = False
    waiting: bool = False

    @classmethod
    def of(cls, item: BatchItem) -> "Card":
        state = batches.state(item)
        if state == State.SUCCEEDED:
            captions = list(item.job.captions.all())
            captions[0].job = item.job  # what its edits fall back on; no query for each
            return cls(item, captions[0].shown().text, more=len(captions) - 1)
        if state in DOING:
            return cls(item, DOING[state], waiting=True)
        if item.job is None:
            return cls(item, item.error_detail, failed=True)
        title, why = ENDINGS.get(item.job.error_code) or ENDINGS[state]
        return cls(item, f"{title}. {why}", failed=True)


@require_safe
@cache_control(private=True, no_cache=True)
@for_guests_where_allowed
def batch(request: HttpRequest, public_id: str) -> HttpResponse:
    """The batch's page; htmx asks for its cards alone while any waits (see `results.caption`)."""
    found = _batch(request, public_id)
    cards = [Card.of(item) for item in batches.items(found)]
    seen = _digest(cards)
    if request.htmx and request.GET.get("seen") == seen:
        return HttpResponse(status=204)
    progress = batches.progress(card.item for card in cards)
    waiting = sum(card.waiting for card in cards)
    context = {
        "batch": found,
        "cards": cards,
        "seen": seen,
        "progress": progress,
        "waiting": waiting,
        "over": progress["total"] - waiting,
        "failed": sum(card.failed for card in cards),
        "platform": platform_name(found.brief["platform"]),
        "formats": exports.FORMATS,
        "accept": ACCEPT,
    }
    return render(request, "_batch.html" if request.htmx else "batch.html", context)


@require_POST
@for_guests_where_allowed
def again(request: HttpRequest, public_id: str) -> HttpResponse:
    """Another try for a photo that failed: as it is stored, or sent anew where it never was."""
    found = _batch(request, public_id)
    place = request.POST.get("position", "")
    items = found.items.select_related("job__photo")
    item = get_object_or_404(items, position=int(place) if place.isdecimal() else -1)
    try:
        name, data = _photo(request, item)
        batches.again(found, item.position, name, data)
    except CaptionError as error:
        return problems.answer(request, error)
    return _to(found)


@require_safe
@for_guests_where_allowed
def export(request: HttpRequest, public_id: str, kind: str) -> HttpResponse | StreamingHttpResponse:
    """All captions of the batch as one file."""
    site = f"{request.scheme}://{request.get_host()}"
    try:
        return exports.response(batches.jobs(_batch(request, public_id)), kind, site=site)
    except CaptionError as error:
        return problems.answer(request, error)


@require_POST
@for_guests_where_allowed
def delete(request: HttpRequest, public_id: str) -> HttpResponse:
    """Remove all photos of the batch with everything that was made of them."""
    delete_batch(_batch(request, public_id))
    messages.success(request, "Deleted: all photos of the batch and what was written for them.")
    return HttpResponseRedirect(reverse("home"), status=303)


def _batch(request: HttpRequest, public_id: str) -> Batch:
    return get_object_or_404(access.own(Batch.objects, request).named(public_id))


def _to(found: Batch) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("batch", args=[found.public_id]), status=303)


def _photo(request: HttpRequest, item: BatchItem) -> tuple[str, bytes]:
    """The photo to try, with its name."""
    if upload := request.FILES.get("photo"):
        return upload.name, upload.read(settings.PHOTO_MAX_BYTES + 1)
    if item.job is None:
        raise PhotoMissing("Choose the photo to try again with.", field="photo")
    try:
        with item.job.photo.file.open("rb") as file:
            return item.name, file.read()
    except FileNotFoundError:
        raise PhotoMissing("The photo is gone: choose it again.", field="photo") from None


def _digest(cards: list[Card]) -> str:
    """What a page shows of the cards, in few letters."""
    shown = "\n".join(f"{card.item.pk} {card.item.job_id} {card.words}" for card in cards)
    return hashlib.sha256(shown.encode()).hexdigest()[:16]
