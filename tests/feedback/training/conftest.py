"""Tiny models and a few drawings with captions, for the commands that judge and show."""

from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from tests import checkpoints

ANSWER_PLAIN = "caption: the dog has the beach to itself\ntags: dog, beach, walk"
ANSWER = "caption: The dog has the beach to itself.\ntags: dog, beach, walk"


@pytest.fixture(scope="session")
def drawings(tmp_path_factory) -> Path:
    """A folder as DATA names it: `train` and `dev` with ten drawings and two captions each."""
    data = tmp_path_factory.mktemp("drawings")
    for part in ("train", "dev"):
        images = data / part / "images"
        images.mkdir(parents=True)
        lines = []
        for number in range(10):
            image = Image.new("RGB", (48, 48), "white")
            ImageDraw.Draw(image).ellipse((number, 0, 30 + number, 30), fill=(25 * number, 90, 40))
            image.save(images / f"{number}.png")
            lines += [f"{number}.png\tA dog runs on the beach .", f"{number}.png\tOne brown dog"]
        (data / part / "captions.tsv").write_text("\n".join(lines) + "\n", "utf-8")
    return data


@pytest.fixture(scope="session")
def tiny_models(tmp_path_factory) -> list[str]:
    """Options that name a describer of random weights and a writer that knows one answer."""
    folder = tmp_path_factory.mktemp("tiny")
    checkpoints.blip(folder / "describer")
    checkpoints.taught_llama(folder / "writer", ANSWER)
    return [f"--describer={folder / 'describer'}", f"--writer={folder / 'writer'}"]


@pytest.fixture(scope="session")
def taught_models(tmp_path_factory) -> Path:
    """`blip` and `llava` of random weights, and `taught`, a Llama that knows `ANSWER_PLAIN`."""
    folder = tmp_path_factory.mktemp("models")
    checkpoints.blip(folder / "blip")
    checkpoints.taught_llama(folder / "taught", ANSWER_PLAIN)
    checkpoints.llava(folder / "llava")
    return folder
