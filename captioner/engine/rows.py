"""What passes between the pipeline and a writer: a `Row` in, an `Answer` out, batch by batch."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from PIL import Image

from captioner.errors import CaptionError
from captioner.writing.brief import Brief
from captioner.writing.voice import Voice


@dataclass(frozen=True, slots=True)
class Row:
    """One caption to write: one variant of one item, on one attempt.

    Args:
        description: the describer's sentence; empty where the writer sees the photo.
        seed: for this row's draws alone, see `row_seed`.
        voice: whose captions these are to be; None asks for none.
    """

    photo: Image.Image
    brief: Brief
    description: str
    seed: int
    voice: Voice | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What the model wrote, special tokens gone, and how many tokens it took."""

    text: str
    tokens: int


class Writer(Protocol):
    """A language model behind the pipeline, in this process or on a server.

    `weights_bytes` is the memory its weights take in this process; `at_once` is how many rows it
    takes in one call, None for any number.
    """

    sees_photo: bool
    at_once: int | None
    weights_bytes: int

    def write(self, rows: Sequence[Row]) -> Sequence[Answer | CaptionError]:
        """One answer, or the reason there is none, for each row in order."""

    def close(self) -> None:
        """Let go of memory and connections."""


def row_seed(seed: int, *, variant: int, attempt: int) -> int:
    """A seed below 2**31 that differs for each variant and attempt of a brief's seed."""
    digest = hashlib.sha256(f"{seed}/{variant}/{attempt}".encode()).digest()
    return int.from_bytes(digest[:4], "big") >> 1
