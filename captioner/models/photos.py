"""A photo as stored, and where."""

import re
import uuid

from django.db import models
from django.utils import timezone

from captioner.models.owned import Owned

PHOTO_NAME = re.compile(r"[0-9a-f]{2}/[0-9a-f]{32}\.jpg")


def photo_path(photo: "Photo", filename: str) -> str:
    """A server-made storage key; the client's file name is never used."""
    return f"{photo.id.hex[:2]}/{photo.id.hex}.jpg"


class Photo(Owned):
    """A photo as stored: turned upright, scaled down, without metadata."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    file = models.FileField(upload_to=photo_path)
    sha256 = models.CharField(max_length=64)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    metadata_removed = models.JSONField(default=list)
    created_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        indexes = [models.Index(fields=["sha256", "owner"], name="photo_same")]

    def __str__(self) -> str:
        return f"photo {self.id}"
