"""T10: captions a second over LitServe's batching of the same engine, 32 callers at once."""

from bench.compared import compared
from bench.targets import Measured

CONCURRENCY = 32


def measure() -> Measured:
    return compared("litserve_batches", concurrency=CONCURRENCY)
