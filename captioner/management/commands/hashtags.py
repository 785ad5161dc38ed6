"""`manage.py hashtags build|show|status`: the index of how people use hashtags."""

import sqlite3
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from tqdm import tqdm

from captioner.writing import tag, tag_census, tag_corpus
from captioner.writing.tag_census import Report
from captioner.writing.tag_corpus import CorpusUnusable
from captioner.writing.tag_index import Index, IndexUnusable, Use, latest


class Command(BaseCommand):
    help = "Count how people use hashtags in a corpus of captions, or look at such a count."
    requires_system_checks = ()

    def add_arguments(self, parser) -> None:
        actions = parser.add_subparsers(dest="action", required=True, metavar="build|show|status")
        build = actions.add_parser("build", help="count a corpus and put its index in place")
        build.add_argument(
            "corpus", type=Path, help="a folder of .txt captions, or a .jsonl or .csv file"
        )
        build.add_argument(
            "--out", type=Path, default=settings.HASHTAG_INDEX, help="default: %(default)s"
        )
        show = actions.add_parser("show", help="one tag: how often it is used, and with which")
        show.add_argument("tag")
        status = actions.add_parser("status", help="the index's age, size and source")
        for reader in (show, status):
            reader.add_argument(
                "--index", type=Path, default=settings.HASHTAG_INDEX, help="default: %(default)s"
            )

    def handle(self, *, action: str, **options) -> None:
        try:
            match action:
                case "build":
                    self._build(options["corpus"], options["out"])
                case "show":
                    self._show(options["tag"], options["index"])
                case "status":
                    self._status(options["index"])
        except (CorpusUnusable, IndexUnusable, OSError, sqlite3.Error) as error:
            raise CommandError(str(error)) from error

    def _build(self, corpus: Path, out: Path) -> None:
        captions = tag_corpus.read(corpus)
        out.parent.mkdir(parents=True, exist_ok=True)
        try:
            report = tag_census.build(
                captions,
                out,
                name=corpus.resolve().name,
                built_at=timezone.now(),
                progress=_bar,
            )
        except KeyboardInterrupt as interrupt:
            raise CommandError(
                "Interrupted; the index in place is as it was.", returncode=130
            ) from interrupt
        self._report(report)
        self._status(out)

    def _report(self, report: Report) -> None:
        for line in report.bad_lines:
            self.stderr.write(f"{line.place}: {line.reason}")
        if report.bad > len(report.bad_lines):
            self.stderr.write(f"and {report.bad - len(report.bad_lines):,} more")
        self.stdout.write(f"bad lines  {report.bad:,}")
        self.stdout.write(f"unfit tags {report.unfit:,}: empty, unsafe or banned")

    def _status(self, path: Path) -> None:
        about = _index(path).about
        days = (timezone.now() - about.built_at).days
        out = "; ".join(f"{count:,} {reason}" for reason, count in sorted(about.left_out.items()))
        self.stdout.write(f"index      {path}, {path.stat().st_size / 1e6:,.1f} MB")
        self.stdout.write(f"built      {about.built_at:%Y-%m-%d %H:%M} UTC, {days} days ago")
        self.stdout.write(f"corpus     {about.corpus}: {about.captions:,} captions counted")
        self.stdout.write(f"left out   {out or 'none'}")
        self.stdout.write(f"holds      {about.tags:,} tags, {about.pairs:,} pairs")
        self.stdout.write(
            f"tiers      broad from {about.broad_from:,} captions, niche from {about.niche_from:,}"
        )

    def _show(self, text: str, path: Path) -> None:
        index = _index(path)
        body = tag.body(text)
        use = index.uses([body]).get(body)
        if use is None:
            raise CommandError(
                f"{text} is not in the index: too few captions of {index.about.corpus} hold it, "
                "or it is never suggested."
            )
        self.stdout.write(
            f"{_written(use)}  in {use.count:,} of {index.about.captions:,} captions, {use.tier}"
        )
        for neighbour in index.beside(body):
            self.stdout.write(
                f"  {_written(neighbour.use):<32} {neighbour.together:>9,} together  "
                f"{neighbour.strength:.2f}  {neighbour.use.tier}"
            )


def _bar(items: Iterable, *, what: str, total: int | None) -> Iterable:
    return tqdm(items, desc=what, total=total, unit="", unit_scale=True)


def _index(path: Path) -> Index:
    index = latest(path)
    if index is None:
        raise CommandError(
            f"There is no index at {path}; make one with: python manage.py hashtags build CORPUS"
        )
    return index


def _written(use: Use) -> str:
    return tag.normalise(use.body, spellings={use.body: use.spelling}) or f"#{use.body}"
