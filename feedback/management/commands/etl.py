"""`manage.py etl extract|transform|load NAME`: an archive of photos and captions as a dataset.

What each step leaves in its working folder, DATASETS_DIR/etl/NAME, and elsewhere:

    extract    {...}.zip, raw-{sha256}/ and, last, source.json
    transform  cleaned-{pixels}/, described-{model}/, DATASETS_DIR/archives/NAME/{digest}/ and,
               last, report.json
    load       the snapshot's files in the storage
"""

import hashlib
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from captioner import conf
from captioner.engine import open_describer
from captioner.errors import CaptionError
from feedback import uploads
from feedback.datasets import build, etl, etl_archive, etl_describe, etl_download, snapshot
from feedback.datasets.records import Record

SOURCE, REPORT = "source.json", "report.json"


class Command(BaseCommand):
    help = "Turn an InstaCities-style archive into a dataset; each step can be run again."

    def add_arguments(self, parser) -> None:
        steps = parser.add_subparsers(dest="step", required=True, metavar="extract|transform|load")
        extract = steps.add_parser("extract", help="have the archive, check it, unpack it")
        transform = steps.add_parser("transform", help="clean and split it: a snapshot")
        load = steps.add_parser("load", help="put the snapshot into the photos' storage")
        for step in (extract, transform, load):
            step.add_argument("name", help="of the archive: a-z, 0-9, - and _")
        extract.add_argument("source", help="the address of a zip, or its path on this machine")
        extract.add_argument("--sha256", default="", help="what the zip must be")
        extract.add_argument(
            "--connections", type=int, default=etl_download.CONNECTIONS, help="default %(default)s"
        )
        transform.add_argument(
            "--licence", required=True, metavar="WORDS",
            help="what allows training on these photos and captions; kept in the report",
        )  # fmt: skip
        transform.add_argument(
            "--cities", nargs="*", default=list(etl_archive.CITIES),
            help="in any spelling; none takes all (%(default)s)",
        )  # fmt: skip
        transform.add_argument(
            "--describe", action="store_true",
            help="say what each photo shows, which a writer needs to learn from it; takes a while",
        )  # fmt: skip

    def handle(self, *, step: str, name: str, **options) -> None:
        work = settings.DATASETS_DIR / "etl" / _name(name)
        try:
            match step:
                case "extract":
                    self._extract(work, options)
                case "transform":
                    self._transform(work, name, options)
                case "load":
                    self._load(work)
        except CaptionError as error:
            raise CommandError(error.detail) from error
        except KeyboardInterrupt as interrupt:
            raise CommandError(
                "Interrupted: the same again goes on from here.", returncode=130
            ) from interrupt

    def _extract(self, work: Path, options: dict) -> None:
        source, sha256 = options["source"], options["sha256"].lower()
        work.mkdir(parents=True, exist_ok=True)
        archive = Path(source)
        if "://" in source:
            address = source.partition("?")[0]  # behind it a signature, another one each time
            archive = work / f"{hashlib.sha256(address.encode()).hexdigest()[:12]}.zip"
            with _bar("B") as told:
                count = max(1, options["connections"])
                found = etl_download.fetch(
                    source, archive, sha256=sha256, connections=count, told=told
                )
        else:
            found = _local(archive, sha256)
        self.stdout.write(f"sha256    {found}{'' if sha256 else ' (nothing to check it by)'}")
        raw = work / f"raw-{found[:12]}"
        with _bar("file") as told:
            etl_archive.unpack(archive, raw, told=told)
        _save(work / SOURCE, {"source": source.partition("?")[0], "sha256": found, "raw": raw.name})
        self.stdout.write(f"unpacked  {raw}")

    def _transform(self, work: Path, name: str, options: dict) -> None:
        source = _read(work / SOURCE, "extract")
        limits = conf.photo_limits()
        pairs = list(etl_archive.pairs(work / source["raw"], options["cities"]))
        with tqdm(pairs, unit="pair", file=sys.stderr, disable=None) as found:
            cleaned = work / f"cleaned-{limits.long_side}"
            rows = etl.Rows(name, found, cleaned, limits)
            built = build.build(
                name,
                _described(rows, work) if options["describe"] else rows,
                root=_snapshots(work),
                previous=_previous(work),
                skipped=rows.dropped,
            )
        facts = {
            "source": source["source"],
            "sha256": source["sha256"],
            "licence": options["licence"],
            "pairs": len(pairs),
            "rows": built.manifest.counts["rows"],
            "split": built.manifest.counts["split"],
            "left_out": dict(built.manifest.excluded),
            "places": dict(rows.places),
            "snapshot": built.folder.name,
        }
        _save(work / REPORT, facts)
        self._tell(facts, built)

    def _tell(self, facts: dict[str, Any], built: build.Built) -> None:
        splits = ", ".join(f"{split} {count}" for split, count in facts["split"].items())
        self.stdout.write(f"{facts['rows']} rows of {facts['pairs']} pairs; {splits}")
        for reason, count in sorted(facts["left_out"].items(), key=lambda item: -item[1]):
            place = next(iter(facts["places"].get(reason, [])), "")
            first = f", the first {place}" if place else ""
            self.stdout.write(f"  left out, {reason.replace('_', ' ')}: {count}{first}")
        for note in built.manifest.notes:
            self.stdout.write(f"  {note}")
        self.stdout.write(f"{'written to' if built.is_new else 'as before:'} {built.folder}")

    def _load(self, work: Path) -> None:
        facts = _read(work / REPORT, "transform")
        with _bar("B") as told:
            home, sent = uploads.upload(_snapshots(work) / facts["snapshot"], told=told)
        self.stdout.write(f"{sent} files sent; in the storage as {home}" if sent else
                          f"nothing to send; in the storage as {home}")  # fmt: skip


