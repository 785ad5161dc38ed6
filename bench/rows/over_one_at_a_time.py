"""T2: captions a second by HTTP over those of the predecessor's design, 16 callers at once."""

from bench.compared import compared
from bench.targets import Measured

CONCURRENCY = 16


def measure() -> Measured:
    return compared("one_at_a_time", concurrency=CONCURRENCY)
