"""Of an ended run nothing stays that was made of a photo; of one long ended, nothing at all."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from captioner.queue import State
from feedback import run_folders
from feedback.models import TrainingRun
from feedback.runs import folder, request_training
from tests.feedback import trained
from tests.feedback.trained import QUICK

pytestmark = pytest.mark.django_db

STAYS = {"config.yaml", "log.txt", "progress.jsonl", "report.json"}
LEFT = STAYS | {"checkpoint.pt", "checkpoint.pt.part", "rows.json", "adapter.part"}


@pytest.fixture(autouse=True)
def training_dir(settings, tmp_path) -> Path:
    settings.DATASETS_DIR = tmp_path / "datasets"
    settings.TRAINING_DIR = tmp_path / "training"
    return settings.TRAINING_DIR


def run(state: State, *, ended: timedelta = timedelta(0)) -> TrainingRun:
    """A run in this state with all that one leaves in its folder."""
    made = request_training("writer", trained.data(), overrides=QUICK)
    at = None if state in (State.QUEUED, State.RUNNING) else timezone.now() - ended
    TrainingRun.objects.update(state=state, finished_at=at)
    out = folder(made.public_id)
    (out / "adapter").mkdir(parents=True)
    (out / "adapter" / "adapter.json").write_text("{}")
    for name in LEFT:
        (out / name).write_text("the caption of a photo")
    return made


def names(of: TrainingRun) -> set[str]:
    return {path.name for path in folder(of.public_id).iterdir()}


@pytest.mark.parametrize("state", [State.QUEUED, State.RUNNING])
def test_a_run_under_way_keeps_what_it_goes_on_from(state):
    made = run(state)
    run_folders.tidy()
    assert names(made) == LEFT | {"adapter"}


@pytest.mark.parametrize("state", [State.SUCCEEDED, State.FAILED, State.CANCELED])
def test_an_ended_run_keeps_its_figures_and_its_log(state):
    made = run(state)
    run_folders.tidy()
    run_folders.tidy()
    assert names(made) == STAYS


def test_a_run_that_ended_long_ago_leaves_nothing(training_dir):
    run(State.FAILED, ended=run_folders.KEPT + timedelta(hours=1))
    run_folders.tidy()
    assert list(training_dir.iterdir()) == []


def test_a_folder_that_no_run_here_names_is_left_alone(training_dir):
    mine = training_dir / "by-hand"
    mine.mkdir(parents=True)
    (mine / "rows.json").write_text("[]")
    run_folders.tidy()
    assert (mine / "rows.json").exists()


def test_a_folder_that_cannot_be_tidied_stops_no_trainer(training_dir, caplog, monkeypatch):
    made = run(State.FAILED)

    def refuses(path):
        raise PermissionError("read-only")

    monkeypatch.setattr(run_folders, "_remove", refuses)
    run_folders.tidy()
    assert "not tidied" in caplog.text
    assert names(made) == LEFT | {"adapter"}
