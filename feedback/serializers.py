"""The API's requests and answers as fields; the limits are those of an edit."""

from rest_framework import serializers

from captioner.api.serializers import Problem
from captioner.edits import ALT_TEXT_MAX, TAG_MAX, TAGS_MAX, TEXT_MAX, Edit
from captioner.writing.brief import VARIANTS_MAX
from feedback.models import Reason, Taken, Thumbs

_THUMBS = [Thumbs.UP.value, Thumbs.DOWN.value]
_CAPTION = "Its position in the result, from 0."


class FeedbackRequest(serializers.Serializer):
    """What you say of one caption, in place of what you said before."""

    caption = serializers.IntegerField(
        min_value=0, max_value=VARIANTS_MAX - 1, default=0, help_text=_CAPTION
    )
    thumbs = serializers.ChoiceField(
        _THUMBS, allow_null=True, default=None, help_text="Left out: none, or the thumb taken back."
    )
    reasons = serializers.ListField(
        child=serializers.ChoiceField(Reason.values),
        max_length=len(Reason),
        default=list,
        help_text="What is wrong with it; with thumbs down only. Left out: none.",
    )
    copied = serializers.ListField(
        child=serializers.ChoiceField(Taken.values),
        max_length=len(Taken),
        default=list,
        help_text="What of it was used; added to what was told before.",
    )
    text = serializers.CharField(
        max_length=TEXT_MAX, required=False, help_text="Left out: as it stands, like the next two."
    )
    tags = serializers.ListField(
        child=serializers.CharField(max_length=TAG_MAX + 1),
        max_length=TAGS_MAX,
        required=False,
        help_text="The selected ones in your order; one word each.",
    )
    alt_text = serializers.CharField(max_length=ALT_TEXT_MAX, required=False, allow_blank=True)
    version = serializers.IntegerField(
        min_value=0,
        required=False,
        help_text="The caption's version that you saw. Needed with text, tags or alt_text; where "
        "the caption has changed since, nothing is stored and the answer is 409.",
    )

    def said(self) -> dict:
        """The validated fields as `record` takes them.

        Raises:
            InvalidBrief: an edit outside its limits.
        """
        fields = self.validated_data
        tags = tuple(fields["tags"]) if "tags" in fields else None
        return {
            "thumbs": fields["thumbs"] or Thumbs.NONE,
            "reasons": fields["reasons"],
            "copied": fields["copied"],
            "edit": Edit(fields.get("text"), tags, fields.get("alt_text")),
            "version": fields.get("version"),
        }


class CaptionNow(serializers.Serializer):
    """A caption as it stands."""

    text = serializers.CharField()
    tags = serializers.ListField(child=serializers.CharField(), help_text="The selected ones.")
    alt_text = serializers.CharField(allow_blank=True)
    version = serializers.IntegerField()


class Feedback(CaptionNow):
    caption = serializers.IntegerField(help_text=_CAPTION)
    thumbs = serializers.ChoiceField(_THUMBS, allow_null=True)
    reasons = serializers.ListField(child=serializers.ChoiceField(Reason.values))
    copied = serializers.ListField(child=serializers.ChoiceField(Taken.values))
    edited = serializers.BooleanField(help_text="Whether it is the draft no more.")
    training = serializers.BooleanField(
        help_text="Whether you allowed training on it when you last said something of it."
    )


class CaptionConflict(Problem):
    """The caption was changed meanwhile, or there is none yet."""

    current = CaptionNow(required=False, help_text="What a save on an older version would undo.")
