"""Training by programs: asked for, watched, ended, promoted; by staff who may, and nobody else."""

import json

import pytest
from django.contrib.auth.models import Permission

from captioner import adapters
from captioner.models import ApiKey
from feedback.models import TrainingRun
from tests.feedback import trained
from tests.feedback.trained import QUICK

pytestmark = pytest.mark.django_db

RUNS = "/api/v1/training/runs"


@pytest.fixture(autouse=True)
def _folders(settings, tmp_path):
    settings.DATASETS_DIR = tmp_path / "datasets"


@pytest.fixture
def tiny():
    return trained.data()


@pytest.fixture
def operator(client, bob):
    client.force_login(bob)
    return client


def post(client, path: str, body: dict | None = None, **headers):
    data = json.dumps(body or {})
    return client.post(RUNS + path, data, content_type="application/json", headers=headers)


def asked(**fields) -> dict:
    return {"role": "writer", "dataset": "tiny", "overrides": list(QUICK)} | fields


def test_a_run_is_asked_for_watched_and_canceled(operator, tiny, bob):
    made = post(operator, "", asked())
    assert made.status_code == 201, made.content
    run = TrainingRun.objects.get()
    assert made.headers["Location"] == f"{RUNS}/{run.public_id}"
    assert (made.json()["requested_by"], made.json()["state"]) == ("bob", "queued")
    seen = operator.get(made.headers["Location"]).json()
    assert seen["dataset"] == {"name": "tiny", "digest": tiny.digest}
    assert seen["progress"] == []
    ended = post(operator, f"/{run.public_id}/cancel")
    assert (ended.status_code, ended.json()["state"]) == (200, "canceled")
    assert post(operator, f"/{run.public_id}/cancel").status_code == 409


@pytest.mark.parametrize(
    ("fields", "status", "field"),
    [
        ({"role": "painter"}, 422, "role"),
        ({"role": "vlm"}, 422, "role"),
        ({"dataset": "nothing"}, 422, "dataset"),
        ({"digest": "0" * 64}, 422, "dataset"),
        ({"overrides": ["lora.rank=8"]}, 422, "lora.rank"),
        ({"overrides": ["training.epochs=many"]}, 422, "training.epochs"),
        ({"overrides": ["model.save_path=/etc"]}, 422, "model.save_path"),
        ({"overrides": []}, 422, "training.min_train"),
        ({"overrides": "lora.r=8"}, 422, "overrides"),
    ],
)
def test_what_is_refused_names_the_field(operator, tiny, fields, status, field):
    refused = post(operator, "", asked(**fields))
    assert refused.status_code == status
    assert [error["field"] for error in refused.json()["errors"]] == [field]
    assert not TrainingRun.objects.exists()


def test_the_same_run_again_is_a_conflict(operator, tiny):
    assert post(operator, "", asked()).status_code == 201
    again = post(operator, "", asked())
    assert again.status_code == 409
    assert "is the same run" in again.json()["detail"]


def test_a_second_person_promotes_and_rolls_back(operator, client, tiny, bob, carol):
    mine, hers = trained.ended(tiny, 1, by=bob), trained.ended(tiny, 2, by=carol)
    refused = post(operator, f"/{mine.public_id}/promote")
    assert refused.status_code == 409
    assert "somebody else promotes" in refused.json()["detail"]
    assert adapters.live("writer") is None
    done = post(operator, f"/{hers.public_id}/promote").json()
    assert (done["live"], done["promotion"]) == (True, "Promoted by bob.")
    assert post(operator, f"/{mine.public_id}/rollback").status_code == 409
    assert post(operator, f"/{hers.public_id}/rollback").json()["live"] is False


def test_a_judged_run_gives_its_verdict_reasons_and_report(operator, tiny):
    run = trained.ended(tiny, 1, verdict="fail")
    seen = operator.get(f"{RUNS}/{run.public_id}").json()
    assert (seen["verdict"], seen["reasons"]) == ("fail", ["rouge_l moved by +0.110"])
    assert seen["report"]["difference"]["rouge_l"] == [0.08, 0.11, 0.14]


def test_somebody_else_may_not_even_look(client, tiny, alice):
    run = trained.ended(tiny, 1)
    addresses = (RUNS, f"{RUNS}/{run.public_id}")
    assert {client.get(address).status_code for address in addresses} == {401}
    client.force_login(alice)
    assert {client.get(address).status_code for address in addresses} == {403}
    assert post(client, f"/{run.public_id}/promote").status_code == 403


@pytest.mark.parametrize(
    ("codename", "may"),
    [
        ("view_trainingrun", {"look"}),
        ("add_trainingrun", {"ask"}),
        ("change_trainingrun", {"cancel"}),
        ("promote_trainingrun", {"promote", "rollback"}),
    ],
)
def test_each_act_is_for_staff_who_may(client, tiny, alice, carol, codename, may):
    alice.is_staff = True
    alice.save()
    alice.user_permissions.set(Permission.objects.filter(codename=codename))
    client.force_login(alice)
    run = trained.ended(tiny, 1, by=carol)
    acts = {
        "look": client.get(RUNS),
        "ask": post(client, "", asked()),
        "cancel": post(client, f"/{run.public_id}/cancel"),
        "promote": post(client, f"/{run.public_id}/promote"),
        "rollback": post(client, f"/{run.public_id}/rollback"),
    }
    assert {name for name, answer in acts.items() if answer.status_code != 403} == may


@pytest.mark.parametrize(("scopes", "status"), [([*ApiKey.SCOPES], 403), ([ApiKey.TRAINING], 200)])
def test_a_key_needs_the_scope_that_the_site_gives_nobody(client, bob, scopes, status):
    _, token = ApiKey.objects.create(user=bob, name="test", scopes=scopes)
    answer = client.get(RUNS, headers={"Authorization": f"Bearer {token}"})
    assert answer.status_code == status


def test_a_list_asks_as_much_of_the_database_for_many_runs_as_for_one(
    operator, tiny, bob, django_assert_num_queries
):
    for number in range(5):
        trained.ended(tiny, number, by=bob)
    with django_assert_num_queries(3):
        assert len(operator.get(RUNS).json()["results"]) == 5
