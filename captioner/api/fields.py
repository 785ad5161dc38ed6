"""What requests hold, as fields; the limits are the brief's own."""

import base64
from dataclasses import fields, replace

from django.conf import settings
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.validators import ProhibitSurrogateCharactersValidator

from captioner import access, conf, photos
from captioner.errors import InvalidBrief, PhotoMissing
from captioner.models import State, Voice
from captioner.search import WORDS_MAX, Search
from captioner.submit import PARTS
from captioner.writing import brief as limits
from captioner.writing.brief import Brief, Style, random_seed
from captioner.writing.platforms import POLICIES

_BRIEF = {field.name for field in fields(Brief)}
_STYLE = {field.name for field in fields(Style)}


def photo_bytes(text: str, *, field: str = "image_base64") -> bytes:
    """A photo out of JSON: base64, with or without a `data:` prefix.

    Args:
        field: what the request calls it.

    Raises:
        PhotoMissing, PhotoTooLarge: nothing there; more than the limit once decoded.
        ValidationError: not base64.
    """
    if text.startswith("data:"):
        text = text.partition(",")[2]
    text = "".join(text.split())
    if not text:
        raise PhotoMissing(f"There is no photo: {field} is empty.")
    if len(text) * 3 // 4 > settings.PHOTO_MAX_BYTES + 2:
        raise photos.too_large(settings.PHOTO_MAX_BYTES)
    try:
        return base64.b64decode(text, validate=True)
    except ValueError:
        raise serializers.ValidationError({field: ["This is not valid base64."]}) from None


class Base64(serializers.CharField):
    """A file in JSON; `photo_bytes` says whether it is one.

    Without the look for surrogates that every other text has, character by character: it took
    45 ms of a photo's megabyte, and no base64 holds one.
    """

    def __init__(self, **options) -> None:
        super().__init__(**options)
        self.validators.remove(ProhibitSurrogateCharactersValidator())


class OneOf(serializers.ChoiceField):
    """One of some words; what is none of them is refused with their list."""

    def __init__(self, choices, **options) -> None:
        listed = ", ".join(map(str, choices))
        messages = {"invalid_choice": f"“{{input}}” is none of {listed}."}
        super().__init__(choices, **{"error_messages": messages} | options)


class Language(serializers.ChoiceField):
    """A language; one that the model in place cannot write is refused with the list of those it
    can, also where this API knows no such code."""

    def to_internal_value(self, data) -> str:
        conf.require_language(str(data))
        return super().to_internal_value(data)


@extend_schema_field(OpenApiTypes.BINARY)
class Upload(serializers.FileField):
    """A file of a form; what is in it, if anything, is looked at later."""

    def __init__(self, **options) -> None:
        super().__init__(**{"allow_empty_file": True} | options)


