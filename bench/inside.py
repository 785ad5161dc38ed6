"""Our queue inside this process: Django over an empty folder, the embedded worker, no HTTP."""

import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from bench import checkpoints, samples
from bench.servers import START_SECONDS
from captioner import photos
from captioner.engine import EngineApart, EngineConfig, Item
from captioner.engine.apart import Kept
from captioner.photos import LoadedPhoto

_STOP_SECONDS = 20


class Timed(EngineApart):
    """The served engine; it keeps the moment it was last asked, by `time.perf_counter`."""

    began = 0.0

    def describe(self, items: Sequence[Item]) -> list[Kept]:
        self.began = time.perf_counter()
        return super().describe(items)


@contextmanager
def queue(folder: Path) -> Iterator[Timed]:
    """The worker, ready, with models of fixed lengths; the engine that it uses.

    Args:
        folder: an empty one, for the models and the data.
    """
    models = checkpoints.fixed(folder / "models")
    settings = checkpoints.environment(*models) | {"DATA_DIR": str(folder)}
    os.environ |= settings | {"DJANGO_SETTINGS_MODULE": "snap2caption.settings"}
    import django

    django.setup()
    from django.core.management import call_command

    from captioner import drain, embedded

    call_command("migrate", verbosity=0)
    opened: list[Timed] = []

    def open_timed(config: EngineConfig) -> Timed:
        opened.append(Timed(config))
        return opened[0]

    drain.EngineApart = open_timed
    worker = embedded.worker()
    worker.start()
    try:
        _until(lambda: worker.is_ready)
        yield opened[0]
    finally:
        worker.stop(_STOP_SECONDS)


@contextmanager
def folder() -> Iterator[Path]:
    """One that is gone afterwards, whatever threads still write to it."""
    with TemporaryDirectory(prefix="bench-", ignore_cleanup_errors=True) as made:
        yield Path(made)


def loaded(count: int) -> list[LoadedPhoto]:
    """The samples, taken in as a request's photo is."""
    return [photos.load(file) for file in samples.jpegs(count)]


def _until(done: Callable[[], bool]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while not done():
        if time.monotonic() > deadline:
            raise TimeoutError("the worker did not become ready")
        time.sleep(0.05)
