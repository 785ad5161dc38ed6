"""API keys and browser sessions, and what each may do."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from knox.auth import TokenAuthentication
from rest_framework.exceptions import AuthenticationFailed, PermissionDenied
from rest_framework.permissions import SAFE_METHODS, BasePermission

from captioner.models import ApiKey


class Key(TokenAuthentication):
    """`Authorization: Bearer <key>`; notes when the key was last used, to the minute."""

    def authenticate(self, request):
        try:
            found = super().authenticate(request)
        except UnicodeDecodeError as error:
            raise AuthenticationFailed("Invalid token.") from error
        if found:
            key, now = found[1], timezone.now()
            if not key.last_used_at or now - key.last_used_at > timedelta(minutes=1):
                ApiKey.objects.filter(pk=key.pk).update(last_used_at=now)
        return found


class KeySchema(OpenApiAuthenticationExtension):
    target_class = Key
    name = "apiKey"

    def get_security_definition(self, auto_schema) -> dict:
        return {"type": "http", "scheme": "bearer"}


class AnonymousIfAllowed(BasePermission):
    """An account, or anyone where `ANONYMOUS` is on; a key within its scopes."""

    def has_permission(self, request, view) -> bool:
        if isinstance(request.auth, ApiKey):
            scope = "captions:read" if request.method in SAFE_METHODS else "captions:write"
            if scope not in request.auth.scopes:
                raise PermissionDenied(f"This key lacks the scope {scope}.")
        return request.user.is_authenticated or settings.ANONYMOUS
