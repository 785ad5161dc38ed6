"""The drain loop as a thread of the web process: `WORKER=embedded`, nothing to install.

The models have a process of their own (`EngineApart`). Webhooks are sent from threads beside it.

The thread starts with the first hint, or earlier through `start` (gunicorn's hook), so that
management commands and imports never load a model.
"""

import logging
import threading
import time
from functools import cache

from django.conf import settings
from django.db import close_old_connections

from captioner.deliveries import Sender
from captioner.drain import Drain, open_drain
from captioner.errors import CaptionError

log = logging.getLogger(__name__)


class Embedded:
    """The thread, what it waits for, and whether it is ready."""

    def __init__(self) -> None:
        self._wanted = threading.Event()
        self._stopping = threading.Event()
        self._start = threading.Lock()
        self._thread: threading.Thread | None = None
        self._drain: Drain | None = None
        self.sender = Sender()
        self._failed = False
        self.problem = "the models are loading"

    @property
    def is_ready(self) -> bool:
        return self._drain is not None and self._thread is not None and self._thread.is_alive()

    @property
    def is_loading(self) -> bool:
        """Whether the models are on their way, with nothing known that stops them."""
        return self._drain is None and not self._failed

    def start(self) -> None:
        """Start the threads if they are not running; returns at once."""
        self.sender.start()
        with self._start:
            if self._thread is None and not self._stopping.is_set():
                self._thread = threading.Thread(target=self._run, name="drain", daemon=True)
                self._thread.start()

    def hint(self) -> None:
        """Say that a row waits."""
        self._wanted.set()
        if self._drain is not None:
            self._drain.wake()
        self.start()

    def stop(self, seconds: float) -> None:
        """Finish or give back what is claimed, within `seconds`."""
        self._stopping.set()
        self._wanted.set()
        self.sender.stop()
        deadline = time.monotonic() + seconds
        if self._drain is not None:
            self._drain.stop(seconds)
            self._drain.engine.close()
        self.sender.join(max(0, deadline - time.monotonic()))

    def _run(self) -> None:
        while not self._stopping.is_set():
            self._wanted.clear()
            try:
                self._drain = self._drain or open_drain(apart=True)
                if self._stopping.is_set():  # while they were loading
                    self._drain.engine.close()
                    break
                self._drain.until_empty(stored=lambda rows: self.sender.hint())
            except CaptionError as error:
                # Models that are missing may be pulled while this process waits.
                self._failed, self.problem = True, error.detail
                log.error("the models cannot be opened", extra={"detail": error.detail})
            except Exception:
                # The thread must outlive a database that is away for a moment.
                self._failed = True
                self.problem = "the worker met an unexpected error, see the log"
                log.exception("draining failed")
            finally:
                close_old_connections()
            self._wanted.wait(settings.SWEEP_SECONDS)


@cache
def worker() -> Embedded:
    """This process's one embedded worker."""
    return Embedded()
