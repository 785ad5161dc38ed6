"""Captions from a corpus, one after the other: a folder, a JSONL file or a CSV file.

A folder is read at any depth: each .txt file is one caption (as InstaCities1M has them, beside its
images), each .jsonl and .csv file holds many. What cannot be read comes out as a `BadLine`, named,
and the rest goes on. Knows nothing of hashtags but where a corpus lists them apart.
"""

import csv
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

CAPTION_MAX = 65_536  # bytes of one caption, or of one line of a file; no platform takes as much
_TEXT_NAMES = ("caption", "text")
_TAGS_NAME = "hashtags"
_NAMES = "caption, text or hashtags"


class CorpusUnusable(ValueError):
    """The corpus as a whole cannot be counted; the message says why."""


@dataclass(frozen=True, slots=True)
class Caption:
    """One caption; hashtags that the corpus lists apart are its last words."""

    text: str


@dataclass(frozen=True, slots=True)
class BadLine:
    """A caption that cannot be read.

    Args:
        place: the file, and the line where it holds many: "captions.jsonl:12".
    """

    place: str
    reason: str


def read(corpus: Path) -> Iterator[Caption | BadLine]:
    """Every caption of a corpus, in the order of the files' names.

    Raises:
        CorpusUnusable: there is no such folder or file, or it is of no kind that is read.
    """
    if corpus.is_dir():
        return _folder(corpus)
    if not corpus.is_file():
        raise CorpusUnusable(f"{corpus}: there is no such folder or file")
    if corpus.suffix.casefold() not in (".jsonl", ".csv"):
        raise CorpusUnusable(f"{corpus}: must be a folder, a .jsonl or a .csv file")
    return _file(corpus, corpus.name)


def _folder(corpus: Path) -> Iterator[Caption | BadLine]:
    for folder, folders, names in os.walk(corpus):
        folders.sort()
        for name in sorted(names):
            path = Path(folder, name)
            yield from _file(path, str(path.relative_to(corpus)))


def _file(path: Path, place: str) -> Iterator[Caption | BadLine]:
    try:
        match path.suffix.casefold():
            case ".txt":
                yield _text(path, place)
            case ".jsonl":
                yield from _jsonl(path, place)
            case ".csv":
                yield from _csv(path, place)
    except OSError as error:
        yield BadLine(place, f"cannot be read: {error.strerror}")


def _text(path: Path, place: str) -> Caption | BadLine:
    with path.open("rb") as file:
        return _decoded(file.read(CAPTION_MAX + 1), place)


def _decoded(data: bytes, place: str) -> Caption | BadLine:
    if len(data) > CAPTION_MAX:
        return BadLine(place, f"longer than {CAPTION_MAX:,} bytes")
    try:
        return Caption(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return BadLine(place, "not UTF-8")


def _jsonl(path: Path, place: str) -> Iterator[Caption | BadLine]:
    with path.open("rb") as file:
        number = 0
        while line := file.readline(CAPTION_MAX + 1):
            number += 1
            found = _decoded(line, f"{place}:{number}")
            while len(line) > CAPTION_MAX and not line.endswith(b"\n"):
                line = file.readline(CAPTION_MAX + 1)
            if isinstance(found, BadLine):
                yield found
            elif found.text.strip():
                yield _object(found.text, f"{place}:{number}")


def _object(line: str, place: str) -> Caption | BadLine:
    try:
        fields = json.loads(line)
    except (ValueError, RecursionError):
        return BadLine(place, "not JSON")
    if not isinstance(fields, dict):
        return BadLine(place, "not a JSON object")
    return _of_fields(fields, place)


def _csv(path: Path, place: str) -> Iterator[Caption | BadLine]:
    # A byte that is no UTF-8 becomes a lone surrogate, so that one bad row does not end the file.
    with path.open(encoding="utf-8-sig", errors="surrogateescape", newline="") as file:
        rows = csv.DictReader(file)
        if not {*_TEXT_NAMES, _TAGS_NAME}.intersection(_header(rows)):
            yield BadLine(place, f"has no column named {_NAMES}")
            return
        while True:
            try:
                fields = next(rows, None)
            except csv.Error as error:
                yield BadLine(f"{place}:{rows.reader.line_num}", str(error))
                continue
            if fields is None:
                return
            yield _of_fields(fields, f"{place}:{rows.reader.line_num}")


def _header(rows: "csv.DictReader[str]") -> list[str]:
    try:
        return list(rows.fieldnames or ())
    except csv.Error:
        return []


def _of_fields(fields: dict[Any, Any], place: str) -> Caption | BadLine:
    """The caption of one JSON object or CSV row."""
    if all(fields.get(name) is None for name in (*_TEXT_NAMES, _TAGS_NAME)):
        return BadLine(place, f"has no {_NAMES}")
    text = next((fields[name] for name in _TEXT_NAMES if fields.get(name) is not None), "")
    tags = fields.get(_TAGS_NAME) or []
    if isinstance(tags, str):
        tags = tags.replace(",", " ").split()
    if not isinstance(text, str):
        return BadLine(place, f"{' or '.join(_TEXT_NAMES)} must be text")
    if not isinstance(tags, list) or not all(isinstance(tag, str) for tag in tags):
        return BadLine(place, f"{_TAGS_NAME} must be a list of texts")
    whole = " ".join([text, *("#" + tag.strip().lstrip("#") for tag in tags)])
    if len(whole) > CAPTION_MAX:
        return BadLine(place, f"longer than {CAPTION_MAX:,} characters")
    try:
        whole.encode()
    except UnicodeEncodeError:  # lone surrogates: bytes of a CSV file, escapes of a JSON one
        return BadLine(place, "not UTF-8")
    return Caption(whole)
