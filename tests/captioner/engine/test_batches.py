import pytest

from captioner.engine import batches
from captioner.engine.batches import in_parts
from captioner.errors import CaptionError, EngineFailed


def doubled(numbers):
    if 13 in numbers:
        raise ZeroDivisionError("thirteen")
    return [2 * number for number in numbers]


def test_the_results_are_in_the_members_order():
    assert in_parts(doubled, list(range(10)), size=4) == [2 * n for n in range(10)]


def test_no_call_gets_more_than_the_size():
    sizes = []
    in_parts(lambda part: sizes.append(len(part)) or doubled(part), list(range(10)), size=4)
    assert sizes == [4, 4, 2]


def test_nothing_is_called_for_nothing():
    assert in_parts(doubled, [], size=4) == []


@pytest.mark.parametrize("place", range(8))
def test_only_the_bad_member_fails(place):
    members = [1] * 8
    members[place] = 13
    results = in_parts(doubled, members, size=8)
    assert isinstance(results[place], EngineFailed)
    assert results[place].detail == "a step raised ZeroDivisionError"
    assert results[:place] + results[place + 1 :] == [2] * 7


def test_the_traceback_is_logged(caplog):
    in_parts(doubled, [13], size=1)
    assert "thirteen" in caplog.text
    assert "Traceback" in caplog.text


def test_a_batch_that_is_too_large_for_memory_is_halved_until_it_fits():
    sizes = []

    def small(part):
        sizes.append(len(part))
        if len(part) > 2:
            raise MemoryError
        return list(part)

    assert in_parts(small, list(range(8)), size=8) == list(range(8))
    assert max(size for size in sizes if size <= 2) == 2


def test_the_failed_calls_memory_is_free_before_the_halves_run(monkeypatch):
    # pytest keeps every log record, and a record keeps the traceback it shows.
    monkeypatch.setattr(batches.log, "disabled", True)

    class Tensor:
        alive = 0

        def __init__(self):
            Tensor.alive += 1

        def __del__(self):
            Tensor.alive -= 1

    seen = []

    def call(part):
        seen.append(Tensor.alive)
        tensor = Tensor()
        if len(part) > 1:
            raise MemoryError
        del tensor
        return list(part)

    in_parts(call, [1, 2], size=2)
    assert seen == [0, 0, 0]


def test_an_error_of_the_family_keeps_its_code():
    def call(part):
        raise CaptionError("no")

    [result] = in_parts(call, [1], size=1)
    assert (result.code, result.detail) == ("failed", "no")
