"""`/api/v1/batches`: many photos with one brief, each a caption or an error of its own."""

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, StreamingHttpResponse
from django.urls import reverse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from captioner import access, batches, exports
from captioner.api import described
from captioner.api.fields import BriefFields, Upload
from captioner.api.idempotency import Idempotent
from captioner.api.limited import Limited
from captioner.api.pagination import Pages
from captioner.api.serializers import CaptionResult, Failure, Style
from captioner.deletion import delete_batch
from captioner.errors import PhotoMissing
from captioner.models import Batch, BatchItem, State
from captioner.writing.brief import Brief

_PHOTO_PROBLEMS = described.problems(400, 401, 403, 404, 411, 413, 415, 422, 429)


class BatchRequest(BriefFields):
    """The brief of all, and photos to begin with; more of them can be sent one by one."""

    seed = None  # each photo has its own
    images = serializers.ListField(
        child=Upload(),
        required=False,
        max_length=batches.PHOTOS_MAX,
        help_text="Photos, as many as the size of the request allows.",
    )


class BatchJson(BatchRequest):
    """As JSON has it, which holds no files."""

    images = None


class PhotoRequest(serializers.Serializer):
    image = Upload(required=False)


class BatchBrief(serializers.Serializer):
    tone = serializers.CharField()
    audience = serializers.CharField()
    note = serializers.CharField(allow_blank=True)
    language = serializers.CharField()
    platform = serializers.CharField()
    variants = serializers.IntegerField()
    hashtags_min = serializers.IntegerField()
    hashtags_max = serializers.IntegerField()
    style = Style()


class Progress(serializers.Serializer):
    """How many photos there are, and how many in each state."""

    total = serializers.IntegerField()
    queued = serializers.IntegerField()
    running = serializers.IntegerField()
    succeeded = serializers.IntegerField()
    failed = serializers.IntegerField()
    canceled = serializers.IntegerField()
    expired = serializers.IntegerField()


class BatchPhoto(serializers.Serializer):
    position = serializers.IntegerField()
    name = serializers.CharField(help_text="What the file was called.")
    status = serializers.ChoiceField(State.values)
    caption = serializers.CharField(
        allow_null=True, help_text="The id of its caption; null where the photo could not be read."
    )
    error = Failure(required=False)


class BatchResult(serializers.Serializer):
    id = serializers.CharField()
    created_at = serializers.DateTimeField()
    brief = BatchBrief()
    voice = serializers.CharField(allow_null=True)
    done = serializers.BooleanField(help_text="No photo of it waits.")
    progress = Progress()
    items = BatchPhoto(many=True)


class Batches(Idempotent, Limited, APIView):
    """Make a batch, or list those made."""

    @extend_schema(
        operation_id="batches_create",
        summary="Caption many photos with one brief",
        description=f"At most {batches.PHOTOS_MAX} photos, here or one by one. A photo that cannot "
        "be captioned stops none of the others: its item says why, and it can be sent again.",
        request={"multipart/form-data": BatchRequest, "application/json": BatchJson},
        parameters=[*described.MAKES],
        responses={
            202: OpenApiResponse(BatchResult, description="`Location` is where to ask."),
            **described.problems(400, 401, 403, 409, 411, 413, 415, 422, 429),
        },
    )
    def post(self, request: Request) -> Response:
        batch = self.once(request, self._make, Batch)
        return Response(
            batches.document(batches.documented(Batch.objects).get(pk=batch.pk)),
            status=202,
            headers={"Location": reverse("api-batch", args=[batch.public_id])},
        )

    def _make(self) -> Batch:
        fields = BatchRequest(data=self.request.data)
        fields.is_valid(raise_exception=True)
        brief, voice = fields.over(Brief()), fields.voice_of(self.request)
        batch = batches.create(brief, voice=voice, **access.owner_of(self.request))
        images = fields.validated_data.get("images", [])
        first = iter([True])  # the request itself was counted before it came here
        batches.fill(
            batch,
            ((image.name, _bytes(image)) for image in images),
            allow=lambda: next(first, False) or access.may_make_another(self.request),
        )
        return batch

    @extend_schema(
        operation_id="batches_list",
        summary="List your batches, newest first",
        parameters=[*described.PAGE],
        responses={200: BatchResult(many=True), **described.problems(401, 403, 404)},
    )
    def get(self, request: Request) -> Response:
        pages = Pages()
        mine = batches.documented(access.own(Batch.objects, request))
        page = pages.paginate_queryset(mine, request, view=self)
        return pages.get_paginated_response([batches.document(batch) for batch in page])

    # drf-spectacular asks the view for its paginator to document `next` and `previous`.
    pagination_class = Pages


