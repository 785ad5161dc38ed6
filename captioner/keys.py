"""API keys of an account: made, shown once, revoked."""

from collections.abc import Collection

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractUser
from django.db import transaction

from captioner.errors import InvalidBrief
from captioner.models import ApiKey

KEYS_MAX = 20  # of one account


def create(user: AbstractUser, *, name: str, scopes: Collection[str]) -> tuple[ApiKey, str]:
    """A new key, and its words, which are stored nowhere and can be shown only now.

    Args:
        name: what the person calls it, 1 to 60 characters; no two of an account are called alike.
        scopes: what it may do, of `ApiKey.SCOPES`; at least one.

    Raises:
        InvalidBrief: a name that is taken or none, unknown scopes or none, or `KEYS_MAX` keys are
            there already; `.field` names it.
    """
    name = " ".join(name.split())
    longest = ApiKey._meta.get_field("name").max_length
    if not 1 <= len(name) <= longest:
        raise InvalidBrief(f"name must be 1 to {longest} characters", field="name")
    chosen = [scope for scope in ApiKey.SCOPES if scope in scopes]
    if not chosen or len(chosen) < len(set(scopes)):
        raise InvalidBrief(f"scopes must be of {', '.join(ApiKey.SCOPES)}", field="scopes")
    with transaction.atomic():
        # The account's row is held: two requests at once would both count one key too few.
        get_user_model().objects.select_for_update().get(pk=user.pk)
        names = set(ApiKey.objects.filter(user=user).values_list("name", flat=True))
        if name in names:
            raise InvalidBrief(f"A key is called “{name}” already.", field="name")
        if len(names) >= KEYS_MAX:
            detail = f"An account has at most {KEYS_MAX} keys: revoke one first."
            raise InvalidBrief(detail, field="name")
        return ApiKey.objects.create(user=user, name=name, scopes=chosen)


def revoke(user: AbstractUser, *, name: str) -> bool:
    """End a key at once; False where the account has none of this name."""
    return bool(ApiKey.objects.filter(user=user, name=name).delete()[0])
