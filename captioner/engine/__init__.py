"""The door to the models: plain values in, one `Outcome` for each item out. Knows no Django."""

from captioner.engine.pipeline import Engine
from captioner.engine.types import EngineConfig, Item, Locked, ModelNames, Outcome

__all__ = ["Engine", "EngineConfig", "Item", "Locked", "ModelNames", "Outcome", "open_engine"]


def open_engine(config: EngineConfig) -> Engine:
    """Load the models that the configuration names.

    Raises:
        ModelMissing: weights are not on this machine; the detail names the command to run.
        ModelUnusable: they are there and cannot be used here.
    """
    # Imported here because this is what brings torch: a web process that only names the types
    # must not pay for it.
    from captioner.engine.loading import load

    return load(config)
