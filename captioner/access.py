"""Who is asking: an account, or a browser session that wants to find its work again."""

import logging
import secrets

from django.http import HttpRequest
from redis import RedisError
from rest_framework.throttling import SimpleRateThrottle

from captioner.models import Preferences

log = logging.getLogger(__name__)

_KEY = "visitor"


def visitor(request: HttpRequest, *, make: bool = False) -> str:
    """The mark of this browser session; empty where there is none.

    A value of its own, not the session's key: that one changes at sign-in.

    Args:
        make: give the session a mark where it has none.
    """
    mark = request.session.get(_KEY, "")
    if make and not mark:
        mark = request.session[_KEY] = secrets.token_urlsafe(16)
    return mark


def owner_of(request: HttpRequest) -> dict:
    """To whom a new job belongs, as `submit` takes it."""
    if request.user.is_authenticated:
        return {"owner": request.user}
    return {"visitor": visitor(request, make=True)}


def own(rows, request: HttpRequest):
    """Those of the rows that the asker made, and so may change: an account's own, or those of
    this browser session. An anonymous result's address opens it to others, no more.

    Args:
        rows: a query of rows with an owner (`Visible`).
    """
    return rows.listed_for(user=request.user, visitor=visitor(request))


def preferences(request: HttpRequest) -> Preferences:
    """What the asker wants of every post; unsaved defaults where nothing was ever set."""
    user = request.user if request.user.is_authenticated else None
    return Preferences.of(owner=user, visitor=visitor(request))


class AnonymousThrottle(SimpleRateThrottle):
    """So many new captions from one address, for the page and the API together."""

    scope = "anonymous"

    def allow_request(self, request, view) -> bool:
        try:
            return super().allow_request(request, view)
        except RedisError as error:
            # The count is a courtesy; a create must go on without Redis, as `submit` does.
            log.warning("redis is away, nobody is throttled", extra={"error": str(error)})
            return True

    def get_cache_key(self, request, view) -> str | None:
        if request.user.is_authenticated:
            return None
        return self.cache_format % {"scope": self.scope, "ident": self.get_ident(request)}
