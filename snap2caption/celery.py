"""The Celery application: `celery -A snap2caption worker --pool threads --concurrency 1`."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "snap2caption.settings")

app = Celery("snap2caption")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
