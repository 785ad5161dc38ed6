"""The stored photos, for whoever may see them."""

from io import BytesIO

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from PIL import Image

from captioner.models import Photo
from captioner.pages.guests import for_guests_where_allowed

SMALL_SIDE = 480  # pixels; a card of the history on a phone of three pixels to the point


@require_safe
@cache_control(private=True, max_age=3600)
@for_guests_where_allowed
def photo(request: HttpRequest, photo_id) -> FileResponse | HttpResponse:
    """The stored JPEG, or a small one with `?small`, for whoever may read it."""
    stored = get_object_or_404(Photo.objects.readable_by(request.user), pk=photo_id)
    try:
        file = stored.file.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    if "small" not in request.GET:
        return FileResponse(file, content_type="image/jpeg", filename="photo.jpg")
    with file:
        return HttpResponse(_small(file), content_type="image/jpeg")


def _small(file) -> bytes:
    """The photo, its longer side at most `SMALL_SIDE`, as a JPEG."""
    with Image.open(file, formats=["JPEG"]) as image:
        image.thumbnail((SMALL_SIDE, SMALL_SIDE))
        small = BytesIO()
        image.save(small, "JPEG", quality=80)
    return small.getvalue()
