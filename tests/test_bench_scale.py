"""How the service scales out is simulated, counted and priced rightly.

How fast this machine is, no test asks.
"""

import math
import threading
import time
from functools import partial
from itertools import pairwise
from statistics import mean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench import crowd, load, scale, scale_out, scale_tables
from bench.costs import BUSY, Stages, fleet
from bench.latency import percentile
from bench.scale import PACES, drawing, reckoned
from bench.simulation import (
    LOOK_AHEAD_FROM,
    LOOK_AHEAD_S,
    fewest,
    most_a_second,
    seconds_of,
    simulate,
)

TAKES = seconds_of({1: 0.25, 2: 0.3, 4: 0.4, 8: 0.55, 16: 0.8})
ONE_AT_A_TIME = [0.0, 1.0]
_GAPS = st.lists(st.floats(0, 3), min_size=1, max_size=60)


@pytest.mark.parametrize("busy", [0.3, 0.6, 0.8])
def test_one_worker_makes_rows_wait_as_theory_has_it(busy):
    """M/D/1: rho / (2 mu (1 - rho)), Pollaczek and Khinchine."""
    due = load.arrivals(200_000, every=1 / busy, seed=3)
    found = simulate(due, workers=1, takes=ONE_AT_A_TIME)
    assert mean(found.queued) == pytest.approx(busy / (2 * (1 - busy)), rel=0.03)


def test_a_row_that_comes_to_an_idle_queue_waits_for_its_own_work_alone():
    found = simulate([0.0, 10.0, 20.0], workers=1, takes=TAKES)
    assert found.queued == [0, 0, 0]
    assert found.whole == pytest.approx([0.25] * 3)
    assert found.batches == [1, 1, 1]


def test_what_came_meanwhile_is_one_batch_and_no_larger_than_the_largest():
    found = simulate([0.0] + [0.1] * 20, workers=1, takes=TAKES)
    assert found.batches == [1, 16, 4]
    assert found.whole[-1] == pytest.approx(TAKES[1] + TAKES[16] + TAKES[4] - 0.1)


def test_workers_look_ahead_as_often_as_the_drain_does():
    from captioner import stages  # not at the top: a crowd's process reads this file without Django

    assert (LOOK_AHEAD_FROM, LOOK_AHEAD_S) == (stages.NEARLY, stages.LOOK_S)


def test_a_worker_with_a_full_batch_holds_back_what_another_could_have_had():
    """It claims what comes a moment later, though the other is free sooner."""
    came = [0.0, *[0.01] * 16, 0.05]
    queued = {look: simulate(came, workers=2, takes=TAKES, look_ahead_from=look).queued[-1]
              for look in (0, 1)}  # fmt: skip
    assert queued[0] == pytest.approx(0.01 + TAKES[16] - 0.05)
    assert queued[1] == pytest.approx(TAKES[1] - 0.05)


@given(_GAPS, st.integers(1, 4))
def test_every_row_is_done_once_and_none_before_one_that_came_earlier_began(gaps, workers):
    due = [sum(gaps[: n + 1]) for n in range(len(gaps))]
    found = simulate(due, workers=workers, takes=TAKES, look_ahead_from=1)
    assert sum(found.batches) == len(due)
    began = [came + queued for came, queued in zip(due, found.queued, strict=True)]
    assert all(earlier <= later + 1e-9 for earlier, later in pairwise(began))


@given(_GAPS)
def test_with_more_workers_no_row_taken_by_itself_waits_longer(gaps):
    due = [sum(gaps[: n + 1]) for n in range(len(gaps))]
    alone = partial(simulate, due, takes=ONE_AT_A_TIME, look_ahead_from=1)
    few, many = alone(workers=2).queued, alone(workers=3).queued
    assert all(more <= less + 1e-9 for less, more in zip(few, many, strict=True))


def test_with_more_workers_nine_of_ten_wait_no_longer():
    due = load.arrivals(20_000, every=60 / 5_000, seed=5)
    p90 = [percentile(simulate(due, workers=n, takes=TAKES).whole, 90) for n in (5, 8, 16, 32)]
    assert p90 == sorted(p90, reverse=True)


def test_the_fewest_workers_keep_up_and_keep_the_bound_and_one_fewer_does_not():
    due = load.arrivals(20_000, every=60 / 5_000, seed=5)
    number = fewest(due, takes=TAKES, p90_s=1.0)
    p90 = {n: percentile(simulate(due, workers=n, takes=TAKES).whole, 90)
           for n in (number - 1, number)}  # fmt: skip
    assert p90[number] < 1.0 <= p90[number - 1]
    assert number * most_a_second(TAKES) > len(due) / due[-1]


def test_no_number_of_workers_is_faster_than_a_row_alone():
    with pytest.raises(ValueError, match=r"one row alone takes 0\.25 s"):
        fewest([1.0], takes=TAKES, p90_s=0.2)


