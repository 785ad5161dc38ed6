"""The tracker's alias `champion` follows what serves, whoever promoted it or took it back.

Told by the trainer between two runs: a tracker that hangs would hold the page of whoever promotes.
"""

import time
from collections.abc import Callable

from django.conf import settings

from captioner import adapters
from captioner.engine.adapter_files import ROLES
from feedback.training import config, tracking

AGAIN_SECONDS = 600  # until a tracker that could not be told is told again


class Champions:
    """What one trainer has told of what serves.

    Args:
        clock: seconds that only grow.
    """

    def __init__(self, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._told: dict[str, str] = {}
        self._again: dict[str, float] = {}

    def tell(self) -> None:
        """Tell of each role whose adapter is another than it was told last; never raises for the
        tracker's sake."""
        if settings.TRACKER != "mlflow":
            return
        run = config.parse({"tracking": {"tracker": "mlflow", "uri": settings.MLFLOW_TRACKING_URI}})
        for role in ROLES:
            serving = adapters.live(role)
            digest = serving.digest if serving else ""
            waits = self._clock() < self._again.get(role, 0.0)
            if self._told.get(role) == digest or waits:
                continue
            if tracking.mark_champion(run, role, digest):
                self._told[role] = digest
            else:
                self._again[role] = self._clock() + AGAIN_SECONDS
