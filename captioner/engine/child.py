"""The process that `apart` starts: an engine that answers through two pipes, a thread at each.

    python -m captioner.engine.child DESCRIPTOR DESCRIPTOR

By the second it is asked for words, while by the first it may describe. It ends when the other ends
of the pipes are gone.
"""

import itertools
import logging
import os
import signal
import sys
import threading
import traceback
from logging.handlers import QueueHandler
from multiprocessing.connection import Connection
from typing import Any

from captioner.engine import Engine, EngineConfig, open_engine
from captioner.engine.pipeline import Work
from captioner.errors import CaptionError, EngineFailed

log = logging.getLogger(__name__)


class _Told(QueueHandler):
    """Log records that the other end writes, beside its own.

    They go by the pipe of the thread that logs, since there somebody waits for an answer; those of
    other threads, as of a remote writer's, by the first.
    """

    def __init__(self, first: Connection) -> None:
        super().__init__(threading.local())
        self._first = first

    def answer_by(self, pipe: Connection) -> None:
        """Let this thread's records go by this pipe."""
        self.queue.pipe = pipe

    def prepare(self, record: logging.LogRecord) -> logging.LogRecord:
        prepared = super().prepare(record)
        del prepared.message  # the other end would write it as a value beside the line
        return prepared

    def enqueue(self, record: logging.LogRecord) -> None:
        getattr(self.queue, "pipe", self._first).send(("log", record))


class _Answering:
    """The engine by the names of its calls."""

    def __init__(self) -> None:
        self._work: dict[int, Work] = {}  # described and not yet written about, by number
        self._numbers = itertools.count()

    def open(self, config: EngineConfig) -> tuple[int, bool]:
        """The pixels a side that a photo needs, and whether to describe and write side by side,
        once the models are loaded and warm."""
        self._engine: Engine = open_engine(config)
        self._engine.warm()
        return self._engine.photo_side, self._engine.side_by_side

    def adapters(self) -> dict:
        return self._engine.adapters

    def adopt(self, *arguments: Any) -> None:
        self._engine.adopt(*arguments)

    def describe(self, items: list) -> list[int]:
        described = {next(self._numbers): work for work in self._engine.describe(items)}
        self._work |= described
        return list(described)

    def write(self, numbers: list[int]) -> list:
        return self._engine.write([self._work.pop(number) for number in numbers])


def serve(pipe: Connection, answering: _Answering, told: _Told) -> None:
    """Answer until the pipe is closed."""
    told.answer_by(pipe)
    while True:
        what, arguments = pipe.recv()
        try:
            answer = "answer", getattr(answering, what)(*arguments)
        except CaptionError as error:
            answer = "raised", error
        except Exception as error:
            # Not the error itself: what a library raises may not go through a pipe.
            log.exception("the engine failed")
            answer = "raised", EngineFailed(f"the engine raised {type(error).__name__}")
        with told.lock:  # another thread's record may go by the same pipe
            pipe.send(answer)


def _until_gone(pipe: Connection, answering: _Answering, told: _Told) -> None:
    try:
        serve(pipe, answering, told)
    except (EOFError, ConnectionError):
        logging.disable()  # the other end is gone, and with it who would read


def _write(*serving: Any) -> None:
    """Serve words, in a thread; the process ends with it."""
    try:
        _until_gone(*serving)
    except Exception:
        traceback.print_exc()
    finally:
        os._exit(1)  # one that still describes would keep those who wait for words for ever


def main() -> None:
    # A terminal's Ctrl-C and a service manager's stop reach every process of a group: the batch
    # in hand is still wanted by the other end, which says when this one is over.
    for ignored in (signal.SIGINT, signal.SIGTERM):
        signal.signal(ignored, signal.SIG_IGN)
    pipe, words = (Connection(int(descriptor)) for descriptor in sys.argv[1:])
    told, answering = _Told(pipe), _Answering()
    logging.basicConfig(level=logging.INFO, format="%(message)s", handlers=[told])
    serving = (words, answering, told)
    threading.Thread(target=_write, args=serving, name="write", daemon=True).start()
    _until_gone(pipe, answering, told)


if __name__ == "__main__":
    main()
