"""`manage.py api_key`: mint, list, revoke."""

import pytest
from django.core.management import CommandError, call_command

from captioner.models import ApiKey


@pytest.fixture
def alice(db, django_user_model):
    return django_user_model.objects.create_user("alice")


def _mint(capsys, *arguments) -> str:
    call_command("api_key", "create", "alice", *arguments)
    return capsys.readouterr().out.strip()


def test_a_minted_key_opens_the_api_and_is_not_stored(alice, client, capsys):
    token = _mint(capsys)
    headers = {"Authorization": f"Bearer {token}"}
    assert client.get("/api/v1/captions", headers=headers).status_code == 200
    assert token not in str(ApiKey.objects.values().get())


def test_a_key_is_listed_and_revoked_by_name(alice, client, capsys):
    token = _mint(capsys, "--name", "shop", "--scope", "captions:read")
    call_command("api_key", "list", "alice")
    assert "shop\tcaptions:read\tlast used never" in capsys.readouterr().out
    call_command("api_key", "revoke", "alice", "--name", "shop")
    headers = {"Authorization": f"Bearer {token}"}
    assert client.get("/api/v1/captions", headers=headers).status_code == 401


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("create", "nobody"), "no user 'nobody'"),
        (("revoke", "alice", "--name", "none"), "no key named 'none'"),
    ],
)
def test_a_mistake_is_named(alice, arguments, named):
    with pytest.raises(CommandError, match=named):
        call_command("api_key", *arguments)


@pytest.mark.django_db(transaction=True)
def test_a_name_is_given_once(alice, capsys):
    _mint(capsys)
    with pytest.raises(CommandError, match="already has a key"):
        _mint(capsys)
