"""What is counted: the predecessors' four series by their names, and the queue's own.

Every label value exists from the start, so that graphs begin at 0. A job is counted by the
process that ran it; the queue's depth is read from the rows by the process that is asked.
"""

from collections.abc import Iterator

from django.db import Error
from django.db.models import Count
from prometheus_client import REGISTRY, Counter, Histogram
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from captioner import errors
from captioner.engine.adapter_files import ROLES
from captioner.engine.types import Outcome
from captioner.errors import CaptionError
from captioner.models import WAITING, CaptionJob

REQUESTS = Counter("inference_requests_total", "Caption jobs that reached their end.")
FAILURES = Counter("inference_failure_total", "Caption jobs that ended in an error.", ["code"])
LATENCY = Histogram(
    "inference_latency_seconds",
    "Describing and writing, for the batch a job was part of.",
    buckets=(0.1, 0.2, 0.3, 0.5, 0.75, 1, 1.5, 2, 3, 5, 10, 30),
)
OUTPUT_TOKENS = Histogram(
    "model_output_length_tokens",
    "Tokens the writer generated for a job; the prompt and the photo are not counted.",
    buckets=(10, 20, 40, 60, 80, 100, 140, 200, 400, 800),
)
DESCRIPTIONS = Counter(
    "descriptions_total",
    "Captions written from a description, by whether a model made it for them or it was at hand.",
    ["source"],
)
BATCH_SIZE = Histogram(
    "captioner_batch_size", "Rows of one claim.", buckets=(1, 2, 4, 8, 16, 32, 64)
)
DELIVERIES = Counter(
    "captioner_webhook_deliveries_total", "Attempts to deliver a webhook, by outcome.", ["outcome"]
)
ADAPTER_SWAP_FAILURES = Counter(
    "adapter_swap_failures_total",
    "Adapters that a worker could not adopt; the old serves on.",
    ["role"],
)

for _source in ("model", "reused"):
    DESCRIPTIONS.labels(_source)
for _role in ROLES:
    ADAPTER_SWAP_FAILURES.labels(_role)
for _outcome in ("delivered", "retried", "failed"):
    DELIVERIES.labels(_outcome)
for _error in (
    errors.PhotoUnreadable,
    errors.Refused,
    errors.EngineFailed,
    errors.GaveUp,
    errors.Expired,
):
    FAILURES.labels(_error.code)


def count(result: Outcome | CaptionError) -> None:
    """Count one job's end."""
    if isinstance(result, CaptionError):
        count_failure(result.code)
        return
    REQUESTS.inc()
    LATENCY.observe((result.describe_ms + result.write_ms) / 1000)
    OUTPUT_TOKENS.observe(result.output_tokens)
    if result.models.describer != result.models.writer:  # one model alone looks at each photo
        DESCRIPTIONS.labels("model" if result.describe_ms else "reused").inc()


def count_failure(code: str) -> None:
    """Count the end of a job that has no result."""
    REQUESTS.inc()
    FAILURES.labels(code).inc()


def count_delivery(outcome: str) -> None:
    """Count one attempt: delivered, retried (another follows) or failed."""
    DELIVERIES.labels(outcome).inc()


class QueueDepth(Collector):
    """Rows that wait, by state, read at the scrape."""

    def describe(self) -> list:
        return []  # so that registering asks no database

    def collect(self) -> Iterator[GaugeMetricFamily]:
        rows = CaptionJob.objects.waiting().values_list("state").annotate(n=Count("pk"))
        try:
            depth = dict.fromkeys(WAITING, 0) | dict(rows)
        except Error:
            return  # the other series are wanted most when the database is away
        family = GaugeMetricFamily("captioner_jobs", "Caption jobs that wait.", labels=["state"])
        for state, n in depth.items():
            family.add_metric([str(state)], n)
        yield family


def register_queue_depth() -> None:
    """Called once by the web process, which answers /metrics."""
    REGISTRY.register(QueueDepth())
