"""Two short messages: "look, there is a row" to a worker, "this row is done" to a waiter.

Both are hints. A lost one costs a waiter at most `RECHECK` seconds and a row at most one sweep;
the rows stay the truth. In the embedded mode they are a condition and events inside this process;
with Celery they are a task and a Redis channel.
"""

import logging
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cache

import redis
from django.conf import settings

log = logging.getLogger(__name__)

RECHECK = 2.0  # seconds after which a waiter looks at its row even though nobody called

Wait = Callable[[float], None]


class Local:
    """Waiters in this process, by the public id of their job."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiters: dict[str, set[threading.Event]] = {}

    @contextmanager
    def listening(self, public_id: str) -> Iterator[Wait]:
        event = threading.Event()
        with self._lock:
            self._waiters.setdefault(public_id, set()).add(event)
        try:
            # Cleared for the next wait: a row that is told of may go on, as one that is retried.
            yield lambda seconds: event.wait(seconds) and event.clear()
        finally:
            with self._lock:
                waiters = self._waiters[public_id]
                waiters.discard(event)
                if not waiters:
                    del self._waiters[public_id]

    def done(self, public_ids: Iterable[str]) -> None:
        with self._lock:
            for public_id in public_ids:
                for event in self._waiters.get(public_id, ()):
                    event.set()


class Channel:
    """Waiters in any process, through Redis publish/subscribe."""

    def __init__(self, url: str) -> None:
        self._redis = redis.Redis.from_url(url, socket_connect_timeout=2, socket_timeout=5)

    @contextmanager
    def listening(self, public_id: str) -> Iterator[Wait]:
        with self._redis.pubsub(ignore_subscribe_messages=True) as pubsub:
            try:
                pubsub.subscribe(_channel(public_id))
            except redis.RedisError as error:
                log.warning("redis is away, the waiter polls its row", extra={"error": str(error)})
                yield threading.Event().wait
                return

            def wait(seconds: float) -> None:
                try:
                    pubsub.get_message(timeout=seconds)
                except redis.RedisError:
                    threading.Event().wait(seconds)

            yield wait

    def done(self, public_ids: Iterable[str]) -> None:
        try:
            with self._redis.pipeline(transaction=False) as pipeline:
                for public_id in public_ids:
                    pipeline.publish(_channel(public_id), b"")
                pipeline.execute()
        except redis.RedisError as error:
            log.warning("redis is away, waiters will poll", extra={"error": str(error)})


def _channel(public_id: str) -> str:
    return f"captioner:done:{public_id}"


@cache
def waiters() -> Local | Channel:
    """The one way this process hears that rows are done."""
    return Channel(settings.REDIS_URL) if settings.WORKER == "celery" else Local()
