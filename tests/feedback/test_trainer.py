"""A run from the queue to its end, by a real training of seconds; killed, canceled, refused."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection

from captioner import conf, deletion
from captioner.models import Adapter
from captioner.queue import State
from feedback import run_folders, snapshots
from feedback.datasets import snapshot
from feedback.models import TrainingRun
from feedback.runs import folder, request_training
from feedback.trainer import Trainer
from tests import adapters, checkpoints
from tests.feedback import trained
from tests.feedback.approved import approved
from tests.feedback.trained import QUICK

pytestmark = pytest.mark.django_db(transaction=True)

LEASE = timedelta(seconds=6)
PATIENCE = 120  # seconds, on a machine that does other things
# More steps than any of these tests waits for.
LONG = ("training.epochs=1000", "training.logging_steps=10", "training.checkpoint_steps=10")


@pytest.fixture(scope="module")
def models(tmp_path_factory):
    root = tmp_path_factory.mktemp("models")
    return {
        "describer": checkpoints.blip(root / "blip"),
        "writer": checkpoints.llama(root / "llama"),
    }


@pytest.fixture(autouse=True)
def _settings(settings, tmp_path, models):
    settings.DATASETS_DIR = tmp_path / "datasets"
    settings.TRAINING_DIR = tmp_path / "training"
    settings.TRAINING_THREADS = 1
    settings.ENGINE = settings.ENGINE | {name: str(path) for name, path in models.items()}


def asked(*more: str, salt: int = 0, by=None) -> TrainingRun:
    return request_training("writer", trained.data(salt=salt), by=by, overrides=[*QUICK, *more])


def until(holds, what: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < deadline, f"{what} never came"
        time.sleep(0.1)


@contextmanager
def at_work(trainer: Trainer):
    """The trainer in a thread, at one run."""

    def one() -> None:
        try:
            trainer.one()
        finally:
            connection.close()

    thread = threading.Thread(target=one)
    thread.start()
    try:
        yield
    finally:
        thread.join(PATIENCE)


def processes_of(run: TrainingRun) -> list[int]:
    """What still works on the run, by its command line."""
    listed = subprocess.run(
        ["ps", "-ww", "-eo", "pid,args"], capture_output=True, text=True, check=True
    )
    lines = [line for line in listed.stdout.splitlines() if run.public_id in line]
    return [int(line.split()[0]) for line in lines]


def environment(settings) -> dict[str, str]:
    """Of a process that works on this test's rows and folders."""
    database = settings.DATABASES["default"]
    url = os.environ.get("DATABASE_URL", "").rpartition("/")[0]
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "snap2caption.settings",
        "DATABASE_URL": f"{url or 'sqlite:///'}/{database['NAME']}",
        "DATASETS_DIR": str(settings.DATASETS_DIR),
        "TRAINING_DIR": str(settings.TRAINING_DIR),
        "DESCRIBER": settings.ENGINE["describer"],
        "WRITER": settings.ENGINE["writer"],
        "LEASE_SECONDS": str(round(LEASE.total_seconds())),
    }


def test_a_run_ends_with_its_adapter_stored_and_all_that_was_measured():
    run = asked("training.epochs=2")
    assert Trainer(lease=LEASE).one()
    run.refresh_from_db()
    assert (run.state, run.error_detail) == (State.SUCCEEDED, "")
    assert [point["step"] for point in run.progress] == [1, 2, 3, 4]
    assert run.dev_loss is not None
    # Two rows decide nothing, which is a verdict too.
    assert run.verdict == run.adapter.verdict == "not_enough_data"
    assert "too few to decide" in run.reasons[0]
    assert run.report["rows"] == 2
    assert run.report == run.adapter.report
    assert run.parity["compared"] == 2
    assert run.adapter.dataset_digest == run.snapshot.digest
    assert run.promotion == "Not promoted: it did not pass."
    assert [event.act for event in run.events.all()] == ["request", "start", "end"]
    until(lambda: not processes_of(run), "the end of all that worked on it")


