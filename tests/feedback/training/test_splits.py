"""Which rows a role learns from, and what is refused before anything is trained."""

import pytest

from feedback.datasets.records import Record
from feedback.training import config, splits
from feedback.training.errors import SplitOverlap, TooSmall

FEW = {"min_train": 1, "min_eval": 0, "min_test": 1}


def row(number: int, **fields) -> Record:
    given = {
        "id": f"feedback:{number}",
        "sha256": f"{number:064x}",
        "caption": f"caption {number}",
        "description": "a dog runs",
        "references": ("a pup runs",),
        "owner": f"{number:04x}",
        "split": "train",
    }
    return Record(**given | fields)


def chosen(rows: list[Record], given) -> splits.Splits:
    """Of the rows and one more to test by, without which there is no run."""
    return splits.chosen([*rows, row(900, split="test")], given)


def settings(*, role="writer", dataset=None, **training):
    return config.parse({"role": role, "dataset": dataset or {}, "training": FEW | training})


def test_every_row_stands_in_its_split():
    rows = [row(1), row(2, split="dev"), row(3, split="test"), row(4)]

    found = splits.chosen(rows, settings())

    assert found.train == (rows[0], rows[3])
    assert found.dev == (rows[1],)
    assert found.test == (rows[2],)
    assert found.left_out == {}


@pytest.mark.parametrize(
    ("role", "fields", "reason"),
    [
        ("writer", {"description": ""}, splits.NO_DESCRIPTION),
        ("vlm", {"description": ""}, ""),
        ("describer", {"references": (), "thumbs": "up"}, splits.UNMENDED),
        ("describer", {"description": "", "thumbs": "down"}, ""),
        ("describer", {"references": (), "source": "etl:city"}, ""),
        ("writer", {"thumbs": "down"}, splits.DISLIKED),
        ("writer", {"thumbs": "down", "edited": True}, ""),
        ("writer", {"thumbs": "up"}, ""),
    ],
)
def test_a_row_that_a_role_cannot_use_is_left_out_with_the_reason(role, fields, reason):
    found = chosen([row(1), row(2, **fields)], settings(role=role))

    assert len(found.train) == (1 if reason else 2)
    assert found.left_out == ({reason: 1} if reason else {})


@pytest.mark.parametrize(
    ("training", "says"),
    [
        ({"min_train": 3}, "train has 2 rows, and training.min_train is 3"),
        ({"min_eval": 1}, "dev has 0 rows, and training.min_eval is 1"),
        ({"min_test": 2}, "test has 1 rows, and training.min_test is 2"),
    ],
)
def test_too_few_rows_are_refused_with_the_figures(training, says):
    rows = [row(1), row(2), row(3, split="test")]

    with pytest.raises(TooSmall) as refused:
        splits.chosen(rows, settings(**training))

    assert refused.value.detail == says


def test_rows_that_were_left_out_are_told_where_too_few_remain():
    rows = [row(1), row(2, description="")]

    with pytest.raises(TooSmall, match=r"1 rows \(2 with those left out: no desc"):
        chosen(rows, settings(min_train=2))


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"sha256": f"{1:064x}"}, "the photo 000000000000"),
        ({"owner": "0001"}, "the owner 0001"),
    ],
)
@pytest.mark.parametrize("split", ["dev", "test"])
def test_a_photo_or_an_owner_in_two_splits_is_refused_by_the_rows(split, fields, says):
    rows = [row(1), row(2, split=split, **fields)]

    with pytest.raises(SplitOverlap) as refused:
        splits.chosen(rows, settings())

    assert refused.value.detail.startswith(says)
    assert "feedback:1" in refused.value.detail
    assert "feedback:2" in refused.value.detail


def test_a_row_that_is_left_out_still_counts_as_an_overlap():
    rows = [row(1), row(2), row(3, split="test", description="", owner="0001")]

    with pytest.raises(SplitOverlap):
        splits.chosen(rows, settings())


def test_unknown_owners_are_not_one_owner():
    rows = [row(1, owner=""), row(2, owner="", split="test")]

    assert len(splits.chosen(rows, settings()).test) == 1


def test_by_count_the_same_rows_are_taken_whatever_else_there_is():
    rows = [row(number) for number in range(20)]
    some = settings(dataset={"split_mode": "count", "train_count": 5})

    first = chosen(rows, some).train
    again = chosen([*reversed(rows)], some).train

    assert len(first) == 5
    assert set(first) == set(again)
    assert first != tuple(rows[:5])


def test_counts_are_read_in_the_count_mode_alone():
    found = chosen([row(1), row(2)], settings(dataset={"train_count": 1}))

    assert len(found.train) == 2
