"""What is counted of what people thought; every label value exists from the start."""

from prometheus_client import Counter

from feedback.models import Thumbs

THUMBS = Counter(
    "feedback_thumbs_total", "Thumbs given to captions, or taken back (none).", ["thumbs"]
)

for _label in Thumbs.labels:
    THUMBS.labels(_label)


def count(thumbs: str) -> None:
    """Count one thumb.

    Args:
        thumbs: a label of `Thumbs`.
    """
    THUMBS.labels(thumbs).inc()
