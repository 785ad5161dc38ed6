"""The door to the models: plain values in, one `Outcome` for each item out. Knows no Django."""

import gc
import os
import sys
from types import ModuleType

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
    "imported",
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


def imported() -> ModuleType:
    """`loading`, with torch and transformers: here, and not above, because a web process that only
    names the types must not pay for them.

    Nobody looks for garbage meanwhile: 3,000 modules leave little, and looking took a fifth of the
    time. What they did leave is not looked at again.
    """
    if "captioner.engine.loading" not in sys.modules:
        sleep_between_products()
        was_on = gc.isenabled()
        gc.disable()
        try:
            import captioner.engine.loading  # noqa: F401
        finally:
            if was_on:
                gc.enable()
        gc.freeze()
    return sys.modules["captioner.engine.loading"]


def open_engine(config: EngineConfig) -> Engine:
    """Load the models that the configuration names.

    Raises:
        ModelMissing: weights are not on this machine; the detail names the command to run.
        ModelUnusable: they are there and cannot be used here.
    """
    return imported().load(config)


def open_describer(config: EngineConfig) -> Describer:
    """Load only what says what a photo shows.

    Raises:
        ModelMissing, ModelUnusable: as `open_engine`; also where the writer sees photos itself.
    """
    return imported().load_describer(config)
