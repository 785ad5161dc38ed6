"""The tracker knows which adapter serves, soon after it does. The server itself is met in
tests/feedback/training/test_tracking.py; here stands only its edge."""

import pytest

from captioner import adapters
from feedback.champions import AGAIN_SECONDS, Champions
from tests.feedback import trained

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _tracked(settings, tmp_path):
    settings.DATASETS_DIR = tmp_path / "datasets"
    settings.TRACKER = "mlflow"
    settings.MLFLOW_TRACKING_URI = "http://mlflow.invalid"


@pytest.fixture
def told(monkeypatch):
    """What the tracker was told, and whether it takes it."""

    class Told(list):
        takes = True

        def mark(self, run, role, digest):
            assert run.tracking.uri == "http://mlflow.invalid"
            self.append((role, digest))
            return self.takes

    told = Told()
    monkeypatch.setattr("feedback.training.tracking.mark_champion", told.mark)
    return told


@pytest.fixture
def adapter():
    return trained.ended(trained.data(), 1).adapter


def test_a_promotion_and_a_rollback_are_told_once_each(told, adapter):
    champions = Champions()
    champions.tell()
    assert told == [("describer", ""), ("writer", ""), ("vlm", "")]
    told.clear()
    adapters.promote(adapter)
    champions.tell()
    champions.tell()
    assert told == [("writer", adapter.digest)]
    adapters.roll_back("writer", by=None)
    champions.tell()
    assert told == [("writer", adapter.digest), ("writer", "")]


def test_a_tracker_that_is_away_is_told_again_in_ten_minutes(told, adapter):
    now = [0.0]
    champions = Champions(clock=lambda: now[0])
    champions.tell()
    told.clear()
    told.takes = False
    adapters.promote(adapter)
    for now[0] in (1.0, 2.0, AGAIN_SECONDS):
        champions.tell()
    assert len(told) == 1
    told.takes = True
    for now[0] in (AGAIN_SECONDS + 1, AGAIN_SECONDS + 2):
        champions.tell()
    assert len(told) == 2


@pytest.mark.parametrize("tracker", ["none", "wandb"])
def test_without_mlflow_nobody_is_told(told, adapter, settings, tracker):
    settings.TRACKER = tracker
    adapters.promote(adapter)
    Champions().tell()
    assert not told
