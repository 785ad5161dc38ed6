"""The comparison with other servers is of equal work, and its figures are what they say.

How fast this machine is, no test asks.
"""

import statistics
from pathlib import Path
from xml.etree import ElementTree

import numpy
import pytest
import torch
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from bench import checkpoints, limits, load, samples, servers
from bench.baselines.eager import open_eager
from bench.baselines.one_at_a_time import app_of
from bench.cpu import MEMORY
from bench.latency import Run, middle, percentile
from bench.plot import lines
from bench.targets import CPU, Measured, as_json, verdict
from captioner.engine import Item, open_engine
from captioner.engine.products import Product

ROWS = Path(__file__).parent.parent / "bench" / "rows"
_SECONDS = st.lists(st.floats(0, 1e6), min_size=1, max_size=200)


@given(_SECONDS, st.integers(0, 100))
def test_a_percentile_is_the_one_that_numpy_finds(values, percent):
    assert percentile(values, percent) == pytest.approx(numpy.percentile(values, percent))


def test_no_answer_has_no_percentile():
    with pytest.raises(ValueError, match="no values"):
        percentile([], 50)


def test_a_run_counts_what_was_answered_in_its_time():
    run = Run.of([0.1] * 98 + [0.2, 0.4], during=20, cores=1.5)
    assert (run.requests, run.rate, run.p50, run.p90, run.cores) == (100, 5.0, 100, 100, 1.5)
    assert 200 < run.p99 < 210


def test_of_several_runs_the_middle_one_is_told_whole():
    runs = [Run.of([rate], during=1 / rate) for rate in (3.0, 9.0, 1.0, 2.0, 30.0)]
    assert middle(runs) is runs[0]
    assert middle(runs[:2]) is runs[0]
    assert middle(runs).rate == statistics.median(run.rate for run in runs)


def test_requests_by_chance_keep_their_pace_and_come_the_same_each_time():
    due = load.arrivals(2000, every=1.2, seed=7)
    assert due == sorted(due) == load.arrivals(2000, every=1.2, seed=7)
    assert due[-1] / len(due) == pytest.approx(1.2, rel=0.1)


def test_the_work_of_a_stage_is_that_of_its_products():
    two = Product(torch.nn.Linear(6, 4, bias=False), torch.nn.Linear(6, 5, bias=False))
    with limits.counted() as work:
        two(torch.zeros(2, 3, 6))
    assert work.operations == 2 * (2 * 3) * 6 * (4 + 5)
    two(torch.zeros(1, 6))
    assert work.operations == 648, "what comes after the block is not counted"


def test_all_that_is_measured_keeps_its_memory_as_our_server_does():
    words = (ROWS.parent.parent / "bin" / "run.sh").read_text().split()
    assert all(f"{name}={value}" in words for name, value in MEMORY.items())


def test_a_histogram_is_read_by_bucket():
    lines = [
        "# TYPE captioner_batch_size histogram",
        'captioner_batch_size_bucket{le="1.0"} 5.0',
        'captioner_batch_size_bucket{le="16.0"} 9.0',
        'captioner_batch_size_bucket{le="+Inf"} 9.0',
        "captioner_batch_size_count 9.0",
    ]
    assert servers.histogram(lines, "captioner_batch_size") == {"1": 5, "16": 4, "+Inf": 0}


@pytest.mark.parametrize(
    ("row", "value", "said"),
    [
        ("T2", 2.99, "MISS"),
        ("T2", 3.0, "must"),
        ("T2", 6.0, "aim"),
        ("T5", 51.0, "MISS"),
        ("T5", 25.0, "aim"),
        ("T6", [2.5, 1.2], "MISS"),
        ("T6", [2.5, 1.3], "must"),
        ("T11", 0.99, "MISS"),
        ("T11", 1.0, "aim"),
        ("T13", [1.0, 2.1], "MISS"),
    ],
)
def test_a_row_keeps_its_bound_with_every_figure(row, value, said):
    assert verdict(CPU[row], Measured(value)) == said


def test_the_rows_are_told_as_programs_read_them():
    assert as_json(CPU["T2"], Measured(4.1)) == {"measured": 4.1, "must": 3, "aim": 6}
    assert as_json(CPU["T6"], Measured([2.0, 1.5]))["must"] == [1.3, 1.3]
    assert list(CPU) == ["T2", "T3", "T5", "T6", "T10", "T11", "T12", "T13"]
    assert all((ROWS / f"{row.module}.py").exists() for row in CPU.values())


def test_the_plot_is_a_picture_of_every_line():
    picture = ElementTree.fromstring(lines({"ours": {1: 2, 8: 9}, "a<b": {1: 1}}, x="n", y="rate"))
    told = [text.text for text in picture.iter("{http://www.w3.org/2000/svg}text")]
    assert {"ours", "a<b", "n", "rate", "1", "8", "9"} <= set(told)


@pytest.fixture(scope="module")
def config(tmp_path_factory):
    """The models that are compared, cut short."""
    models = checkpoints.fixed(tmp_path_factory.mktemp("models"))
    return checkpoints.config(*models)


@pytest.fixture(scope="module")
def eager(config):
    return open_eager(config)


def test_the_baseline_says_the_same_words_of_a_photo_in_as_many_tokens(config, eager):
    """Or a comparison of their times would be void."""
    items = [Item(*pair) for pair in zip(samples.images(3), samples.briefs(3), strict=True)]
    ours, theirs = open_engine(config).run(items), eager.run(items)
    told = [
        [(each.description, each.posts, each.output_tokens) for each in outcomes]
        for outcomes in (ours, theirs)
    ]
    assert told[0] == told[1]
    assert [outcome.output_tokens for outcome in ours] == [checkpoints.WRITTEN] * 3


def test_the_one_at_a_time_server_takes_what_our_api_takes(eager):
    [body] = samples.bodies(samples.jpegs(1))
    answer = TestClient(app_of(eager)).post("/caption", json=body)
    assert answer.status_code == 200
    document = answer.json()
    assert document["status"] == "succeeded"
    assert document["captions"][0]["text"]
