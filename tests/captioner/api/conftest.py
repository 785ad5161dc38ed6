"""Requests against a worker that answers at once, so that these tests are about the API alone."""

from datetime import timedelta

import pytest
from django.core.cache import cache

from captioner.drain import Drain
from tests.doubles import EngineDouble


@pytest.fixture(autouse=True)
def engine(db, monkeypatch) -> EngineDouble:
    """The engine behind the API; clear `engine.go` and nothing is answered."""
    cache.clear()  # the throttle counts there
    engine = EngineDouble()

    def hint() -> None:
        if engine.go.is_set():
            Drain(engine, max_batch=8, lease=timedelta(seconds=60)).until_empty()

    monkeypatch.setattr("captioner.submit.hint", hint)
    return engine


@pytest.fixture
def alice(django_user_model):
    return django_user_model.objects.create_user("alice")


@pytest.fixture
def charlie(django_user_model):
    return django_user_model.objects.create_user("charlie")
