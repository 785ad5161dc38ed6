"""`/api/v1/captions`: asked for, listed, read, removed."""

from django.http import Http404
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from captioner import access, conf, photos, search
from captioner.api import described, serializers, waiting
from captioner.api.fields import CaptionFilters, CaptionForm, CaptionJson, CaptionRequest
from captioner.api.idempotency import Idempotent
from captioner.api.limited import Limited
from captioner.api.pagination import Pages
from captioner.deletion import delete_photo
from captioner.document import of_job
from captioner.models import CaptionJob
from captioner.submit import submit
from captioner.writing.brief import Brief

DONE = {
    200: serializers.CaptionResult,
    202: OpenApiResponse(
        serializers.CaptionResult, description="Not done yet; `Location` is where to ask."
    ),
}
_UNMARKED = Brief()


class Captions(Idempotent, Limited, APIView):
    """Make a caption, or list those made."""

    @extend_schema(
        operation_id="captions_create",
        summary="Caption a photo",
        description=f"What is left out is tone {_UNMARKED.tone}, audience {_UNMARKED.audience}, "
        f"platform {_UNMARKED.platform}, language {_UNMARKED.language}, one variant, "
        f"{_UNMARKED.hashtags_min} to {_UNMARKED.hashtags_max} hashtags, and a seed that the "
        "answer tells.",
        request={"multipart/form-data": CaptionForm, "application/json": CaptionJson},
        parameters=[described.PREFER, *described.MAKES],
        responses=DONE | described.problems(400, 401, 403, 409, 411, 413, 415, 422, 429, 503),
    )
    def post(self, request: Request) -> Response:
        return waiting.answer(request, self.once(request, self._make, CaptionJob))

    def _make(self) -> CaptionJob:
        fields = CaptionRequest(data=self.request.data)
        fields.is_valid(raise_exception=True)
        brief, voice = fields.over(Brief()), fields.voice_of(self.request)
        loaded = photos.load(fields.photo(), limits=conf.photo_limits())
        return submit(loaded, brief, voice=voice, **access.owner_of(self.request))

    @extend_schema(
        operation_id="captions_list",
        summary="List your captions, newest first",
        parameters=[*described.PAGE, CaptionFilters],
        responses={
            200: serializers.CaptionResult(many=True),
            **described.problems(401, 403, 404, 422),
        },
    )
    def get(self, request: Request) -> Response:
        filters = CaptionFilters(data=request.query_params)
        filters.is_valid(raise_exception=True)
        jobs = search.found(access.own(CaptionJob.objects, request), filters.search())
        jobs = jobs.select_related("photo", "voice", "parent").prefetch_related("captions")
        pages = Pages()
        page = pages.paginate_queryset(jobs, request, view=self)
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
        responses={200: serializers.CaptionResult, **described.problems(401, 403, 404)},
    )
    def get(self, request: Request, public_id: str) -> Response:
        return Response(of_job(readable_job(request, public_id)))

    @extend_schema(
        operation_id="captions_destroy",
        summary="Remove a photo and all that was made of it",
        description="The photo's file, every result made of it, and what was said of them.",
        responses={204: None, **described.problems(401, 403, 404)},
    )
    def delete(self, request: Request, public_id: str) -> Response:
        delete_photo(own_job(request, public_id).photo)
        return Response(status=204)


def readable_job(request: Request, public_id: str) -> CaptionJob:
    """The job behind an id; somebody else's is as unknown as one that never was."""
    return _found(CaptionJob.objects.readable_by(request.user), public_id)


def own_job(request: Request, public_id: str) -> CaptionJob:
    """The job behind an id, the asker's own to change."""
    return _found(access.own(CaptionJob.objects, request), public_id)


def _found(jobs, public_id: str) -> CaptionJob:
    job = jobs.select_related("photo", "voice", "parent").named(public_id).first()
    if job is None:
        raise Http404
    return job
