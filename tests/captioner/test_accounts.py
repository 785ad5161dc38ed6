"""What a visitor made before registering is the account's afterwards, and nobody else's."""

import pytest
from django.contrib.auth.models import AnonymousUser

from captioner import accounts
from captioner.models import Batch, CaptionJob, Photo, Preferences, Voice
from tests import rows

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_worker(monkeypatch):
    monkeypatch.setattr("captioner.submit.hint", lambda: None)


@pytest.fixture
def alice(django_user_model):
    return django_user_model.objects.create_user("alice")


def test_all_that_a_session_made_becomes_the_accounts(alice):
    job, voice = rows.job(visitor="mark"), rows.voice(visitor="mark")
    batch = Batch.objects.create(visitor="mark")
    Preferences.objects.create(visitor="mark", never_tags=["#Dogs"])
    accounts.claim(alice, visitor="mark")
    for kind, row in ((CaptionJob, job), (Photo, job.photo), (Voice, voice), (Batch, batch)):
        assert kind.objects.get(pk=row.pk).holder == {"owner": alice, "visitor": ""}
    assert Preferences.of(owner=alice).never_tags == ["#Dogs"]
    assert not CaptionJob.objects.listed_for(user=AnonymousUser(), visitor="mark").exists()


def test_what_other_visitors_and_nobody_made_stays(alice):
    others = [rows.job(visitor="other"), rows.job()]
    accounts.claim(alice, visitor="mark")
    accounts.claim(alice, visitor="")
    assert set(CaptionJob.objects.filter(owner=None)) == set(others)


def test_an_account_keeps_its_own_word_and_gains_the_sessions_never_use_list(alice):
    Preferences.objects.create(owner=alice, never_tags=["#Cats"])
    Preferences.objects.create(visitor="mark", never_tags=["#Cats", "#Dogs"], training=True)
    accounts.claim(alice, visitor="mark")
    [kept] = Preferences.objects.all()
    assert (kept.owner, kept.training, kept.never_tags) == (alice, False, ["#Cats", "#Dogs"])


@pytest.mark.parametrize(("new", "training"), [(True, True), (False, False)])
def test_a_sessions_yes_to_training_is_the_word_of_a_new_account_alone(alice, new, training):
    Preferences.objects.create(visitor="mark", never_tags=["#Dogs"], training=True)
    accounts.claim(alice, visitor="mark", new=new)
    kept = Preferences.of(owner=alice)
    assert (kept.training, kept.never_tags) == (training, ["#Dogs"])


@pytest.mark.parametrize("mark", ["", "mark"])
def test_nobody_has_allowed_training_by_saying_nothing(mark):
    assert Preferences.of(visitor=mark).training is False
