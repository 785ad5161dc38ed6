"""Fixtures for every test. A service that cannot be had fails the tests that need it."""

from contextlib import ExitStack

import pytest
from django.conf import settings

from tests import services


def pytest_report_header() -> str:
    return f"on {settings.DATABASES['default']['ENGINE'].rpartition('.')[2]}"


@pytest.fixture(scope="session")
def postgres_url():
    """An empty PostgreSQL database of this run."""
    yield from _started(services.postgres())


@pytest.fixture(scope="session")
def redis_url():
    """An empty Redis of this run."""
    yield from _started(services.redis_server())


def _started(service):
    with ExitStack() as stack:
        try:
            url = stack.enter_context(service)
        except services.Missing as missing:
            pytest.fail(str(missing), pytrace=False)
        yield url