def _name(name: str) -> str:
    try:
        etl.require_name(name)
    except CaptionError as error:
        raise CommandError(error.detail) from error
    return name


def _described(rows: etl.Rows, work: Path) -> Iterator[tuple[Record, bytes]]:
    # Here, since it brings torch, which the other steps do without.
    from captioner.engine import checkpoint

    config = conf.engine_config()
    describer = open_describer(config)
    model = checkpoint.digest(checkpoint.folder(config.describer))[:12]
    yield from etl_describe.described(rows, describer.describe, kept=work / f"described-{model}")


def _local(archive: Path, sha256: str) -> str:
    if not archive.is_file():
        raise CommandError(f"{archive}: there is no such file")
    found = snapshot.sha256(archive)
    if sha256 and found != sha256:
        raise CommandError(f"{archive.name}: its sha256 is {found}, and {sha256} was asked for")
    return found


def _previous(work: Path) -> snapshot.Snapshot | None:
    """The version before, so that what was held out stays held out."""
    if not (work / REPORT).exists():
        return None
    return snapshot.read(_snapshots(work) / _read(work / REPORT, "transform")["snapshot"])


def _snapshots(work: Path) -> Path:
    """Where all archives lie for `build_dataset`."""
    return settings.DATASETS_DIR / "archives" / work.name


def _read(path: Path, step: str) -> dict[str, Any]:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise CommandError(f"first: manage.py etl {step} {path.parent.name}") from error


def _save(path: Path, facts: dict[str, Any]) -> None:
    part = path.with_name(path.name + ".part")
    part.write_text(json.dumps(facts, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    part.rename(path)


@contextmanager
def _bar(unit: str) -> Iterator[Callable[[int, int], None]]:
    """A progress bar that is told how much more, and how much there is in all."""
    with tqdm(unit=unit, unit_scale=True, file=sys.stderr, disable=None) as bar:

        def told(more: int, total: int) -> None:
            bar.total = total or None
            bar.update(more)

        yield told
