"""`manage.py import_jsonl FILE NAME`: JSON lines with photos, as an archive for `build_dataset`."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from captioner.errors import CaptionError
from feedback import exchange, snapshots


class Command(BaseCommand):
    help = "Make a snapshot of JSON lines (messages, or chosen and rejected) and their photos."

    def add_arguments(self, parser) -> None:
        parser.add_argument("file", type=Path, help="its photos lie beside it, as images says")
        parser.add_argument("name", help="of the archive: a-z, 0-9, - and _")
        parser.add_argument(
            "--out", type=Path, metavar="FOLDER",
            help="where the snapshot appears; a folder of its name in DATASETS_DIR where not given",
        )  # fmt: skip

    def handle(self, *, file: Path, name: str, out: Path | None, **_) -> None:
        try:
            snapshots.require_name(name)
            root = out or settings.DATASETS_DIR / "archives" / name
            built, taken = exchange.import_lines(file, name, root=root)
        except CaptionError as error:
            raise CommandError(error.detail) from error
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}") from error
        for problem in taken.problems:
            self.stderr.write(problem)
        self.stdout.write(f"{built.manifest.counts['rows']} rows in {built.folder}")
