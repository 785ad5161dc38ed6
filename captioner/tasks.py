"""Celery's entry points. A message only says "look"; the rows say what there is to do.

Run as `celery -A snap2caption worker --pool threads --concurrency 1`: one process a GPU. CUDA
does not survive a fork, and the main thread stays free to answer pings. The one pool thread
drains in place and acknowledges late, so a busy worker leaves further hints to a free one.
Webhooks are sent from threads of the same process beside the pool's.
"""

import logging
import time
from typing import Any

from celery import shared_task, signals
from django.conf import settings
from django.core.management import call_command
from django.db import close_old_connections
from kombu.exceptions import OperationalError
from prometheus_client import start_http_server

from captioner import drain
from captioner.deliveries import Sender
from captioner.errors import CaptionError

log = logging.getLogger(__name__)

_drain: drain.Drain | None = None
_sender = Sender()


@signals.worker_init.connect
def open_models(sender: Any, **_: object) -> None:
    """Before the first message is taken: a worker that answers pings has its models warm. One that
    takes no captions (`-Q training`) opens none."""
    global _drain  # the one engine of this worker process; torch wants no second
    try:
        if settings.METRICS_PORT:
            start_http_server(settings.METRICS_PORT)
        if sender.app.conf.task_default_queue not in sender.app.amqp.queues.consume_from:
            return
        _drain = drain.open_drain()
    except (CaptionError, OSError) as error:
        # Celery logs what a receiver raises and starts all the same; this it does not catch.
        log.error("the worker cannot start", extra={"detail": str(error)})
        raise SystemExit(1) from error
    _sender.start()


@signals.worker_shutting_down.connect
def stop(**_: object) -> None:
    deadline = time.monotonic() + settings.STOP_SECONDS
    _sender.stop()
    if _drain is not None:
        _drain.stop(settings.STOP_SECONDS)
    _sender.join(max(0, deadline - time.monotonic()))


@shared_task
def look() -> None:
    """Drain until no row is free."""
    if _drain is None:
        raise RuntimeError("look runs in a Celery worker, which opens its models at start")
    try:
        _drain.until_empty(stored=_batch_stored)
    finally:
        close_old_connections()


def _batch_stored(rows: int) -> None:
    _sender.hint()
    if rows < _drain.max_batch:
        return
    # More may wait than one worker takes at once: let the next free one look too.
    try:
        look.delay()
    except OperationalError as error:
        log.warning("the broker is away, this worker drains alone", extra={"error": str(error)})


@shared_task
def send_webhooks() -> None:
    """Say to this worker's sender that messages wait; it sweeps by itself too."""
    _sender.hint()


@shared_task
def prune() -> None:
    call_command("prune")
