"""What training runs leave on this machine's disk, and when it goes.

    under way --ended, whatever its end--> figures, configuration, log --KEPT later--> nothing

An ended run's checkpoint is never taken up again, its adapter is in the storage, and what both
models wrote (`rows.json`) tells of photos that may be deleted any day, on another machine than
this. So of an ended run nothing stays that was made of a photo or a caption. Folders that no run of
this database names are left alone.
"""

import logging
import shutil
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from captioner.queue import WAITING
from feedback.models import TrainingRun

KEPT = timedelta(days=30)  # after a run has ended

# With what was being written when the trainer was killed, which has a longer name.
_WHILE_UNDER_WAY = ("checkpoint.pt*", "adapter*", "rows.json*")

log = logging.getLogger(__name__)


def tidy() -> None:
    """Remove what ended runs need no more; a disk that refuses is told of in the log."""
    home = Path(settings.TRAINING_DIR)
    there = {path.name: path for path in home.iterdir()} if home.is_dir() else {}
    if not there:
        return
    before = timezone.now() - KEPT
    ended = TrainingRun.objects.exclude(state__in=WAITING).exclude(finished_at=None)
    for run in ended.filter(public_id__in=there):
        folder = there[run.public_id]
        try:
            if run.finished_at < before:
                _remove(folder)
            else:
                for pattern in _WHILE_UNDER_WAY:
                    for path in folder.glob(pattern):
                        _remove(path)
        except OSError as error:
            log.warning("not tidied", extra={"run": run.public_id, "detail": str(error)})


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink()
