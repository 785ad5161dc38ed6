"""How a person writes, and what she wants of every post."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from captioner.models.owned import Owned, public_id
from captioner.writing import voice as writing


def new_voice_id() -> str:
    return public_id("voi")


class Voice(Owned):
    """A `writing.voice.Voice`, field by field. `version` counts its changes: a save names the one
    it saw, so that no other browser's is lost."""

    public_id = models.CharField(max_length=40, unique=True, default=new_voice_id, editable=False)
    name = models.CharField(max_length=writing.NAME_MAX)
    examples = models.JSONField(default=list)
    kept = models.JSONField(default=list)
    typed = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        indexes = [
            models.Index(fields=["owner", "-id"], name="voice_owner"),
            models.Index(fields=["visitor", "-id"], name="voice_visitor"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def value(self) -> writing.Voice:
        """The voice as the writing takes it."""
        return writing.Voice(self.name, tuple(self.examples), tuple(self.kept), self.typed)

    def take(self, value: writing.Voice) -> None:
        """Take over what the value holds; saving is the caller's."""
        self.name, self.typed = value.name, dict(value.typed)
        self.examples, self.kept = list(value.examples), list(value.kept)


class Preferences(Owned):
    """What holds for every post of a person; one row each, made when first asked for.

    `training`: what she makes may train models; no until she says yes.
    """

    never_tags = models.JSONField(default=list)
    training = models.BooleanField(default=False)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name_plural = "preferences"
        constraints = [
            models.UniqueConstraint(fields=["owner"], name="one_preferences_an_owner"),
            models.UniqueConstraint(
                fields=["visitor"], condition=Q(owner=None), name="one_preferences_a_visitor"
            ),
        ]

    def __str__(self) -> str:
        return f"preferences of {self.owner or 'a visitor'}"

    @classmethod
    def of(cls, *, owner=None, visitor: str = "") -> "Preferences":
        """The person's row; an unsaved one with the defaults for who has none, or no mark yet."""
        held = {"owner": owner, "visitor": "" if owner else visitor}
        found = cls.objects.filter(**held).first() if owner or visitor else None
        return found or cls(**held)
