"""Photos get their sentence once, each its own, however often the work is stopped."""

import pytest

from feedback.datasets.etl_describe import AT_ONCE, described
from tests.feedback.datasets import makers

COUNT = AT_ONCE + 5


def _rows(folder):
    return [
        (makers.record(number, folder, split=""), makers.photo(number)) for number in range(COUNT)
    ]


def _mean(image) -> str:
    """A sentence that only this photo has."""
    return f"a photo of {image.resize((1, 1)).getpixel((0, 0))}"


class Model:
    """Counts its photos; tires after `most` of them."""

    def __init__(self, most: int = 999) -> None:
        self.seen, self.most = 0, most

    def describe(self, photos):
        if self.seen + len(photos) > self.most:
            raise KeyboardInterrupt
        self.seen += len(photos)
        return [_mean(photo) for photo in photos]


def test_each_row_has_the_sentence_of_its_own_photo(tmp_path):
    rows = _rows(tmp_path / "photos")
    found = list(described(rows, Model().describe, kept=tmp_path / "said"))
    assert [row.id for row, _ in found] == [row.id for row, _ in rows]
    assert len({row.description for row, _ in found}) == COUNT
    again = dict(described(rows[3:4], Model().describe, kept=tmp_path / "other"))
    assert [row.description for row in again] == [found[3][0].description]


def test_after_a_stop_only_what_is_missing_is_described(tmp_path):
    rows = _rows(tmp_path / "photos")
    with pytest.raises(KeyboardInterrupt):
        list(described(rows, Model(most=AT_ONCE).describe, kept=tmp_path / "said"))
    later = Model()
    assert len(list(described(rows, later.describe, kept=tmp_path / "said"))) == COUNT
    assert later.seen == COUNT - AT_ONCE
