"""The versions of datasets, and whose photos each of them holds.

The rows themselves are in the version's folder (`feedback.datasets.snapshot`). A photo's row here
outlives the photo: it says which versions, and so which adapters, were made with it.
"""

from pathlib import Path

from django.conf import settings
from django.db import models
from django.utils import timezone


class DatasetSnapshot(models.Model):
    """One version of a dataset; the facts are those of its manifest."""

    name = models.SlugField(max_length=40)
    digest = models.CharField(max_length=64)
    # Inside DATASETS_DIR as it is set on each machine; another place as an absolute path.
    folder = models.CharField(max_length=500)
    # The archives it was built from beside feedback, as `folder` is held.
    archives = models.JSONField(default=list)
    counts = models.JSONField()
    excluded = models.JSONField(default=dict)
    drift = models.JSONField(default=dict)
    notes = models.JSONField(default=list)
    previous = models.ForeignKey(
        "self", null=True, on_delete=models.SET_NULL, related_name="following"
    )
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["name", "digest"], name="one_snapshot_a_content")
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.digest[:12]}"

    @property
    def path(self) -> Path:
        """Where the folder lies on this machine."""
        return settings.DATASETS_DIR / self.folder

    @staticmethod
    def place(folder: Path) -> str:
        """A folder as the column holds it."""
        whole, home = folder.resolve(), settings.DATASETS_DIR.resolve()
        return str(whole.relative_to(home) if whole.is_relative_to(home) else whole)


class SnapshotPhoto(models.Model):
    """That a version holds a photo, by a person's upload and by the file in `images/`, and where.

    `photo_id` is no foreign key: what it names may be gone, which `deleted_at` then says.
    """

    snapshot = models.ForeignKey(DatasetSnapshot, on_delete=models.CASCADE, related_name="photos")
    photo_id = models.UUIDField(db_index=True)
    sha256 = models.CharField(max_length=64)
    split = models.CharField(max_length=5)
    deleted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["snapshot", "photo_id"], name="one_photo_a_snapshot")
        ]
        indexes = [
            models.Index(
                fields=["sha256"],
                condition=models.Q(deleted_at__isnull=False),
                name="snapshot_photo_deleted",
            )
        ]

    def __str__(self) -> str:
        return f"photo {self.photo_id} in {self.snapshot}"
