from pathlib import Path

from django.apps import AppConfig
from django.conf import settings


class CaptionerConfig(AppConfig):
    name = "captioner"

    def ready(self) -> None:
        from captioner import checks  # noqa: F401  (registers the system checks)

        database = settings.DATABASES["default"]
        if "sqlite3" in database["ENGINE"]:
            # SQLite makes its file but not the folder.
            Path(database["NAME"]).parent.mkdir(parents=True, exist_ok=True)
