"""`manage.py export_dataset KIND FOLDER`: what may train today, as JSON lines for trainers."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from captioner.errors import CaptionError
from feedback import exchange, uploads


class Command(BaseCommand):
    help = "Write what is approved and allowed today as JSON lines, its photos and their sums."

    def add_arguments(self, parser) -> None:
        parser.add_argument("kind", choices=exchange.LINES)
        parser.add_argument("out", type=Path, metavar="FOLDER", help="made; must not be there yet")
        parser.add_argument(
            "--from", dest="folders", nargs="+", default=[], type=Path, metavar="FOLDER",
            help="snapshots of archives, whose rows go along",
        )  # fmt: skip
        parser.add_argument(
            "--store", action="store_true", help="put it into the photos' storage as well"
        )

    def handle(self, *, kind: str, out: Path, folders: list[Path], store: bool, **_) -> None:
        try:
            count = exchange.export_lines(kind, out, folders=folders)
            self.stdout.write(f"{count} lines in {out / 'rows.jsonl'}")
            if store:
                self.stdout.write(f"In the storage as {uploads.upload_export(out)}")
        except CaptionError as error:
            raise CommandError(error.detail) from error
