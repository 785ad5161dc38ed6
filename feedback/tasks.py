"""Celery's entry point for training, on a queue of its own: the rows say what there is to do.

Run as `celery -A snap2caption worker -Q training --pool threads --concurrency 1`. The training
itself is a process of its own, so this one never opens a model.
"""

from datetime import timedelta

from celery import shared_task, signals
from django.conf import settings
from django.db import close_old_connections

from feedback import schedule
from feedback.trainer import Trainer

_trainer = Trainer()


@signals.worker_shutting_down.connect
def stop(**_: object) -> None:
    """Give the run in hand back, with a checkpoint."""
    _trainer.stop()


@shared_task
def train() -> None:
    """Look at the schedule, and train until no run is free."""
    try:
        schedule.look(every=timedelta(seconds=settings.SWEEP_SECONDS) / 2)
        _trainer.until_empty()
    finally:
        close_old_connections()
