"""A count of how people use hashtags: how many captions hold each, and which ones go together.

Reads the file that `tag_census` writes: SQLite, opened read-only and never changed in place, so
that a new one can be put there at any time. It says what people do, not what may be posted: what
it gives goes through `tag.usable` like everything else.

Tiers are bands of the corpus's hashtag uses: going down from the most used tag, those that
together make the first half of all uses are broad, those up to 85 % niche, the rest specific.
"""

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from math import sqrt
from pathlib import Path
from threading import Lock
from typing import Any

from captioner.writing.brief import Tier

FORMAT = 1
BANDS: dict[Tier, float] = {"broad": 0.5, "niche": 0.85}  # share of all uses, from the top

SCHEMA = """
CREATE TABLE about (line TEXT NOT NULL);
CREATE TABLE tags (
    id INTEGER PRIMARY KEY,
    body TEXT NOT NULL UNIQUE,
    spelling TEXT NOT NULL,
    count INTEGER NOT NULL
);
CREATE TABLE pairs (
    tag INTEGER NOT NULL,
    place INTEGER NOT NULL,
    other INTEGER NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (tag, place)
) WITHOUT ROWID;
"""


class IndexUnusable(ValueError):
    """The file is no index of hashtags, or one of another format; the message says which."""


@dataclass(frozen=True, slots=True)
class About:
    """Where an index comes from.

    Args:
        corpus: the name of what was counted.
        captions: how many captions were counted.
        left_out: how many were not, by reason.
        tags, pairs: how many the index holds.
        broad_from, niche_from: the captions that a tag of that tier is in, at least.
    """

    corpus: str
    built_at: datetime
    captions: int
    left_out: dict[str, int]
    tags: int
    pairs: int
    broad_from: int
    niche_from: int

    def line(self) -> str:
        """As it stands in the file."""
        fields = {name: getattr(self, name) for name in self.__slots__}
        return json.dumps({"format": FORMAT, **fields, "built_at": self.built_at.isoformat()})

    @classmethod
    def of(cls, line: str) -> "About":
        """From the file; `ValueError`, `KeyError` or `TypeError` where it is no such line."""
        fields: dict[str, Any] = json.loads(line)
        if fields.pop("format") != FORMAT:
            raise ValueError("another format")
        return cls(**{**fields, "built_at": datetime.fromisoformat(fields["built_at"])})


@dataclass(frozen=True, slots=True)
class Use:
    """How people use one tag.

    Args:
        body: as `tag.body` gives it.
        spelling: PascalCase, as most of those spell it who set its words apart; "" where nobody
            does.
        count: the captions that hold it.
    """

    body: str
    spelling: str
    count: int
    tier: Tier


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A tag that goes with another one.

    Args:
        together: the captions that hold both.
        strength: 0 to 1: the captions with both over the geometric mean of the captions with
            each (Ochiai's coefficient, 1957).
    """

    use: Use
    together: int
    strength: float


class Index:
    """An open index; its methods may be called from any thread.

    Raises:
        IndexUnusable: from every method, where the file cannot be read.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = Lock()  # one connection, many threads
        address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
        try:
            self._database = sqlite3.connect(address, uri=True, check_same_thread=False)
        except sqlite3.Error as error:
            raise IndexUnusable(f"{path} cannot be opened: {error}") from error
        try:
            [(line,)] = self._rows("SELECT line FROM about")
            self.about = About.of(line)
        except (ValueError, KeyError, TypeError) as error:
            self.close()
            raise IndexUnusable(
                f"{path} is no hashtag index of format {FORMAT}; build it again with: "
                "python manage.py hashtags build CORPUS"
            ) from error

    def uses(self, bodies: Iterable[str]) -> dict[str, Use]:
        """Of the tags (each by its `tag.body`) those that the corpus knows."""
        wanted = sorted(set(bodies))
        marks = ",".join("?" * len(wanted))
        rows = self._rows(f"SELECT body, spelling, count FROM tags WHERE body IN ({marks})", wanted)
        return {row[0]: self._use(*row) for row in rows}

    def beside(self, body: str) -> tuple[Neighbour, ...]:
        """The tags that go best with this one (by its `tag.body`), the strongest first."""
        rows = self._rows(
            "SELECT other.body, other.spelling, other.count, pairs.count, tags.count FROM tags "
            "JOIN pairs ON pairs.tag = tags.id JOIN tags other ON other.id = pairs.other "
            "WHERE tags.body = ? ORDER BY pairs.place",
            (body,),
        )
        return tuple(
            Neighbour(self._use(*use), together, strength(together, use[2], count))
            for *use, together, count in rows
        )

    def close(self) -> None:
        self._database.close()

    def _use(self, body: str, spelling: str, count: int) -> Use:
        if count >= self.about.broad_from:
            return Use(body, spelling, count, "broad")
        return Use(body, spelling, count, "niche" if count >= self.about.niche_from else "specific")

    def _rows(self, query: str, values: Iterable[Any] = ()) -> list[tuple[Any, ...]]:
        try:
            with self._lock:
                return self._database.execute(query, tuple(values)).fetchall()
        except sqlite3.Error as error:
            raise IndexUnusable(f"{self._path} cannot be read: {error}") from error


def strength(together: int, one: int, other: int) -> float:
    """See `Neighbour`."""
    return together / sqrt(one * other)


def latest(path: Path | None) -> Index | None:
    """The index at a path, opened anew only where the file was replaced; None where none is.

    Raises:
        IndexUnusable: as `Index`.
    """
    if path is None:
        return None
    try:
        file = path.stat()
    except FileNotFoundError:
        return None
    return _opened(path, file.st_ino, file.st_mtime_ns)


@lru_cache(maxsize=4)
def _opened(path: Path, inode: int, modified_ns: int) -> Index:
    return Index(path)
