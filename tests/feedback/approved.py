"""Approved reviews for tests: photos of their own, said, allowed and reviewed the real way."""

from captioner import photos, preferences, submit
from captioner.edits import Edit
from captioner.writing.brief import Brief
from feedback import review
from feedback.models import Review
from feedback.record import record
from tests import rows
from tests.feedback.datasets import makers


def said(
    owner, number: int, *, text: str = "", alt_text="", data: bytes | None = None, **brief
) -> Review:
    """What the owner said of a caption of her photo `number`: an edit, or a thumb where no text."""
    loaded = photos.load(makers.photo(number) if data is None else data)
    job = rows.finished(submit.submit(loaded, Brief(**brief), owner=owner))
    caption = job.captions.first()
    tags = ("#Mine", "#Dog") if text else None
    edit = Edit(text=text or None, tags=tags, alt_text=alt_text or None)
    preferences.consent(True, owner=owner)
    feedback = record(caption, thumbs="up", edit=edit, version=0)
    return Review.objects.get(feedback=feedback, second=False)


def approved(owner, number: int, *, by, **more) -> Review:
    """The same, approved."""
    item = said(owner, number, **more)
    return review.approve(item, by=by, revision=item.revision)
