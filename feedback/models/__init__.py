"""What people thought of captions, and what is learned from it, as rows."""

from feedback.models.feedback import Feedback, FeedbackEvent, Reason, Taken, Thumbs
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

__all__ = [
    "ACCEPTED",
    "DECIDED",
    "FREE",
    "QUEUE",
    "Act",
    "Feedback",
    "FeedbackEvent",
    "Reason",
    "Review",
    "ReviewEvent",
    "ReviewState",
    "Taken",
    "Thumbs",
    "consented",
]
