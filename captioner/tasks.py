"""Celery's entry points. A message only says "look"; the rows say what there is to do.

Run as `celery -A snap2caption worker --pool threads --concurrency 1`: one process a GPU. CUDA
does not survive a fork, and the main thread stays free to answer pings. The one pool thread
drains in place and acknowledges late, so a busy worker leaves further hints to a free one.
"""

import logging

from celery import shared_task, signals
from django.conf import settings
from django.core.management import call_command
from django.db import close_old_connections
from prometheus_client import start_http_server

from captioner import drain

log = logging.getLogger(__name__)

_drain: drain.Drain | None = None


@signals.worker_init.connect
def open_models(**_: object) -> None:
    """Before the first message is taken: a worker that answers pings has its models warm."""
    global _drain  # the one engine of this worker process; torch wants no second
    if settings.METRICS_PORT:
        start_http_server(settings.METRICS_PORT)
    _drain = drain.open_drain()


@signals.worker_shutting_down.connect
def stop(**_: object) -> None:
    if _drain is not None:
        _drain.stop(settings.STOP_SECONDS)


@shared_task
def look() -> None:
    """Drain until no row is free."""
    if _drain is None:
        raise RuntimeError("look runs in a Celery worker, which opens its models at start")
    try:
        while size := _drain.batch():
            if size == _drain.max_batch:
                # More may wait than one worker takes at once: let the next free one look too.
                look.delay()
    finally:
        close_old_connections()


@shared_task
def prune() -> None:
    call_command("prune")
