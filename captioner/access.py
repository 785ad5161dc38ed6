"""Who is asking: an account, or a browser session that wants to find its work again; how often."""

import hashlib
import ipaddress
import logging
import math
import secrets
import unicodedata
from dataclasses import dataclass

from django.http import HttpRequest
from redis import RedisError
from rest_framework.throttling import BaseThrottle, SimpleRateThrottle

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


@dataclass(frozen=True, slots=True)
class Quota:
    """What a throttle leaves somebody.

    Args:
        limit: how often in `window` seconds.
        left: how often now.
        reset: seconds until there is more.
    """

    scope: str
    limit: int
    window: int
    left: int
    reset: int


class _Throttle(SimpleRateThrottle):
    """So many of something in a time, counted in the cache; without the cache nobody is stopped.

    After `allow_request`, `quota` says what is left.
    """

    def allow_request(self, request: HttpRequest, view) -> bool:
        self.history = None
        try:
            return super().allow_request(request, view)
        except RedisError as error:
            # The count is a courtesy; a create must go on without Redis, as `submit` does.
            log.warning("redis is away, nobody is throttled", extra={"error": str(error)})
            return True

    def quota(self) -> Quota | None:
        """What is left for who asked; None where nothing was counted."""
        if self.history is None:
            return None
        oldest = self.history[-1] if self.history else self.now
        return Quota(
            scope=self.scope,
            limit=self.num_requests,
            window=self.duration,
            left=max(0, self.num_requests - len(self.history)),
            reset=math.ceil(oldest + self.duration - self.now),
        )

    def _key(self, ident: str) -> str:
        # Hashed: a forwarded address or a typed name may hold what no cache takes in a key.
        digest = hashlib.sha256(ident.encode()).hexdigest()
        return self.cache_format % {"scope": self.scope, "ident": digest}


class AnonymousThrottle(_Throttle):
    """So many new captions from one address, for the page and the API together."""

    scope = "anonymous"

    def get_cache_key(self, request: HttpRequest, view) -> str | None:
        return None if request.user.is_authenticated else self._key(address(request))


class AccountThrottle(_Throttle):
    """So many new captions of one account, whichever of its keys or sessions asks."""

    scope = "account"

    def get_cache_key(self, request: HttpRequest, view) -> str | None:
        return self._key(str(request.user.pk)) if request.user.is_authenticated else None


def may_make_another(request: HttpRequest) -> bool:
    """Whether the asker may make one caption more now, which counts it: for the photos after the
    first of a request, which its view has counted."""
    throttles = (AnonymousThrottle(), AccountThrottle())
    return all(throttle.allow_request(request, None) for throttle in throttles)


class SignInAddressThrottle(_Throttle):
    """So many tries to sign in from one address."""

    scope = "sign-in-address"

    def get_cache_key(self, request: HttpRequest, view) -> str:
        return self._key(address(request))


class SignInNameThrottle(_Throttle):
    """So many tries at one name, from wherever: more than one address has, so that nobody is
    shut out of their account by a single other machine.

    Args:
        name: the username as typed.
    """

    scope = "sign-in-name"

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = unicodedata.normalize("NFKC", name).strip().casefold()

    def get_cache_key(self, request: HttpRequest, view) -> str:
        return self._key(self.name)


def sign_in_wait(request: HttpRequest, name: str) -> int:
    """Seconds until this person may try to sign in; 0 where the try may go on, which counts it.

    Args:
        name: the username as typed.
    """
    for throttle in (SignInAddressThrottle(), SignInNameThrottle(name)):
        if not throttle.allow_request(request, None):
            return math.ceil(throttle.wait() or 1)
    return 0


def address(request: HttpRequest) -> str:
    """Where a request comes from, as it is counted: an IPv6 network of /64, since one household
    or one server has all of it to choose from."""
    ident = BaseThrottle().get_ident(request)
    try:
        found = ipaddress.ip_address(ident.partition("%")[0])
    except ValueError:
        return ident
    if found.version == 4:
        return str(found)
    return str(found.ipv4_mapped or ipaddress.ip_network((found, 64), strict=False))
