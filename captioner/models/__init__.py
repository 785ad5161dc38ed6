"""The rows that are the truth: photos, caption jobs, captions, voices, keys, webhooks, adapters.

How job rows are claimed and end is `queue`'s. Knows nothing of models that write, of HTTP or of
Celery.
"""

from captioner.models.adapters import Adapter, Verdict
from captioner.models.batches import Batch, BatchItem
from captioner.models.captions import Caption, Shown
from captioner.models.jobs import CaptionJob, new_job_id
from captioner.models.keys import ApiKey, IdempotencyKey
from captioner.models.owned import Owned, public_id
from captioner.models.photos import PHOTO_NAME, Photo, photo_path
from captioner.models.voices import Preferences, Voice
from captioner.models.webhooks import Delivery, DeliveryState, Webhook
from captioner.queue import MAX_ATTEMPTS, WAITING, State

__all__ = [
    "MAX_ATTEMPTS",
    "PHOTO_NAME",
    "WAITING",
    "Adapter",
    "ApiKey",
    "Batch",
    "BatchItem",
    "Caption",
    "CaptionJob",
    "Delivery",
    "DeliveryState",
    "IdempotencyKey",
    "Owned",
    "Photo",
    "Preferences",
    "Shown",
    "State",
    "Verdict",
    "Voice",
    "Webhook",
    "new_job_id",
    "photo_path",
    "public_id",
]
