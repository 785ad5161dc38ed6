"""What a training process writes down of its progress, as the columns of its run's row."""

import json
from pathlib import Path
from typing import Any

PROGRESS = "progress.jsonl"
SEALED = "adapter/adapter.json"  # there when training is done, and judging begins
POINTS_MAX = 400  # of the curve; a page is no wider


class Relay:
    """Follows one run's folder. A run that is taken up again adds to its file, and may repeat
    steps after the checkpoint: the later line is the one that counts."""

    def __init__(self, out: Path) -> None:
        self._out = out
        self._read = 0
        self._points: dict[int, dict[str, Any]] = {}

    def news(self) -> dict[str, Any]:
        """Columns of the row that have changed; none where nothing is new."""
        stage = {"stage": "judging", "eta_s": None} if (self._out / SEALED).exists() else {}
        lines = self._lines()
        if not lines:
            return stage
        for line in lines:
            self._points = {at: point for at, point in self._points.items() if at < line["step"]}
            self._points[line["step"]] = {
                "step": line["step"], "loss": line["loss"], "dev_loss": line["dev_loss"],
            }  # fmt: skip
        self._thin()
        last = lines[-1]
        return {
            "stage": "training",
            "step": last["step"],
            "steps": last["steps"],
            "eta_s": last["eta_s"],
            "progress": list(self._points.values()),
        } | stage

    def _lines(self) -> list[dict[str, Any]]:
        """The whole lines that were added since the last look."""
        try:
            with (self._out / PROGRESS).open("rb") as file:
                file.seek(self._read)
                added = file.read()
        except FileNotFoundError:
            return []
        whole = added[: added.rfind(b"\n") + 1]
        self._read += len(whole)
        return [json.loads(line) for line in whole.splitlines()]

    def _thin(self) -> None:
        """Halve the points where they are too many, but for those on held-out rows."""
        if len(self._points) <= POINTS_MAX:
            return
        kept = [
            point
            for number, point in enumerate(self._points.values())
            if number % 2 == 0 or point["dev_loss"] is not None
        ]
        self._points = {point["step"]: point for point in kept}
