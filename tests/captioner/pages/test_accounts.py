"""Getting an account and leaving it, keys, and what a person wants of every post, as a browser
without JavaScript sees them."""

import re

import pytest
from django.core.files.storage import default_storage
from django.test import Client

from captioner import keys, preferences
from captioner.models import ApiKey, CaptionJob, Photo, Preferences, Voice
from tests import rows

PASSWORD = "correct horse battery"


@pytest.fixture
def alice(django_user_model):
    return django_user_model.objects.create_user("alice", password=PASSWORD)


def _html(client, path: str) -> str:
    return client.get(path).content.decode()


def _work_of(client) -> CaptionJob:
    """A job of this browser session."""
    client.post("/account/preferences/", {"tag": "#Mine"})  # gives the session its mark
    return rows.job(visitor=client.session["visitor"])


def _register(client, name: str = "aisha", password: str = PASSWORD, **fields):
    sent = {"username": name, "password1": password, "password2": password}
    return client.post("/register/", sent | fields)


def test_who_may_enter_the_admin_finds_the_way_from_the_account(client, alice):
    client.force_login(alice)
    assert "/admin/" not in _html(client, "/account/")
    alice.is_staff = True
    alice.save()
    assert 'href="/admin/"' in _html(client, "/account/")


# --- Registering and signing in ----------------------------------------------------------------


def test_who_registers_is_signed_in_and_keeps_what_the_browser_made(client, django_user_model):
    job = _work_of(client)
    response = _register(client, next="/history/")
    aisha = django_user_model.objects.get(username="aisha")
    job.refresh_from_db()
    assert response["Location"] == "/history/"
    assert client.session["_auth_user_id"] == str(aisha.pk)
    assert (job.owner, job.visitor, job.photo.owner) == (aisha, "", aisha)
    assert Preferences.of(owner=aisha).never_tags == ["#Mine"]
    assert "Welcome, aisha" in _html(client, "/account/")


def test_a_browsers_yes_to_training_is_carried_over_by_registering_and_not_by_signing_in(
    client, alice, django_user_model
):
    for enter, name in ((lambda: _register(client), "aisha"), (lambda: _sign_in(client), "alice")):
        _work_of(client)
        Preferences.objects.filter(owner=None).update(training=True)
        enter()
        client.post("/sign-out/")
        training = Preferences.of(owner=django_user_model.objects.get(username=name)).training
        assert training == (name == "aisha")


def _sign_in(client):
    return client.post("/sign-in/", {"username": "alice", "password": PASSWORD})


def test_signing_in_claims_the_work_even_where_another_account_was_signed_in(client, alice):
    job = _work_of(client)
    _register(client)
    second = rows.job(visitor=client.session["visitor"])  # asked for in another tab meanwhile
    client.post("/sign-in/", {"username": "alice", "password": PASSWORD})
    job.refresh_from_db()
    second.refresh_from_db()
    assert (job.owner.username, second.owner) == ("aisha", alice)
    assert "visitor" not in client.session  # another account's session is not carried over


def test_a_wrong_password_claims_nothing(client, alice):
    job = _work_of(client)
    wrong = client.post("/sign-in/", {"username": "alice", "password": "wrong"})
    job.refresh_from_db()
    assert "No account has this name and password" in wrong.content.decode()
    assert job.owner is None


def test_who_mistypes_gets_in_and_who_guesses_is_stopped(client, alice):
    wrong = {"username": "alice", "password": "wrong"}
    for _ in range(3):
        assert client.post("/sign-in/", wrong).status_code == 200
    right = {"username": "alice", "password": PASSWORD}
    assert client.post("/sign-in/", right).status_code == 302
    guesses = [client.post("/sign-in/", wrong) for _ in range(7)]
    assert [answer.status_code for answer in guesses] == [200] * 6 + [429]
    assert 0 < int(guesses[-1]["Retry-After"]) <= 60
    assert client.post("/sign-in/", right).status_code == 429
    assert client.post("/sign-in/", right, REMOTE_ADDR="198.51.100.1").status_code == 302


