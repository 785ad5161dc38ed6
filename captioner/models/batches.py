"""Many photos asked for at once."""

from django.db import models
from django.utils import timezone

from captioner.models.jobs import CaptionJob
from captioner.models.owned import Owned, public_id
from captioner.models.voices import Voice


def new_batch_id() -> str:
    return public_id("bat")


class Batch(Owned):
    """Photos that share one brief; each is a job of its own, or an error of its own."""

    public_id = models.CharField(max_length=40, unique=True, default=new_batch_id, editable=False)
    # The brief that every photo gets, but for its seed: `CaptionJob.columns` of it.
    brief = models.JSONField(default=dict)
    voice = models.ForeignKey(Voice, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        verbose_name_plural = "batches"

    def __str__(self) -> str:
        return self.public_id


class BatchItem(models.Model):
    """One file of a batch: the job it became, or why it became none."""

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField()
    # What the person calls it, so that she knows which one failed; never a path of ours.
    name = models.CharField(max_length=100)
    job = models.OneToOneField(
        CaptionJob, null=True, on_delete=models.CASCADE, related_name="batch_item"
    )
    error_code = models.CharField(max_length=40, blank=True)
    error_detail = models.TextField(blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "position"], name="one_item_a_position")
        ]

    def __str__(self) -> str:
        return self.name
