"""No photo, near-duplicate or owner stands in two splits, and what is held out stays so."""

import hashlib
import random
from collections import Counter, defaultdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedback.datasets import splits
from feedback.datasets.perceptual import Print
from feedback.datasets.records import SPLITS, Record
from feedback.datasets.splits import assign


def _sha256(picture: int, copy: int = 0) -> str:
    return hashlib.sha256(b"%d/%d" % (picture, copy)).hexdigest()


def _row(number: int, *, picture: int | None = None, copy: int = 0, owner: int = 0, **fields):
    picture = number if picture is None else picture
    owner_name = f"{owner:04x}" if owner else ""
    return Record(
        id=f"row:{number}", sha256=_sha256(picture, copy), caption="x", owner=owner_name, **fields
    )


def _print(picture: int, copy: int = 0) -> Print:
    """Copies of a picture differ in a bit each; pictures in about 64."""
    draw = random.Random(picture)
    return Print(draw.getrandbits(128) ^ (1 << copy), bytes(draw.randbytes(48)))


def _prints(*pictures: tuple[int, int]) -> dict[str, Print]:
    return {_sha256(*of): _print(*of) for of in pictures}


def _apart(count: int, **fields) -> tuple[list[Record], dict[str, Print]]:
    """Rows that share nothing."""
    rows = [_row(n, owner=n + 1, **fields) for n in range(count)]
    return rows, _prints(*((n, 0) for n in range(count)))


def _counts(found: splits.Assignment) -> Counter:
    return Counter(found.splits.values())


@pytest.mark.parametrize("count", [10, 37, 100, 1000])
def test_a_tenth_each_is_held_out(count):
    found = _counts(assign(*_apart(count), earlier={}))
    assert found.total() == count
    for split in ("dev", "test"):
        assert round(count * 0.1) <= found[split] <= max(round(count * 0.1) * 1.5, 1)


@pytest.mark.parametrize(
    ("count", "expected"),
    [(0, {}), (1, {"train": 1}), (2, {"train": 1, "test": 1}), (3, dict.fromkeys(SPLITS, 1))],
)
def test_the_smallest_sets_are_tested_before_they_are_tuned(count, expected):
    for shift in range(200):  # wherever their hashes fall
        rows = [_row(n, owner=shift * 10 + n + 1) for n in range(count)]
        found = assign(rows, _prints(*((n, 0) for n in range(count))), earlier={})
        assert _counts(found) == expected


def test_a_split_that_stays_empty_is_said_to_be():
    notes = assign(*_apart(2), earlier={}).notes
    assert notes == ("dev is empty: there are too few owners and pictures to keep it apart",)


def test_one_owner_alone_is_learned_from_and_judged_by_nothing():
    rows = [_row(n, owner=7) for n in range(30)]
    found = assign(rows, _prints(*((n, 0) for n in range(30))), earlier={})
    assert _counts(found) == {"train": 30}
    assert len(found.notes) == 2


def test_an_owner_of_half_of_all_is_learned_from():
    for big in range(1, 40):  # wherever her hash falls
        rows = [_row(n, owner=big) for n in range(50)]
        rows += [_row(50 + n, owner=1000 + n) for n in range(50)]
        found = assign(rows, _prints(*((n, 0) for n in range(100))), earlier={})
        assert {found.splits[row.id] for row in rows[:50]} == {"train"}


def test_the_order_they_come_in_changes_nothing():
    rows, prints = _apart(200)
    shuffled = rows.copy()
    random.Random(1).shuffle(shuffled)
    one, two = assign(rows, prints, earlier={}), assign(shuffled, prints, earlier={})
    assert one.splits == two.splits


