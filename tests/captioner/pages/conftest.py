"""Who visits the pages: Alice owns, Charlie must see nothing; no worker takes what they ask for."""

import pytest
from django.core.cache import cache
from django.test import Client


@pytest.fixture(autouse=True)
def _no_worker(db, monkeypatch):
    cache.clear()  # the throttle counts there
    monkeypatch.setattr("captioner.submit.hint", lambda: None)


@pytest.fixture
def alice(django_user_model):
    return django_user_model.objects.create_user("alice", password="correct horse")


@pytest.fixture
def alice_client(alice):
    client = Client()
    client.force_login(alice)
    return client


@pytest.fixture
def charlie_client(django_user_model):
    client = Client()
    client.force_login(django_user_model.objects.create_user("charlie"))
    return client
