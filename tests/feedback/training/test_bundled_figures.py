"""Figures, their bounds, and how they are told."""

import json

import pytest

from feedback.training.bundled.figures import Figure, missed, plain, table


def figure(value, **options):
    return Figure(group="writer", name="captions", value=value, **options)


@pytest.mark.parametrize(
    ("value", "bound", "holds"),
    [
        (0.85, {"at_least": 0.85}, True),
        (0.8499, {"at_least": 0.85}, False),
        (0.15, {"at_most": 0.15}, True),
        (0.1501, {"at_most": 0.15}, False),
        (0.0, {"at_most": 0.0}, True),
        (0.5, {}, None),
        (0.5, {"aim": 0.9}, None),
    ],
)
def test_a_bound_may_be_touched_and_not_passed(value, bound, holds):
    assert figure(value, **bound).holds is holds
    assert missed([figure(value, **bound)]) == ([figure(value, **bound)] if holds is False else [])


@pytest.mark.parametrize(
    ("told", "line"),
    [
        (figure(0.1234, unit="share", at_most=0.05), "captions 12.3% ≤ 5.0% MISS"),
        (figure(0.2851, at_least=0.25, aim=0.42), "captions 0.285 ≥ 0.250 holds aim 0.420"),
        (figure(149.6, unit="ms", at_most=150, remark="now"), "captions 150 ms ≤ 150 ms holds now"),
        (figure(7.7446, unit="MB"), "captions 7.74 MB"),
    ],
)
def test_a_line_tells_value_bound_and_whether_it_holds(told, line):
    assert table([told]).split() == ["writer", *line.split()]


def test_figures_of_one_group_stand_under_its_name():
    other = Figure(group="describer", name="CIDEr", value=0.3)
    lines = table([figure(1.0), figure(2.0), other]).splitlines()
    assert [line for line in lines if line and not line.startswith(" ")] == ["writer", "describer"]


def test_json_holds_the_bound_and_the_verdict():
    [row] = json.loads(json.dumps(plain([figure(0.9, unit="share", at_least=0.95)])))
    assert row["holds"] is False
    assert (row["group"], row["name"], row["value"]) == ("writer", "captions", 0.9)
    assert (row["at_least"], row["at_most"], row["unit"]) == (0.95, None, "share")
