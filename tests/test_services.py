"""The servers that tests stand on."""

import os
import subprocess
import sys
import time

import psycopg
import pytest
import redis

from tests import services


def test_it_serves_a_postgresql_15_or_newer(postgres_url):
    with psycopg.connect(postgres_url) as connection:
        assert connection.info.server_version >= 150_000


def test_it_serves_a_redis(redis_url):
    with redis.Redis.from_url(redis_url) as client:
        assert client.ping()


def test_an_address_from_the_environment_is_used_as_it_stands(monkeypatch):
    monkeypatch.setenv("TEST_DATABASE_URL", "postgresql://given/one")
    monkeypatch.setenv("TEST_REDIS_URL", "redis://given/1")
    with services.postgres() as database, services.redis_server() as broker:
        assert (database, broker) == ("postgresql://given/one", "redis://given/1")


@pytest.mark.parametrize("service", [services.postgres, services.redis_server])
def test_a_service_that_cannot_be_had_says_what_to_do(monkeypatch, service):
    for variable in ("TEST_DATABASE_URL", "TEST_REDIS_URL"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("PATH", "/nowhere")
    monkeypatch.setattr(services, "_POSTGRES_FOLDERS", ())
    with pytest.raises(services.Missing, match="make services"), service():
        pass


def test_a_server_ends_with_the_run_that_started_it_even_when_that_is_killed():
    script = (
        "import os, signal\n"
        "from tests.services import redis_server\n"
        "with redis_server() as url:\n"
        "    print(url, flush=True)\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    environment = {k: v for k, v in os.environ.items() if k != "TEST_REDIS_URL"}
    killed = subprocess.run(
        [sys.executable, "-c", script],
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
        check=False,
    )
    deadline = time.monotonic() + 20
    with redis.Redis.from_url(killed.stdout.strip()) as client:
        while _answers(client):
            assert time.monotonic() < deadline, "the server outlived its test run"
            time.sleep(0.05)


def _answers(client) -> bool:
    try:
        return client.ping()
    except redis.ConnectionError:
        return False
