"""What becomes of a job once it is there: written anew in part, or stopped."""

from dataclasses import replace

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from captioner import notify, submit
from captioner.api import described, serializers, waiting
from captioner.api.captions import DONE, own_job
from captioner.api.fields import RegenerateRequest
from captioner.api.idempotency import Idempotent
from captioner.api.limited import Limited
from captioner.document import of_job
from captioner.errors import Conflict, InvalidBrief
from captioner.models import Caption, CaptionJob, State


class Regenerate(Idempotent, Limited, APIView):
    """Another result for the same photo."""

    @extend_schema(
        operation_id="captions_regenerate",
        summary="Write a result anew, or the parts of it that are not locked",
        description="Makes another job for the same photo; the one it starts from stays as it is "
        "and is its `parent`. What is not named stays as it was, but for the seed. With the "
        "caption locked there is one variant.",
        request={"application/json": RegenerateRequest, "multipart/form-data": RegenerateRequest},
        parameters=[described.PREFER, *described.MAKES],
        responses=DONE | described.problems(400, 401, 403, 404, 409, 411, 413, 415, 422, 429, 503),
    )
    def post(self, request: Request, public_id: str) -> Response:
        job = own_job(request, public_id)
        return waiting.answer(request, self.once(request, lambda: self._make(job), CaptionJob))

    def _make(self, parent: CaptionJob) -> CaptionJob:
        if parent.state != State.SUCCEEDED:
            raise Conflict(f"There is no result to start from: the job is {parent.state}.")
        # Partial: a form's missing checkbox is left out, not a no.
        fields = RegenerateRequest(data=self.request.data, partial=True)
        fields.is_valid(raise_exception=True)
        caption = _caption(parent, fields.validated_data.get("caption", 0))
        lock = fields.validated_data.get("lock", [])
        brief = parent.brief
        if "caption" in lock and "variants" not in fields.validated_data:
            brief = replace(brief, variants=1)
        voice = fields.voice_of(self.request, otherwise=parent.voice)
        return submit.regenerate(caption, fields.over(brief), lock=lock, voice=voice)


def _caption(job: CaptionJob, position: int) -> Caption:
    caption = job.captions.select_related("job__photo").filter(position=position).first()
    if caption is None:
        raise InvalidBrief(f"caption: the result has none at {position}", field="caption")
    return caption


class Cancel(APIView):
    """Stop a job that nobody wants any more."""

    @extend_schema(
        operation_id="captions_cancel",
        summary="Stop a job that waits or runs",
        description="One that is over already stays as it ended.",
        request=None,
        responses={200: serializers.CaptionResult, **described.problems(401, 403, 404)},
    )
    def post(self, request: Request, public_id: str) -> Response:
        job = own_job(request, public_id)
        if job.cancel():
            notify.waiters().done([job.public_id])
        job.refresh_from_db()
        return Response(of_job(job))
