"""Training asked for: what is queued, what is refused and why, and who gets a run to do."""

import threading
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from captioner.errors import CaptionError, Conflict
from captioner.queue import MAX_ATTEMPTS, State
from feedback.models import DatasetSnapshot, RunAct, SnapshotPhoto, TrainingPolicy, TrainingRun
from feedback.runs import configured, folder, request_training
from feedback.training.errors import BadConfig, TooSmall, TrainingRefused
from tests.feedback import trained
from tests.feedback.trained import QUICK

pytestmark = pytest.mark.django_db

LEASE = timedelta(seconds=60)


@pytest.fixture(autouse=True)
def _folders(settings, tmp_path):
    settings.DATASETS_DIR = tmp_path / "datasets"
    settings.TRAINING_DIR = tmp_path / "training"


@pytest.fixture
def tiny() -> DatasetSnapshot:
    return trained.data()


def asked(snapshot, role: str = "writer", *more: str, by=None) -> TrainingRun:
    return request_training(role, snapshot, by=by, overrides=[*QUICK, *more])


def test_a_run_is_queued_with_what_it_was_asked_for(tiny, bob):
    run = asked(tiny, "writer", "notes=a try", by=bob)
    assert (run.state, run.requested_by, run.snapshot) == (State.QUEUED, bob, tiny)
    assert [event.act for event in run.events.all()] == [RunAct.REQUEST]


def test_a_run_learns_on_what_serves_and_writes_into_its_own_folder(tiny, settings):
    config = configured("writer", tiny, ["lora.r=8"], name="run_x")
    assert config.model.id.endswith("bundled/writer")
    assert config.evaluation.describer.endswith("bundled/describer")
    assert config.out == folder("run_x")
    assert config.out.parent == settings.TRAINING_DIR
    assert (config.snapshot, config.lora.r) == (tiny.path, 8)


def test_a_verdict_needs_as_many_rows_as_the_roles_policy_says(tiny):
    first = asked(tiny)
    assert configured("writer", tiny).evaluation.min_rows == 50
    TrainingPolicy.objects.filter(role="writer").update(min_rows=20)
    assert configured("writer", tiny).evaluation.min_rows == 20
    assert configured("describer", tiny).evaluation.min_rows == 50
    assert asked(tiny).fingerprint != first.fingerprint, "judged otherwise, it may end otherwise"


@pytest.mark.parametrize(
    ("role", "overrides", "kind", "says"),
    [
        ("painter", [], CaptionError, "role must be one of describer, writer, vlm"),
        ("vlm", [], TrainingRefused, "no vlm serves here"),
        ("writer", ["lora.rr=8"], BadConfig, "the nearest is r"),
        ("writer", ["lora.r=eight"], BadConfig, "lora.r: a whole number is needed"),
        ("writer", ["training.learning_rate=5e-5", "lora.r"], BadConfig, "key.path=value"),
        ("writer", ["model.save_path=/etc"], BadConfig, "not for a run to choose"),
        ("writer", ["evaluation.min_rows=10"], BadConfig, "not for a run to choose"),
        ("writer", ["tracking.uri=http://10.0.0.1"], BadConfig, "not for a run to choose"),
        ("writer", [], TooSmall, "8 rows in train, and training.min_train is 50"),
    ],
)
def test_what_could_not_end_well_is_refused_with_the_reason(tiny, role, overrides, kind, says):
    with pytest.raises(kind) as refused:
        request_training(role, tiny, overrides=overrides)
    assert says in refused.value.detail
    assert not TrainingRun.objects.exists()


def test_a_writer_on_another_server_is_not_trained_here(tiny, settings):
    settings.PRESET = "remote"
    settings.ENGINE = settings.ENGINE | {"writer": "llama3", "remote_url": "http://10.0.0.1/v1"}
    with pytest.raises(TrainingRefused, match="what can be trained: describer"):
        asked(tiny)


def test_a_dataset_that_holds_a_photo_deleted_since_trains_nothing(tiny):
    SnapshotPhoto.objects.create(
        snapshot=tiny, photo_id=uuid4(), sha256="0" * 64, deleted_at=timezone.now()
    )
    with pytest.raises(TrainingRefused, match="deleted since it was built"):
        asked(tiny)


def test_the_same_run_is_not_trained_twice_and_another_one_is(tiny):
    first = asked(tiny)
    with pytest.raises(Conflict, match=f"{first} is the same run, and is queued"):
        asked(tiny)
    TrainingRun.objects.update(state=State.SUCCEEDED, verdict="fail", finished_at=timezone.now())
    with pytest.raises(Conflict, match="nothing has changed since"):
        asked(tiny)
    assert asked(tiny, "writer", "lora.r=8").is_waiting
    assert asked(trained.data(salt=1)).is_waiting
    TrainingRun.objects.update(state=State.FAILED)
    assert asked(tiny).is_waiting, "a run that broke may be tried again"


def test_of_a_role_one_run_is_under_way_at_a_time(tiny):
    first, second = asked(tiny), asked(tiny, "writer", "lora.r=8")
    other = asked(tiny, "describer")
    assert TrainingRun.objects.take(lease=LEASE) == first
    assert TrainingRun.objects.take(lease=LEASE) == other
    assert TrainingRun.objects.take(lease=LEASE) is None
    first.refresh_from_db()
    first.cancel()
    assert TrainingRun.objects.take(lease=LEASE) == second


def test_the_database_itself_holds_a_role_to_one_run_under_way(tiny):
    asked(tiny)
    asked(tiny, "writer", "lora.r=8")
    with pytest.raises(IntegrityError), transaction.atomic():
        TrainingRun.objects.update(state=State.RUNNING)


def test_a_verdict_pass_cannot_be_stored_without_adapter_and_report(tiny):
    asked(tiny)
    with pytest.raises(IntegrityError), transaction.atomic():
        TrainingRun.objects.update(state=State.SUCCEEDED, verdict="pass")


def test_a_run_whose_trainer_is_gone_is_taken_up_again_three_times_at_most(tiny):
    run = asked(tiny)
    for attempt in range(1, MAX_ATTEMPTS + 1):
        taken = TrainingRun.objects.take(lease=LEASE)
        assert taken.attempts == attempt
        assert not taken.is_silent
        assert TrainingRun.objects.take(lease=LEASE) is None, "its trainer is alive"
        TrainingRun.objects.update(available_at=timezone.now() - timedelta(seconds=1))
        taken.refresh_from_db()
        assert taken.is_silent
    assert TrainingRun.objects.take(lease=LEASE) is None
    assert TrainingRun.objects.give_up() == [run.public_id]
    run.refresh_from_db()
    assert (run.state, run.error_code) == (State.FAILED, "gave_up")
    assert "3 times" in run.error_detail


@pytest.mark.django_db(transaction=True)
def test_two_trainers_that_look_at_once_get_one_run_between_them(tiny):
    for number in range(4):
        asked(tiny, "writer", f"lora.r={number + 1}")
    taken, start = [], threading.Barrier(4)

    def take() -> None:
        try:
            start.wait(30)
            taken.append(TrainingRun.objects.take(lease=LEASE))
        finally:
            connection.close()

    threads = [threading.Thread(target=take) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sum(run is not None for run in taken) == 1
    assert len(taken) == 4
    assert TrainingRun.objects.filter(state=State.RUNNING).count() == 1
