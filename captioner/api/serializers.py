"""The API's answers as fields."""

from typing import get_args

from rest_framework import serializers

from captioner.models import State
from captioner.writing.brief import ClaimKind, ClaimStatus


class Hashtag(serializers.Serializer):
    tag = serializers.CharField()
    tier = serializers.ChoiceField(("broad", "niche", "specific"))
    selected = serializers.BooleanField(help_text="Within what the platform allows.")
    why = serializers.CharField(
        allow_blank=True, help_text="Why it is there; empty in old results."
    )


class Claim(serializers.Serializer):
    kind = serializers.ChoiceField(get_args(ClaimKind), help_text="`name`: any of the first.")
    text = serializers.CharField(help_text="As it stands in the caption.")
    status = serializers.ChoiceField(
        get_args(ClaimStatus),
        help_text="`seen`: the photo's description says it. `given`: the note does, or the voice's "
        "captions.",
    )


class Caption(serializers.Serializer):
    text = serializers.CharField()
    char_count = serializers.IntegerField(help_text="As the platform counts.")
    alt_text = serializers.CharField(allow_blank=True)
    warnings = serializers.ListField(child=serializers.CharField())
    claims = Claim(
        many=True,
        allow_null=True,
        help_text="The places, people, brands, prices, dates and numbers it names, in its order; "
        "null where they were not looked for, as in another language than English.",
    )
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


class Model(serializers.Serializer):
    describer = serializers.CharField()
    writer = serializers.CharField()
    adapter = serializers.CharField(
        allow_null=True,
        help_text="What was learned from feedback and wrote this: role and digest of each adapter, "
        "such as `writer:3f09a41c77d2`; null where the models served as they came.",
    )
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


class Style(serializers.Serializer):
    length = serializers.CharField(allow_blank=True)
    lower_case = serializers.BooleanField()
    emoji = serializers.CharField(allow_blank=True)


class Privacy(serializers.Serializer):
    removed = serializers.ListField(
        child=serializers.CharField(), help_text="What the file held beside the picture."
    )
    kept_until = serializers.DateField(
        allow_null=True, help_text="Null: until its owner deletes it."
    )
    training = serializers.BooleanField(help_text="Whether it may train models.")


class CaptionResult(serializers.Serializer):
    """One job. All but the first four fields stand there once it succeeded."""

    id = serializers.CharField()
    status = serializers.ChoiceField(State.values)
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
