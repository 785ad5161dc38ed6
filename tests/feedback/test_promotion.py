"""What passed the gate serves when somebody may say so, and goes again; all of it written down."""

import pytest
from django.db import transaction

from captioner import adapters
from captioner.errors import Conflict
from captioner.models import Adapter
from feedback import promotion
from feedback.models import RunAct, TrainingEvent, TrainingPolicy, TrainingRun
from tests.feedback import trained

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _folders(settings, tmp_path):
    settings.DATASETS_DIR = tmp_path / "datasets"


@pytest.fixture
def tiny():
    return trained.data()


@pytest.fixture
def passed(tiny, bob):
    """A run that Bob asked for and the gate passed."""
    return trained.ended(tiny, 1, by=bob)


def over(run: TrainingRun) -> TrainingRun:
    """The run at its end, with the policy asked."""
    with transaction.atomic():
        promotion.after(run)
    run.refresh_from_db()
    return run


def automatic() -> None:
    TrainingPolicy.objects.create(role="writer", promote_automatically=True)


def test_who_asked_for_a_run_does_not_promote_it(passed, bob, carol):
    with pytest.raises(Conflict, match="somebody else promotes"):
        promotion.promote(passed, by=bob)
    assert adapters.live("writer") is None
    promotion.promote(passed, by=carol)
    assert adapters.live("writer") == passed.adapter
    assert adapters.live("writer").promoted_by == carol
    passed.refresh_from_db()
    assert passed.promotion == "Promoted by carol."


def test_what_the_schedule_asked_for_anybody_who_may_promotes(tiny, bob):
    run = trained.ended(tiny, 1)
    promotion.promote(run, by=bob)
    assert adapters.live("writer") == run.adapter


@pytest.mark.parametrize("verdict", ["fail", "not_enough_data"])
def test_what_did_not_pass_serves_by_nobodys_word(tiny, bob, carol, verdict):
    automatic()
    run = over(trained.ended(tiny, 1, by=bob, verdict=verdict))
    assert run.promotion == "Not promoted: it did not pass."
    with pytest.raises(Conflict, match="no adapter with a report that passed"):
        promotion.promote(run, by=carol)
    assert adapters.live("writer") is None


def test_the_policy_promotes_by_itself_only_where_it_says_so(tiny, bob):
    run = over(trained.ended(tiny, 1, by=bob))
    assert "waits for somebody who did not ask for it" in run.promotion
    assert adapters.live("writer") is None
    TrainingPolicy.objects.update(promote_automatically=True)
    run = over(run)
    assert "Promoted by the policy" in run.promotion
    assert adapters.live("writer") == run.adapter
    assert adapters.live("writer").promoted_by is None


def test_what_was_measured_against_something_else_is_not_promoted_and_the_run_still_ends(
    tiny, carol
):
    automatic()
    first, second = trained.ended(tiny, 1), trained.ended(tiny, 2)
    over(first)
    second = over(second)  # both were measured against the bare model
    assert "measure it again" in second.promotion
    assert second.state == "succeeded"
    with pytest.raises(Conflict, match="measure it again"):
        promotion.promote(second, by=carol)
    assert adapters.live("writer") == first.adapter


def test_a_roll_back_brings_back_what_served_before(tiny, bob, carol):
    first = trained.ended(tiny, 1, by=bob)
    promotion.promote(first, by=carol)
    second = trained.ended(tiny, 2, by=bob, champion=first.adapter)
    promotion.promote(second, by=carol)
    with pytest.raises(Conflict, match="does not serve"):
        promotion.roll_back(first, by=bob)
    assert promotion.roll_back(second, by=bob) == str(first.adapter)
    assert adapters.live("writer") == first.adapter
    assert promotion.roll_back(first, by=bob) == "the bare model"
    assert adapters.live("writer") is None


def test_every_act_is_written_down_with_who_did_it(passed, bob, carol):
    promotion.promote(passed, by=carol)
    promotion.roll_back(passed, by=bob)
    told = [(event.act, event.by, event.detail) for event in promotion.history("writer")]
    assert told == [
        (RunAct.ROLL_BACK, bob, "back to the bare model"),
        (RunAct.PROMOTE, carol, f"{passed.adapter} over the bare model"),
    ]


def test_nothing_is_half_done_where_a_promotion_fails(passed, carol):
    Adapter.objects.update(verdict="fail")  # the adapter's own row says otherwise
    with pytest.raises(Conflict, match="has not passed the gate"):
        promotion.promote(passed, by=carol)
    assert not TrainingEvent.objects.filter(act=RunAct.PROMOTE).exists()
