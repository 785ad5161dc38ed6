"""A creator's past captions, from what she pastes or uploads: bytes in, captions out.

Reads pasted text, .txt, .csv, .json, and the zip of Instagram's "Download your information" in its
JSON form, of which it reads the posts and neither stories nor reels. A bad line is named and the
rest is read; only a file that is unreadable as a whole is an error. Does not know how a caption
sounds, and stores nothing.
"""

import json
import posixpath
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import BinaryIO

from captioner.errors import ImportUnreadable
from captioner.writing import caption_table, encoding
from captioner.writing.export_zip import ExportZip
from captioner.writing.traits import NO_TEXT

CAPTION_MAX = 2200  # characters; Instagram's limit
CAPTIONS_MAX = 20_000  # of one import
# Bytes of one list, in a zip or not. Parsed JSON can take 25 times its bytes; a photo of a post,
# with its camera's data, takes about one kilobyte.
LIST_MAX = 16_000_000
LINES_MAX = 200_000  # of one text or table; four million empty records took 20 seconds

# The places of the posts in exports of the last years; a long list goes on in posts_2.json. The
# list names photos from the folder that holds the first of these folders.
_POSTS = re.compile(
    r"^(?P<root>(?:.*?/)??)(?:your_instagram_activity/)?(?:content|media)/posts_(?P<part>\d+)\.json$"
)
_POSTS_HTML = re.compile(r"(?:^|/)(?:content|media)/posts_\d+\.html$")
_PHOTO = re.compile(r"\.(?:jpe?g|png|webp|heic|heif|gif|avif)$", re.IGNORECASE)
_FIELDS = ("caption", "text", "title", "description")
_OR_FIELDS = f"{', '.join(_FIELDS[:-1])} or {_FIELDS[-1]}"
_TABLES = (".csv", ".tsv")
_TEXTS = ("", ".txt", ".text", ".md")


@dataclass(frozen=True, slots=True)
class PastCaption:
    """A caption that she has posted.

    Args:
        taken_at: when the post was made, with its time zone; None where the source has no date.
        photos: its photos' names inside the zip, for `read_photos`; only those that are in it.
    """

    text: str
    taken_at: datetime | None = None
    photos: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Skipped:
    """What was left out: `where` such as "line 3", `reason` a sentence for her."""

    where: str
    reason: str


@dataclass(frozen=True, slots=True)
class Imported:
    """What was read, in the source's order."""

    captions: tuple[PastCaption, ...]
    skipped: tuple[Skipped, ...] = ()


def pasted(text: str) -> Imported:
    """Captions from a text field or a .txt file.

    Where a blank line stands, blank lines divide captions, which may then have several lines;
    otherwise each line is one.
    """
    lines = text.strip("\ufeff").splitlines()
    outline = "".join("x" if line.strip() else " " for line in lines).strip()
    blocks = _blocks(lines, apart=" " not in outline)
    return _collected((f"line {number}", PastCaption(block)) for number, block in blocks)


def _blocks(lines: Sequence[str], *, apart: bool) -> Iterator[tuple[int, str]]:
    """Neighbouring lines as one, or each `apart`, with the number of the first."""
    block: list[str] = []
    for number, line in enumerate([*lines, ""]):
        if block and (apart or not line.strip()):
            yield number - len(block) + 1, "\n".join(block)
            block = []
        if line.strip():
            block.append(line)


def read(file: BinaryIO, name: str) -> Imported:
    """Captions from an uploaded file.

    Args:
        file: seekable, at its start.
        name: the file's name: .csv, .tsv, .json and .txt are read as what they say, no ending as
            text. A zip is known by its first bytes too.

    Raises:
        ImportUnreadable: the file as a whole cannot be read: too large, of another kind, not
            JSON, more than `CAPTIONS_MAX` captions or `LINES_MAX` lines, or as `ExportZip`.
    """
    suffix = posixpath.splitext(name.lower())[1]
    data = file.read(LIST_MAX + 1)
    if suffix == ".zip" or data.startswith(b"PK\x03\x04"):
        return _from_export(ExportZip(file))
    if len(data) > LIST_MAX:
        raise _unreadable(f"The file is larger than {LIST_MAX // 1_000_000} MB.")
    if suffix not in (*_TEXTS, *_TABLES, ".json"):
        raise _unreadable(f"{suffix[:20]} files are not read: send .txt, .csv, .json or .zip.")
    text = _decoded(data, name="The file")
    if suffix == ".json":
        return _collected(_entries(_parsed(text, name="The file"), "", frozenset()))
    if max(text.count("\n"), text.count("\r")) > LINES_MAX:  # Windows ends a line with both
        raise _unreadable(f"The file has more than {LINES_MAX:,} lines.")
    if suffix in _TABLES:
        return _collected(
            (f"line {row.line}", row.problem or PastCaption(row.caption))
            for row in caption_table.rows(text, record_lines=CAPTION_MAX)
        )
    return pasted(text)


def read_photos(
    file: BinaryIO, paths: Iterable[str], *, max_bytes: int
) -> Iterator[bytes | ImportUnreadable]:
    """Photos of an export one by one, as they stand in the zip, metadata and all.

    Args:
        paths: of `PastCaption`s' photos.
        max_bytes: of a photo anywhere in the product, as `photos.Limits` has it.

    Returns:
        For each path its bytes, or why it cannot be read: there is no such photo, it is more than
        `max_bytes`, or all of them together more than an `ExportZip` gives.

    Raises:
        ImportUnreadable: as `ExportZip`, before any photo is read.
    """
    export = ExportZip(file)  # once for all: listing 50,000 entries takes a second
    return (_photo(export, path, max_bytes) for path in paths)


