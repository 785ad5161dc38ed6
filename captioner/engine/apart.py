"""The engine in a process of its own, for a web process that has other things to do.

Python runs one thread at a time: an engine in a thread beside the requests has each of them wait
for the other. Here they meet only to hand over a batch. `child` is the other end of the pipes.
"""

import logging
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from multiprocessing import Pipe
from pathlib import Path
from typing import Any

from captioner.engine.adapter_files import Role
from captioner.engine.types import EngineConfig, Item, Outcome
from captioner.errors import CaptionError, EngineGone

log = logging.getLogger(__name__)

_SOURCES = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Kept:
    """A piece of work that stays in the process, under a number there."""

    process: "_Process"
    number: int


class EngineApart:
    """What a drain needs of an `Engine`. Used by one thread at a time, but for `close`; `describe`
    and `write` may have one each.

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
        if ended := self._process.ended():
            log.warning("the engine's process is started again", extra={"ended": ended})
            self._start()
        return self._adapters

    def adopt(self, role: Role, folder: Path | None) -> None:
        """See `Engine.adopt`."""
        try:
            self._process.ask("adopt", role, folder)
        finally:
            self._adapters = self._process.ask("adapters")

    def describe(self, items: Sequence[Item]) -> list[Kept]:
        """See `Engine.describe`.

        Raises:
            EngineGone: the process ended, perhaps because of one of these items.
        """
        process = self._process
        return [Kept(process, number) for number in process.ask("describe", list(items))]

    def write(self, work: Sequence[Kept]) -> list[Outcome]:
        """See `Engine.write`.

        Raises:
            EngineGone: as `describe`; or the process that held the work has ended.
        """
        process = self._process
        if any(one.process is not process for one in work):
            raise EngineGone("the engine's process ended before it had written")
        return process.ask("write", [one.number for one in work])

    def close(self) -> None:
        """End the process, whatever it is at."""
        self._process.close()

    def _start(self) -> None:
        self._process = _Process()
        try:
            self.photo_side, self.side_by_side = self._process.ask("open", self.config)
            self._adapters = self._process.ask("adapters")
        except CaptionError:
            self.close()
            raise


class _Process:
    """One such process, and the two pipes by which it is asked: for words, and for all else."""

    def __init__(self) -> None:
        (self._pipe, one), (self._words, two) = Pipe(), Pipe()
        with one, two:
            descriptors = [one.fileno(), two.fileno()]
            self._process = subprocess.Popen(
                [sys.executable, "-m", "captioner.engine.child", *map(str, descriptors)],
                pass_fds=descriptors,
                stdin=subprocess.DEVNULL,
                env=os.environ | {"PYTHONPATH": str(_SOURCES)},
            )

    def ask(self, what: str, *arguments: Any) -> Any:
        pipe = self._words if what == "write" else self._pipe
        try:
            pipe.send((what, arguments))
            while True:
                kind, value = pipe.recv()
                if kind != "log":
                    break
                logger = logging.getLogger(value.name)
                if logger.isEnabledFor(value.levelno):
                    logger.handle(value)
        except (EOFError, OSError) as error:
            self.close()
            raise EngineGone(f"the engine's process ended ({self.ended()})") from error
        if kind == "raised":
            raise value
        return value

    def close(self) -> None:
        self._process.kill()
        self._process.wait()

    def ended(self) -> str:
        """How it ended; empty while it runs."""
        code = self._process.poll()
        if code is None:
            return ""
        return f"signal {-code}" if code < 0 else f"status {code}"
