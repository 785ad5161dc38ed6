"""The voices that a person has taught."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from captioner import access
from captioner.models import Voice
from captioner.pages.guests import for_guests_where_allowed


@require_safe
@for_guests_where_allowed
def voices(request: HttpRequest) -> HttpResponse:
    """Those she has, newest first."""
    listed = access.own(Voice.objects, request).order_by("-pk")
    return render(request, "voices.html", {"voices": listed})
