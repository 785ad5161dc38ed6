"""`/api/v1/tones` and `/api/v1/platforms`: the words a request may use."""

from drf_spectacular.utils import extend_schema
from rest_framework.response import Response
from rest_framework.views import APIView

from captioner.api import described, serializers
from captioner.writing.brief import TONES
from captioner.writing.platforms import POLICIES


class Tones(APIView):
    """The tones with words of their own; a request may use any other."""

    @extend_schema(
        operation_id="tones_list",
        summary="Known tones",
        responses={200: serializers.Tone(many=True), **described.problems(401, 403)},
    )
    def get(self, request) -> Response:
        return Response([{"name": tone} for tone in TONES])


class Platforms(APIView):
    """What each platform allows, as dated data."""

    @extend_schema(
        operation_id="platforms_list",
        summary="Known platforms and their limits",
        responses={200: serializers.PlatformPolicy(many=True), **described.problems(401, 403)},
    )
    def get(self, request) -> Response:
        return Response(serializers.PlatformPolicy(POLICIES.values(), many=True).data)
