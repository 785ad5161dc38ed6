"""A deterministic engine for scheduling tests, where the words do not matter."""

import threading

from captioner.engine.types import Item, ModelNames, Outcome
from captioner.errors import CaptionError
from captioner.writing.brief import Hashtag, Post

NAMES = ModelNames("double/describer", "double/writer", None, "test")


class EngineDouble:
    """Answers every item with its note; fails or waits where a test says so."""

    models = NAMES
    photo_side = 0
    side_by_side = False
    adapters = {}  # nothing here wears one

    def __init__(self) -> None:
        self.batches: list[int] = []
        self.fail_with: CaptionError | None = None
        self.go = threading.Event()
        self.go.set()
        self.busy = threading.Event()

    def warm(self) -> None:
        pass

    def close(self) -> None:
        pass

    def describe(self, items: list[Item]) -> list[Item]:
        return items

    def write(self, work: list[Item]) -> list[Outcome]:
        self.batches.append(len(work))
        self.busy.set()
        assert self.go.wait(30)
        return [self._one(item) for item in work]

    def _one(self, item: Item) -> Outcome:
        if self.fail_with:
            return Outcome(models=NAMES, error=self.fail_with)
        tags = tuple(Hashtag(f"#Tag{n}", "niche", n < 5) for n in range(6))
        return Outcome(
            models=NAMES,
            description="a dog on a beach",
            alt_text="A dog on a beach.",
            posts=tuple(
                Post(f"{item.brief.note or 'words'} {n}", tags) for n in range(item.brief.variants)
            ),
            describe_ms=3,
            write_ms=4,
            output_tokens=12,
        )
