"""`Idempotency-Key`: a request that is sent again makes nothing new.

After draft-ietf-httpapi-idempotency-key-header. What came of a key is its row's public id, so an
answer that is given again is the thing as it stands now.
"""

import hashlib
import json
import re
from collections.abc import Callable
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.http import HttpResponse, QueryDict
from django.utils import timezone
from rest_framework.exceptions import APIException, ParseError
from rest_framework.request import Request

from captioner import access
from captioner.errors import Conflict, InvalidBrief
from captioner.models import IdempotencyKey

HEADER = "Idempotency-Key"
KEPT = timedelta(hours=24)
# Longer than any request takes: whoever held the key then was killed before it could say so.
STALE = timedelta(minutes=5)

_KEY = re.compile(r"[\x20-\x7e]{1,255}")


class UnderWay(APIException):
    """The first request of this key is not done yet."""

    status_code = 409
    default_detail = "The first request with this Idempotency-Key is still under way."
    wait = 0  # seconds; `problems` adds the one that is sent as Retry-After


class Idempotent:
    """A view whose POST makes one row with a `public_id`."""

    _replayed = False

    def once(self, request: Request, make: Callable, kind: type):
        """What `make()` gives; where this request came before, what that one made.

        Args:
            make: makes and returns the row. Whatever it raises leaves the key free.
            kind: the row's model.

        Raises:
            InvalidBrief: the key is none, or was sent with another request.
            UnderWay: the first request with this key is not done.
            Conflict: what was made is gone.
        """
        key = request.headers.get(HEADER)
        if key is None:
            return make()
        if not _KEY.fullmatch(key):
            raise InvalidBrief(f"{HEADER} must be 1 to 255 printable characters", field=HEADER)
        held, ours = _take(_scopes(request), key, fingerprint(request))
        if not ours:
            self._replayed = True
            return _made(held, kind, request)
        try:
            made = make()
        except BaseException:
            _still(held).delete()
            raise
        _still(held).update(made=made.public_id)
        return made

    def finalize_response(self, request, response: HttpResponse, *args, **kwargs) -> HttpResponse:
        response = super().finalize_response(request, response, *args, **kwargs)
        if self._replayed and response.status_code < 400:
            response["Idempotent-Replayed"] = "true"
        return response


def fingerprint(request: Request) -> str:
    """A digest of what a request asks: method, path, fields and the bytes of its files; not how
    it was put down, since a form's boundary is another each time."""
    data = request.data
    if isinstance(data, QueryDict):
        data = sorted((name, [_value(one) for one in values]) for name, values in data.lists())
    try:
        text = json.dumps([request.method, request.get_full_path(), data], sort_keys=True)
    except RecursionError as error:
        raise ParseError("The JSON is nested too deeply.") from error
    return hashlib.sha256(text.encode()).hexdigest()


def _value(value) -> str | list[str]:
    """A field's text, or a file's name and digest; the file is left at its start."""
    if isinstance(value, str):
        return value
    digest = hashlib.sha256()
    for chunk in value.chunks():
        digest.update(chunk)
    value.seek(0)
    return [value.name, digest.hexdigest()]


def _scopes(request: Request) -> list[str]:
    """Within what a key is one's own, the first for a new one.

    An answer that was lost took the session's mark with it, so an anonymous key is looked for
    under the address too.
    """
    if request.user.is_authenticated:
        return [f"account {request.user.pk}"]
    mark, address = access.visitor(request), f"address {access.address(request)}"
    return [f"visitor {mark}", address] if mark else [address]


def _take(scopes: list[str], key: str, digest: str) -> tuple[IdempotencyKey, bool]:
    """The key's row, and whether this request is the one to make what it stands for."""
    found = IdempotencyKey.objects.filter(scope__in=scopes, key=key).first()
    if found is None:
        try:
            # Of two at once the database lets one in; the other finds that one's row.
            with transaction.atomic():
                row = {"scope": scopes[0], "key": key, "fingerprint": digest}
                return IdempotencyKey.objects.create(**row), True
        except IntegrityError:
            found = IdempotencyKey.objects.filter(scope=scopes[0], key=key).first()
    if found is None:  # the other request failed and freed it, just now
        raise UnderWay
    now = timezone.now()
    if now - found.created_at > (KEPT if found.made else STALE):
        won = _still(found).update(fingerprint=digest, made="", created_at=now)
        if not won:
            raise UnderWay
        found.created_at, found.made = now, ""
        return found, True
    if found.fingerprint != digest:
        raise InvalidBrief(f"{HEADER} was used for another request", field=HEADER)
    if not found.made:
        raise UnderWay
    return found, False


def _still(row: IdempotencyKey):
    """The row, as long as nobody else took it over."""
    return IdempotencyKey.objects.filter(pk=row.pk, made=row.made, created_at=row.created_at)


def _made(row: IdempotencyKey, kind: type, request: Request):
    # By who may read it now: what an anonymous request made can be an account's own since.
    made = kind.objects.readable_by(request.user).named(row.made).first()
    if made is None:
        raise Conflict(f"What was made with this {HEADER} is gone; use another key.", field=HEADER)
    return made
