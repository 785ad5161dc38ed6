"""Archives in InstaCities1M's layout, made for tests, with a few tiny photos."""

import zipfile
from pathlib import Path

from tests.feedback.datasets import makers

CAPTIONS, PHOTOS = "captions_resized_1M/cities_instagram", "img_resized_1M/cities_instagram"
SAID = (
    "Sunrise over the bridge with good old friends",
    "The best bagel of my whole week",
    "Walking home in the first real snow",
    "Our dog found every puddle in the park",
    "Quiet reading hour by the window",
    "A long ferry ride and a short nap",
    "He taught me to skate this morning",
    "Grandma's recipe still wins every time",
    "We painted the whole kitchen yellow",
    "The game went late and nobody minded",
    "Two trains and a taxi later we made it",
    "Flowers from the market make any day",
)


def files(count: int = len(SAID), *, top: str = "InstaCities1M/") -> dict[str, bytes]:
    """Good pairs of the three cities, by path, the captions with tags at their end."""
    made = {}
    for number in range(count):
        city = ("newyork", "chicago", "sanfrancisco")[number % 3]
        words = SAID[number % len(SAID)] + (f" {number}" if number >= len(SAID) else "")
        made |= pair(city, str(1000 + number), f"{words} #dog #PuppyLove", photo=number, top=top)
    return made


def pair(
    city: str, stem: str, caption: str | bytes, *, photo: int | bytes, top: str = "InstaCities1M/"
) -> dict[str, bytes]:
    """A caption and its photo, by path."""
    data = makers.photo(photo) if isinstance(photo, int) else photo
    text = caption if isinstance(caption, bytes) else caption.encode()
    return {f"{top}{CAPTIONS}/{city}/{stem}.txt": text, f"{top}{PHOTOS}/{city}/{stem}.jpg": data}


def put(folder: Path, found: dict[str, bytes]) -> Path:
    """The files as an unpacked archive."""
    for name, data in found.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


def zipped(path: Path, found: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in found.items():
            archive.writestr(name, data)
    return path
