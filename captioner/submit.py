"""The way in for every request: a loaded photo and a brief become a queued row, or a result in
hand becomes another.

`submit` stores and hints, `wait` watches a row; neither runs a model. A request that stops
waiting changes nothing: the job goes on.
"""

import logging
import threading
import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import cache

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from kombu.exceptions import OperationalError

from captioner import adapters, conf, embedded, notify, tasks
from captioner.engine.types import name
from captioner.errors import InvalidBrief, QueueFull
from captioner.models import Caption, CaptionJob, Photo, Preferences, State, Voice
from captioner.models.captions import rows
from captioner.photos import LoadedPhoto
from captioner.writing.brief import Brief

log = logging.getLogger(__name__)

_FIRST_LOOK = timedelta(seconds=0.03)  # after it was stored; no job is done sooner

# What of a result can be kept while the rest is written anew.
PARTS = ("caption", "tags", "alt_text")


def submit(
    loaded: LoadedPhoto, brief: Brief, *, owner=None, visitor: str = "", voice: Voice | None = None
) -> CaptionJob:
    """Store the photo and queue one job for it.

    Args:
        owner: the account it belongs to, or None for an anonymous visitor.
        visitor: the browser session's mark, so that an anonymous visitor finds it again.
        voice: whose captions these are to be; one of the person's own.

    Raises:
        QueueFull: as many jobs wait as `QUEUE_MAX` allows; nothing was stored.
    """
    _require_room()
    held = {"owner": owner, "visitor": visitor}
    description = _described(loaded.sha256, **held)
    with stored(loaded, **held) as photo:
        job = CaptionJob.objects.create(
            **held,
            photo=photo,
            voice=voice,
            description=description,
            never=Preferences.of(**held).never_tags,
            **CaptionJob.columns(brief),
        )
    hint()
    return job


def _described(sha256: str, *, owner, visitor: str) -> str:
    """What the describer that serves has said of the same pixels to the same person; or nothing.

    Never what it said to somebody else: an answer that comes sooner would tell that they have
    the photo.
    """
    config = conf.engine_config()
    if config.sees_photo:
        return ""
    if not Photo.objects.filter(sha256=sha256, owner=owner, visitor=visitor).exists():
        return ""  # as of nearly every photo: the jobs need not be asked
    # Of no duration are the sentences that were taken over: whose they were, no column says.
    said = CaptionJob.objects.filter(
        photo__sha256=sha256,
        photo__owner=owner,
        photo__visitor=visitor,
        state=State.SUCCEEDED,
        describer=name(config.describer),
        describe_ms__gt=0,
    )
    live = adapters.live("describer")
    said_with_it = Q(adapter__contains=str(live)) if live else ~Q(adapter__contains="describer:")
    # Any of them: they are the same words. An order would have the database look through all of
    # the person's jobs for it, 37 ms for 30,000.
    sentences = said.filter(said_with_it).values_list("description", flat=True)
    return next(iter(sentences[:1]), "")


@contextmanager
def stored(loaded: LoadedPhoto, *, owner=None, visitor: str = "") -> Iterator[Photo]:
    """A person's photo, file and row, for rows that hang on it: the block is one transaction, and
    where it fails nothing is left."""
    photo = Photo(
        owner=owner,
        visitor=visitor,
        sha256=loaded.sha256,
        width=loaded.width,
        height=loaded.height,
        metadata_removed=list(loaded.metadata_removed),
    )
    # The file first and outside the transaction: storage may be slow, and a row must never point
    # at a file that is not there yet.
    photo.file.save("photo.jpg", ContentFile(loaded.jpeg), save=False)
    try:
        with transaction.atomic():
            photo.save()
            yield photo
    except BaseException:
        default_storage.delete(photo.file.name)
        raise


def regenerate(
    caption: Caption, brief: Brief, *, lock: Collection[str] = (), voice: Voice | None = None
) -> CaptionJob:
    """Queue another job for the photo of a caption, which itself stays as it is.

    Args:
        brief: what is asked for this time, with a seed of its own.
        lock: the parts that are kept as they stand, edits included; of `PARTS`.

    Raises:
        InvalidBrief: nothing is left to write anew, or several variants of a locked caption.
        QueueFull: as `submit`.
    """
    if unknown := set(lock) - set(PARTS):
        raise InvalidBrief(f"lock: {min(unknown)} is none of {', '.join(PARTS)}", field="lock")
    if set(lock) == set(PARTS):
        raise InvalidBrief("lock: all is locked, nothing is left to write", field="lock")
    if "caption" in lock and brief.variants > 1:
        raise InvalidBrief("variants must be 1 while the caption is locked", field="variants")
    _require_room()
    parent, shown = caption.job, caption.shown()
    parts = {"caption": shown.text, "tags": rows(shown.hashtags), "alt_text": shown.alt_text}
    others = "caption" in lock and "tags" not in lock
    job = CaptionJob.objects.create(
        **parent.holder,
        photo=parent.photo,
        parent=parent,
        voice=voice,
        description=parent.description,
        locked={part: parts[part] for part in lock},
        avoid=[tag.tag for tag in shown.hashtags] if others else [],
        never=Preferences.of(**parent.holder).never_tags,
        **CaptionJob.columns(brief),
    )
    hint()
    return job


def _require_room() -> None:
    if CaptionJob.objects.waiting().count() >= settings.QUEUE_MAX:
        raise QueueFull(f"{settings.QUEUE_MAX} photos are waiting; try again shortly")


def hint() -> None:
    """Tell a worker that rows wait. A hint that cannot be sent costs one sweep, never a job."""
    if settings.WORKER == "embedded":
        embedded.worker().hint()
        return
    try:
        tasks.look.delay()
    except OperationalError as error:
        log.warning("the broker is away, the sweep will find the row", extra={"error": str(error)})


@cache
def _places() -> threading.BoundedSemaphore:
    """How many requests may wait at once: the rest of the server's threads stay free."""
    return threading.BoundedSemaphore(settings.WAITING_REQUESTS)


def wait(job: CaptionJob, seconds: float) -> CaptionJob:
    """The job as it stands when it is over, or after `seconds`, whichever comes first.

    At once where too many requests wait already. Never call it inside a transaction: the row it
    waits for could not be seen to change.
    """
    if _places().acquire(blocking=False):
        try:
            _until_over(job, seconds)
        finally:
            _places().release()
    else:
        _look(job)
    return job


def _until_over(job: CaptionJob, seconds: float) -> None:
    deadline = time.monotonic() + seconds
    # Listening before the first look: a job that ends between the two is not missed.
    with notify.waiters().listening(job.public_id) as listen:
        # Not at once: a worker in this process is about to claim it, and would wait for us.
        first = (job.created_at + _FIRST_LOOK - timezone.now()).total_seconds()
        if job.is_waiting and first > 0:
            listen(min(seconds, first))
        while _look(job).is_waiting and (left := deadline - time.monotonic()) > 0:
            listen(min(left, notify.RECHECK))


def _look(job: CaptionJob) -> CaptionJob:
    """The job as its row is now; what it hangs on (photo, voice, parent) is not read again."""
    own = [field.name for field in job._meta.concrete_fields if not field.is_relation]
    job.refresh_from_db(fields=own)
    return job
