"""What people thought, for an operator to look up, and the review of it."""

from feedback.admin import feedback, policies, reviews, runs, snapshots

__all__ = ["feedback", "policies", "reviews", "runs", "snapshots"]
