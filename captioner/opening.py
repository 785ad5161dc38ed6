"""Claimed rows made ready for the engine: their stored photos opened, beside all that was asked."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from captioner import photos
from captioner.engine import Item, Outcome
from captioner.errors import CaptionError, EngineFailed, PhotoUnreadable
from captioner.models import CaptionJob

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Batch:
    """Claimed rows, and of each its opened photo or the error that it ends with instead."""

    jobs: list[CaptionJob]
    opened: list[Item | CaptionError]

    @property
    def is_retried(self) -> bool:
        """Whether it is a row that was claimed alone and stays alone (`Queue.claim`)."""
        return self.jobs[0].attempts > 1

    def items(self) -> list[Item]:
        return [one for one in self.opened if isinstance(one, Item)]

    def results(self, outcomes: Sequence[Outcome]) -> list[Outcome | CaptionError]:
        """What each row ends with, given the outcomes of `items`."""
        following = iter(outcomes)
        return [next(following) if isinstance(one, Item) else one for one in self.opened]


def opened(job: CaptionJob, *, side: int) -> Item | CaptionError:
    """The job's photo, scaled to `side` (`photos.decode`); or the error its row ends with. Asks the
    database for nothing."""
    try:
        asked = _asked(job)
    except CaptionError as error:
        return error  # the limits have changed since it was asked for
    try:
        with job.photo.file.open("rb") as file:
            data = file.read()
    except FileNotFoundError:
        return PhotoUnreadable("the stored photo is gone")
    except Exception as error:
        # Each storage raises errors of its own kind; its network may be back for the next try.
        log.exception("the photo storage failed", extra={"job": job.public_id})
        return EngineFailed(f"the photo storage did not answer ({type(error).__name__})")
    try:
        return Item(photos.decode(data, side=side), **asked)
    except (OSError, SyntaxError):  # what Pillow raises over a file that is no JPEG
        return PhotoUnreadable("the stored photo cannot be read")


def _asked(job: CaptionJob) -> dict[str, Any]:
    """All of the item but its photo."""
    return {
        "brief": job.brief,
        "description": job.description or None,
        "voice": job.voice.value if job.voice else None,
        "never": tuple(job.never),
        "avoid": tuple(job.avoid),
        "locked": job.kept,
    }