def test_between_two_measured_sizes_a_batch_takes_what_lies_between():
    assert seconds_of({1: 1.0, 4: 4.0, 2: 3.0}) == pytest.approx([0, 1, 3, 3.5, 4])
    assert most_a_second([0, 1.0, 3.0, 3.5, 4.0]) == 1


METRICS = [
    "# TYPE inference_requests_total counter",
    "inference_requests_total 96.0",
    'captioner_batch_size_bucket{le="1.0"} 0.0',
    'captioner_batch_size_bucket{le="8.0"} 1.0',
    'captioner_batch_size_bucket{le="16.0"} 7.0',
    'captioner_batch_size_bucket{le="+Inf"} 7.0',
]


def test_what_each_worker_did_is_counted_by_its_own_metrics():
    assert scale_out.rows_ended(METRICS) == 96
    assert scale_out.batches([METRICS, METRICS]) == {"8": 2, "16": 12}


def test_a_share_is_even_where_all_have_as_many_rows():
    about = {"workers": 3, "rate": 1.0, "batches": {}, "lost": 0, "twice": 0}
    assert scale_out.Shared(rows=[64, 64, 64], **about).evenness == 1
    assert scale_out.Shared(rows=[48, 64, 0], **about).evenness == 0


STAGES = Stages(web=0.14, database=0.0035, redis=0.0007)


def test_whole_machines_are_paid_for_however_few_captions_are_asked_for():
    little = fleet(10, workers=1, stages=STAGES, core_hour=0.05, machine_cores=2)
    assert little.machines == 1
    # 600 captions an hour for two cores' price.
    assert little.per_thousand == pytest.approx(0.1 / 0.6)


def test_cores_are_planned_to_be_busy_for_a_share_of_their_time():
    much = fleet(6_000, workers=6, stages=STAGES, core_hour=0.05, machine_cores=2)
    assert much.web == pytest.approx(100 * 0.14 / BUSY)
    assert much.machines == math.ceil((6 + 100 * (0.14 + 0.0035 + 0.0007) / BUSY) / 2)
    assert much.per_thousand == pytest.approx(much.machines * 0.1 / 360)


def _server(server: str, piece: str, ms: float) -> list[dict]:
    return [
        {"server": server, "piece": piece, "processes": n, "rate": 100.0 * n, "server_ms": ms}
        for n in (1, 2)
    ]


def test_what_was_recorded_is_reckoned_into_tables_and_a_drawing(monkeypatch):
    monkeypatch.setattr(scale, "SIMULATED", 10_000)
    found = {
        "machine": {"cores": 2},
        "service_times": {"1": 0.1, "16": 0.8},
        "scale_out": [
            {"workers": 1, "rate": 16.0, "rows": [96], "evenness": 1.0, "lost": 0, "twice": 0}
        ],
        "web_stage": 0.14,
        "saturation": {
            "versions": {"postgresql": "15"},
            "rows": [
                *_server("PostgreSQL", "jobs", 3.5),
                *_server("Redis", "waiters told", 0.5),
                *_server("Redis", "hints", 0.2),
                *_server("local folder", "photos", 0.0),
            ],
        },
    }
    found |= reckoned(found, core_hour=0.05)
    assert found["worker_times"][16] == pytest.approx(1.0)  # 16 rows at 16 a second
    assert found["stages"] == {"web": 0.14, "database": 0.0035, "redis": 0.0007}
    assert [one["a_minute"] for one in found["fleets"]] == list(PACES)
    assert all(pace["by_workers"][pace["needed"]]["p90"] < 2 for pace in found["simulated"])
    told = scale_tables.all_of(found)
    assert "| PostgreSQL | jobs | 100 | 200 | 3.50 to 3.50 |" in told
    assert "| local folder | photos | 100 | 200 |  |" in told
    assert "100,000 a minute" in drawing(found["simulated"])


def _longer_than_a_turn():
    return lambda: time.sleep(0.2) or 1


def test_every_crowd_is_counted_and_so_is_what_the_server_took():
    ticks = iter([0.0, 1.0, 1.0, 4.0])  # before and after each
    used, work = ticks.__next__, _longer_than_a_turn
    few, many = crowd.paces(work, crowds=(1, 2), used=used, seconds=0.1)
    assert (few.processes, few.server_ms) == (1, 1000)
    assert (many.processes, many.server_ms) == (2, 1500)
    assert few.rate <= 5


def _fails():
    raise SystemExit("no server")


@pytest.mark.timeout(60)  # it waits for three minutes where it waits
def test_a_crowd_that_cannot_work_is_not_waited_for():
    with pytest.raises(threading.BrokenBarrierError):
        list(crowd.paces(_fails, crowds=(2,), used=float, seconds=0.1))