class BriefFields(serializers.Serializer):
    """What is wanted of a photo, each field as it is named or left out.

    None has a default here: what is left out is the brief's own, or stays as it was.
    """

    tone = serializers.CharField(
        required=False,
        max_length=limits.TONE_MAX,
        help_text=f"One of {', '.join(limits.TONES)}, or your own words.",
    )
    audience = OneOf(limits.AUDIENCES, required=False)
    note = serializers.CharField(
        required=False,
        max_length=limits.NOTE_MAX,
        allow_blank=True,
        help_text="What should the writer know about the photo?",
    )
    language = Language(
        tuple(limits.LANGUAGES),
        required=False,
        help_text="One that the model in place can write; any other is refused with their list.",
    )
    platform = OneOf(tuple(POLICIES), required=False)
    variants = serializers.IntegerField(
        required=False,
        min_value=1,
        max_value=limits.VARIANTS_MAX,
        help_text="Different captions; fewer come where the writer finds no other words.",
    )
    hashtags_min = serializers.IntegerField(
        required=False, min_value=limits.HASHTAGS_MIN, max_value=limits.HASHTAGS_MAX
    )
    hashtags_max = serializers.IntegerField(
        required=False, min_value=limits.HASHTAGS_MIN, max_value=limits.HASHTAGS_MAX
    )
    seed = serializers.IntegerField(
        required=False,
        min_value=0,
        max_value=limits.SEED_MAX,
        help_text="The same seed, photo and fields give the same words; else one is chosen.",
    )
    length = OneOf(
        tuple(filter(None, limits.LENGTHS)),
        required=False,
        allow_blank=True,
        help_text="Empty leaves it to the voice or the writer.",
    )
    lower_case = serializers.BooleanField(required=False, help_text="No capital letters.")
    emoji = OneOf(
        tuple(filter(None, limits.EMOJI)),
        required=False,
        allow_blank=True,
        help_text="Empty leaves it to the voice or the writer.",
    )
    voice = serializers.CharField(
        required=False,
        allow_null=True,
        allow_blank=True,
        max_length=40,
        help_text="The id of one of your own voices; empty for none.",
    )

    def over(self, brief: Brief) -> Brief:
        """The brief with what was named here in its place, and a seed of its own.

        Raises:
            InvalidBrief: fields that do not fit each other, or a language the model in place
                cannot write.
        """
        given = self.validated_data
        style = replace(brief.style, **{k: v for k, v in given.items() if k in _STYLE})
        named = {k: v for k, v in given.items() if k in _BRIEF}
        made = replace(brief, **{"seed": random_seed(), "style": style} | named)
        conf.require_language(made.language)
        return made

    def voice_of(self, request: Request, *, otherwise: Voice | None = None) -> Voice | None:
        """The voice that was named, one of the asker's own.

        Args:
            otherwise: where none was named.

        Raises:
            InvalidBrief: it is unknown, or somebody else's.
        """
        if "voice" not in self.validated_data:
            return otherwise
        public_id = self.validated_data["voice"]
        if not public_id:
            return None
        voice = access.own(Voice.objects, request).named(public_id).first()
        if voice is None:
            raise InvalidBrief("voice: you have no voice of this id", field="voice")
        return voice


class CaptionRequest(BriefFields):
    """`image` in a multipart form, or `image_base64` in JSON, and the brief's fields."""

    image = Upload(required=False)
    image_base64 = Base64(required=False, allow_blank=True)

    def photo(self) -> bytes:
        """The photo's bytes, not yet looked at."""
        image = self.validated_data.get("image")
        if image is not None:
            if image.size > settings.PHOTO_MAX_BYTES:
                raise photos.too_large(settings.PHOTO_MAX_BYTES)
            return image.read()
        if "image_base64" in self.validated_data:
            return photo_bytes(self.validated_data["image_base64"])
        raise PhotoMissing("There is no photo: send the file as image, or image_base64 in JSON.")


class CaptionForm(CaptionRequest):
    """As a multipart form has it."""

    image_base64 = None


class CaptionJson(CaptionRequest):
    """As JSON has it."""

    image = None


class RegenerateRequest(BriefFields):
    """What is kept of a result, and what is wanted otherwise this time."""

    caption = serializers.IntegerField(
        required=False,
        min_value=0,
        max_value=limits.VARIANTS_MAX - 1,
        help_text="The position of the caption to start from; 0 where it is not named.",
    )
    lock = serializers.ListField(
        child=OneOf(PARTS),
        required=False,
        max_length=len(PARTS),
        help_text="What stays as it stands, edits included.",
    )


class CaptionFilters(serializers.Serializer):
    """Which of the captions a list shows."""

    q = serializers.CharField(
        required=False,
        max_length=WORDS_MAX,
        help_text="Words that all stand in one caption, as it stands now.",
    )
    tone = serializers.CharField(required=False, max_length=limits.TONE_MAX)
    audience = OneOf(limits.AUDIENCES, required=False)
    platform = OneOf(tuple(POLICIES), required=False)
    status = OneOf(State.values, required=False)
    since = serializers.DateField(required=False, help_text="The first day, in UTC.")
    until = serializers.DateField(required=False, help_text="The last day, in UTC.")

    def search(self) -> Search:
        named = dict(self.validated_data)
        return Search(state=named.pop("status", ""), **named)
