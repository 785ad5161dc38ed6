"""An anonymous browser session's work becomes an account's."""

from django.contrib.auth.models import AbstractUser
from django.db import transaction

from captioner.models import Owned, Preferences
from captioner.preferences import NEVER_MAX


def claim(user: AbstractUser, *, visitor: str, new: bool = False) -> None:
    """Give the account all that was made under a session's mark; none is no work.

    Every kind of row that a person makes is an `Owned`, also where a higher layer defines it.

    Args:
        new: it was registered in this session, whose consent to training is then the account's.
            To an older account somebody else may sign in, or she may have said nothing there yet.
    """
    if not visitor:
        return
    mine = {"owner": None, "visitor": visitor}
    with transaction.atomic():
        _join_preferences(user, mine, new=new)
        for kind in Owned.__subclasses__():
            kind.objects.filter(**mine).update(owner=user, visitor="")


def _join_preferences(user: AbstractUser, mine: dict, *, new: bool) -> None:
    """Make what the session's row holds fit to be the account's, which may have one already."""
    held = Preferences.objects.select_for_update()
    account, session = held.filter(owner=user).first(), held.filter(**mine).first()
    if account and session:
        both = dict.fromkeys([*account.never_tags, *session.never_tags])
        account.never_tags = list(both)[:NEVER_MAX]
        account.save()
        session.delete()  # its consent with it: the account's own word holds
    elif session and not new:
        session.training = False
        session.save()
