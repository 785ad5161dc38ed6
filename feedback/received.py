"""What another program made and asked about: a photo, its caption and a word on it, all at once.

Stored as the rows that this product makes itself, under keys of its own. A `uid` is what the sender
calls it; it names the same rows whenever the same person sends it, and is nothing else: no part of
a key or a path, and not kept.
"""

import re
from base64 import urlsafe_b64encode

from django.db import IntegrityError
from django.utils import timezone
from django.utils.crypto import salted_hmac

from captioner import submit
from captioner.edits import TAG_MAX, TAGS_MAX, TEXT_MAX
from captioner.errors import Conflict, InvalidBrief
from captioner.models import Caption, CaptionJob, State
from captioner.photos import LoadedPhoto
from captioner.writing import tag as spelling
from captioner.writing.brief import Brief, Hashtag, Post
from captioner.writing.parsing import without_tags
from captioner.writing.traits import NO_TEXT
from feedback import thumbs
from feedback.models import Feedback, Thumbs
from feedback.record import record

UID_MAX = 200  # characters
COMMENT_MAX = 5000  # characters
MADE_BY = "another program"  # in place of the models' names

_UID = re.compile(rf"[^\x00-\x1f\x7f\ud800-\udfff]{{1,{UID_MAX}}}")


def store(
    uid: str,
    loaded: LoadedPhoto,
    *,
    caption: str,
    said: str,
    training: bool | None = None,
    owner=None,
    visitor: str = "",
) -> tuple[Feedback, bool]:
    """Store it; where the person's uid is known, only what is said now takes the earlier place.

    Args:
        caption: as it was shown; its hashtags are taken out of it and kept as such.
        said: what she thinks of it: a thumb where it plainly is one, else her comment.
        training: whether she allows it for this one; None takes what holds for all of hers.
        owner, visitor: whose it is, as `submit` takes them.

    Returns:
        Her word, and whether its photo and caption are new.

    Raises:
        InvalidBrief: a text outside its limits; `.field` names it. Nothing is stored.
        Conflict: her uid stands for another photo or caption.
    """
    if not _UID.fullmatch(uid):
        raise InvalidBrief(f"uid must be 1 to {UID_MAX} printable characters", field="uid")
    _require_text("caption", caption, TEXT_MAX)
    _require_text("feedback", said, COMMENT_MAX)
    post = _post(caption)
    held = {"owner": owner, "visitor": visitor}
    public_id = _public_id(uid, **held)
    job = _known(public_id)
    if is_new := job is None:
        job = _make(public_id, loaded, post, held)
    shown = job.captions.get()
    if (job.photo.sha256, shown.text) != (loaded.sha256, post.text):
        raise Conflict("uid: it stands for another photo or caption already.", field="uid")
    thumb = thumbs.of_words(said)
    comment = "" if thumb else said.strip()
    word = {"thumbs": thumb or Thumbs.NONE, "comment": comment, "training": training}
    return record(shown, **word), is_new


def _require_text(field: str, text: str, most: int) -> None:
    if not 1 <= len(text.strip()) <= most:
        raise InvalidBrief(f"{field} must be 1 to {most} characters", field=field)
    if NO_TEXT.search(text):
        raise InvalidBrief(f"{field} holds characters that are no text", field=field)


def _post(caption: str) -> Post:
    text, found = without_tags(caption)
    if not text:
        raise InvalidBrief("caption has no words beside its hashtags", field="caption")
    tags: dict[str, str] = {}
    for tag in found:
        if len(tag) <= TAG_MAX + 1:
            tags.setdefault(spelling.body(tag) or tag, tag)
    kept = list(tags.values())[:TAGS_MAX]
    return Post(text, tuple(Hashtag(tag, "specific", True) for tag in kept))


def _public_id(uid: str, *, owner, visitor: str) -> str:
    """The same for the same person and uid, and guessed by nobody without the server's secret."""
    who = f"account {owner.pk}" if owner else f"visitor {visitor}"
    digest = salted_hmac("feedback.received", f"{who}\n{uid}", algorithm="sha256").digest()
    return "cap_" + urlsafe_b64encode(digest[:16]).rstrip(b"=").decode()


def _known(public_id: str) -> CaptionJob | None:
    return CaptionJob.objects.select_related("photo").filter(public_id=public_id).first()


def _make(public_id: str, loaded: LoadedPhoto, post: Post, held: dict) -> CaptionJob:
    now = timezone.now()
    try:
        with submit.stored(loaded, **held) as photo:
            # Made finished, not ended: nobody waits for it, so that no webhook is told.
            job = CaptionJob.objects.create(
                **held,
                public_id=public_id,
                photo=photo,
                state=State.SUCCEEDED,
                started_at=now,
                finished_at=now,
                describer=MADE_BY,
                writer=MADE_BY,
                **CaptionJob.columns(Brief()),
            )
            Caption.of(job, 0, post).save()
    except IntegrityError:
        # Sent twice at once: the other one was first.
        if (job := _known(public_id)) is None:
            raise
    return job
