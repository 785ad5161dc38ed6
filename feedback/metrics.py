"""What is counted of what people thought and of training; every label value exists from the start.

Runs are counted from their rows, by the process that is asked: the one that trains ends with them.
"""

from collections.abc import Iterator

from django.db import Error
from django.db.models import Count
from prometheus_client import REGISTRY, Counter
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily
from prometheus_client.registry import Collector

from captioner.engine.adapter_files import ROLES
from captioner.models import Adapter
from captioner.queue import WAITING, State
from feedback.models import Thumbs, TrainingRun

THUMBS = Counter(
    "feedback_thumbs_total", "Thumbs given to captions, or taken back (none).", ["thumbs"]
)

for _label in Thumbs.labels:
    THUMBS.labels(_label)


def count(thumbs: str) -> None:
    """Count one thumb.

    Args:
        thumbs: a label of `Thumbs`.
    """
    THUMBS.labels(thumbs).inc()


class Training(Collector):
    """Runs by state, and the adapter that serves as each role, read at the scrape."""

    def describe(self) -> list:
        return []  # so that registering asks no database

    def collect(self) -> Iterator[CounterMetricFamily | GaugeMetricFamily]:
        rows = TrainingRun.objects.values_list("state").annotate(n=Count("pk"))
        serving = Adapter.objects.filter(live=True).values_list("role", "digest")
        try:
            by_state = dict.fromkeys(State.values, 0) | dict(rows)
            live = dict(serving)
        except Error:
            return  # the other series are wanted most when the database is away
        ended = CounterMetricFamily(
            "training_runs", "Training runs that reached their end.", labels=["state"]
        )
        waiting = GaugeMetricFamily(
            "training_runs_waiting", "Training runs that wait or are under way.", labels=["state"]
        )
        for state, n in by_state.items():
            family = waiting if state in WAITING else ended
            family.add_metric([str(state)], n)
        adapters = GaugeMetricFamily(
            "adapter_live",
            "1 for the adapter that serves as a role; its digest is empty for the bare model.",
            labels=["role", "adapter"],
        )
        for role in ROLES:
            adapters.add_metric([role, live.get(role, "")[:12]], 1)
        yield from (ended, waiting, adapters)


def register_training() -> None:
    """Called once by the web process, which answers /metrics."""
    REGISTRY.register(Training())
