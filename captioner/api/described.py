"""What many operations share in the OpenAPI document."""

from drf_spectacular.utils import OpenApiParameter, OpenApiResponse

from captioner.api import serializers
from captioner.api.waiting import DEFAULT_WAIT, LONGEST_WAIT

PREFER = OpenApiParameter(
    "Prefer",
    str,
    OpenApiParameter.HEADER,
    description=f"`wait=N` seconds (at most {LONGEST_WAIT}; {DEFAULT_WAIT} without the header) or "
    "`respond-async`.",
)
IDEMPOTENCY_KEY = OpenApiParameter(
    "Idempotency-Key",
    str,
    OpenApiParameter.HEADER,
    description="1 to 255 printable characters of your own, a new one for each new request. The "
    "same request sent again with it within 24 hours makes nothing new and gets the first one's "
    "answer, with `Idempotent-Replayed: true`.",
)
PAGE = (
    OpenApiParameter("cursor", str, description="From `next` or `previous`."),
    OpenApiParameter("page_size", int, description="At most 100."),
)


def problems(*statuses: int) -> dict[int, OpenApiResponse]:
    """The responses of these statuses, each an RFC 9457 problem."""
    problem = OpenApiResponse(
        serializers.Problem, description="What is wrong, and with which field."
    )
    return {(status, "application/problem+json"): problem for status in statuses}
