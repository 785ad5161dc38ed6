"""`/api/v1/voices`: how a person writes, taught by her past captions, hers alone to see."""

import json
from io import BytesIO
from typing import BinaryIO

from django.http import Http404
from django.urls import reverse
from drf_spectacular.utils import OpenApiResponse, extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from captioner import access, voices
from captioner.api import described
from captioner.api.fields import Upload
from captioner.api.idempotency import Idempotent
from captioner.api.limited import Limited
from captioner.api.pagination import Pages
from captioner.errors import InvalidBrief
from captioner.models import Batch, Voice
from captioner.writing import marks as measuring
from captioner.writing import past_captions
from captioner.writing import voice as limits
from captioner.writing.brief import Brief

SKIPPED_SHOWN = 100  # of what an import left out, with its place; the rest is counted

_SOURCES = ("file", "text", "captions")


class Marks(serializers.Serializer):
    """How she writes. Shares are of her captions, 0 to 1; lengths are in characters."""

    length_low = serializers.IntegerField()
    length = serializers.IntegerField()
    length_high = serializers.IntegerField()
    emoji_share = serializers.FloatField()
    emoji_count = serializers.IntegerField()
    emoji = serializers.ListField(child=serializers.CharField())
    capitals = serializers.ChoiceField(("sentence", "lower"), allow_blank=True)
    shouting = serializers.FloatField()
    exclamation = serializers.FloatField()
    question = serializers.FloatField()
    ellipsis = serializers.FloatField()
    no_full_stop = serializers.FloatField()
    openings = serializers.ListField(child=serializers.CharField())
    words = serializers.ListField(child=serializers.CharField())
    hashtags = serializers.ListField(child=serializers.CharField())
    hashtag_count = serializers.IntegerField()
    never = serializers.ListField(child=serializers.CharField(), help_text="What she never says.")


@extend_schema_field({"type": "string"})
class _Any(serializers.JSONField):
    """An entry of a list, whatever it is: the one that is no text is named, the rest is read."""


@extend_schema_field({"type": "object", "additionalProperties": True})
class _Object(serializers.DictField):
    pass


class VoiceRequest(serializers.Serializer):
    """A name, and her past captions in one of three ways."""

    name = serializers.CharField(max_length=limits.NAME_MAX)
    file = Upload(
        required=False,
        help_text="Text, CSV or JSON, or the zip of an Instagram export in JSON.",
    )
    text = serializers.CharField(
        required=False,
        trim_whitespace=False,
        help_text="One caption a line, or divided by blank lines; the newest last.",
    )
    captions = serializers.ListField(
        child=_Any(),
        required=False,
        max_length=past_captions.CAPTIONS_MAX,
        help_text="The newest last.",
    )
    photos = serializers.BooleanField(
        default=False,
        help_text="Caption the photos of the captions taken, too: a batch in the new voice.",
    )

    def upload(self) -> tuple[BinaryIO, str]:
        """The captions as a file and its name.

        Raises:
            InvalidBrief: none is given, or several.
        """
        given = [name for name in _SOURCES if name in self.validated_data]
        if len(given) != 1:
            raise InvalidBrief(f"Send one of {', '.join(_SOURCES)}.", field=(given or _SOURCES)[0])
        value = self.validated_data[given[0]]
        match given[0]:
            case "file":
                return value, value.name
            case "text":
                return BytesIO(value.encode()), "captions.txt"
        return BytesIO(json.dumps(value).encode()), "captions.json"


class VoiceJson(VoiceRequest):
    """As JSON has it, which holds no files."""

    file = None


class VoiceChange(serializers.Serializer):
    """What is named changes, the rest stays."""

    version = serializers.IntegerField(
        min_value=0, help_text="The version you saw; 409 where there is a later one."
    )
    name = serializers.CharField(required=False, max_length=limits.NAME_MAX)
    examples = serializers.ListField(
        child=serializers.CharField(allow_blank=True),
        required=False,
        max_length=limits.EXAMPLES_MAX,
        help_text=f"All of them, the newest last: {limits.EXAMPLES_MIN} to {limits.EXAMPLES_MAX}.",
    )
    kept = serializers.ListField(
        child=serializers.CharField(trim_whitespace=False),
        required=False,
        max_length=limits.KEPT_MAX,
        help_text="Those of the kept edits that stay.",
    )
    marks = _Object(required=False, help_text="Marks to set, by name; null has one measured again.")


class Skipped(serializers.Serializer):
    where = serializers.CharField(help_text='Such as "line 3".')
    reason = serializers.CharField()


class Import(serializers.Serializer):
    """What became of the captions that were sent."""

    left_out = serializers.IntegerField(help_text="Readable, but older than those taken, or twice.")
    skipped_count = serializers.IntegerField(help_text="Not readable.")
    skipped = Skipped(many=True, help_text=f"The first {SKIPPED_SHOWN} of these.")
    photos = serializers.ListField(
        child=serializers.CharField(), help_text="The export's photos of the captions taken."
    )
    batch = serializers.CharField(
        allow_null=True, help_text="The batch that these photos became, where you asked for one."
    )


