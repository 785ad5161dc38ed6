"""`/api/v1/`: captions, and the words a request may use."""

import re

from django.http import Http404
from django.urls import reverse
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.exceptions import NotFound
from rest_framework.pagination import CursorPagination
from rest_framework.response import Response
from rest_framework.views import APIView

from captioner import access, conf, photos
from captioner.api import serializers
from captioner.document import of_job
from captioner.models import CaptionJob
from captioner.submit import submit, wait
from captioner.writing.brief import TONES
from captioner.writing.platforms import POLICIES

DEFAULT_WAIT = 10
LONGEST_WAIT = 60

_WAIT = re.compile(r"wait\s*=\s*(\d{1,6})", re.ASCII)
_PROBLEM = OpenApiResponse(serializers.Problem, description="What is wrong, and with which field.")


def preferred_wait(prefer: str) -> tuple[int, str]:
    """Seconds a create waits for its result, from the `Prefer` header (RFC 7240).

    Returns:
        The seconds, and what `Preference-Applied` says; empty where no preference was given.
    """
    asked = [part.strip().lower() for part in re.split("[,;]", prefer)]
    applied = ["respond-async"] if "respond-async" in asked else []
    seconds = 0 if applied else DEFAULT_WAIT
    if match := next(filter(None, map(_WAIT.fullmatch, asked)), None):
        seconds = min(int(match[1]), LONGEST_WAIT)
        applied.append(f"wait={seconds}")
    return seconds, ", ".join(applied)


class Pages(CursorPagination):
    page_size = 20
    page_size_query_param = "page_size"
    max_page_size = 100
    ordering = "-id"

    def decode_cursor(self, request):
        """The cursor, refused where its position is no row's number."""
        cursor = super().decode_cursor(request)
        if cursor and not (cursor.position or "0").isdecimal():
            raise NotFound(self.invalid_cursor_message)
        return cursor


class Captions(APIView):
    """Make a caption, or list those made."""

    def get_throttles(self):
        return [access.AnonymousThrottle()] if self.request.method == "POST" else []

    @extend_schema(
        operation_id="captions_create",
        summary="Caption a photo",
        request={
            "multipart/form-data": serializers.CaptionRequest,
            "application/json": serializers.CaptionRequest,
        },
        parameters=[
            OpenApiParameter(
                "Prefer",
                str,
                OpenApiParameter.HEADER,
                description=f"`wait=N` seconds (at most {LONGEST_WAIT}; {DEFAULT_WAIT} without "
                "the header) or `respond-async`.",
            )
        ],
        responses={
            200: serializers.CaptionResult,
            202: OpenApiResponse(
                serializers.CaptionResult, description="Not done yet; `Location` is where to ask."
            ),
            **dict.fromkeys((400, 401, 403, 413, 415, 422, 429, 503), _PROBLEM),
        },
    )
    def post(self, request) -> Response:
        fields = serializers.CaptionRequest(data=request.data)
        fields.is_valid(raise_exception=True)
        brief = fields.brief()
        loaded = photos.load(fields.photo(), limits=conf.photo_limits())
        seconds, applied = preferred_wait(request.headers.get("Prefer", ""))
        job = submit(loaded, brief, **access.owner_of(request))
        response = answer(wait(job, seconds))
        if applied:
            response["Preference-Applied"] = applied
        return response

    @extend_schema(
        operation_id="captions_list",
        summary="List your captions, newest first",
        parameters=[
            OpenApiParameter("cursor", str, description="From `next` or `previous`."),
            OpenApiParameter("page_size", int, description="At most 100."),
        ],
        responses={
            200: serializers.CaptionResult(many=True),
            **dict.fromkeys((401, 403), _PROBLEM),
        },
    )
    def get(self, request) -> Response:
        pages = Pages()
        jobs = CaptionJob.objects.listed_for(user=request.user, visitor=access.visitor(request))
        page = pages.paginate_queryset(jobs.documented(), request, view=self)
        training = access.preferences(request).training
        documents = [of_job(job, place=False, training=training) for job in page]
        return pages.get_paginated_response(documents)

    # drf-spectacular asks the view for its paginator to document `next` and `previous`.
    pagination_class = Pages


class CaptionDetail(APIView):
    """One caption job, whatever its state."""

    @extend_schema(
        operation_id="captions_retrieve",
        summary="A job's state, and its result once there is one",
        responses={200: serializers.CaptionResult, **dict.fromkeys((401, 403, 404), _PROBLEM)},
    )
    def get(self, request, public_id: str) -> Response:
        return Response(of_job(readable_job(request, public_id)))


class Tones(APIView):
    """The tones with words of their own; a request may use any other."""

    @extend_schema(
        operation_id="tones_list", summary="Known tones", responses=serializers.Tone(many=True)
    )
    def get(self, request) -> Response:
        return Response([{"name": tone} for tone in TONES])


class Platforms(APIView):
    """What each platform allows, as dated data."""

    @extend_schema(
        operation_id="platforms_list",
        summary="Known platforms and their limits",
        responses=serializers.PlatformPolicy(many=True),
    )
    def get(self, request) -> Response:
        return Response(serializers.PlatformPolicy(POLICIES.values(), many=True).data)


def readable_job(request, public_id: str) -> CaptionJob:
    """The job behind an id; somebody else's is as unknown as one that never was."""
    jobs = CaptionJob.objects.readable_by(request.user).documented()
    job = jobs.named(public_id).first()
    if job is None:
        raise Http404
    return job


def answer(job: CaptionJob) -> Response:
    """200 with the result, or 202 with where to ask for it."""
    if not job.is_waiting:
        return Response(of_job(job))
    location = reverse("api-caption", args=[job.public_id])
    return Response(of_job(job), status=202, headers={"Location": location, "Retry-After": "1"})
