"""Tiny checkpoints on disk, and photos that differ."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from captioner.engine.types import Placement
from tests import checkpoints

CPU = Placement("cpu", "float32", "a test")


@pytest.fixture(scope="session")
def checkpoint(tmp_path_factory) -> Callable[..., Path]:
    """`checkpoint("blip")`: the folder of a tiny checkpoint, made once."""
    made: dict[str, Path] = {}

    def folder(kind: str) -> Path:
        if kind not in made:
            made[kind] = getattr(checkpoints, kind)(tmp_path_factory.mktemp("models") / kind)
        return made[kind]

    return folder


@pytest.fixture(scope="session")
def photos() -> list[Image.Image]:
    """Three photos of different content and shape."""
    draw = np.random.default_rng(0)
    shapes = [(48, 64), (90, 60), (40, 140)]
    return [
        Image.fromarray(draw.integers(0, 256, (height, width, 3), dtype="uint8"))
        for height, width in shapes
    ]
