"""`manage.py build_dataset NAME`: approved feedback and archives as a dataset's next version."""

import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from captioner.errors import CaptionError
from feedback import descriptions, snapshots
from feedback.datasets import drift
from feedback.models import DatasetSnapshot


class Command(BaseCommand):
    help = "Write the next version of a dataset from what reviewers approved and people allow."

    def add_arguments(self, parser) -> None:
        parser.add_argument("name", help="of the dataset: a-z, 0-9, - and _")
        parser.add_argument(
            "--from", dest="folders", nargs="*", type=Path, metavar="FOLDER",
            help="snapshots of archives, as `etl` leaves them; those of the version before where "
            "not given, none where left empty",
        )  # fmt: skip
        parser.add_argument(
            "--out", type=Path, metavar="FOLDER",
            help="where its versions lie; a folder of its name in DATASETS_DIR where not given",
        )  # fmt: skip
        parser.add_argument(
            "--describe", action="store_true",
            help="first say what those photos show that came without a description, such as other "
            "programs' feedback: a writer learns from no other; takes a while, once",
        )  # fmt: skip
        parser.add_argument(
            "--dvc", action="store_true", help="add the version to DVC and push it to its remote"
        )

    def handle(
        self,
        *,
        name: str,
        folders: list[Path] | None,
        out: Path | None,
        describe: bool,
        dvc: bool,
        **_,
    ) -> None:
        try:
            snapshots.require_name(name)
            if describe:
                self._describe()
            row, is_new = snapshots.build(name, folders=folders, root=out)
            self._tell(row, is_new)
            if dvc:
                self.stdout.write(f"Pushed; its name for dvc pull is {snapshots.push(row)}")
        except CaptionError as error:
            raise CommandError(error.detail) from error

    def _describe(self) -> None:
        with tqdm(unit="photo", file=sys.stderr, disable=None) as bar:

            def told(more: int, of: int) -> None:
                bar.total = of
                bar.update(more)

            described = descriptions.fill(told)
        self.stdout.write(f"{described} rows described")

    def _tell(self, row: DatasetSnapshot, is_new: bool) -> None:
        say = self.stdout.write
        split = ", ".join(f"{name} {count}" for name, count in row.counts["split"].items())
        say(f"{row}: {row.counts['rows']} rows of {row.counts['photos']} photos; {split}")
        for reason, count in row.excluded.items():
            say(f"  left out, {reason.replace('_', ' ')}: {count}")
        if left := descriptions.missing().count():
            say(f"  without a description, which no writer learns from: {left} (--describe)")
        for note in row.notes:
            say(f"  {note}")
        for name in drift.moved(row.drift):
            facts = row.drift[name]
            say(f"  moved, {name.replace('_', ' ')}: {facts['level']} (PSI {facts['psi']})")
        say(f"{'Written to' if is_new else 'Nothing new; it is'} {row.path}")
