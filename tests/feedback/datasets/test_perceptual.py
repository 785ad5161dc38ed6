"""The same picture is known again in another file, and different pictures are told apart."""

from collections.abc import Callable
from io import BytesIO
from itertools import combinations
from pathlib import Path

import pytest
from PIL import Image, ImageEnhance

from feedback.datasets.perceptual import Index, Look, look

SAMPLES = sorted((Path(__file__).parents[3] / "static" / "samples").glob("*.jpg"))


def _looked(image: Image.Image, **options) -> Look:
    file = BytesIO()
    image.save(file, "JPEG", **{"quality": 90} | options)
    return look(file.getvalue())


def _cut(image: Image.Image) -> Image.Image:
    return image.crop((4, 4, image.width - 4, image.height - 4))


SAME: dict[str, Callable[[Image.Image], Look]] = {
    "a smaller file": lambda image: _looked(image, quality=40),
    "half the size": lambda image: _looked(image.resize((image.width // 2, image.height // 2))),
    "brighter": lambda image: _looked(ImageEnhance.Brightness(image).enhance(1.15)),
    "richer": lambda image: _looked(ImageEnhance.Contrast(image).enhance(1.2)),
    "grey": lambda image: _looked(ImageEnhance.Color(image).enhance(0)),
    "cut by a little": lambda image: _looked(_cut(image)),
}


@pytest.mark.parametrize("change", SAME.values(), ids=SAME)
@pytest.mark.parametrize("path", SAMPLES, ids=[path.stem for path in SAMPLES])
def test_a_photo_is_known_again(path: Path, change: Callable[[Image.Image], Look]):
    with Image.open(path) as image:
        assert change(image).print.is_near(_looked(image).print)


def test_different_photos_are_told_apart():
    assert len(SAMPLES) >= 3
    looks = [look(path.read_bytes()) for path in SAMPLES]
    assert not any(one.print.is_near(other.print) for one, other in combinations(looks, 2))


def test_flat_pictures_are_told_apart_by_their_colour():
    teal, plum, also_teal = (
        _looked(Image.new("RGB", (64, 48), colour)) for colour in ("teal", "plum", "#028180")
    )
    assert teal.print.is_near(also_teal.print)
    assert not teal.print.is_near(plum.print)


def test_an_index_names_all_that_show_the_same_picture():
    index = Index()
    for path in SAMPLES:
        with Image.open(path) as image:
            index.add(path.stem, _looked(image).print)
            index.add(f"{path.stem} again", _looked(image).print)
            index.add(f"{path.stem} small", _looked(image, quality=40).print)
    for path in SAMPLES:
        found = list(index.near(look(path.read_bytes()).print))
        assert found == [path.stem, f"{path.stem} again", f"{path.stem} small"]


def test_an_index_grows_past_what_it_was_made_for():
    index = Index()
    prints = [_looked(Image.effect_noise((9, 9), 90 + n % 50)).print for n in range(1100)]
    for number, one in enumerate(prints):
        index.add(number, one)
    assert all(number in index.near(one) for number, one in enumerate(prints))


def test_a_look_says_how_bright_and_how_colourful_a_photo_is():
    white, red = (_looked(Image.new("RGB", (80, 40), colour)) for colour in ("white", "red"))
    assert (white.aspect, round(white.brightness, 2), round(white.saturation, 2)) == (2.0, 1.0, 0.0)
    assert red.saturation > 0.95
    assert white.contrast < 0.01
