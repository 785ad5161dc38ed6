"""The predecessor's `store_feedback`, kept for programs that already call it."""

from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.response import Response

from captioner import access, conf, photos
from captioner.api.compat import Older
from captioner.api.fields import photo_bytes
from captioner.api.parsers import Json
from captioner.edits import TEXT_MAX
from feedback import received


class _Stored(serializers.Serializer):
    """What such a program sends; `consent` is ours."""

    uid = serializers.CharField(max_length=received.UID_MAX)
    image = serializers.CharField(default="", allow_blank=True)
    caption = serializers.CharField(max_length=TEXT_MAX)
    feedback = serializers.CharField(max_length=received.COMMENT_MAX)
    consent = serializers.BooleanField(default=None, allow_null=True)


@extend_schema_view(post=extend_schema(exclude=True))
class StoreFeedback(Older):
    """A photo, the caption that was shown for it, and what its person thinks of that."""

    parser_classes = [Json]

    def post(self, request) -> Response:
        fields = _Stored(data=request.data)
        fields.is_valid(raise_exception=True)
        values = fields.validated_data
        data = photo_bytes(values["image"], field="image")
        feedback, _ = received.store(
            values["uid"],
            photos.load(data, limits=conf.photo_limits()),
            caption=values["caption"],
            said=values["feedback"],
            training=values["consent"],
            **access.owner_of(request),
        )
        return Response(
            {
                "status": "success",
                "id": feedback.caption.job.public_id,
                "thumbs": feedback.thumbs or None,
                "training": feedback.training,
            }
        )