class VoiceResult(serializers.Serializer):
    id = serializers.CharField()
    name = serializers.CharField()
    version = serializers.IntegerField(help_text="What a change must name.")
    marks = Marks()
    typed = serializers.ListField(
        child=serializers.CharField(), help_text="The marks that were set; the rest is measured."
    )
    examples = serializers.ListField(child=serializers.CharField(), help_text="The newest last.")
    kept = serializers.ListField(
        child=serializers.CharField(), help_text="Captions you edited in this voice."
    )
    created_at = serializers.DateTimeField()
    updated_at = serializers.DateTimeField()
    imported = Import(required=False, help_text="In the answer to a create alone.")


class Voices(Idempotent, Limited, APIView):
    """Teach a voice, or list those taught."""

    _imported: dict | None = None

    @extend_schema(
        operation_id="voices_create",
        summary="Teach a voice by past captions",
        description=f"Takes the {limits.EXAMPLES_MIN} to {limits.EXAMPLES_MAX} newest captions. A "
        "bad line is named and the rest is read; a file that cannot be read at all is a 422.",
        request={"multipart/form-data": VoiceRequest, "application/json": VoiceJson},
        parameters=[*described.MAKES],
        responses={
            201: OpenApiResponse(VoiceResult, description="`Location` is its address."),
            **described.problems(400, 401, 403, 409, 411, 413, 415, 422, 429),
        },
    )
    def post(self, request: Request) -> Response:
        voice = self.once(request, self._make, Voice)
        shown = _document(voice)
        if self._imported:  # a replayed request has none
            shown["imported"] = self._imported
        location = reverse("api-voice", args=[voice.public_id])
        return Response(shown, status=201, headers={"Location": location})

    def _make(self) -> Voice:
        fields = VoiceRequest(data=self.request.data)
        fields.is_valid(raise_exception=True)
        file, name = fields.upload()
        imported = past_captions.read(file, name)
        holder = access.owner_of(self.request)
        taught = voices.create(fields.validated_data["name"], imported, **holder)
        batch = None
        if fields.validated_data["photos"] and taught.photos:
            batch = self._photos(file, taught, holder)
        self._imported = _imported(taught, batch)
        return taught.voice

    def _photos(self, file: BinaryIO, taught: voices.Taught, holder: dict) -> Batch:
        return voices.import_photos(
            file,
            taught.photos,
            Brief(),
            **holder,
            voice=taught.voice,
            allow=lambda: access.may_make_another(self.request),
        )

    @extend_schema(
        operation_id="voices_list",
        summary="List your voices, newest first",
        parameters=[*described.PAGE],
        responses={200: VoiceResult(many=True), **described.problems(401, 403, 404)},
    )
    def get(self, request: Request) -> Response:
        pages = Pages()
        page = pages.paginate_queryset(access.own(Voice.objects, request), request, view=self)
        return pages.get_paginated_response([_document(voice) for voice in page])

    # drf-spectacular asks the view for its paginator to document `next` and `previous`.
    pagination_class = Pages


class VoiceDetail(APIView):
    """One voice."""

    @extend_schema(
        operation_id="voices_retrieve",
        summary="A voice's marks, examples and kept edits",
        responses={200: VoiceResult, **described.problems(401, 403, 404)},
    )
    def get(self, request: Request, public_id: str) -> Response:
        return Response(_document(own_voice(request, public_id)))

    @extend_schema(
        operation_id="voices_update",
        summary="Change a voice",
        request={"application/json": VoiceChange},
        responses={200: VoiceResult, **described.problems(400, 401, 403, 404, 409, 411, 415, 422)},
    )
    def patch(self, request: Request, public_id: str) -> Response:
        voice = own_voice(request, public_id)
        fields = VoiceChange(data=request.data)
        fields.is_valid(raise_exception=True)
        return Response(_document(voices.save(voice, **fields.validated_data)))

    @extend_schema(
        operation_id="voices_destroy",
        summary="Forget a voice; the captions written in it stay",
        responses={204: None, **described.problems(401, 403, 404)},
    )
    def delete(self, request: Request, public_id: str) -> Response:
        own_voice(request, public_id).delete()
        return Response(status=204)


def own_voice(request: Request, public_id: str) -> Voice:
    """The voice behind an id, the asker's own: another's past captions are nobody's to read."""
    voice = access.own(Voice.objects, request).named(public_id).first()
    if voice is None:
        raise Http404
    return voice


def _document(voice: Voice) -> dict:
    return {
        "id": voice.public_id,
        "name": voice.name,
        "version": voice.version,
        "marks": measuring.to_dict(voice.value.marks),
        "typed": sorted(voice.typed),
        "examples": voice.examples,
        "kept": voice.kept,
        "created_at": voice.created_at.isoformat(),
        "updated_at": voice.updated_at.isoformat(),
    }


def _imported(taught: voices.Taught, batch: Batch | None) -> dict:
    return {
        "left_out": taught.left_out,
        "skipped_count": len(taught.skipped),
        "skipped": [
            {"where": skipped.where, "reason": skipped.reason}
            for skipped in taught.skipped[:SKIPPED_SHOWN]
        ],
        "photos": list(taught.photos),
        "batch": batch.public_id if batch else None,
    }
