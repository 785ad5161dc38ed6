"""Configuration mistakes are found before the first request."""

from captioner import checks


def _ids(messages) -> list[str]:
    return [message.id for message in messages]


def test_a_transaction_around_every_request_is_refused(settings, monkeypatch):
    assert _ids(checks.no_atomic_requests(None)) == []
    monkeypatch.setitem(settings.DATABASES["default"], "ATOMIC_REQUESTS", True)
    assert _ids(checks.no_atomic_requests(None)) == ["captioner.E001"]


def test_the_secret_key_of_the_source_serves_this_machine_alone(settings):
    settings.ALLOWED_HOSTS = ["localhost"]
    assert _ids(checks.no_default_secret_in_public(None)) == []
    settings.ALLOWED_HOSTS = ["localhost", "snap.example.org"]
    assert _ids(checks.no_default_secret_in_public(None)) == ["captioner.E002"]
    settings.SECRET_KEY = "x" * 50
    assert _ids(checks.no_default_secret_in_public(None)) == []


def test_workers_elsewhere_cannot_share_a_sqlite_file(settings, monkeypatch):
    monkeypatch.setitem(settings.DATABASES["default"], "ENGINE", "django.db.backends.sqlite3")
    settings.WORKER = "celery"
    assert _ids(checks.no_sqlite_with_celery(None)) == ["captioner.W001"]
