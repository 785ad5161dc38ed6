"""The project's wiring: settings, URLs, WSGI and Celery; no behaviour of its own."""

from snap2caption.celery import app as celery_app

__all__ = ["celery_app"]
