"""`manage.py caption PHOTO...`: captions in the terminal, in process, without a database."""

import json
import logging
import os
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from captioner import conf, photo_headers, photos
from captioner.document import PhotoFacts, of_outcome
from captioner.engine import Engine, Item, Outcome, open_engine
from captioner.errors import CaptionError, PhotoMissing
from captioner.photos import LoadedPhoto
from captioner.writing import brief as limits
from captioner.writing.brief import Brief, random_seed

SUFFIXES = {".jpg", ".jpeg", ".png", ".webp", ".heic", ".heif", ".gif", ".avif"}


class Command(BaseCommand):
    help = "Caption photos: files, or folders of them."
    requires_system_checks = ()

    def add_arguments(self, parser) -> None:
        parser.add_argument("photos", nargs="+", type=Path, metavar="PHOTO")
        parser.add_argument("--tone", default=limits.DEFAULT_TONE)
        parser.add_argument("--audience", default=limits.DEFAULT_AUDIENCE)
        parser.add_argument("--note", default="")
        parser.add_argument("--variants", type=int, default=1)
        parser.add_argument("--platform", default=limits.DEFAULT_PLATFORM)
        parser.add_argument("--seed", type=int, help="the same seed gives the same words")
        parser.add_argument("--json", action="store_true", help="JSON lines on standard output")

    def handle(self, *, json: bool, **options) -> None:
        logging.getLogger("captioner").setLevel(logging.WARNING)  # a person reads this terminal
        try:
            brief = _brief(options)
            paths = list(dict.fromkeys(_files(options["photos"])))
            if not paths:
                raise PhotoMissing("there is no photo in the folders given")
            engine = open_engine(conf.engine_config())
        except CaptionError as error:
            raise CommandError(error.detail) from error
        show = self._json if json else self._text
        failed = 0
        with tqdm(total=len(paths), unit="photo", file=sys.stderr, disable=None) as progress:
            for chunk in _chunks(paths, engine.config.max_batch):
                # Without a seed each photo draws its own, or all would open with the same words.
                drawn = options["seed"] is None
                briefs = {p: replace(brief, seed=random_seed()) if drawn else brief for p in chunk}
                for path, result in _results(engine, briefs):
                    with tqdm.external_write_mode(file=sys.stderr):
                        show(path, result)
                    failed += isinstance(result, CaptionError)
                    progress.update()
        engine.close()
        if failed:
            sys.exit(1)

    def _json(self, path: Path, result: dict | CaptionError) -> None:
        if isinstance(result, CaptionError):
            error = {"code": result.code, "detail": result.detail}
            result = {"status": "failed", "error": error}
        # A name that is not UTF-8 must not end the run for the photos after it.
        name = os.fsencode(path).decode(errors="backslashreplace")
        self.stdout.write(json.dumps({"path": name} | result, ensure_ascii=False))
        self.stdout.flush()

    def _text(self, path: Path, result: dict | CaptionError) -> None:
        if isinstance(result, CaptionError):
            self.stderr.write(f"{path}: {result.code}: {result.detail}")
            return
        self.stdout.write(f"\n{path}\n  description  {result['description']}")
        for caption in result["captions"]:
            self.stdout.write(f"  caption      {caption['text']}")
            chosen = [tag["tag"] for tag in caption["hashtags"] if tag["selected"]]
            others = [tag["tag"] for tag in caption["hashtags"] if not tag["selected"]]
            self.stdout.write(f"  hashtags     {' '.join(chosen)}")
            if others:
                self.stdout.write(f"  alternates   {' '.join(others)}")
            for warning in caption["warnings"]:
                self.stdout.write(f"  warning      {warning}")
        self.stdout.write(f"  alt text     {result['alt_text']}")


def _brief(options: dict) -> Brief:
    names = ("tone", "audience", "note", "variants", "platform")
    return Brief(**{name: options[name] for name in names}, seed=options["seed"] or 0)


def _files(paths: list[Path]) -> Iterator[Path]:
    """Files as given, and the photos inside folders in the order of their names."""
    for path in paths:
        if path.is_dir():
            yield from sorted(inner for inner in path.rglob("*") if _looks_like_photo(inner))
        else:
            yield path


def _looks_like_photo(path: Path) -> bool:
    """By its name or its first bytes: neither a broken nor an unnamed photo is passed by."""
    if not path.is_file():
        return False
    if path.suffix.lower() in SUFFIXES:
        return True
    with path.open("rb") as file:
        return photo_headers.kind(file.read(64)) is not None


def _chunks(paths: list[Path], size: int) -> Iterator[list[Path]]:
    for start in range(0, len(paths), size):
        yield paths[start : start + size]


def _results(
    engine: Engine, briefs: dict[Path, Brief]
) -> Iterator[tuple[Path, dict | CaptionError]]:
    """Each path with its document or its error, in order; one engine run for all of them."""
    started = time.monotonic()
    loaded = {path: _load(path) for path in briefs}
    ready = {path: photo for path, photo in loaded.items() if isinstance(photo, LoadedPhoto)}
    outcomes = engine.run([Item(photo.image, briefs[path]) for path, photo in ready.items()])
    total_ms = round((time.monotonic() - started) * 1000)
    documents = {
        path: _document(outcome, briefs[path], ready[path], total_ms)
        for path, outcome in zip(ready, outcomes, strict=True)
    }
    for path in briefs:
        yield path, documents.get(path, loaded[path])


def _load(path: Path) -> LoadedPhoto | CaptionError:
    try:
        return photos.load(path.read_bytes(), limits=conf.photo_limits())
    except CaptionError as error:
        return error
    except OSError as error:
        return PhotoMissing(f"{path} cannot be read: {error.strerror}")


def _document(
    outcome: Outcome, brief: Brief, photo: LoadedPhoto, total_ms: int
) -> dict | CaptionError:
    if outcome.error:
        return outcome.error
    facts = PhotoFacts(photo.sha256, photo.width, photo.height, photo.metadata_removed)
    return of_outcome(outcome, brief, facts, queue_ms=0, total_ms=total_ms)
