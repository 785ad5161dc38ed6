"""Who may see the pages, and how often somebody may ask for a caption there."""

import math
from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse

from captioner import access

TOO_QUICK = "That was quick! Give it a moment, then write again."


def for_guests_where_allowed(view: Callable) -> Callable:
    """Sends who has no account to the sign-in page where `ANONYMOUS` is off."""

    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if settings.ANONYMOUS or request.user.is_authenticated:
            return view(request, *args, **kwargs)
        return redirect_to_login(request.get_full_path())

    return guarded


def wait_to_write(request: HttpRequest) -> int:
    """Seconds until this person may ask for another caption; 0 where she may, which counts it."""
    for throttle in (access.AnonymousThrottle(), access.AccountThrottle()):
        if not throttle.allow_request(request, None):
            return math.ceil(throttle.wait() or 1)
    return 0
