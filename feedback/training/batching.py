"""In which order examples are learned: batches of like lengths, the same ones for the same seed.

A batch is of all processes together, and each takes its own part of it: so two processes with half
the batch learn just what one learns with the whole.
"""

import random
from collections.abc import Sequence


def batches(sizes: Sequence[int], *, size: int, seed: int, epoch: int) -> list[list[int]]:
    """An epoch's batches, each a list of examples' numbers; every example is in one.

    Args:
        sizes: how long each example is; like lengths go together, for what is padded is computed.
        size: of a batch; one may be smaller, so that nothing is left out.
    """
    draw = random.Random(f"{seed}/{epoch}")
    numbers = list(range(len(sizes)))
    draw.shuffle(numbers)
    numbers.sort(key=sizes.__getitem__)  # stable: equals stay shuffled
    starts = list(range(0, len(numbers), size))
    draw.shuffle(starts)
    return [numbers[start : start + size] for start in starts]


def part(batch: Sequence[int], *, process: int, processes: int) -> list[int]:
    """What one process takes of a batch; parts differ by one example at most."""
    return list(batch[process::processes])


def steps_of(batch_count: int, *, accumulated: int) -> int:
    """How many steps an epoch has, of `accumulated` batches each; the last may have fewer."""
    return -(-batch_count // accumulated)
