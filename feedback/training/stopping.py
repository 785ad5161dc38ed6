"""How a run is asked to end: a file in its folder, or SIGTERM. It ends with a checkpoint."""

import signal
from collections.abc import Callable
from pathlib import Path

FILE = "cancel"


def is_asked(out: Path) -> bool:
    return (out / FILE).exists()


def on_sigterm() -> Callable[[], bool]:
    """Take SIGTERM as a request from here on, and return what tells whether it came."""
    came: list[int] = []
    signal.signal(signal.SIGTERM, lambda number, frame: came.append(number))
    return lambda: bool(came)