@pytest.mark.parametrize("path", ["/account/delete/", "/account/password/"])
def test_a_browser_left_open_is_no_place_to_guess_a_password(alice_client, path):
    guess = {"password": "wrong", "old_password": "wrong"}
    answers = [alice_client.post(path, guess).status_code for _ in range(11)]
    assert answers[-1] == 429
    assert 429 not in answers[:10]
    assert alice_client.get(path).status_code == 200


def test_signing_in_and_out_leads_back_home(client, alice):
    assert 'name="next" value="/history/"' in _html(client, "/sign-in/?next=/history/")
    right = {"username": "alice", "password": PASSWORD, "next": "/history/"}
    assert client.post("/sign-in/", right)["Location"] == "/history/"
    assert 'href="/account/"' in _html(client, "/")
    assert client.post("/sign-out/")["Location"] == "/"
    assert 'href="/account/"' not in _html(client, "/")


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example/", "javascript:x"])
def test_no_address_leads_out_of_the_site(client, alice, target):
    assert _register(client, next=target)["Location"] == "/"
    client = Client()
    right = {"username": "alice", "password": PASSWORD, "next": target}
    assert client.post("/sign-in/", right)["Location"] == "/"
    sent = {"tag": "#Beach", "next": target}
    assert client.post("/account/preferences/", sent)["Location"] == "/account/"


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"name": "ALICE"}, "already exists"),
        ({"name": "two words"}, "Enter a valid username"),
        ({"name": ""}, "required"),
        ({"name": "x" * 151}, "at most 150"),
        ({"name": "a\x00b"}, "Null characters"),
        ({"password": "short1!"}, "too short"),
        ({"password": "password123"}, "too common"),
        ({"password": "184467440737"}, "entirely numeric"),
        ({"password2": "something else"}, "match"),
    ],
)
def test_what_cannot_be_an_account_is_said_and_nothing_is_stored(
    client, alice, django_user_model, fields, words
):
    response = _register(client, **fields)
    assert words in response.content.decode()
    assert "_auth_user_id" not in client.session
    assert django_user_model.objects.count() == 1


def test_an_operator_can_keep_registering_to_himself(client, alice, settings):
    settings.REGISTRATION = False
    for response in (client.get("/register/"), _register(client)):
        assert response.status_code == 403
        assert b"made by whoever runs this server" in response.content
    assert 'href="/register/' not in _html(client, "/sign-in/") + _html(client, "/account/")


def test_registering_is_throttled_by_address(client, monkeypatch, django_user_model):
    monkeypatch.setattr("captioner.access.AnonymousThrottle.rate", "1/min", raising=False)
    assert _register(client, password="short").status_code == 200
    response = _register(client)
    assert response.status_code == 429
    assert 0 < int(response["Retry-After"]) <= 60
    assert not django_user_model.objects.exists()


def test_who_is_signed_in_has_no_use_for_the_form(alice_client):
    assert alice_client.get("/register/")["Location"] == "/account/"


def test_a_changed_password_signs_other_browsers_out(client, alice, alice_client):
    client.post("/sign-in/", {"username": "alice", "password": PASSWORD})
    new = "battery horse staple"
    wrong = {"old_password": "wrong", "new_password1": new, "new_password2": new}
    refused = alice_client.post("/account/password/", wrong)
    assert b"incorrectly" in refused.content
    changed = alice_client.post("/account/password/", wrong | {"old_password": PASSWORD})
    assert changed["Location"] == "/account/"
    assert "Your password is changed" in _html(alice_client, "/account/")
    assert client.get("/account/password/").status_code == 302


# --- What she wants of every post --------------------------------------------------------------


