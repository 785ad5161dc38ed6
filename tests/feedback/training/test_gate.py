"""The gate says no: to chance, to a bad trade, to what was not measured, to too little."""

import copy
import math
import re
from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from feedback.training.gate import POLICIES, Guard, Parity, Policy, judge

POLICY = POLICIES["writer"]
AGREES = Parity(8, 8)
CHAMPION = {
    "rouge_l": 0.30, "refused": 0.02, "parsed": 0.99, "loops": 0.02, "precision_5": 0.30,
    "recall_10": 0.50, "distinct": 0.95, "loss": 2.0, "tokens": 30.0, "ms": 400.0,
}  # fmt: skip
GOOD = CHAMPION | {"rouge_l": 0.40, "loss": 1.5}


def report(*, low=0.05, mean=0.10, high=0.15, rows=200, slices=None, **candidate):
    return {
        "rows": rows,
        "champion": dict(CHAMPION),
        "candidate": GOOD | candidate,
        "difference": {"rouge_l": [low, mean, high]},
        "slices": slices or {},
    }


def sliced(low: float, mean: float, high: float, *, rows: int = 40):
    return {
        "tone=witty": {
            "rows": rows,
            "champion": {"rouge_l": 0.3},
            "candidate": {"rouge_l": 0.3 + mean},
            "difference": {"rouge_l": [low, mean, high]},
        }
    }


