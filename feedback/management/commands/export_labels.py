"""`manage.py export_labels FOLDER --by REVIEWER`: the reviews as Label Studio's tasks."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from captioner.errors import CaptionError
from feedback import exchange, uploads


class Command(BaseCommand):
    help = "Write what a reviewer may see as Label Studio's tasks, its config and the photos."

    def add_arguments(self, parser) -> None:
        parser.add_argument("out", type=Path, metavar="FOLDER", help="made; must not be there yet")
        parser.add_argument("--by", required=True, metavar="REVIEWER", help="an account's name")
        parser.add_argument(
            "--photos-at", default="", metavar="URL",
            help="what stands before images/... in a photo's address; Label Studio's local storage "
            "of the folder where not given",
        )  # fmt: skip
        parser.add_argument(
            "--store", action="store_true", help="put it into the photos' storage as well"
        )

    def handle(self, *, out: Path, by: str, photos_at: str, store: bool, **_) -> None:
        try:
            count = exchange.export_labels(out, by=exchange.reviewer(by), photos_at=photos_at)
            self.stdout.write(
                f"{count} tasks in {out / 'tasks.json'}, for a project with config.xml"
            )
            if store:
                self.stdout.write(f"In the storage as {uploads.upload_export(out)}")
        except CaptionError as error:
            raise CommandError(error.detail) from error