def test_a_deleted_photo_has_left_no_word_and_no_pixel_in_the_folders_of_runs(
    django_user_model, bob, settings, monkeypatch
):
    written, tidy = {}, run_folders.tidy

    def seen_before() -> None:
        found = settings.TRAINING_DIR.rglob("*")
        written.update({path.name: path.read_bytes() for path in found if path.is_file()})
        tidy()

    monkeypatch.setattr(run_folders, "tidy", seen_before)
    people = [django_user_model.objects.create_user(f"person{n}") for n in range(6)]
    items = [
        approved(person, number, by=bob, text=f"quokka number {number} ☕", alt_text="A quokka.")
        for number, person in enumerate(people)
    ]
    rows, _ = snapshots.build("house")
    run = request_training("writer", rows, overrides=QUICK)
    assert Trainer(lease=LEASE).one()
    run.refresh_from_db()
    assert (run.state, run.error_detail) == (State.SUCCEEDED, "")
    assert b"quokka number" in written["rows.json"], "while it was judged"
    for item in items:
        deletion.delete_photo(item.feedback.caption.job.photo)
    words = [b"quokka", *(item.feedback.text.encode() for item in items)]
    photos = [(rows.path / record.image).read_bytes() for record in snapshot.read_rows(rows.path)]
    files = [path for path in settings.TRAINING_DIR.rglob("*") if path.is_file()]
    assert {path.name for path in files} >= {"report.json", "log.txt"}
    for path in files:
        held = path.read_bytes()
        assert not [each for each in (*words, *photos) if each in held], path


def test_a_trainer_that_died_while_it_stored_has_its_run_stored_by_the_next_without_training():
    run = asked()
    trainer = Trainer(lease=LEASE)
    out = folder(run.public_id)
    adapters.make(out / "adapter", Path(conf.engine_config().writer), "writer")
    report = {"verdict": "fail", "reasons": ["worse"], "report": {"rows": 60}, "parity": {}}
    (out / "report.json").write_text(json.dumps(report))
    assert trainer.one()
    run.refresh_from_db()
    assert (run.state, run.verdict) == (State.SUCCEEDED, "fail")
    assert not (out / "log.txt").exists(), "nothing was trained again"


def test_a_run_that_is_refused_says_why():
    rows = trained.data(salt=1, description="")
    run = request_training("writer", rows, overrides=QUICK)
    assert Trainer(lease=LEASE).one()
    run.refresh_from_db()
    assert (run.state, run.error_code) == (State.FAILED, "too_small")
    assert "no description" in run.error_detail
    assert run.events.last().detail == f"failed: {run.error_detail}"


def test_a_trainer_told_to_stop_gives_its_run_back_untried_with_a_checkpoint():
    run, trainer = asked(*LONG), Trainer(lease=LEASE)
    with at_work(trainer):
        until(lambda: TrainingRun.objects.get().step >= 20, "the first steps")
        trainer.stop()
    run.refresh_from_db()
    assert (run.state, run.attempts, run.claim) == (State.QUEUED, 0, "")
    assert (folder(run.public_id) / "checkpoint.pt").exists()
    until(lambda: not processes_of(run), "the end of all that worked on it")


def test_a_killed_trainers_run_goes_on_from_its_checkpoint_and_can_be_canceled(settings):
    run = asked(*LONG)
    command = [sys.executable, "manage.py", "train", "--once"]
    first = subprocess.Popen(command, cwd=settings.BASE_DIR, env=environment(settings))
    until(lambda: TrainingRun.objects.get().step >= 20, "the first steps")
    first.send_signal(signal.SIGKILL)
    first.wait()
    until(lambda: not processes_of(run), "the end of the process that trained")
    run.refresh_from_db()
    assert run.state == State.RUNNING, "nobody was left to say anything else"
    reached = run.step
    until(lambda: TrainingRun.objects.get().is_silent, "the end of the lease")
    with at_work(Trainer(lease=LEASE)):
        until(lambda: TrainingRun.objects.get().step > reached + 20, "further steps")
        assert TrainingRun.objects.get().cancel()
    run.refresh_from_db()
    assert (run.state, run.attempts) == (State.CANCELED, 2)
    assert [event.act for event in run.events.all()] == ["request", "start", "resume", "cancel"]
    log = (folder(run.public_id) / "log.txt").read_text()
    assert "taken up again after step" in log
    steps = [point["step"] for point in run.progress]
    assert steps == sorted(set(steps))
    until(lambda: not processes_of(run), "the end of all that worked on it")
    assert not Adapter.objects.exists()