VERDICTS = {
    "better beyond chance": (report(), "pass", "moved by +0.100, from 0.3 to 0.4"),
    "just enough": (report(low=0.001, mean=0.01, high=0.02), "pass", "at least 0.010"),
    "the interval touches zero": (report(low=0.0), "fail", "not beyond chance"),
    "worse": (report(low=-0.2, mean=-0.1, high=-0.05), "fail", "moved by -0.100"),
    "less than the margin": (report(low=0.001, mean=0.009), "fail", "less than the 0.010"),
    "one refusal more": (report(refused=0.025), "fail", "refused went from 0.02 to 0.025"),
    "a few answers lost": (report(parsed=0.96), "fail", "worse by 0.03, and 0.02 is allowed"),
    "within what is allowed": (report(parsed=0.98), "pass", "parsed went from 0.99 to 0.98"),
    "stutters": (report(loops=0.05), "fail", "loops went from 0.02 to 0.05"),
    "one row of fifty stutters": (report(rows=50, loops=0.04), "pass", "up to 0.02 worse"),
    "two rows of fifty": (report(rows=50, loops=0.06), "fail", "loops went from 0.02 to 0.06"),
    "worse tags": (report(precision_5=0.2), "fail", "precision_5 went from 0.3 to 0.2"),
    "one sentence for all": (report(distinct=0.01), "fail", "distinct went from 0.95 to 0.01"),
    "unlearned": (report(loss=2.3), "fail", "loss went from 2 to 2.3"),
    "talks on and on": (report(tokens=61.0), "fail", "tokens went from 30 to 61"),
    "three times as slow": (report(ms=1300.0), "fail", "ms went from 400 to 1300"),
    "49 rows": (report(rows=49), "not_enough_data", "49 test rows are too few to decide: 50"),
    "49 rows of bad figures": (report(rows=49, refused=1.0), "not_enough_data", "refused went"),
    "50 rows": (report(rows=50), "pass", "moved by"),
    "one tone pays": (
        report(slices=sliced(-0.2, -0.1, -0.05)), "fail", "Among the 40 rows of tone=witty",
    ),
    "one tone, perhaps": (report(slices=sliced(-0.2, -0.1, 0.01)), "pass", "1 tones and"),
    "one tone of few rows": (
        report(slices=sliced(-0.2, -0.1, -0.05, rows=19)), "pass", "0 tones and audiences",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("loops", "verdict"), [(0.02 + 1 / 20, "pass"), (0.02 + 2 / 20, "fail")])
def test_of_few_rows_too_a_single_odd_one_decides_nothing(loops, verdict):
    few = replace(POLICY, min_rows=20)
    assert judge(report(rows=20, loops=loops), few, AGREES).verdict == verdict


@pytest.mark.parametrize(("found", "verdict", "words"), VERDICTS.values(), ids=VERDICTS)
def test_the_verdict_and_its_reason(found, verdict, words):
    judgement = judge(found, POLICY, AGREES)
    assert judgement.verdict == verdict, judgement.reasons
    assert any(words in reason for reason in judgement.reasons), judgement.reasons
    if verdict == "fail":
        assert words in judgement.reasons[0], "what decided stands first"


@pytest.mark.parametrize("found", [each[0] for each in VERDICTS.values()], ids=VERDICTS)
def test_every_reason_is_a_sentence_with_figures(found):
    for reason in judge(found, POLICY, AGREES).reasons:
        assert re.search(r"\d", reason), reason
        assert reason.endswith("."), reason


@pytest.mark.parametrize(
    ("parity", "words"),
    [
        (Parity(8, 7), "say the same of 7 of 8 photos: 100% must agree"),
        (Parity(0, 0), "compared on 0 photos"),
        (None, "compared on 0 photos"),
    ],
)
def test_what_serves_must_be_what_was_trained(parity, words):
    judgement = judge(report(), POLICY, parity)
    assert judgement.verdict == "fail"
    assert words in judgement.reasons[0]


def test_a_policy_may_allow_for_near_ties_in_bfloat16():
    policy = Policy(primary="rouge_l", margin=0.01, guards=(), parity=0.8)
    assert judge(report(), policy, Parity(10, 8)).verdict == "pass"
    assert judge(report(), policy, Parity(10, 7)).verdict == "fail"


def test_a_figure_that_neither_has_is_told_and_not_judged():
    found = report()
    for side in ("champion", "candidate"):
        del found[side]["precision_5"]
    judgement = judge(found, POLICY, AGREES)
    assert judgement.verdict == "pass"
    assert "precision_5 was measured on 0 rows, and is not judged." in judgement.reasons


def places(found) -> list[tuple[dict | list, str | int]]:
    """Where the gate reads a number."""
    part = found["slices"]["tone=witty"]
    return [
        (found, "rows"),
        *((found[side], guard.name) for side in ("champion", "candidate")
          for guard in POLICY.guards),
        *((each["difference"]["rouge_l"], at) for each in (found, part) for at in range(3)),
        (part["champion"], "rouge_l"),
    ]  # fmt: skip


PLACES = len(places(report(slices=sliced(0.0, 0.1, 0.2))))


@pytest.mark.parametrize("bad", [math.nan, math.inf, -math.inf, None, "0.4", True], ids=repr)
@pytest.mark.parametrize("place", range(PLACES))
def test_what_is_no_number_never_passes(place, bad):
    found = report(slices=sliced(0.0, 0.1, 0.2))
    assert judge(found, POLICY, AGREES).verdict == "pass"
    holder, key = places(found)[place]
    holder[key] = bad
    assert judge(found, POLICY, AGREES).verdict != "pass"


@pytest.mark.parametrize("missing", ["rows", "champion", "candidate", "difference"])
def test_half_a_report_never_passes(missing):
    found = report()
    del found[missing]
    assert judge(found, POLICY, AGREES).verdict != "pass"


BASE = {"refused": 0.02, "parsed": 0.97, "loops": 0.04, "precision_5": 0.24, "recall_10": 0.44,
        "distinct": 0.85, "loss": 2.2, "tokens": 60.0, "ms": 1200.0}  # fmt: skip
INSIDE = st.floats(0.001, 0.2)  # of what is just allowed


@st.composite
def reports(draw):
    """Reports near the bounds, nearly all of them within."""
    figures = {}
    for guard in POLICY.guards:
        up = 1 if guard.better == "higher" else -1
        figures[guard.name] = BASE[guard.name] * (1 + up * draw(INSIDE))
    low, *above = sorted(draw(st.lists(st.floats(0, 0.1), min_size=3, max_size=3)))
    ends = sorted(draw(st.lists(st.floats(-0.2, 0.2), min_size=3, max_size=3)))
    ends[2] = max(ends[2], -0.015)
    return report(
        low=low, mean=above[0], high=above[1], rows=draw(st.integers(48, 60)),
        slices=sliced(*ends, rows=draw(st.integers(18, 25))), **figures,
    )  # fmt: skip


@given(reports(), st.data())
def test_a_better_candidate_never_turns_a_pass_into_a_fail(found, data):
    assume(judge(found, POLICY, AGREES).verdict == "pass")
    better = copy.deepcopy(found)
    gain = st.floats(0, 2)
    for guard in POLICY.guards:
        up = 1 if guard.better == "higher" else -1
        better["candidate"][guard.name] += up * data.draw(gain)
    for part in (better, better["slices"]["tone=witty"]):
        raised = [value + data.draw(gain) for value in part["difference"]["rouge_l"]]
        part["difference"]["rouge_l"] = sorted(raised)
    judgement = judge(better, POLICY, AGREES)
    assert judgement.verdict == "pass", judgement.reasons


@given(reports(), st.integers(0, 49))
def test_fewer_rows_than_the_least_never_decide(found, rows):
    assert judge(found | {"rows": rows}, POLICY, AGREES).verdict == "not_enough_data"


@given(reports(), st.integers(0, 7))
def test_without_parity_nothing_passes(found, agreed):
    assert judge(found, POLICY, Parity(8, agreed)).verdict != "pass"


def test_every_role_has_a_policy_and_guards_on_figures_that_exist():
    known = {*CHAMPION, "cider"}
    for role, policy in POLICIES.items():
        assert {policy.primary, *(guard.name for guard in policy.guards)} <= known, role
        assert Guard("refused", "lower", 0.0) in policy.guards, role
