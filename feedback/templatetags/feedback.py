"""What a person said of each caption of a result, and the buttons by which she says it."""

from django import template

from captioner.models import CaptionJob
from feedback.models import Feedback, Reason

register = template.Library()

REASONS = {
    Reason.WRONG_FACT: "Wrong fact",
    Reason.NOT_MY_VOICE: "Not my voice",
    Reason.TOO_GENERIC: "Too generic",
    Reason.BAD_TAGS: "Bad tags",
    Reason.UNSAFE: "Unsafe",
    Reason.TOO_LONG: "Too long",
}


@register.simple_tag
def judgements(job: CaptionJob) -> dict[int, Feedback]:
    """The word of the result's own person on each of its captions, by position."""
    return {said.caption.position: said for said in Feedback.of_each(list(job.captions.all()))}


@register.inclusion_tag("feedback/_judgement.html", takes_context=True)
def judgement(context: template.Context, said: dict[int, Feedback], position: int) -> dict:
    """Thumbs and reasons of one caption; for her own page only, nobody else may press them.

    Args:
        said: of `judgements`.
        position: of the caption, from 0.
    """
    feedback = said[position]
    return {
        "csrf_token": context.get("csrf_token"),
        "feedback": feedback,
        "public_id": feedback.caption.job.public_id,
        "reasons": [(value, text, value in feedback.reasons) for value, text in REASONS.items()],
    }
