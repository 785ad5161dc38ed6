"""What was said of a caption, as the API and the page's script read it."""

from captioner import edits
from feedback.models import Feedback


def of_feedback(feedback: Feedback) -> dict:
    """The caption as it stands, and the word of its own person."""
    caption = feedback.caption
    return {
        "caption": caption.position,
        "thumbs": feedback.thumbs or None,
        "reasons": feedback.reasons,
        "copied": feedback.copied,
        **edits.current(caption),
        "edited": caption.shown().edited,
        "training": feedback.training,
    }
