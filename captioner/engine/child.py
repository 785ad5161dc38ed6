"""The process that `apart` starts: an engine that answers through a pipe.

    python -m captioner.engine.child DESCRIPTOR

It ends when the other end of the pipe is gone.
"""

import logging
import signal
import sys
from logging.handlers import QueueHandler
from multiprocessing.connection import Connection
from typing import Any

from captioner.engine import Engine, EngineConfig, open_engine
from captioner.errors import CaptionError, EngineFailed

log = logging.getLogger(__name__)


class _Told(QueueHandler):
    """Log records that the other end writes, beside its own."""

    def prepare(self, record: logging.LogRecord) -> logging.LogRecord:
        prepared = super().prepare(record)
        del prepared.message  # the other end would write it as a value beside the line
        return prepared

    def enqueue(self, record: logging.LogRecord) -> None:
        self.queue.send(("log", record))


class _Answering:
    """The engine by the names of its calls."""

    def open(self, config: EngineConfig) -> int:
        """The pixels a side that a photo needs, once the models are loaded and warm."""
        self._engine: Engine = open_engine(config)
        self._engine.warm()
        return self._engine.photo_side

    def adapters(self) -> dict:
        return self._engine.adapters

    def adopt(self, *arguments: Any) -> None:
        self._engine.adopt(*arguments)

    def run(self, items: list) -> list:
        return self._engine.run(items)


def serve(pipe: Connection) -> None:
    """Answer until the pipe is closed."""
    answering = _Answering()
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
        pipe.send(answer)


def main() -> None:
    # A terminal's Ctrl-C and a service manager's stop reach every process of a group: the batch
    # in hand is still wanted by the other end, which says when this one is over.
    for ignored in (signal.SIGINT, signal.SIGTERM):
        signal.signal(ignored, signal.SIG_IGN)
    with Connection(int(sys.argv[1])) as pipe:
        logging.basicConfig(level=logging.INFO, format="%(message)s", handlers=[_Told(pipe)])
        try:
            serve(pipe)
        except (EOFError, ConnectionError):
            logging.disable()  # the other end is gone, and with it who would read


if __name__ == "__main__":
    main()
