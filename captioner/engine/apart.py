"""The engine in a process of its own, for a web process that has other things to do.

Python runs one thread at a time: an engine in a thread beside the requests has each of them wait
for the other. Here they meet only to hand over a batch. `child` is the other end of the pipe.
"""

import logging
import os
import subprocess
import sys
from collections.abc import Sequence
from multiprocessing import Pipe
from pathlib import Path
from typing import Any

from captioner.engine.adapter_files import Role
from captioner.engine.types import EngineConfig, Item, Outcome
from captioner.errors import CaptionError, EngineGone

log = logging.getLogger(__name__)

_SOURCES = Path(__file__).resolve().parents[2]


class EngineApart:
    """What a drain needs of an `Engine`. Used by one thread at a time, but for `close`.

    Raises:
        ModelMissing, ModelUnusable, EngineFailed: as `open_engine` and `Engine.warm`.
        EngineGone: the process ended while it opened the models.
    """

    def __init__(self, config: EngineConfig) -> None:
        self.config = config
        self._start()

    @property
    def adapters(self) -> dict[Role, str]:
        """See `Engine.adapters`.

        What a drain asks before each batch. So it is here that a process which ended is replaced:
        the new one wears no adapter yet.
        """
        if self._process.poll() is not None:
            log.warning("the engine's process is started again", extra={"ended": self._ended()})
            self._start()
        return self._ask("adapters")

    def adopt(self, role: Role, folder: Path | None) -> None:
        """See `Engine.adopt`."""
        self._ask("adopt", role, folder)

    def run(self, items: Sequence[Item]) -> list[Outcome]:
        """See `Engine.run`.

        Raises:
            EngineGone: the process ended, perhaps because of one of these items.
        """
        return self._ask("run", list(items))

    def close(self) -> None:
        """End the process, whatever it is at."""
        self._process.kill()
        self._process.wait()

    def _start(self) -> None:
        self._pipe, other = Pipe()
        with other:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "captioner.engine.child", str(other.fileno())],
                pass_fds=[other.fileno()],
                stdin=subprocess.DEVNULL,
                env=os.environ | {"PYTHONPATH": str(_SOURCES)},
            )
        try:
            self.photo_side = self._ask("open", self.config)
        except CaptionError:
            self.close()
            raise

    def _ask(self, what: str, *arguments: Any) -> Any:
        try:
            self._pipe.send((what, arguments))
            while True:
                kind, value = self._pipe.recv()
                if kind != "log":
                    break
                logger = logging.getLogger(value.name)
                if logger.isEnabledFor(value.levelno):
                    logger.handle(value)
        except (EOFError, OSError) as error:
            self.close()
            raise EngineGone(f"the engine's process ended ({self._ended()})") from error
        if kind == "raised":
            raise value
        return value

    def _ended(self) -> str:
        code = self._process.returncode
        return f"signal {-code}" if code < 0 else f"status {code}"
