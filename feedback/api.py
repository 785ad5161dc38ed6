"""`/api/v1/captions/{id}/feedback`: what a person says of the captions of a result of hers."""

from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.response import Response
from rest_framework.views import APIView

from captioner.api import described
from captioner.api.parsers import Json
from feedback import serializers
from feedback.access import caption_of, captions_of
from feedback.document import of_feedback
from feedback.models import Feedback
from feedback.record import record

_CONFLICT = {
    (409, "application/problem+json"): OpenApiResponse(
        serializers.CaptionConflict,
        description="Nothing was stored; `current` is what stands there.",
    )
}


class CaptionFeedback(APIView):
    """The asker's word on her captions; somebody else's result is 404."""

    parser_classes = [Json]

    @extend_schema(
        operation_id="captions_feedback_retrieve",
        summary="Each caption as it stands, and what you said of it",
        responses={
            200: serializers.Feedback(many=True),
            **_CONFLICT,
            **described.problems(401, 403, 404),
        },
    )
    def get(self, request, public_id: str) -> Response:
        said = Feedback.of_each(captions_of(request, public_id))
        return Response([of_feedback(feedback) for feedback in said])

    @extend_schema(
        operation_id="captions_feedback_update",
        summary="Say what you think of a caption, and change it",
        description="Thumb and reasons replace what you said before: left out, they are taken "
        "back. What was copied is added to. The caption's own words stay as they stand where they "
        "are left out. All of it is stored or nothing.",
        request=serializers.FeedbackRequest,
        responses={
            200: serializers.Feedback,
            **_CONFLICT,
            **described.problems(400, 401, 403, 404, 411, 413, 415, 422),
        },
    )
    def put(self, request, public_id: str) -> Response:
        fields = serializers.FeedbackRequest(data=request.data)
        fields.is_valid(raise_exception=True)
        caption = caption_of(request, public_id, fields.validated_data["caption"])
        return Response(of_feedback(record(caption, **fields.said())))
