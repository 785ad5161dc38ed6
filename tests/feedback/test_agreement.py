"""How far reviewers agree, against figures worked out by hand."""

import pytest

from feedback.agreement import Opinion, cohens_kappa, figures

# Two raters of 50: 0.7 the same, 0.5 * 0.6 + 0.5 * 0.4 = 0.5 by chance.
PROPOSALS = [("y", "y")] * 20 + [("y", "n")] * 5 + [("n", "y")] * 10 + [("n", "n")] * 15
# Three grades of 200: 0.29 the same, 0.5 * 0.4 + 0.3 * 0.3 + 0.2 * 0.3 = 0.35 by chance.
GRADES = [
    pair
    for pair, count in {
        ("a", "a"): 50, ("a", "b"): 26, ("a", "c"): 24,
        ("b", "a"): 24, ("b", "b"): 4, ("b", "c"): 32,
        ("c", "a"): 6, ("c", "b"): 30, ("c", "c"): 4,
    }.items()
    for _ in range(count)
]  # fmt: skip


@pytest.mark.parametrize(
    ("pairs", "kappa"),
    [
        (PROPOSALS, 0.4),
        (GRADES, -0.06 / 0.65),
        ([("y", "y"), ("n", "n")], 1),
        ([("y", "n"), ("n", "y")], -1),
        ([("y", "y")] * 9, None),
        ([("y", "n")] * 3, 0),
        ([], None),
    ],
)
def test_cohens_kappa(pairs, kappa):
    found = cohens_kappa(pairs)
    assert found == (kappa if kappa is None else pytest.approx(kappa))


def test_every_figure_says_of_how_many_pairs_it_is():
    one, alike = Opinion("approved", True, ("#Dog", "#sea")), Opinion("approved", True, ("#dog",))
    no = Opinion("rejected", False)
    corrected = Opinion("corrected", True, ("#x",))
    found = figures([(one, alike), (one, corrected), (no, no), (one, no)])
    assert [(f.value if f.value is None else round(f.value, 3), f.n) for f in found] == [
        (0.5, 4),
        (0.273, 4),
        (0.5, 4),
        (0.25, 2),
    ]


def test_of_nothing_there_is_no_figure():
    assert {(figure.value, figure.n) for figure in figures([])} == {(None, 0)}
