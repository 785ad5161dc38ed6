"""One example to learn from: a photo, what was asked for, and what the caption should have been.

Knows the limits of every field and says which one was broken. Does not know files, rows or models.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from typing import Any

from captioner.errors import CaptionError, InvalidBrief
from captioner.writing.brief import (
    DEFAULT_AUDIENCE,
    DEFAULT_PLATFORM,
    DEFAULT_TONE,
    UNMARKED,
    Brief,
    Style,
)
from captioner.writing.traits import NO_TEXT

SPLITS = ("train", "dev", "test")
THUMBS = ("", "up", "down")

TEXT_MAX = 5000  # characters of a caption, a draft, a description, a reference
TAGS_MAX = 30
TAG_MAX = 60  # characters, without the #
REFERENCES_MAX = 20

_ID = re.compile(r"\S{1,200}")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_OWNER = re.compile(r"[0-9a-f]{0,64}")
_SOURCE = re.compile(r"feedback|etl:[a-z0-9][a-z0-9_-]{0,39}")
_TAG = re.compile(rf"\w{{1,{TAG_MAX}}}")


class BadRecord(CaptionError):
    """A row that no dataset may hold; `field` names what is wrong with it."""

    code = "bad_record"


@dataclass(frozen=True, slots=True)
class Record:
    """A row of a snapshot, and a line of its `rows.jsonl`.

    Args:
        id: the same for the same example in every snapshot; no spaces.
        sha256: of the photo's file.
        caption: the text to learn, without hashtags, at most `TEXT_MAX` characters.
        tags: the hashtags to learn, best first, without `#`; may be empty.
        source: "feedback", or "etl:" and the name of an archive.
        split: one of `SPLITS`; "" until it is assigned.
        owner: who took the photo, as hexadecimal digits that name nobody; "" where unknown.
        consent: that it may train models. There is no row without.
        description: the describer's sentence; "" where there is none.
        tone, audience, note, language, platform, style: the brief's.
        draft, draft_tags: what was suggested; "" and none where nothing was.
        references: further captions that people wrote for the photo; of feedback, whose caption is
            a post, what they say that it shows.
        thumbs: one of `THUMBS`.
        edited: whether a person changed the draft into `caption` and `tags`.

    Raises:
        BadRecord: a field is outside its limits.
    """

    id: str
    sha256: str
    caption: str
    tags: tuple[str, ...] = ()
    source: str = "feedback"
    split: str = ""
    owner: str = ""
    consent: bool = True
    description: str = ""
    tone: str = DEFAULT_TONE
    audience: str = DEFAULT_AUDIENCE
    note: str = ""
    language: str = "en"
    platform: str = DEFAULT_PLATFORM
    style: Style = UNMARKED
    draft: str = ""
    draft_tags: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    thumbs: str = ""
    edited: bool = False

    def __post_init__(self) -> None:
        _like("id", self.id, _ID, "1 to 200 characters without spaces")
        _text("id", self.id)
        _like("sha256", self.sha256, _SHA256, "64 hexadecimal digits")
        _like("source", self.source, _SOURCE, "feedback, or etl: and a name in lower case")
        _like("owner", self.owner, _OWNER, "at most 64 hexadecimal digits")
        _one_of("split", self.split, ("", *SPLITS))
        _one_of("thumbs", self.thumbs, THUMBS)
        if self.consent is not True:
            raise BadRecord("consent must be true: nothing else may train", field="consent")
        _text("caption", self.caption, low=1)
        for field in ("description", "draft", "note"):
            _text(field, getattr(self, field))
        _tags("tags", self.tags)
        _tags("draft_tags", self.draft_tags)
        _at_most("references", self.references, REFERENCES_MAX)
        for reference in self.references:
            _text("references", reference, low=1)
        try:
            _ = self.brief
        except InvalidBrief as error:
            raise BadRecord(error.detail, field=error.field) from error

    @property
    def image(self) -> str:
        """The photo's file inside the snapshot's folder."""
        return f"images/{self.sha256}.jpg"

    @property
    def sentences(self) -> tuple[str, ...]:
        """What people say that the photo shows, each once; none where nobody said anything."""
        told = self.references if self.source == "feedback" else (self.caption, *self.references)
        return tuple(dict.fromkeys(told))

    @property
    def brief(self) -> Brief:
        """What was asked for, in the writing's own words."""
        return Brief(
            tone=self.tone,
            audience=self.audience,
            note=self.note,
            language=self.language,
            platform=self.platform,
            style=self.style,
        )

    def line(self) -> str:
        """The row as a line of JSON, without its end; `read` takes it back."""
        named = asdict(self)
        first = {"id": self.id, "split": self.split, "image": self.image}
        return json.dumps(first | named, ensure_ascii=False, separators=(",", ":"))


