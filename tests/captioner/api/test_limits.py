"""How often one may ask, and how an answer says it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory

from captioner import access
from tests import rows

URL = "/api/v1/captions"


def _post(client, **extra):
    return client.post(URL, {"image": SimpleUploadedFile("a.jpg", rows.jpeg())}, **extra)


@pytest.fixture
def rate(monkeypatch):
    """Sets how often a scope may ask."""

    def rate(**rates: str) -> None:
        named = {scope.replace("_", "-"): rate for scope, rate in rates.items()}
        monkeypatch.setattr(
            access.SimpleRateThrottle,
            "THROTTLE_RATES",
            access.SimpleRateThrottle.THROTTLE_RATES | named,
        )

    return rate


def test_a_create_says_how_many_are_left_and_when_there_are_more(client, rate):
    rate(anonymous="2/min")
    first, second, third = (_post(client) for _ in range(3))
    assert first["RateLimit-Policy"] == '"anonymous";q=2;w=60'
    assert first["RateLimit"] == '"anonymous";r=1;t=60'
    assert second["RateLimit"].startswith('"anonymous";r=0;t=')
    assert (first.status_code, second.status_code, third.status_code) == (200, 200, 429)
    assert third["RateLimit"].startswith('"anonymous";r=0;t=')
    assert 0 < int(third["Retry-After"]) <= 61


def test_an_account_has_a_limit_of_its_own_over_all_its_keys(alices, alice, charlies, key_of, rate):
    rate(anonymous="1/min", account="2/min")
    other = Client(headers=key_of(alice, name="other"))
    assert _post(alices)["RateLimit-Policy"] == '"account";q=2;w=60'
    assert _post(other).status_code == 200
    assert _post(alices).status_code == 429
    assert _post(charlies).status_code == 200


def test_an_error_counts_and_says_so_too(client):
    response = client.post(URL, {})
    assert response.status_code == 400
    assert response["RateLimit"] == '"anonymous";r=29;t=60'


def test_reading_is_not_counted(client, rate):
    rate(anonymous="1/min")
    _post(client)
    for _ in range(3):
        response = client.get(URL)
        assert response.status_code == 200
        assert "RateLimit" not in response


def test_without_redis_nobody_is_stopped_and_nothing_is_promised(client, settings, rate):
    rate(anonymous="1/min")
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": "redis://127.0.0.1:1/0",
        }
    }
    for _ in range(2):
        response = _post(client)
        assert response.status_code == 200
        assert "RateLimit" not in response


@pytest.mark.parametrize(
    ("come_from", "counted_as"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:DB8:1:2::9", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("unix", "unix"),
        ("", ""),
    ],
)
def test_an_ipv6_address_is_counted_with_its_network(come_from, counted_as):
    assert access.address(RequestFactory().get("/", REMOTE_ADDR=come_from)) == counted_as


def test_one_network_shares_a_limit_and_another_has_its_own(client, rate):
    rate(anonymous="1/min")
    assert _post(client, REMOTE_ADDR="2001:db8:1:2::1").status_code == 200
    assert _post(client, REMOTE_ADDR="2001:db8:1:2::2").status_code == 429
    assert _post(client, REMOTE_ADDR="2001:db8:1:3::1").status_code == 200


def test_only_ones_own_proxies_are_believed(settings, client):
    request = RequestFactory().get("/", headers={"X-Forwarded-For": "198.51.100.1"})
    assert access.address(request) == "127.0.0.1"


# --- signing in --------------------------------------------------------------------------------


def _try(name: str, come_from: str = "192.0.2.7") -> int:
    return access.sign_in_wait(RequestFactory().post("/sign-in/", REMOTE_ADDR=come_from), name)


def test_guessing_from_one_address_is_stopped_within_a_minute_and_goes_on_after(monkeypatch):
    now = 1_000_000.0
    monkeypatch.setattr(access.SimpleRateThrottle, "timer", lambda self: now)
    assert [_try(f"name{n}") for n in range(10)] == [0] * 10
    assert _try("alice") == 60
    now += 61
    assert _try("alice") == 0


def test_guessing_at_one_name_is_stopped_from_wherever_it_comes():
    tries = [_try("Alice" if n % 2 else "alice ", f"192.0.2.{n}") for n in range(31)]
    assert tries[:30] == [0] * 30
    assert tries[30] > 0
    assert _try("bob", "198.51.100.1") == 0


def test_one_machine_alone_does_not_shut_a_person_out_of_her_account():
    for _ in range(50):
        _try("alice", "192.0.2.66")
    assert _try("alice", "198.51.100.1") == 0
