"""The Celery application: `celery -A snap2caption worker --pool threads --concurrency 1`."""

import os

from celery import Celery, signals

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "snap2caption.settings")

app = Celery("snap2caption")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@signals.setup_logging.connect
def keep_our_logging(**_: object) -> None:
    """Having a receiver here keeps Celery from replacing the format that the settings chose."""
