"""Items in, one `Outcome` each out: describe, prompt, write, parse, check, rank, fit."""

from collections.abc import Sequence

from captioner.engine.types import Item, ModelNames, Outcome


class Engine:
    """The opened models. Used by one thread at a time; the same thread for its whole life."""

    models: ModelNames

    def run(self, items: Sequence[Item]) -> list[Outcome]:
        """One outcome for each item, in order; a bad item never fails its neighbours."""
        raise NotImplementedError

    def warm(self) -> None:
        """Run one small batch, so the first photo does not pay for what is made on first use."""

    def close(self) -> None:
        """Let go of the models and their memory."""
