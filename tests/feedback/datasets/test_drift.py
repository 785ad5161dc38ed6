"""What has moved between two versions is named; what chance alone gives is not."""

import math
import random

import pytest

from feedback.datasets import drift
from feedback.datasets.perceptual import Look, Print
from feedback.datasets.records import Record

WORDS = ["the", "tide", "was", "low", "and", "we", "walked", "far", "out", "over", "wet", "sand"]


def _rows(seed: int, count: int, *, words=WORDS, tags=("Dog", "Sea"), end="") -> list[Record]:
    draw = random.Random(seed)
    return [
        Record(
            id=f"row:{n}",
            sha256="ab" * 32,
            caption=" ".join(draw.choices(words, k=draw.randint(4, 20))) + end,
            tags=tuple(draw.sample(tags, k=draw.randint(1, len(tags)))),
        )
        for n in range(count)
    ]


def _looks(seed: int, count: int, *, brighter: float = 0.0) -> dict[str, Look]:
    draw = random.Random(seed)
    return {
        str(n): Look(
            Print(n, bytes(48)), draw.uniform(0.2, 0.6) + brighter, 0.2, draw.random(), 1.5
        )
        for n in range(count)
    }


def _report(before, now, looks=None):
    looks = looks or (_looks(1, 200), _looks(2, 200))
    return drift.report(drift.statistics(before, looks[0]), drift.statistics(now, looks[1]))


@pytest.mark.parametrize("count", [2, 20, 200, 1000])
def test_two_samples_of_one_house_are_stable(count):
    found = _report(_rows(1, count), _rows(2, count), (_looks(1, count), _looks(2, count)))
    assert drift.moved(found) == []
    assert len(found) == 8


MOVES = {
    "caption_characters": {"words": [word * 4 for word in WORDS]},
    "tags": {"tags": ("Cat", "Sofa")},
    "words": {"end": " ☕"},
}


@pytest.mark.parametrize(("name", "change"), MOVES.items(), ids=MOVES)
def test_a_move_is_named(name, change):
    found = _report(_rows(1, 300), _rows(2, 300, **change))
    assert name in drift.moved(found)


def test_a_house_that_goes_lower_case_has_moved():
    capital = [word.capitalize() for word in WORDS]
    found = _report(_rows(1, 300, words=capital), _rows(2, 300))
    assert drift.moved(found) == ["words"]
    assert found["words"]["level"] == "large"
    assert set(found["words"]["new"]) <= set(WORDS)


def test_brighter_photos_have_moved():
    looks = (_looks(1, 300), _looks(2, 300, brighter=0.3))
    assert drift.moved(_report(_rows(1, 300), _rows(2, 300), looks)) == ["photo_brightness"]


def test_the_index_is_the_textbooks():
    """The formula by hand, the half counts left aside where they weigh nothing."""
    p, q = (0.5, 0.3, 0.2), (0.4, 0.4, 0.2)
    by_hand = sum((a - b) * math.log(a / b) for a, b in zip(p, q, strict=True))
    many = 10_000_000
    before, now = ({str(n): int(share * many) for n, share in enumerate(of)} for of in (p, q))
    assert drift.psi(before, now)[0] == pytest.approx(by_hand, rel=1e-4)


def test_chance_is_what_a_hundredth_of_samples_exceeds():
    draw = random.Random(3)
    over = 0
    for _ in range(400):
        before, now = (
            {str(bin): sum(draw.random() < 0.1 for _ in range(100)) for bin in range(10)}
            for _ in range(2)
        )
        value, chance = drift.psi(before, now)
        over += value > chance
    assert over <= 16


def test_a_version_without_rows_has_moved_nowhere():
    assert drift.moved(_report([], _rows(1, 50), ({}, _looks(1, 5)))) == []
