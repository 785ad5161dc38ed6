"""What people thought of captions, and what is learned from it, as rows."""

from feedback.models.feedback import Feedback, FeedbackEvent, Reason, Taken, Thumbs

__all__ = ["Feedback", "FeedbackEvent", "Reason", "Taken", "Thumbs"]