def test_near_duplicates_go_together():
    rows = [_row(n, picture=n // 4, copy=n % 4) for n in range(400)]
    prints = _prints(*((n // 4, n % 4) for n in range(400)))
    found = assign(rows, prints, earlier={})
    for at in range(0, 400, 4):
        assert len({found.splits[row.id] for row in rows[at : at + 4]}) == 1
    assert set(_counts(found)) == set(SPLITS)


def test_a_photo_that_many_try_binds_no_owners_together():
    rows = [_row(n, owner=n + 1) for n in range(100)]
    rows += [_row(100 + n, picture=5000, copy=n % 3, owner=n + 1) for n in range(100)]
    prints = _prints(*((n, 0) for n in range(100)), *((5000, n) for n in range(3)))
    found = assign(rows, prints, earlier={})
    assert Counter(found.excluded.values()) == {splits.OF_ANOTHER_OWNER: 99}
    assert all(_counts(found)[split] >= 9 for split in SPLITS)


def test_what_was_held_out_stays_so_and_what_was_learned_is_no_test():
    rows, prints = _apart(400)
    first = assign(rows[:100], prints, earlier={})
    second = assign(rows, prints, earlier=first.splits)
    assert first.splits.items() <= second.splits.items()
    assert all(40 <= _counts(second)[split] <= 60 for split in ("dev", "test"))


def test_new_rows_follow_their_owner_and_their_picture():
    earlier = {"row:1": "test", "row:2": "train"}
    rows = [
        _row(1, owner=1),
        _row(2),
        _row(3, owner=1),
        _row(4, picture=3, copy=1),
        _row(5, picture=2, copy=2, owner=5),
        _row(6, owner=5),
    ]
    prints = _prints((1, 0), (2, 0), (3, 0), (3, 1), (2, 2), (6, 0))
    found = assign(rows, prints, earlier=earlier)
    expected = {1: "test", 2: "train", 3: "test", 4: "test", 5: "train", 6: "train"}
    assert found.splits == {f"row:{n}": split for n, split in expected.items()}


def test_a_row_that_would_bind_two_splits_is_left_out():
    """Its owner was learned from, its picture is a test."""
    rows = [_row(1, owner=1), _row(2), _row(3, picture=2, copy=1, owner=1)]
    found = assign(
        rows, _prints((1, 0), (2, 0), (2, 1)), earlier={"row:1": "train", "row:2": "test"}
    )
    assert found.splits == {"row:1": "train", "row:2": "test"}
    assert found.excluded == {"row:3": splits.IN_ANOTHER_SPLIT}


def test_of_what_stood_in_two_splits_the_held_out_half_stays():
    """As where two archives come together that were split apart."""
    rows = [_row(1, copy=0), _row(2, picture=1, copy=1)]
    found = assign(rows, _prints((1, 0), (1, 1)), earlier={"row:1": "train", "row:2": "test"})
    assert found.splits == {"row:2": "test"}


@st.composite
def _tables(draw):
    count = draw(st.integers(1, 40))
    of = st.tuples(st.integers(0, 20), st.integers(0, 3), st.integers(0, 8))
    drawn = draw(st.lists(of, min_size=count, max_size=count))
    rows = [_row(n, picture=p, copy=c, owner=o) for n, (p, c, o) in enumerate(drawn)]
    met = draw(st.dictionaries(st.sampled_from([row.id for row in rows]), st.sampled_from(SPLITS)))
    return rows, _prints(*((p, c) for p, c, _ in drawn)), met


@settings(max_examples=40, deadline=None)
@given(_tables())
def test_whatever_comes_nothing_stands_in_two_splits(table):
    rows, prints, met = table
    found = assign(rows, prints, earlier=met)
    assert found.splits.keys() | found.excluded.keys() == {row.id for row in rows}
    assert not found.splits.keys() & found.excluded.keys()
    homes = defaultdict(set)
    for row in rows:
        if split := found.splits.get(row.id):
            assert split == met.get(row.id, split)
            homes[row.owner or row.id].add(split)
            picture = next(p for p in range(21) if row.sha256 in {_sha256(p, c) for c in range(4)})
            homes[picture].add(split)
    assert all(len(found) == 1 for found in homes.values())
