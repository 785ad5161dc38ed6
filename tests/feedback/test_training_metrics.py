"""What /metrics tells of training, from the rows."""

import pytest

from captioner import adapters
from feedback import promotion
from feedback.metrics import Training
from feedback.runs import request_training
from tests.feedback import trained
from tests.feedback.trained import QUICK

pytestmark = pytest.mark.django_db


def figures() -> dict[tuple, float]:
    return {
        (sample.name, *sample.labels.values()): sample.value
        for family in Training().collect()
        for sample in family.samples
    }


def test_runs_are_counted_by_state_from_the_start_and_what_serves_is_named(
    settings, tmp_path, bob, carol
):
    settings.DATASETS_DIR = tmp_path / "datasets"
    before = figures()
    assert before["training_runs_total", "succeeded"] == 0
    assert before["training_runs_waiting", "queued"] == 0
    assert before["adapter_live", "writer", ""] == 1
    tiny = trained.data()
    run = trained.ended(tiny, 1, by=bob)
    request_training("writer", tiny, overrides=QUICK).cancel()
    request_training("describer", tiny, overrides=QUICK)
    promotion.promote(run, by=carol)
    after = figures()
    assert after["training_runs_total", "succeeded"] == 1
    assert after["training_runs_total", "canceled"] == 1
    assert after["training_runs_waiting", "queued"] == 1
    assert after["adapter_live", "writer", adapters.live("writer").digest[:12]] == 1
    assert ("adapter_live", "writer", "") not in after
