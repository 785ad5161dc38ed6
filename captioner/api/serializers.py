"""The API's requests and answers as fields; the limits are the brief's own."""

import base64

from django.conf import settings
from rest_framework import serializers

from captioner import photos
from captioner.errors import PhotoMissing
from captioner.writing import brief as limits
from captioner.writing.brief import Brief, random_seed
from captioner.writing.platforms import POLICIES


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


class CaptionRequest(serializers.Serializer):
    """`image` in a multipart form, or `image_base64` in JSON, and the brief's fields."""

    image = serializers.FileField(required=False, allow_empty_file=True)
    image_base64 = serializers.CharField(required=False, allow_blank=True)
    tone = serializers.CharField(
        max_length=limits.TONE_MAX,
        default=limits.DEFAULT_TONE,
        help_text=f"One of {', '.join(limits.TONES)}, or your own words.",
    )
    audience = serializers.ChoiceField(limits.AUDIENCES, default=limits.DEFAULT_AUDIENCE)
    note = serializers.CharField(
        max_length=limits.NOTE_MAX,
        default="",
        allow_blank=True,
        help_text="What should the writer know about the photo?",
    )
    language = serializers.ChoiceField(limits.LANGUAGES, default="en")
    platform = serializers.ChoiceField(tuple(POLICIES), default=limits.DEFAULT_PLATFORM)
    variants = serializers.IntegerField(min_value=1, max_value=limits.VARIANTS_MAX, default=1)
    hashtags_min = serializers.IntegerField(
        min_value=limits.HASHTAGS_MIN, max_value=limits.HASHTAGS_MAX, default=limits.HASHTAGS_MIN
    )
    hashtags_max = serializers.IntegerField(
        min_value=limits.HASHTAGS_MIN, max_value=limits.HASHTAGS_MAX, default=limits.HASHTAGS_MAX
    )
    seed = serializers.IntegerField(
        min_value=0,
        max_value=limits.SEED_MAX,
        default=random_seed,
        help_text="The same seed, photo and fields give the same words.",
    )

    def brief(self) -> Brief:
        """The validated fields as a `Brief`.

        Raises:
            InvalidBrief: fields that do not fit each other.
        """
        return Brief(
            **{k: v for k, v in self.validated_data.items() if k not in ("image", "image_base64")}
        )

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


class Hashtag(serializers.Serializer):
    tag = serializers.CharField()
    tier = serializers.ChoiceField(("broad", "niche", "specific"))
    selected = serializers.BooleanField(help_text="Within what the platform allows.")
    why = serializers.CharField(
        allow_blank=True, help_text="Why it is there; empty in old results."
    )


class Caption(serializers.Serializer):
    text = serializers.CharField()
    char_count = serializers.IntegerField(help_text="As the platform counts.")
    alt_text = serializers.CharField(allow_blank=True)
    warnings = serializers.ListField(child=serializers.CharField())
    hashtags = Hashtag(many=True, help_text="Ranked, best first.")
    score = serializers.FloatField(
        allow_null=True, help_text="How far it is in the voice, 0 to 1; null without a voice."
    )
    misses = serializers.ListField(
        child=serializers.CharField(), help_text="Where it is not, in words."
    )
    edited = serializers.BooleanField(help_text="Its text, hashtags or alt text were edited.")
    suggested = serializers.CharField(
        allow_null=True, help_text="The text as it was written, once it was edited."
    )
    version = serializers.IntegerField(help_text="What a save must name.")


class Platform(serializers.Serializer):
    name = serializers.CharField()
    policy = serializers.CharField()
    trimmed = serializers.ListField(child=serializers.CharField())


class Style(serializers.Serializer):
    length = serializers.CharField(allow_blank=True)
    lower_case = serializers.BooleanField()
    emoji = serializers.CharField(allow_blank=True)


class Privacy(serializers.Serializer):
    removed = serializers.ListField(child=serializers.CharField())
    kept_until = serializers.DateField(
        allow_null=True, help_text="Null: until its owner deletes it."
    )
    training = serializers.BooleanField(help_text="It may be used to train models.")


class Model(serializers.Serializer):
    describer = serializers.CharField()
    writer = serializers.CharField()
    adapter = serializers.CharField(allow_null=True)
    prompt = serializers.CharField()


class Timing(serializers.Serializer):
    queue = serializers.IntegerField()
    describe = serializers.IntegerField()
    write = serializers.IntegerField()
    total = serializers.IntegerField()


class Photo(serializers.Serializer):
    sha256 = serializers.CharField()
    width = serializers.IntegerField()
    height = serializers.IntegerField()
    metadata_removed = serializers.ListField(child=serializers.CharField())


class Failure(serializers.Serializer):
    code = serializers.CharField()
    detail = serializers.CharField()


class CaptionResult(serializers.Serializer):
    """One job. All but the first four fields stand there once it succeeded."""

    id = serializers.CharField()
    status = serializers.ChoiceField(
        ("queued", "running", "succeeded", "failed", "canceled", "expired")
    )
    seed = serializers.IntegerField()
    photo = Photo()
    ahead = serializers.IntegerField(required=False, help_text="Jobs before this one, waiting.")
    error = Failure(required=False)
    description = serializers.CharField(required=False)
    alt_text = serializers.CharField(required=False)
    captions = Caption(many=True, required=False)
    platform = Platform(required=False)
    style = Style(required=False)
    voice = serializers.CharField(required=False, allow_null=True)
    parent = serializers.CharField(
        required=False, allow_null=True, help_text="The result that this one was regenerated from."
    )
    privacy = Privacy(required=False)
    model = Model(required=False)
    timing_ms = Timing(required=False)


class FieldError(serializers.Serializer):
    field = serializers.CharField()
    detail = serializers.CharField()


class Problem(serializers.Serializer):
    """RFC 9457."""

    type = serializers.CharField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField()
    code = serializers.CharField()
    request_id = serializers.CharField()
    errors = FieldError(many=True, required=False)


class Tone(serializers.Serializer):
    name = serializers.CharField()


class PlatformPolicy(serializers.Serializer):
    name = serializers.CharField()
    version = serializers.CharField()
    caption_limit = serializers.IntegerField()
    hashtags_limit = serializers.IntegerField(allow_null=True)
    hashtags_selected = serializers.IntegerField()
    fold = serializers.IntegerField(allow_null=True)
    source = serializers.CharField()
    checked = serializers.CharField(allow_null=True)
    effective = serializers.CharField(allow_null=True)
    note = serializers.CharField(allow_blank=True)
