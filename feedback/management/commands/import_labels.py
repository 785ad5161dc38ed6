"""`manage.py import_labels FILE --by REVIEWER`: Label Studio's annotations as verdicts."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from captioner.errors import CaptionError
from feedback import exchange


class Command(BaseCommand):
    help = "Take an export of Label Studio (JSON) as one reviewer's verdicts."

    def add_arguments(self, parser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--by", required=True, metavar="REVIEWER", help="an account's name")

    def handle(self, *, file: Path, by: str, **_) -> None:
        try:
            taken = exchange.import_labels(file, by=exchange.reviewer(by))
        except CaptionError as error:
            raise CommandError(error.detail) from error
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}") from error
        for problem in taken.problems:
            self.stderr.write(problem)
        done = ", ".join(f"{what} {count}" for what, count in sorted(taken.counts.items()))
        self.stdout.write(done or "There is no task in it.")