class BatchDetail(APIView):
    """One batch."""

    @extend_schema(
        operation_id="batches_retrieve",
        summary="How far a batch is, photo by photo",
        responses={200: BatchResult, **described.problems(401, 403, 404)},
    )
    def get(self, request: Request, public_id: str) -> Response:
        return Response(batches.document(readable_batch(request, public_id)))

    @extend_schema(
        operation_id="batches_destroy",
        summary="Remove a batch, its photos and all that was made of them",
        responses={204: None, **described.problems(401, 403, 404)},
    )
    def delete(self, request: Request, public_id: str) -> Response:
        delete_batch(own_batch(request, public_id))
        return Response(status=204)


class BatchPhotos(Limited, APIView):
    """The photos of a batch, sent one by one."""

    parser_classes = (MultiPartParser,)

    @extend_schema(
        operation_id="batches_photos_create",
        summary="Put one more photo into a batch",
        description="A photo that cannot be captioned is kept in the batch as the error it is. The "
        "same photo under the same name is put in once, so a lost answer can be asked for again.",
        request={"multipart/form-data": PhotoRequest},
        parameters=[*described.COUNTED],
        responses={202: BatchPhoto, **_PHOTO_PROBLEMS},
    )
    def post(self, request: Request, public_id: str) -> Response:
        batch, image = own_batch(request, public_id), _image(request)
        return _answer(batches.add(batch, image.name, _bytes(image)))


class BatchPhotoDetail(Limited, APIView):
    """One photo of a batch."""

    parser_classes = (MultiPartParser,)

    @extend_schema(
        operation_id="batches_photos_again",
        summary="Send a photo that failed again, or another in its place",
        request={"multipart/form-data": PhotoRequest},
        parameters=[*described.COUNTED],
        responses={202: BatchPhoto, **_PHOTO_PROBLEMS, **described.problems(409)},
    )
    def post(self, request: Request, public_id: str, position: int) -> Response:
        batch, image = own_batch(request, public_id), _image(request)
        return _answer(batches.again(batch, position, image.name, _bytes(image)))


class BatchExport(APIView):
    """The captions of a batch as a file."""

    @extend_schema(
        operation_id="batches_export",
        summary="The captions of a batch, as a table or as documents",
        description="Captions as they stand, edits included.",
        parameters=[OpenApiParameter("format", str, enum=tuple(exports.FORMATS), default="csv")],
        responses={
            (200, "text/csv"): OpenApiTypes.STR,
            (200, "application/json"): CaptionResult(many=True),
            **described.problems(401, 403, 404, 422),
        },
    )
    def get(self, request: Request, public_id: str) -> StreamingHttpResponse:
        jobs = batches.jobs(readable_batch(request, public_id))
        site = request.build_absolute_uri("/").rstrip("/")
        return exports.response(jobs, request.query_params.get("format", "csv"), site=site)

    def perform_content_negotiation(self, request: Request, force: bool = False):
        # The kinds of an export are no renderers: `Accept: text/csv` must not be a 406.
        return super().perform_content_negotiation(request, force=True)


def readable_batch(request: Request, public_id: str) -> Batch:
    """The batch behind an id; somebody else's is as unknown as one that never was."""
    return _found(Batch.objects.readable_by(request.user), public_id)


def own_batch(request: Request, public_id: str) -> Batch:
    """The batch behind an id, the asker's own to change."""
    return _found(access.own(Batch.objects, request), public_id)


def _found(rows, public_id: str) -> Batch:
    batch = batches.documented(rows).named(public_id).first()
    if batch is None:
        raise Http404
    return batch


def _image(request: Request) -> UploadedFile:
    fields = PhotoRequest(data=request.data)
    fields.is_valid(raise_exception=True)
    if "image" not in fields.validated_data:
        raise PhotoMissing("There is no photo: send the file as image.")
    return fields.validated_data["image"]


def _bytes(image: UploadedFile) -> bytes:
    """As much of a file as may be a photo; a byte more tells that it is too large."""
    return image.read(settings.PHOTO_MAX_BYTES + 1)


def _answer(item: BatchItem) -> Response:
    return Response(batches.item_document(item), status=202)
