"""What people thought of captions, and what is learned from it, as rows."""

from feedback.models.feedback import Feedback, FeedbackEvent, Reason, Taken, Thumbs
from feedback.models.policies import TrainingPolicy
from feedback.models.reviews import (
    ACCEPTED,
    DECIDED,
    FREE,
    QUEUE,
    Act,
    Review,
    ReviewEvent,
    ReviewState,
    consented,
)
from feedback.models.snapshots import DatasetSnapshot, SnapshotPhoto
from feedback.models.training import RunAct, TrainingEvent, TrainingRun

__all__ = [
    "ACCEPTED",
    "DECIDED",
    "FREE",
    "QUEUE",
    "Act",
    "DatasetSnapshot",
    "Feedback",
    "FeedbackEvent",
    "Reason",
    "Review",
    "ReviewEvent",
    "ReviewState",
    "RunAct",
    "SnapshotPhoto",
    "Taken",
    "Thumbs",
    "TrainingEvent",
    "TrainingPolicy",
    "TrainingRun",
    "consented",
]
