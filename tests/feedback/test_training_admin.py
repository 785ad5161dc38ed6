"""Training runs and their policies in the admin, as a browser asks for them."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from captioner import adapters
from captioner.queue import State
from feedback import promotion
from feedback.models import DatasetSnapshot, TrainingPolicy, TrainingRun
from feedback.runs import request_training
from tests.feedback import trained
from tests.feedback.trained import QUICK

pytestmark = pytest.mark.django_db

LIST = "admin:feedback_trainingrun_changelist"
ASK = "admin:feedback_trainingrun_add"
POLICY = {"dataset": "feedback", "min_new": "5", "min_rows": "50", "overrides": ""}


@pytest.fixture(autouse=True)
def _folders(settings, tmp_path):
    settings.DATASETS_DIR = tmp_path / "datasets"


@pytest.fixture
def tiny() -> DatasetSnapshot:
    return trained.data()


@pytest.fixture
def operator(client, bob):
    client.force_login(bob)
    return client


@pytest.fixture
def staff(client, alice):
    """Alice may enter the admin, and what `allow` names."""

    def allow(*codenames: str):
        alice.is_staff = True
        alice.save()
        alice.user_permissions.set(Permission.objects.filter(codename__in=codenames))
        client.force_login(alice)
        return client

    return allow


def page_of(run: TrainingRun) -> str:
    return reverse("admin:feedback_trainingrun_change", args=[run.pk])


def asks(run: TrainingRun, act: str) -> str:
    return reverse("admin:feedback_trainingrun_act", args=[run.pk, act])


def words(response) -> str:
    html = re.sub(r"<[^>]+>", " ", response.content.decode())
    return re.sub(r"\s+", " ", html)


def queued(snapshot, **columns) -> TrainingRun:
    run = request_training("writer", snapshot, overrides=QUICK)
    TrainingRun.objects.filter(pk=run.pk).update(**columns)
    run.refresh_from_db()
    return run


def running(snapshot) -> TrainingRun:
    points = [
        {"step": step, "loss": 3 - step / 10, "dev_loss": 2.9 if step == 4 else None}
        for step in (2, 4, 6)
    ]
    now = timezone.now()
    about = {"step": 6, "steps": 20, "eta_s": 180.0, "progress": points, "stage": "training"}
    return queued(
        snapshot, state=State.RUNNING, started_at=now,
        available_at=now + timedelta(seconds=60), **about,
    )  # fmt: skip


def test_a_run_is_asked_for_with_its_settings_and_shown(operator, tiny, bob):
    sent = {"role": "writer", "dataset": tiny.pk, "overrides": "\r\n".join(QUICK)}
    response = operator.post(reverse(ASK), sent, follow=True)
    run = TrainingRun.objects.get()
    assert (run.overrides, run.requested_by, run.state) == (list(QUICK), bob, State.QUEUED)
    assert response.redirect_chain == [(page_of(run), 303)]
    assert "It waits for a trainer" in words(response)


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({"overrides": ""}, "8 rows in train, and training.min_train is 50"),
        ({"overrides": "lora.rank=8"}, "lora.rank is no known key"),
        ({"overrides": "model.save_path=/etc"}, "not for a run to choose"),
        ({"role": "vlm"}, "no vlm serves here"),
        ({"dataset": "9999"}, "not one of the available choices"),
    ],
)
def test_what_is_refused_is_told_beside_the_form_with_the_reason(operator, tiny, sent, says):
    whole = {"role": "writer", "dataset": tiny.pk, "overrides": "\n".join(QUICK)} | sent
    response = operator.post(reverse(ASK), whole)
    assert response.status_code == 422
    assert says in words(response)
    assert not TrainingRun.objects.exists()


def test_a_run_under_way_shows_its_progress_its_loss_and_how_long_it_takes(operator, tiny):
    response = operator.get(page_of(running(tiny)))
    html = response.content.decode()
    assert '<progress max="20" value="6"' in html
    assert "step 6 of 20, about 3 minutes left" in words(response)
    assert '<polyline class="loss" points="' in html
    assert "Loss from 2.800 to 2.400 over 6 steps; on held-out rows from 2.900 to 2.900" in html
    assert 'hx-trigger="every 2s"' in html


def test_the_part_that_moves_comes_alone_and_loads_the_page_anew_at_the_end(operator, tiny):
    run = running(tiny)
    part = operator.get(page_of(run), headers={"HX-Request": "true"})
    assert part.content.decode().startswith('<section id="run-progress"')
    assert "HX-Refresh" not in part.headers
    run.cancel()
    part = operator.get(page_of(run), headers={"HX-Request": "true"})
    assert part.headers["HX-Refresh"] == "true"
    assert "hx-get" not in part.content.decode()


def test_a_run_whose_trainer_is_gone_says_so(operator, tiny):
    run = running(tiny)
    due = timezone.now() - timedelta(seconds=5)
    TrainingRun.objects.update(available_at=due)
    said = f"Its trainer is gone: it was to be heard of again by {due:%H:%M:%S} (UTC)."
    assert said in words(operator.get(page_of(run)))


def test_a_refused_run_shows_the_reason(operator, tiny):
    detail = "test has 2 rows, and training.min_test is 5"
    run = queued(tiny, state=State.FAILED, error_code="too_small", error_detail=detail)
    assert f"Why it ended {detail} too_small" in words(operator.get(page_of(run)))


def test_a_judged_run_shows_champion_beside_candidate_and_the_reasons(operator, tiny):
    shown = words(operator.get(page_of(trained.ended(tiny, 1, verdict="fail"))))
    assert "Verdict: fail" in shown
    assert "rouge_l moved by +0.110" in shown
    assert "Champion and candidate, on 60 held-out rows" in shown
    assert (
        "rouge_l (decides) words in common with hers, in order; case, signs and emoji count 0.310 "
        "0.420 +0.110 +0.080 to +0.140"
    ) in shown
    assert "loss on the held-out rows 2.500 2.250 -0.250 —" in shown


def test_an_act_asks_once_more_and_a_mere_look_does_nothing(operator, tiny):
    run = queued(tiny)
    assert "Cancel the run?" in words(operator.get(asks(run, "cancel")))
    run.refresh_from_db()
    assert run.state == State.QUEUED
    assert "Canceled" in words(operator.post(asks(run, "cancel"), follow=True))
    run.refresh_from_db()
    assert run.state == State.CANCELED
    assert "has ended already" in words(operator.post(asks(run, "cancel"), follow=True))


def test_a_second_person_promotes_and_rolls_back(operator, tiny, carol):
    run = trained.ended(tiny, 1, by=carol)
    assert asks(run, "promote") in operator.get(page_of(run)).content.decode()
    promoted = words(operator.post(asks(run, "promote"), follow=True))
    assert "Promoted:" in promoted
    assert "serves already" not in promoted
    assert adapters.live("writer") == run.adapter
    shown = operator.get(page_of(run))
    assert asks(run, "promote") not in shown.content.decode()
    assert "which serves" in words(shown)
    # One press: no page asks again.
    assert f'<form method="post" action="{asks(run, "rollback")}">' in shown.content.decode()
    assert "the bare model serves again" in words(operator.post(asks(run, "rollback"), follow=True))
    assert adapters.live("writer") is None
    assert "promoted by bob" in words(operator.get(page_of(run)))


def test_who_asked_for_a_run_finds_no_button_to_promote_it_and_a_press_is_refused(
    operator, tiny, bob
):
    run = trained.ended(tiny, 1, by=bob)
    shown = operator.get(page_of(run))
    assert asks(run, "promote") not in shown.content.decode()
    assert "somebody else promotes what came of it" in words(shown)
    assert "Not done:" in words(operator.post(asks(run, "promote"), follow=True))
    assert adapters.live("writer") is None


@pytest.mark.parametrize(
    ("allowed", "statuses"),
    [
        ((), {"list": 403, "page": 403, "ask": 403, "cancel": 403, "promote": 403}),
        (("view_trainingrun",),
         {"list": 200, "page": 200, "ask": 403, "cancel": 403, "promote": 403}),
        (("view_trainingrun", "add_trainingrun"),
         {"list": 200, "page": 200, "ask": 200, "cancel": 403, "promote": 403}),
        (("view_trainingrun", "change_trainingrun"),
         {"list": 200, "page": 200, "ask": 403, "cancel": 200, "promote": 403}),
        (("view_trainingrun", "promote_trainingrun"),
         {"list": 200, "page": 200, "ask": 403, "cancel": 403, "promote": 200}),
    ],
)  # fmt: skip
def test_each_act_is_for_who_may(staff, tiny, carol, allowed, statuses):
    run = trained.ended(tiny, 1, by=carol)
    client = staff(*allowed)
    addresses = {
        "list": reverse(LIST), "page": page_of(run), "ask": reverse(ASK),
        "cancel": asks(run, "cancel"), "promote": asks(run, "promote"),
    }  # fmt: skip
    assert {name: client.get(to).status_code for name, to in addresses.items()} == statuses
    if statuses["promote"] == 403:
        assert client.post(addresses["promote"]).status_code == 403
        assert adapters.live("writer") is None


def test_who_is_no_staff_sees_nothing(client, tiny, charlie):
    run = trained.ended(tiny, 1)
    client.force_login(charlie)
    for address in (reverse(LIST), page_of(run), asks(run, "promote")):
        assert client.get(address).status_code == 302


def test_the_list_asks_as_much_of_the_database_for_many_runs_as_for_one(
    operator, tiny, bob, django_assert_num_queries
):
    trained.ended(tiny, 1, by=bob)
    with CaptureQueriesContext(connection) as one:
        operator.get(reverse(LIST))
    for number in range(2, 7):
        trained.ended(tiny, number, by=bob)
    with django_assert_num_queries(len(one)):
        operator.get(reverse(LIST))


def test_a_runs_page_asks_as_much_for_many_acts_as_for_one(
    operator, tiny, bob, carol, django_assert_max_num_queries
):
    run = trained.ended(tiny, 1, by=carol)
    for _ in range(3):
        promotion.promote(run, by=bob)
        promotion.roll_back(run, by=bob)
    with django_assert_max_num_queries(9):
        operator.get(page_of(run))


def test_each_role_has_a_policy_that_is_off_until_somebody_sets_it(operator):
    shown = words(operator.get(reverse("admin:feedback_trainingpolicy_changelist")))
    assert shown.count("Off: runs start when somebody asks for them.") == 3
    assert TrainingPolicy.objects.count() == 3


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"overrides": "lora.r=8\r\n\r\n training.epochs=3 "}, ""),
        ({"overrides": '["lora.r=8"]'}, "not for a run to choose"),
        ({"overrides": "lora.rank=8"}, "lora.rank is no known key"),
        ({"overrides": "model.id=x"}, "not for a run to choose"),
        ({"overrides": "evaluation.min_rows=10"}, "not for a run to choose"),
        ({"min_rows": "10"}, ""),
        ({"min_rows": "9"}, "greater than or equal to 10"),
    ],
)
def test_a_policy_takes_only_settings_that_a_run_knows(operator, given, says):
    policy = TrainingPolicy.of("writer")
    sent = {**POLICY, "enabled": "on", **given}
    response = operator.post(
        reverse("admin:feedback_trainingpolicy_change", args=[policy.pk]), sent
    )
    policy.refresh_from_db()
    assert policy.enabled is (not says)
    assert policy.overrides == ([] if says else given.get("overrides", "").split())
    assert says in words(response)


def test_a_policys_settings_come_back_as_they_were_typed(operator):
    policy = TrainingPolicy.of("writer")
    policy.overrides = ["lora.r=8", "training.epochs=3"]
    policy.save()
    shown = operator.get(reverse("admin:feedback_trainingpolicy_change", args=[policy.pk]))
    assert ">\nlora.r=8\ntraining.epochs=3</textarea>" in shown.content.decode()


def test_half_of_the_quiet_hours_is_refused_with_the_reason(operator):
    policy = TrainingPolicy.of("writer")
    sent = POLICY | {"quiet_from": "22:00"}
    response = operator.post(
        reverse("admin:feedback_trainingpolicy_change", args=[policy.pk]), sent
    )
    assert "Give both ends of the quiet hours, or neither." in words(response)
