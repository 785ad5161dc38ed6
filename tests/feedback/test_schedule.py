"""The schedule starts a run when its policy's conditions hold, and says in words why or why not."""

from datetime import UTC, datetime, time, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from captioner.queue import State
from feedback import schedule
from feedback.models import TrainingPolicy, TrainingRun
from tests.feedback.approved import approved
from tests.feedback.trained import QUICK

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _as_it_is(settings, tmp_path, monkeypatch):
    settings.DATASETS_DIR = tmp_path / "datasets"
    monkeypatch.setattr("feedback.review.drawn_for_a_second", lambda feedback_id: False)


@pytest.fixture
def policy():
    # One owner's words stand in one split alone.
    few = [*QUICK, "training.min_eval=0"]
    return TrainingPolicy.objects.create(role="writer", enabled=True, min_new=3, overrides=few)


@pytest.fixture
def edits(django_user_model, bob):
    """Approve so many edits of as many people."""
    said = iter(range(1000))

    def make(count: int) -> None:
        for number in (next(said) for _ in range(count)):
            owner = django_user_model.objects.create_user(f"owner{number}")
            approved(owner, number, by=bob, text=f"slow morning number {number}")

    return make


def looked(policy: TrainingPolicy) -> str:
    schedule.look()
    policy.refresh_from_db()
    return policy.said


def test_it_waits_for_new_approved_edits_then_starts_and_then_waits_for_new_data(policy, edits):
    edits(2)
    assert looked(policy) == "Not started: 2 new approved edits in all, 3 are asked for."
    assert not TrainingRun.objects.exists()
    edits(14)
    said = looked(policy)
    run = TrainingRun.objects.get()
    assert (
        said == f"Started {run} on {run.snapshot}: 16 new approved edits in all, 3 are asked for."
    )
    assert (run.requested_by, run.overrides) == (None, policy.overrides)
    assert looked(policy) == f"Not started: {run} of this role is queued."
    run.cancel()
    since = f"since {run} of {run.created_at:%Y-%m-%d}"
    assert looked(policy) == f"Not started: 0 new approved edits {since}, 3 are asked for."
    policy.min_new = 0
    policy.save()
    assert looked(policy) == f"Not started: the rows are those of {run}, which ended as canceled."


def test_for_a_describer_only_alt_texts_that_somebody_changed_count(policy, edits, alice, bob):
    edits(3)
    TrainingPolicy.objects.update(role="describer")
    assert "0 new approved edits in all, 3 are asked for" in looked(policy)
    approved(alice, 2000, by=bob, alt_text="A pup on the shore.")
    assert "1 new approved edits in all, 3 are asked for" in looked(policy)


def test_what_is_refused_is_told_and_tried_again_later(policy, edits):
    edits(3)
    policy.overrides = ["training.min_train=1000"]
    policy.save()
    assert "rows in train, and training.min_train is 1000." in looked(policy)
    assert not TrainingRun.objects.exists()


def test_a_policy_that_is_off_starts_nothing(policy, edits):
    edits(3)
    TrainingPolicy.objects.update(enabled=False)
    assert looked(policy) == ""
    assert policy.checked_at is None


def test_two_schedules_that_look_at_once_do_it_once(policy):
    schedule.look(every=timedelta(minutes=1))
    TrainingPolicy.objects.update(said="")
    schedule.look(every=timedelta(minutes=1))
    policy.refresh_from_db()
    assert policy.said == ""


@pytest.mark.parametrize(
    ("quiet", "hour", "starts"),
    [
        ((None, None), 12, True),
        ((time(1), time(5)), 3, True),
        ((time(1), time(5)), 5, False),
        ((time(22), time(6)), 23, True),
        ((time(22), time(6)), 5, True),
        ((time(22), time(6)), 12, False),
    ],
)
def test_runs_start_in_quiet_hours_alone(quiet, hour, starts):
    policy = TrainingPolicy(role="writer", quiet_from=quiet[0], quiet_until=quiet[1])
    assert policy.is_quiet(datetime(2026, 11, 22, hour, tzinfo=UTC)) is starts


def test_outside_of_the_quiet_hours_it_says_when_they_are(policy, edits):
    now = timezone.now()
    policy.quiet_from = (now + timedelta(hours=1)).time()
    policy.quiet_until = (now + timedelta(hours=2)).time()
    policy.save()
    assert f"the quiet hours are {policy.quiet_from:%H:%M} to" in looked(policy)


def test_quiet_hours_have_both_ends_or_none(policy):
    with pytest.raises(IntegrityError), transaction.atomic():
        TrainingPolicy.objects.update(quiet_from=time(1))


def test_a_run_that_was_refused_by_the_data_is_not_asked_for_again(policy, edits):
    edits(16)
    looked(policy)
    TrainingRun.objects.update(state=State.FAILED, error_code="too_small")
    policy.min_new = 0
    policy.save()
    assert "which ended as failed." in looked(policy)