def test_nothing_trains_models_until_she_says_yes(alice, alice_client):
    def chosen() -> str:
        html = _html(alice_client, "/account/")
        return re.search(r'name="training" value="(\w+)" checked', html)[1]

    assert chosen() == "no"
    alice_client.post("/account/preferences/", {"training": "yes"})
    assert chosen() == "yes"
    assert Preferences.of(owner=alice).training
    alice_client.post("/account/preferences/", {"training": "nonsense"})
    assert chosen() == "no"


def test_never_use_takes_a_tag_from_any_page_and_goes_back_there(client):
    sent = {"tag": "#MorningLight", "next": "/history/?q=dog"}
    assert client.post("/account/preferences/", sent)["Location"] == "/history/?q=dog"
    assert "#MorningLight will not be suggested again." in _html(client, "/history/")
    assert rows.job(visitor=client.session["visitor"]).never == ["#MorningLight"]


@pytest.mark.parametrize(
    ("typed", "held"),
    [
        ("#Beach", ["#Beach"]),
        ("beach, #Sun  sea", ["#beach", "#Sun", "#sea"]),
        ("#Beach #BEACH beach", ["#Beach"]),
        ("#été #東京", ["#été", "#東京"]),
    ],
)
def test_tags_are_taken_as_they_are_typed_each_once(alice, alice_client, typed, held):
    alice_client.post("/account/preferences/", {"tag": typed})
    alice_client.post("/account/preferences/", {"tag": typed.upper()})
    assert Preferences.of(owner=alice).never_tags == held
    alice_client.post("/account/preferences/", {"allow": held[0].upper()})
    assert Preferences.of(owner=alice).never_tags == held[1:]


@pytest.mark.parametrize("typed", ["", " , ", "#", "#_", "a-b", "x" * 61, "no\x00thing", "<b>"])
def test_what_is_no_tag_is_said_at_its_field_and_kept_there(alice, alice_client, typed):
    response = alice_client.post("/account/preferences/", {"tag": typed})
    assert response.status_code == 422
    assert "must be one word of 1 to 60 letters or digits" in response.content.decode()
    assert not Preferences.of(owner=alice).never_tags


def test_the_never_use_list_has_an_end(alice, alice_client):
    many = " ".join(f"tag{number}" for number in range(preferences.NEVER_MAX))
    alice_client.post("/account/preferences/", {"tag": many})
    response = alice_client.post("/account/preferences/", {"tag": "another"})
    assert b"at most 100 tags" in response.content
    assert len(Preferences.of(owner=alice).never_tags) == 100


def test_a_visitor_has_wishes_too_and_is_told_what_an_account_adds(client, alice_client):
    client.post("/account/preferences/", {"tag": "#Mine"})
    html = _html(client, "/account/")
    assert "#Mine" in html
    assert 'href="/register/"' in html
    assert "#Mine" not in _html(alice_client, "/account/") + _html(Client(), "/account/")


# --- API keys ----------------------------------------------------------------------------------


def _made(client, **fields):
    sent = {"name": "laptop", "scopes": list(ApiKey.SCOPES)}
    return client.post("/account/keys/", sent | fields)


def test_a_key_is_shown_once_and_opens_the_api(alice_client, client):
    response = _made(alice_client, name="  my   laptop ")
    token = re.search(r'data-copy="(s2c_[^"]+)"', response.content.decode())[1]
    assert "no-store" in response["Cache-Control"]
    listed = _html(alice_client, "/account/keys/")
    assert "my laptop" in listed
    assert "never used" in listed
    assert token not in listed
    headers = {"Authorization": f"Bearer {token}"}
    assert client.get("/api/v1/captions", headers=headers).status_code == 200
    assert "never used" not in _html(alice_client, "/account/keys/")


