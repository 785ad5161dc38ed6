"""Alice owns; Charlie must see nothing. No worker runs: results are made as engines leave them."""

import pytest


@pytest.fixture(autouse=True)
def _no_worker(monkeypatch):
    monkeypatch.setattr("captioner.submit.hint", lambda: None)


@pytest.fixture
def alice(django_user_model):
    return django_user_model.objects.create_user("alice")


@pytest.fixture
def charlie(django_user_model):
    return django_user_model.objects.create_user("charlie")


@pytest.fixture
def bob(django_user_model):
    """A reviewer."""
    return django_user_model.objects.create_superuser("bob")


@pytest.fixture
def carol(django_user_model):
    """Another."""
    return django_user_model.objects.create_superuser("carol")
