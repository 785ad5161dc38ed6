"""Requests against a worker that answers at once, so that these tests are about the API alone."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client

from captioner.drain import Drain
from captioner.models import ApiKey, CaptionJob
from tests import rows
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


@pytest.fixture
def result(engine):
    """Makes a job that succeeded, as `rows.result` does."""

    def result(**fields) -> CaptionJob:
        engine.go.clear()  # the row is finished by hand
        job = rows.result(**fields)
        engine.go.set()
        return job

    return result


@pytest.fixture
def key_of():
    """Makes an API key of an account and gives the header that shows it."""

    def key_of(user, **options) -> dict[str, str]:
        fields = {"name": "test", "scopes": list(ApiKey.SCOPES)} | options
        return {"Authorization": f"Bearer {ApiKey.objects.create(user=user, **fields)[1]}"}

    return key_of


@pytest.fixture
def alices(alice, key_of) -> Client:
    """A program with Alice's key."""
    return Client(headers=key_of(alice))


@pytest.fixture
def charlies(charlie, key_of) -> Client:
    """A program with Charlie's key."""
    return Client(headers=key_of(charlie))
