"""The voices that a person has taught: listed, taught, and forgotten. One voice is `voice`'s."""

from typing import BinaryIO

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from captioner import access
from captioner import voices as service
from captioner.errors import CaptionError
from captioner.forms.voices import TeachForm
from captioner.models import Batch, Voice
from captioner.pages.guests import for_guests_where_allowed
from captioner.writing import past_captions, portrait
from captioner.writing.brief import Brief, random_seed

SKIPPED_SHOWN = 20  # of what an import left out; the rest is counted

# What an import gave, until the voice's page has shown it.
TAUGHT = "taught"


@require_http_methods(["GET", "HEAD", "POST"])
@for_guests_where_allowed
def voices(request: HttpRequest) -> HttpResponse:
    """Those she has, newest first, and a form for one more, which leads to its page."""
    form = TeachForm(request.POST or None, request.FILES or None)
    if form.is_valid() and (voice := _teach(request, form)):
        return redirect("voice", voice.public_id)
    listed = access.own(Voice.objects, request).order_by("-pk")
    context = {
        "form": form,
        "voices": [(voice, portrait.line(voice.value.marks)) for voice in listed],
        "most": service.VOICES_MAX,
    }
    return render(request, "voices.html", context, status=422 if form.errors else 200)


def _teach(request: HttpRequest, form: TeachForm) -> Voice | None:
    """The new voice; None where the form now says why there is none."""
    file, name = form.source()
    holder = access.owner_of(request)
    try:
        imported = past_captions.read(file, name)
        taught = service.create(form.cleaned_data["name"], imported, **holder)
    except CaptionError as error:
        # "captions" and "file" mean whichever of the two she used.
        used = "file" if form.cleaned_data["file"] else "text"
        field = error.field if error.field in form.fields else used
        form.add_error(field, forms.ValidationError(error.detail, code=error.code))
        return None
    batch = (
        _photos(request, file, taught) if form.cleaned_data["photos"] and taught.photos else None
    )
    request.session[TAUGHT] = {
        "voice": taught.voice.public_id,
        "left_out": taught.left_out,
        "skipped": [[one.where, one.reason] for one in taught.skipped[:SKIPPED_SHOWN]],
        "skipped_more": max(0, len(taught.skipped) - SKIPPED_SHOWN),
        "batch": batch.public_id if batch else "",
    }
    count = len(taught.voice.examples)
    messages.success(request, f"“{taught.voice.name}” has learned from {count} captions.")
    return taught.voice


def _photos(request: HttpRequest, file: BinaryIO, taught: service.Taught) -> Batch:
    return service.import_photos(
        file,
        taught.photos,
        Brief(seed=random_seed()),
        **access.owner_of(request),
        voice=taught.voice,
        allow=lambda: access.may_make_another(request),
    )
