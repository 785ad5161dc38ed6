"""/livez, /readyz and /metrics, as an operator's tools ask for them."""

import time
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import OperationalError

from captioner import embedded, health, metrics
from captioner.drain import Drain
from captioner.engine.types import ModelNames, Outcome
from captioner.errors import ModelMissing
from tests.doubles import NAMES, EngineDouble

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker(monkeypatch) -> embedded.Embedded:
    worker = embedded.Embedded()
    monkeypatch.setattr(embedded, "worker", lambda: worker)
    yield worker
    worker.stop(seconds=1)


def test_a_process_is_alive_whatever_is_missing(client):
    assert client.get("/livez").status_code == 200


@pytest.mark.django_db(transaction=True)
def test_it_is_ready_only_once_the_models_are_loaded_and_warm(client, worker, monkeypatch, caplog):
    caplog.set_level("INFO")
    engine = EngineDouble()
    engine.go.clear()

    def open_drain(**_) -> Drain:
        assert engine.go.wait(30)
        return Drain(engine, max_batch=4, lease=timedelta(seconds=60))

    monkeypatch.setattr(embedded, "open_drain", open_drain)
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["missing"] == {"models": "the models are loading"}
    assert [record.levelname for record in caplog.records] == ["INFO"]
    engine.go.set()
    _until(lambda: client.get("/readyz").status_code == 200)


@pytest.mark.django_db(transaction=True)
def test_missing_models_are_named_with_the_command_that_fetches_them(client, worker, monkeypatch):
    def open_drain(**_):
        raise ModelMissing("run: python manage.py models pull small")

    monkeypatch.setattr(embedded, "open_drain", open_drain)
    client.get("/readyz")
    _until(lambda: "models pull small" in client.get("/readyz").json()["missing"]["models"])


def test_with_celery_redis_is_asked_too(client, settings, redis_url):
    settings.WORKER, settings.REDIS_URL = "celery", redis_url
    assert client.get("/readyz").status_code == 200
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    response = client.get("/readyz")
    assert response.status_code == 503
    assert "redis" in response.json()["missing"]


def test_a_database_that_is_away_is_named(client, monkeypatch, worker):
    def away():
        raise OperationalError("connection refused")

    monkeypatch.setattr(health, "connection", SimpleNamespace(cursor=away))
    monkeypatch.setattr(worker, "start", lambda: None)
    assert "connection refused" in client.get("/readyz").json()["missing"]["database"]


def test_the_predecessors_series_and_the_queue_are_exported(client):
    before = metrics.REQUESTS._value.get()
    metrics.count(Outcome(models=NAMES, describe_ms=100, write_ms=200, output_tokens=30))
    assert metrics.REQUESTS._value.get() == before + 1
    text = client.get("/metrics").content.decode()
    for series in (
        "inference_requests_total",
        'inference_failure_total{code="refused"}',
        'inference_latency_seconds_bucket{le="2.0"}',
        "model_output_length_tokens_sum",
        "captioner_batch_size_count",
        'descriptions_total{source="reused"}',
    ):
        assert series in text


@pytest.mark.parametrize(
    ("models", "describe_ms", "counted"),
    [
        (NAMES, 80, {"model": 1, "reused": 0}),
        (NAMES, 0, {"model": 0, "reused": 1}),
        (ModelNames("llava", "llava", None, "test"), 0, {"model": 0, "reused": 0}),
    ],
    ids=["described", "taken over", "written by what sees the photo"],
)
def test_descriptions_are_counted_by_where_they_came_from(models, describe_ms, counted):
    series = {source: metrics.DESCRIPTIONS.labels(source) for source in counted}
    before = {source: one._value.get() for source, one in series.items()}
    metrics.count(Outcome(models=models, describe_ms=describe_ms, write_ms=200))
    assert {source: one._value.get() - before[source] for source, one in series.items()} == counted


def _until(condition) -> None:
    deadline = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)
