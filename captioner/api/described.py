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
# Whatever is refused earlier is not counted.
_COUNTED = [200, 201, 202, 429]
# The headers of an answer that is counted (`limited`).
COUNTED = (
    OpenApiParameter(
        "RateLimit-Policy",
        str,
        OpenApiParameter.HEADER,
        response=_COUNTED,
        description='Such as `"account";q=600;w=60`: 600 in 60 seconds.',
    ),
    OpenApiParameter(
        "RateLimit",
        str,
        OpenApiParameter.HEADER,
        response=_COUNTED,
        description='Such as `"account";r=598;t=41`: 598 left, more in 41 seconds.',
    ),
)
# What a request that makes something takes, and what its answer says (`idempotency`, `limited`).
MAKES = (
    OpenApiParameter(
        "Idempotency-Key",
        str,
        OpenApiParameter.HEADER,
        description="1 to 255 printable characters of your own, a new one for each new request. "
        "The same request sent again with it within 24 hours makes nothing new and gets what the "
        "first one made, with `Idempotent-Replayed: true`.",
    ),
    OpenApiParameter(
        "Idempotent-Replayed",
        str,
        OpenApiParameter.HEADER,
        response=[200, 201, 202],
        description="`true` where this request came before.",
    ),
    *COUNTED,
)
PAGE = (
    OpenApiParameter("cursor", str, description="From `next` or `previous`."),
    OpenApiParameter("page_size", int, description="At most 100."),
)


def problems(*statuses: int) -> dict[tuple[int, str], OpenApiResponse]:
    """The responses of these statuses, each an RFC 9457 problem."""
    problem = OpenApiResponse(
        serializers.Problem, description="What is wrong, and with which field."
    )
    return {(status, "application/problem+json"): problem for status in statuses}
