"""An anonymous browser session's work becomes an account's."""

from django.contrib.auth.models import AbstractUser
from django.db import transaction

from captioner.models import Owned, Preferences


def claim(user: AbstractUser, *, visitor: str) -> None:
    """Give the account all that was made under a session's mark; none is no work.

    Every kind of row that a person makes is an `Owned`, also where a higher layer defines it.
    """
    if not visitor:
        return
    mine = {"owner": None, "visitor": visitor}
    with transaction.atomic():
        if Preferences.objects.filter(owner=user).exists():
            Preferences.objects.filter(**mine).delete()  # the account has its own already
        for kind in Owned.__subclasses__():
            kind.objects.filter(**mine).update(owner=user, visitor="")