def test_a_revoked_key_opens_nothing_and_nobody_elses_goes_with_it(
    alice, alice_client, charlie_client, client
):
    _, token = keys.create(alice, name="laptop", scopes=ApiKey.SCOPES)
    charlie_client.post("/account/keys/revoke/", {"name": "laptop"})
    headers = {"Authorization": f"Bearer {token}"}
    assert client.get("/api/v1/captions", headers=headers).status_code == 200
    alice_client.post("/account/keys/revoke/", {"name": "laptop"})
    assert client.get("/api/v1/captions", headers=headers).status_code == 401
    assert "“laptop” is revoked" in _html(alice_client, "/account/keys/")
    assert alice_client.post("/account/keys/revoke/", {"name": "\x00"}).status_code == 302


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"name": "taken"}, "A key is called “taken” already."),
        ({"name": " "}, "required"),
        ({"name": "x" * 61}, "at most 60"),
        ({"scopes": []}, "required"),
        ({"scopes": ["captions:own"]}, "not one of the available choices"),
    ],
)
def test_a_key_that_cannot_be_made_is_told_at_its_field(alice, alice_client, fields, words):
    keys.create(alice, name="taken", scopes=["captions:read"])
    response = _made(alice_client, **fields)
    assert response.status_code == 422
    assert words in response.content.decode()
    assert ApiKey.objects.count() == 1


def test_an_account_has_twenty_keys_at_most(alice, alice_client):
    for number in range(keys.KEYS_MAX):
        keys.create(alice, name=f"key {number}", scopes=["captions:read"])
    assert b"at most 20 keys" in _made(alice_client).content
    assert ApiKey.objects.count() == 20


# --- Leaving -----------------------------------------------------------------------------------


def test_a_deleted_account_leaves_nothing_behind(alice, alice_client, django_user_model):
    job = rows.job(owner=alice)
    kept = rows.job(visitor="somebody")
    keys.create(alice, name="laptop", scopes=ApiKey.SCOPES)
    Voice.objects.create(owner=alice, name="Mine")
    assert re.search(r"<strong>1</strong>\s+photo<", _html(alice_client, "/account/delete/"))
    response = alice_client.post("/account/delete/", {"password": PASSWORD})
    assert response["Location"] == "/"
    assert "everything in it is deleted" in _html(alice_client, "/")
    assert not django_user_model.objects.exists()
    assert not ApiKey.objects.exists()
    assert not Voice.objects.exists()
    assert [photo.pk for photo in Photo.objects.all()] == [kept.photo_id]
    assert not default_storage.exists(job.photo.file.name)


def test_without_the_right_password_the_account_stays(alice, alice_client, django_user_model):
    for password in ("", "wrong"):
        response = alice_client.post("/account/delete/", {"password": password})
        assert response.status_code == 422
    assert django_user_model.objects.get() == alice
    assert alice_client.get("/account/delete/").status_code == 200


# --- Every page --------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["keys", "password", "delete"])
def test_what_needs_an_account_leads_to_sign_in_and_back(client, path):
    response = client.get(f"/account/{path}/")
    assert response["Location"] == f"/sign-in/?next=/account/{path}/"


def test_where_guests_are_not_allowed_the_account_page_leads_to_sign_in(client, settings):
    settings.ANONYMOUS = False
    assert client.get("/account/")["Location"] == "/sign-in/?next=/account/"
    assert client.post("/account/preferences/", {"tag": "#x"}).status_code == 302
    assert not Preferences.objects.exists()


def test_no_page_of_an_account_holds_what_the_policy_would_block(client, alice, alice_client):
    keys.create(alice, name="laptop", scopes=ApiKey.SCOPES)
    pages = [_html(client, path) for path in ("/register/", "/sign-in/", "/account/")]
    pages += [
        _html(alice_client, f"/account/{path}") for path in ("", "keys/", "password/", "delete/")
    ]
    for html in pages:
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", html)
        assert html.count("<h1") == 1
        assert re.search(r"<title>\S.*Snap2Caption", html)
        ids = re.findall(r'\sid="([^"]+)"', html)
        assert len(ids) == len(set(ids)), ids
