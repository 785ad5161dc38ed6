"""Whose a row is, and the name by which it is asked for."""

import secrets

from django.conf import settings
from django.db import models

from captioner.queue import Visible


class Owned(models.Model):
    """A row that a person makes: an account's, or an anonymous browser session's (`visitor`)."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="+"
    )
    visitor = models.CharField(max_length=32, blank=True)

    objects = Visible.as_manager()

    class Meta:
        abstract = True

    @property
    def holder(self) -> dict:
        """To whom it belongs, as `submit` and the rows take it."""
        return {"owner": self.owner, "visitor": self.visitor}


def public_id(prefix: str) -> str:
    """A server-made name of 128 random bits: an anonymous result is reached by it alone.

    Args:
        prefix: three letters that say what it names, such as "cap".
    """
    return f"{prefix}_{secrets.token_urlsafe(16)}"
