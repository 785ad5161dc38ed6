"""The door to the models: plain values in, one `Outcome` for each item out. Knows no Django."""

import os

from captioner.engine.apart import EngineApart
from captioner.engine.pipeline import Describer, Engine
from captioner.engine.types import EngineConfig, Item, Locked, ModelNames, Outcome

__all__ = [
    "Engine",
    "EngineApart",
    "EngineConfig",
    "Item",
    "Locked",
    "ModelNames",
    "Outcome",
    "open_describer",
    "open_engine",
    "sleep_between_products",
]


def sleep_between_products() -> None:
    """Let torch's threads sleep while they wait for one another; takes effect until torch loads.

    OpenMP's own choice is to spin, which keeps the slowest thread from its core where anything else
    runs: beside one busy process on two cores a caption took 9 to 17 s, and 0.4 s asleep.
    """
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")


def open_engine(config: EngineConfig) -> Engine:
    """Load the models that the configuration names.

    Raises:
        ModelMissing: weights are not on this machine; the detail names the command to run.
        ModelUnusable: they are there and cannot be used here.
    """
    sleep_between_products()
    # Imported here because this is what brings torch: a web process that only names the types
    # must not pay for it.
    from captioner.engine.loading import load

    return load(config)


def open_describer(config: EngineConfig) -> Describer:
    """Load only what says what a photo shows.

    Raises:
        ModelMissing, ModelUnusable: as `open_engine`; also where the writer sees photos itself.
    """
    sleep_between_products()
    from captioner.engine.loading import load_describer

    return load_describer(config)
