"""Fixtures for every test. A service that cannot be had fails the tests that need it."""

from contextlib import ExitStack

import pytest
from django.conf import settings

from tests import services


def pytest_report_header() -> str:
    return f"on {settings.DATABASES['default']['ENGINE'].rpartition('.')[2]}"


@pytest.fixture(scope="session")
def postgres_url():
    """A PostgreSQL database of this run, shared by its tests: each empties what it needs empty."""
    yield from _started(services.postgres())


@pytest.fixture(scope="session")
def redis_url():
    """A Redis of this run, shared by its tests."""
    yield from _started(services.redis_server())


def _started(service):
    with ExitStack() as stack:
        try:
            url = stack.enter_context(service)
        except services.Missing as missing:
            pytest.fail(str(missing), pytrace=False)
        yield url