def _photo(export: ExportZip, path: str, max_bytes: int) -> bytes | ImportUnreadable:
    if not _PHOTO.search(path):
        return _unreadable(f"{path} is no photo.")
    try:
        return export.read(path, limit=max_bytes)
    except ImportUnreadable as error:
        return error


def _from_export(export: ExportZip) -> Imported:
    lists = [found for name in export.names if (found := _POSTS.match(name))]
    if not lists:
        if any(map(_POSTS_HTML.search, export.names)):
            raise _unreadable("This export is in HTML: ask Instagram for it again, in JSON.")
        raise _unreadable(
            "The zip holds no posts (content/posts_1.json): where an export came in several parts, "
            "another one has them."
        )
    lists.sort(key=lambda found: int(found["part"]))
    names = frozenset(export.names)

    def entries() -> Iterator[tuple[str, PastCaption | str]]:
        for found in lists:
            short = posixpath.basename(found[0])
            text = _decoded(export.read(found[0], limit=LIST_MAX), name=short)
            for where, entry in _entries(_parsed(text, name=short), found["root"], names):
                yield f"{short}, {where}", entry

    return _collected(entries())


def _entries(
    items: list[object], root: str, names: frozenset[str]
) -> Iterator[tuple[str, PastCaption | str]]:
    """Each entry of a JSON list with its place: a caption, or what is wrong with it."""
    for number, item in enumerate(items, start=1):
        where = f"entry {number}"
        if isinstance(item, str):
            yield where, PastCaption(item)
        elif not isinstance(item, dict):
            yield where, "It is neither text nor an object with a caption."
        elif isinstance(item.get("media"), list):
            yield where, _post(item, root, names)
        else:
            texts = {key.casefold(): text for key, text in item.items() if isinstance(text, str)}
            text = next((texts[field] for field in _FIELDS if field in texts), None)
            yield where, f"It has no {_OR_FIELDS}." if text is None else PastCaption(text)


def _post(post: dict[str, object], root: str, names: frozenset[str]) -> PastCaption:
    """A post of an export: several photos share the post's title, one alone has its own."""
    media = post["media"] if isinstance(post["media"], list) else []
    parts = [post, *(part for part in media if isinstance(part, dict))]
    titles = [title for part in parts if isinstance(title := part.get("title"), str)]
    dates = [part.get("creation_timestamp") for part in parts]
    paths = [root + repaired(uri) for part in parts if isinstance(uri := part.get("uri"), str)]
    return PastCaption(
        repaired(next((title for title in titles if title.strip()), "")),
        next((date for date in map(_date, dates) if date), None),
        tuple(path for path in paths if path in names and _PHOTO.search(path)),
    )


def repaired(text: str) -> str:
    """Text of an export as it was typed: its UTF-8 bytes stand there as Latin-1 characters.

    Text that is no such bytes is left as it is, so a repaired export is not broken again.
    """
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text


def _date(seconds: object) -> datetime | None:
    if not isinstance(seconds, int | float) or isinstance(seconds, bool):
        return None
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (ValueError, OverflowError, OSError):
        return None


def _collected(found: Iterable[tuple[str, PastCaption | str]]) -> Imported:
    captions: list[PastCaption] = []
    skipped: list[Skipped] = []
    for where, entry in found:
        if len(captions) + len(skipped) == CAPTIONS_MAX:
            raise _unreadable(f"There are more than {CAPTIONS_MAX:,} captions.")
        if isinstance(entry, PastCaption):
            text = "\n".join(entry.text.strip().splitlines())
            entry = _problem(text) or PastCaption(text, entry.taken_at, entry.photos)
        if isinstance(entry, PastCaption):
            captions.append(entry)
        else:
            skipped.append(Skipped(where, entry))
    return Imported(tuple(captions), tuple(skipped))


def _problem(text: str) -> str:
    if not text:
        return "It has no caption."
    if len(text) > CAPTION_MAX:
        return f"It has {len(text):,} characters; a caption has at most {CAPTION_MAX:,}."
    if encoding.UNDECODED.search(text):
        return "It is not UTF-8 text: save the file as UTF-8."
    return "It holds characters that are no text." if NO_TEXT.search(text) else ""


def _decoded(data: bytes, *, name: str) -> str:
    try:
        return encoding.decoded(data)
    except UnicodeDecodeError as error:
        detail = f"{name} begins as {error.encoding.upper()} and is not: save it as UTF-8."
        raise _unreadable(detail) from error


def _parsed(text: str, *, name: str) -> list[object]:
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", 1)
        raise _unreadable(f"{name} is not JSON, see line {line}.") from error
    if isinstance(data, dict):  # some lists of an export stand in an object, alone
        lists = [value for value in data.values() if isinstance(value, list)]
        data = lists[0] if len(lists) == 1 else data
    if not isinstance(data, list):
        raise _unreadable(f"{name} must be a list of captions in JSON.")
    return data


def _unreadable(detail: str) -> ImportUnreadable:
    return ImportUnreadable(detail, field="file")
