"""Configuration mistakes, found by `manage.py check` instead of at 3 a.m."""

from django.conf import settings
from django.core import checks

LOCAL_HOSTS = {"localhost", "127.0.0.1", "[::1]", "testserver"}


@checks.register
def no_atomic_requests(app_configs, **kwargs) -> list[checks.CheckMessage]:
    """A request that waits for its own job inside a transaction waits in vain."""
    return [
        checks.Error(
            f"ATOMIC_REQUESTS is on for the database {alias!r}.",
            hint="Turn it off: a request waits for a row that another thread has to see.",
            id="captioner.E001",
        )
        for alias, database in settings.DATABASES.items()
        if database.get("ATOMIC_REQUESTS")
    ]


@checks.register
def no_default_secret_in_public(app_configs, **kwargs) -> list[checks.CheckMessage]:
    """The key in the source is for a laptop that nobody else can reach."""
    public = [host for host in settings.ALLOWED_HOSTS if host not in LOCAL_HOSTS]
    if settings.SECRET_KEY != settings.INSECURE_SECRET_KEY or not public:
        return []
    return [
        checks.Error(
            f"ALLOWED_HOSTS names {', '.join(public)}, and SECRET_KEY is the one in the source.",
            hint="Set SECRET_KEY or SECRET_KEY_FILE to 50 random characters.",
            id="captioner.E002",
        )
    ]


@checks.register
def https_behind_a_proxy(app_configs, **kwargs) -> list[checks.CheckMessage]:
    """Without the proxy's word every request looks like http and is sent round in a circle."""
    if not settings.HTTPS or settings.PROXIES:
        return []
    return [
        checks.Warning(
            "HTTPS is True and PROXIES is 0: nothing tells this process that TLS ended before it.",
            hint="Set PROXIES to the number of proxies of yours in front.",
            id="captioner.W002",
        )
    ]


@checks.register
def no_sqlite_with_celery(app_configs, **kwargs) -> list[checks.CheckMessage]:
    """Workers on other machines cannot share a SQLite file."""
    if settings.WORKER == "celery" and "sqlite3" in settings.DATABASES["default"]["ENGINE"]:
        return [
            checks.Warning(
                "WORKER=celery with SQLite works on one machine only.",
                hint="Set DATABASE_URL to a PostgreSQL database.",
                id="captioner.W001",
            )
        ]
    return []
