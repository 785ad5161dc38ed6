"""A worker's engine kept to the adapters that the rows say serve, between batches.

What cannot be adopted changes nothing: the engine goes on with what it has, a metric counts it,
and the same adapter is tried again a minute later, since a storage may only be away.
"""

import logging
import time

from captioner import adapters, metrics
from captioner.engine import Engine, EngineApart
from captioner.engine.adapter_files import Role
from captioner.errors import AdapterUnusable
from captioner.models import Adapter

log = logging.getLogger(__name__)

RETRY_SECONDS = 60


class Adoption:
    """One engine's adapters. Used by the thread that drains; `follow` while the engine rests."""

    def __init__(self, engine: Engine | EngineApart) -> None:
        self._engine = engine
        self._refused: dict[Role, tuple[str, float]] = {}  # a digest, and when it is tried again

    def due(self) -> list[Role]:
        """The models that are to change their adapters now."""
        worn = self._engine.adapters
        if not worn:
            return []
        live = dict(Adapter.objects.filter(live=True).values_list("role", "digest"))
        return [
            role
            for role, digest in worn.items()
            if live.get(role, "") != digest and self._may_try(role, live.get(role, ""))
        ]

    def follow(self) -> None:
        """Adopt what was promoted since, and let go of what was rolled back."""
        for role in self.due():
            self._adopt(role, adapters.live(role))

    def _may_try(self, role: Role, digest: str) -> bool:
        refused, again_at = self._refused.get(role, ("", 0.0))
        return refused != digest or time.monotonic() >= again_at

    def _adopt(self, role: Role, wanted: Adapter | None) -> None:
        digest = wanted.digest if wanted else ""
        started = time.monotonic()
        try:
            self._engine.adopt(role, adapters.fetch(wanted) if wanted else None)
        except Exception as error:
            # Between batches, as at their boundary: each storage raises errors of its own kind.
            self._refused[role] = (digest, time.monotonic() + RETRY_SECONDS)
            metrics.ADAPTER_SWAP_FAILURES.labels(role).inc()
            log.error(
                "an adapter was not adopted, what served serves on",
                extra={"role": role, "adapter": digest[:12], "detail": str(error)},
                exc_info=not isinstance(error, AdapterUnusable),
            )
            return
        self._refused.pop(role, None)
        seconds = round(time.monotonic() - started, 2)
        about = {"role": role, "adapter": digest[:12] or "none", "seconds": seconds}
        log.info("adapter in place", extra=about)
