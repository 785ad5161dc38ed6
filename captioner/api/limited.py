"""Views whose creates are counted, and answers that say how many are left."""

from django.http import HttpResponse
from rest_framework.throttling import SimpleRateThrottle

from captioner import access


class Limited:
    """A view whose POST makes captions: so many in a time for each address or account.

    The answers carry `RateLimit-Policy` and `RateLimit` after draft-ietf-httpapi-ratelimit-headers,
    revision 11 (May 2026): `q` a window of `w` seconds, `r` left, more in `t` seconds.
    """

    def get_throttles(self) -> list[SimpleRateThrottle]:
        makes = self.request.method == "POST"
        self._throttles = [access.AnonymousThrottle(), access.AccountThrottle()] if makes else []
        return self._throttles

    def finalize_response(self, request, response: HttpResponse, *args, **kwargs) -> HttpResponse:
        response = super().finalize_response(request, response, *args, **kwargs)
        # A request that was refused before it was counted has no throttles yet.
        for throttle in getattr(self, "_throttles", ()):
            if quota := throttle.quota():
                policy = f'"{quota.scope}"'
                response["RateLimit-Policy"] = f"{policy};q={quota.limit};w={quota.window}"
                response["RateLimit"] = f"{policy};r={quota.left};t={quota.reset}"
        return response
