"""What a program shows at the door: its API key, and the key by which it may ask twice."""

from django.db import models
from django.utils import timezone
from knox.models import AbstractAuthToken


class ApiKey(AbstractAuthToken):
    """A knox token with a name a person recognises, what it may do, and when it last did it."""

    SCOPES = ("captions:read", "captions:write")
    TRAINING = "training"  # of staff; no key that is made on the site has it

    name = models.CharField(max_length=60)
    scopes = models.JSONField(default=list)
    last_used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "API key"
        constraints = [models.UniqueConstraint(fields=["user", "name"], name="one_api_key_a_name")]

    def __str__(self) -> str:
        return f"{self.name} ({self.token_key}…)"


class IdempotencyKey(models.Model):
    """A request that was answered, so that the same one sent again makes nothing new.

    `scope` is who sent it, `fingerprint` a digest of all it held; `made` is the public id of what
    came of it, empty while that is under way.
    """

    scope = models.CharField(max_length=80)
    key = models.CharField(max_length=255)
    fingerprint = models.CharField(max_length=64)
    made = models.CharField(max_length=40, blank=True)
    created_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scope", "key"], name="one_request_a_key")]

    def __str__(self) -> str:
        return self.key