_NAMES = frozenset(field.name for field in fields(Record))
_LISTS = ("tags", "draft_tags", "references")
_FLAGS = ("consent", "edited")


def read(line: str) -> Record:
    """A line of `rows.jsonl`.

    Raises:
        BadRecord: no JSON object, a field too many or too few, of another type or outside its
            limits; `.field` names it.
    """
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise BadRecord(f"the line is no JSON: {str(error)[:80]}") from error
    if not isinstance(row, dict):
        raise BadRecord("the line is no JSON object")
    image = row.pop("image", None)
    record = from_values(row)
    if image != record.image:
        raise BadRecord(f"image must be {record.image}", field="image")
    return record


def from_values(row: dict[str, Any]) -> Record:
    """Plain JSON values, such as another program's, as a record.

    Raises:
        BadRecord: as `read`.
    """
    for name in sorted(row.keys() - _NAMES):
        raise BadRecord(f"{name[:40]!r} is no field of a row", field=name[:40])
    for name in ("id", "sha256", "caption"):
        if name not in row:
            raise BadRecord(f"{name} is missing", field=name)
    return Record(**{name: _typed(name, value) for name, value in row.items()})


def _typed(name: str, value: Any) -> Any:
    if name == "style":
        return _style(value)
    if name in _LISTS:
        if not isinstance(value, list) or not all(isinstance(text, str) for text in value):
            raise BadRecord(f"{name} must be a list of texts", field=name)
        return tuple(value)
    kind, called = (bool, "true or false") if name in _FLAGS else (str, "a text")
    if not isinstance(value, kind):
        raise BadRecord(f"{name} must be {called}", field=name)
    return value


def _style(value: Any) -> Style:
    kinds = {"length": str, "lower_case": bool, "emoji": str}
    if not isinstance(value, dict) or not all(
        isinstance(of, kinds.get(name, ())) for name, of in value.items()
    ):
        raise BadRecord("style must hold length, lower_case and emoji alone", field="style")
    try:
        return Style(**value)
    except InvalidBrief as error:
        raise BadRecord(f"style: {error.detail}", field="style") from error


def _like(field: str, value: str, pattern: re.Pattern[str], limit: str) -> None:
    if not pattern.fullmatch(value):
        raise BadRecord(f"{field} must be {limit}, not {value[:40]!r}", field=field)


def _one_of(field: str, value: str, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        known = ", ".join(filter(None, allowed))
        raise BadRecord(f"{field} must be one of {known}, not {value[:40]!r}", field=field)


def _at_most(field: str, values: tuple[str, ...], most: int) -> None:
    if len(values) > most:
        raise BadRecord(f"{field} must be at most {most}, not {len(values)}", field=field)


def _text(field: str, text: str, *, low: int = 0) -> None:
    if not low <= len(text) <= TEXT_MAX:
        raise BadRecord(
            f"{field} must be {low} to {TEXT_MAX} characters, not {len(text)}", field=field
        )
    if found := NO_TEXT.search(text):
        raise BadRecord(
            f"{field} holds a character that is no text: {found[0]!r} at {found.start()}",
            field=field,
        )


def _tags(field: str, tags: Iterable[str]) -> None:
    tags = tuple(tags)
    _at_most(field, tags, TAGS_MAX)
    for tag in tags:
        if not _TAG.fullmatch(tag):
            raise BadRecord(
                f"{field}: {tag[:40]!r} must be one word of 1 to {TAG_MAX} letters or digits",
                field=field,
            )
