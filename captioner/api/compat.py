"""The two predecessors' routes, kept for programs that already call them.

The same pipeline behind older shapes. Every answer carries `Deprecation` (RFC 9745) and names its
successor. Unlike the predecessors' own, errors are proper statuses.
"""

from django.conf import settings
from django.http import QueryDict
from django.urls import reverse
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.views import APIView

from captioner import access, conf, photos
from captioner.api.fields import Base64, photo_bytes
from captioner.api.limited import Limited
from captioner.errors import CaptionError, PhotoMissing, from_code
from captioner.models import CaptionJob, State
from captioner.submit import submit, wait
from captioner.writing import brief as limits
from captioner.writing.brief import Brief, random_seed

DEPRECATED_SINCE = 1_795_132_800  # 2026-11-20, in seconds
LONGEST_WAIT = 30


class _Text(serializers.Serializer):
    """What may come beside the photo, in any of the older shapes."""

    image = Base64(required=False, allow_blank=True)
    image_base64 = Base64(required=False, allow_blank=True)
    prompt = serializers.CharField(required=False, allow_blank=True)
    tone = serializers.CharField(max_length=limits.TONE_MAX, default="", allow_blank=True)
    audience = serializers.CharField(default="", allow_blank=True)


class NotDone(CaptionError):
    """The older routes know no 202: past their wait the caller is told to come back."""

    code = "not_done"
    retryable = True


class Older(Limited, APIView):
    """Reads an older request, waits for its job, and marks the answer as deprecated."""

    def finalize_response(self, request, response, *args, **kwargs):
        response = super().finalize_response(request, response, *args, **kwargs)
        response["Deprecation"] = f"@{DEPRECATED_SINCE}"
        response["Link"] = f'<{reverse("api-captions")}>; rel="successor-version"'
        return response

    def caption(self, request, *, file_field: str) -> CaptionJob:
        """The finished job of one request.

        Args:
            file_field: the multipart field that holds the photo.
        """
        upload = request.FILES.get(file_field)
        text = _Text(data=_without_files(request.data))
        text.is_valid(raise_exception=True)
        values = text.validated_data
        if upload is not None:
            data = upload.read(settings.PHOTO_MAX_BYTES + 1)
        else:
            field = next((name for name in ("image", "image_base64") if values.get(name)), None)
            if field is None:
                raise PhotoMissing(f"There is no photo: send a file as {file_field}, or base64.")
            data = photo_bytes(values[field], field=field)
        brief = Brief(
            tone=values["tone"] or limits.DEFAULT_TONE,
            audience=values["audience"].lower() or limits.DEFAULT_AUDIENCE,
            # The predecessor's prompt was an instruction; here it is what the creator says.
            note=values.get("prompt", "")[: limits.NOTE_MAX],
            seed=random_seed(),
        )
        loaded = photos.load(data, limits=conf.photo_limits())
        return finished(wait(submit(loaded, brief, **access.owner_of(request)), LONGEST_WAIT))


def _without_files(data):
    """A form's text alone; JSON as it came, an object or not, for the fields to judge."""
    if isinstance(data, QueryDict):
        return {name: value for name, value in data.items() if isinstance(value, str)}
    return data


def finished(job: CaptionJob) -> CaptionJob:
    """The job, succeeded.

    Raises:
        NotDone: it still waits; it goes on.
        CaptionError: as it ended.
    """
    if job.is_waiting:
        raise NotDone(f"The caption is not done yet; it will be at /api/v1/captions/{job}.")
    if job.state != State.SUCCEEDED:
        raise from_code(job.error_code, job.error_detail or f"The job was {job.state}.")
    return job


@extend_schema_view(post=extend_schema(exclude=True))
class GenerateCaption(Older):
    """Both predecessors' `generate_caption`: multipart `image`, or JSON `image` and `prompt`."""

    def post(self, request) -> Response:
        job = self.caption(request, file_field="image")
        return Response({"caption": job.captions.first().text})


@extend_schema_view(post=extend_schema(exclude=True))
class GenerateCaptionWithTags(Older):
    """The predecessor's `generate-caption`: multipart `file`, or JSON `image_base64`."""

    def post(self, request) -> Response:
        post = self.caption(request, file_field="file").captions.first().post()
        tags = [tag.tag for tag in post.hashtags if tag.selected]
        return Response({"caption": post.text, "hashtags": tags})


@extend_schema_view(get=extend_schema(exclude=True))
class Status(Older):
    """The version, as the predecessor gave it."""

    def get(self, request) -> Response:
        return Response({"version": settings.VERSION})
