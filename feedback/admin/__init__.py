"""What people thought, for an operator to look up, and the review of it."""

from feedback.admin import feedback, reviews, snapshots

__all__ = ["feedback", "reviews", "snapshots"]
