"""How far a run is: a line of JSON for whoever watches the run's folder, and one for the terminal.

Lines are only ever added, so a reader can follow the file; a run that is taken up again adds to it.
"""

import json
import logging
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

FILE = "progress.jsonl"

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the file.

    Args:
        step, steps: done, and in all.
        loss: mean over the answers' tokens since the last line; nats.
        dev_loss: on rows that are not learned from, where it was measured at this step.
        eta_s: seconds until training ends, at the pace so far.
        at: ISO 8601 in UTC.
    """

    step: int
    steps: int
    loss: float
    dev_loss: float | None
    eta_s: float
    at: str


class Progress:
    """Writes the lines of one process's run.

    Args:
        step: where it is taken up.
        clock: seconds that only grow.
    """

    def __init__(
        self, out: Path, *, step: int, steps: int, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._path = out / FILE
        self._steps = steps
        self._clock = clock
        self._from, self._began = step, clock()
        self._losses: list[float] = []

    def add(self, loss: float) -> None:
        self._losses.append(loss)

    def write(self, step: int, *, dev_loss: float | None = None) -> Line:
        """Add a line for what was done since the last one."""
        pace = (self._clock() - self._began) / max(1, step - self._from)
        line = Line(
            step=step,
            steps=self._steps,
            loss=round(sum(self._losses) / max(1, len(self._losses)), 6),
            dev_loss=None if dev_loss is None else round(dev_loss, 6),
            eta_s=round(pace * (self._steps - step), 1),
            at=datetime.now(UTC).isoformat(timespec="seconds"),
        )
        self._losses = []
        with self._path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(asdict(line)) + "\n")
        dev = "" if dev_loss is None else f"  dev loss {dev_loss:.4f}"
        log.info(
            "step %d of %d  loss %.4f%s  %.0f s left", step, self._steps, line.loss, dev, line.eta_s
        )
        return line
