"""Intervals that hold what they promise, and never see a difference where there is none."""

import math

import numpy as np
import pytest
import scipy.stats
from hypothesis import given
from hypothesis import strategies as st

from feedback.training.bootstrap import interval
from feedback.training.scores import bleu, bleu_counts, bleu_of

VALUES = st.lists(st.floats(0, 1), min_size=1, max_size=40)


def noise(*, rows: int, shift: float, seed: int) -> tuple[list[float], list[float]]:
    """Rows that differ more from each other than the two models do."""
    draws = np.random.default_rng(seed)
    champion = draws.normal(0.5, 0.3, rows)
    return champion.tolist(), (champion + draws.normal(shift, 0.05, rows)).tolist()


@given(VALUES)
def test_a_model_does_not_differ_from_itself(values):
    assert interval(values, values) == (0.0, 0.0, 0.0)


@given(VALUES, st.floats(-1, 1))
def test_a_shift_of_every_row_is_found_exactly(values, shift):
    found = interval(values, [value + shift for value in values])
    assert list(found) == pytest.approx([shift] * 3, abs=1e-9)


def test_the_same_seed_gives_the_same_interval_and_another_one_nearly_the_same():
    champion, candidate = noise(rows=80, shift=0.02, seed=1)
    first, again, other = (interval(champion, candidate, seed=seed) for seed in (3, 3, 4))
    assert first == again
    assert first != other
    assert list(first) == pytest.approx(list(other), abs=0.002)


def test_pairing_finds_a_gain_that_the_rows_own_differences_would_hide():
    champion, candidate = noise(rows=100, shift=0.03, seed=2)
    assert interval(champion, candidate).low > 0
    assert interval(champion, candidate[50:] + candidate[:50]).low < 0


def test_it_agrees_with_scipy():
    champion, candidate = noise(rows=60, shift=0.01, seed=5)
    differences = np.subtract(candidate, champion)
    theirs = scipy.stats.bootstrap(
        (differences,), np.mean, method="percentile", n_resamples=5000, rng=0
    ).confidence_interval
    ours = interval(champion, candidate, resamples=5000)
    assert [ours.low, ours.high] == pytest.approx([theirs.low, theirs.high], abs=7e-4)
    assert ours.mean == pytest.approx(differences.mean())


def test_nineteen_of_twenty_intervals_hold_the_true_difference():
    held = 0
    for seed in range(200):
        found = interval(*noise(rows=60, shift=0.02, seed=seed), seed=seed, resamples=500)
        held += found.low <= 0.02 <= found.high
    assert 0.90 <= held / 200 <= 0.98


def test_a_score_of_the_whole_set_is_computed_anew_for_each_draw():
    references = [["a dog runs on the wet sand"], ["two kids play on the grass"], ["a man climbs"]]
    worse = ["a cat sits on a mat", "two kids play on the beach", "a woman climbs a wall"]
    better = ["a dog runs on the sand", "two kids play on the grass", "a man climbs"]
    sides = [
        [bleu_counts(text, refs) for text, refs in zip(side, references, strict=True)]
        for side in (worse, better)
    ]
    found = interval(*sides, of=lambda sums: bleu_of(sums)[0])
    assert found.mean == pytest.approx(bleu(better, references)[0] - bleu(worse, references)[0])
    assert found.low <= found.mean <= found.high


@pytest.mark.parametrize("bad", [math.nan, math.inf])
def test_a_value_that_is_no_number_leaves_no_interval(bad):
    assert all(math.isnan(end) for end in interval([0.1, 0.2], [0.1, bad]))


@pytest.mark.parametrize("sides", [([], []), ([1.0], [1.0, 2.0])], ids=["no rows", "no pairs"])
def test_rows_that_do_not_pair_up_are_an_error(sides):
    with pytest.raises(ValueError, match="rows of the champion"):
        interval(*sides)
