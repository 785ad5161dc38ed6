"""Small corpora of captions, and the indexes made of them."""

from datetime import UTC, datetime

from captioner.writing import tag_census
from captioner.writing.tag_corpus import Caption
from captioner.writing.tag_index import Index

BUILT_AT = datetime(2026, 11, 20, 8, 30, tzinfo=UTC)


def captions(**tags):
    """Captions no two of which are alike: `captions(dog_beach=7)` is seven with both tags."""
    made = []
    for names, count in tags.items():
        hashtags = " ".join("#" + name for name in names.split("_"))
        start = len(made)
        made += [Caption(f"Day {day} of {names} {hashtags}") for day in range(start, start + count)]
    return made


def build(made, path, **changed):
    asked = {"name": "walks", "built_at": BUILT_AT}
    return tag_census.build(made, path, **(asked | changed))


def index(made, path):
    build(made, path)
    return Index(path)
