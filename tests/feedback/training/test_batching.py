"""The order of examples: every one, in like lengths, the same for any number of processes."""

from hypothesis import given
from hypothesis import strategies as st

from feedback.training.batching import batches, part, steps_of

SIZES = st.lists(st.integers(1, 60), min_size=1, max_size=80)


@given(SIZES, st.integers(1, 9), st.integers(0, 3))
def test_an_epoch_has_every_example_once(sizes, size, epoch):
    found = batches(sizes, size=size, seed=1, epoch=epoch)

    assert sorted(number for batch in found for number in batch) == list(range(len(sizes)))
    assert max(map(len, found)) <= size


@given(SIZES, st.integers(1, 9), st.integers(1, 5))
def test_processes_share_a_batch_without_a_gap(sizes, size, processes):
    for batch in batches(sizes, size=size, seed=1, epoch=0):
        parts = [part(batch, process=at, processes=processes) for at in range(processes)]
        assert sorted(number for each in parts for number in each) == sorted(batch)
        assert max(map(len, parts)) - min(map(len, parts)) <= 1


def test_like_lengths_go_together():
    sizes = [10, 50] * 16

    for batch in batches(sizes, size=8, seed=3, epoch=0):
        assert len({sizes[number] for number in batch}) == 1


def test_each_epoch_has_its_own_order_and_the_same_again():
    sizes = [5] * 30
    first, second = (batches(sizes, size=4, seed=3, epoch=epoch) for epoch in (0, 1))

    assert first != second
    assert first == batches(sizes, size=4, seed=3, epoch=0)
    assert first != batches(sizes, size=4, seed=4, epoch=0)


def test_the_last_step_takes_what_is_left():
    assert [steps_of(count, accumulated=4) for count in (1, 4, 5, 8)] == [1, 1, 2, 2]
