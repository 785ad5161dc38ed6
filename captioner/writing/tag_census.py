"""Counts a corpus's hashtags and writes the index that `tag_index` reads.

Streams: what does not fit in memory is in SQLite's temporary tables and in an unnamed file, which
vanish with the process. The index is written beside its place and moved there whole, so that an
interrupted or failed count leaves the one in use alone.
"""

import os
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import blake2b
from heapq import nlargest
from itertools import combinations, groupby
from operator import itemgetter
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Protocol, TypeVar

from captioner.writing import tag
from captioner.writing.brief import Tier
from captioner.writing.tag_corpus import BadLine, Caption, CorpusUnusable
from captioner.writing.tag_index import BANDS, SCHEMA, About, strength

CAPTIONS_MIN = 5  # a tag that fewer captions hold may be one person's own, and nobody looks for it
TOGETHER_MIN = 5  # of a pair: below it, chance
TAGS_MAX = 200_000
NEIGHBOURS_MAX = 30  # of one tag
HASHTAGS_MAX = 30  # of a caption; Instagram took no more until 2025, so more is a spammer's paste
_BLOCK = 5  # a set of this many tags that comes again is a pasted block, not a new choice
_SPELT_MIN = 2  # captions that must agree on a spelling
_HELD_MAX = 1_000_000  # counts in memory before they go to a table
_NAMED_MAX = 20  # bad lines kept by name

NO_TAGS, SPAM, SAME_TEXT, SAME_TAGS = (
    "no hashtags",
    f"more than {HASHTAGS_MAX} hashtags",
    "repeated text",
    "repeated hashtags",
)

_SCRATCH = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA temp.cache_size = -65536;
CREATE TEMP TABLE seen (digest INTEGER PRIMARY KEY);
CREATE TEMP TABLE spellings (
    body TEXT NOT NULL, spelling TEXT NOT NULL, count INTEGER NOT NULL,
    PRIMARY KEY (body, spelling)
) WITHOUT ROWID;
CREATE TEMP TABLE together (pair INTEGER PRIMARY KEY, count INTEGER NOT NULL);
"""
_ADD = " ON CONFLICT DO UPDATE SET count = count + excluded.count"
_PAIRS_BOTH_WAYS = """
SELECT pair >> 32, pair & 0xffffffff, count FROM together WHERE count >= ?
UNION ALL SELECT pair & 0xffffffff, pair >> 32, count FROM together WHERE count >= ?
ORDER BY 1, 2
"""

Item = TypeVar("Item")


class Progress(Protocol):
    """Passes items through and shows how many there were; `total` is None where unknown."""

    def __call__(
        self, items: Iterable[Item], *, what: str, total: int | None
    ) -> Iterable[Item]: ...


def quietly(items: Iterable[Item], *, what: str, total: int | None) -> Iterable[Item]:
    """The `Progress` that shows nothing."""
    return items


@dataclass(slots=True)
class Report:
    """What became of the captions.

    Args:
        left_out: how many were read and not counted, by reason.
        bad: how many could not be read; the first of them are named in `bad_lines`.
        unfit: how many tags were not taken, for what they say (see `tag.sound`).
    """

    captions: int = 0
    left_out: Counter[str] = field(default_factory=Counter)
    bad: int = 0
    bad_lines: list[BadLine] = field(default_factory=list)
    unfit: int = 0


def build(
    corpus: Iterable[Caption | BadLine],
    out: Path,
    *,
    name: str,
    built_at: datetime,
    progress: Progress = quietly,
) -> Report:
    """Counts a corpus and puts its index at `out`, replacing the one that is there.

    Args:
        corpus: as `tag_corpus.read` gives it; read once.
        name: what the index says it was made of.

    Raises:
        CorpusUnusable: no tag is in as many captions as it takes. What is at `out` stays.
        OSError, sqlite3.Error: no room, or no right to write there. What is at `out` stays.
    """
    part = out.with_name(f"{out.name}.{os.getpid()}.part")
    report = Report()
    try:
        with (
            closing(sqlite3.connect(part, isolation_level=None)) as database,
            TemporaryFile("w+", encoding="utf-8", dir=out.parent) as kept,
        ):
            database.executescript(_SCRATCH + SCHEMA)
            database.execute("BEGIN")
            _count_tags(progress(corpus, what="captions", total=None), database, kept, report)
            numbers = _keep_tags(database, report)
            if not numbers:
                raise CorpusUnusable(_nothing(name, report))
            kept.seek(0)
            _count_pairs(progress(kept, what="pairs", total=report.captions), database, numbers)
            _keep_pairs(database)
            _sign(database, name, built_at, report)
            database.execute("COMMIT")
        _put(part, out)
    finally:
        part.unlink(missing_ok=True)
    return report


def _nothing(name: str, report: Report) -> str:
    said = f"{name}: no hashtag is in {CAPTIONS_MIN} of its {report.captions:,} countable captions"
    if report.bad:
        first = report.bad_lines[0]
        said += f"; {report.bad:,} cannot be read, the first: {first.place}: {first.reason}"
    return said


def _count_tags(
    corpus: Iterable[Caption | BadLine], database: sqlite3.Connection, kept: IO[str], report: Report
) -> None:
    """Phase 1: how many captions hold each tag, in each spelling; their tags go to `kept`."""
    counts: Counter[tuple[str, str]] = Counter()
    for caption in corpus:
        if isinstance(caption, BadLine):
            report.bad += 1
            if report.bad <= _NAMED_MAX:
                report.bad_lines.append(caption)
            continue
        tags = tag.found_in(caption.text)
        if reason := _left_out(caption.text, tags, database):
            report.left_out[reason] += 1
            continue
        report.captions += 1
        counts.update(tags.items())
        kept.write(" ".join(tags) + "\n")
        if len(counts) >= _HELD_MAX:
            _spill_tags(counts, database)
    _spill_tags(counts, database)


def _left_out(text: str, tags: dict[str, str], database: sqlite3.Connection) -> str:
    """Why a caption does not count; "" where it does."""
    if not tags:
        return NO_TAGS
    if len(tags) > HASHTAGS_MAX:
        return SPAM
    if not _is_new("text " + " ".join(text.casefold().split()), database):
        return SAME_TEXT
    if len(tags) >= _BLOCK and not _is_new("tags " + " ".join(sorted(tags)), database):
        return SAME_TAGS
    return ""


def _is_new(text: str, database: sqlite3.Connection) -> bool:
    digest = int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), signed=True)
    added = database.execute("INSERT OR IGNORE INTO seen VALUES (?)", (digest,))
    return added.rowcount == 1


def _spill_tags(counts: Counter[tuple[str, str]], database: sqlite3.Connection) -> None:
    rows = ((body, spelling, count) for (body, spelling), count in sorted(counts.items()))
    database.executemany("INSERT INTO spellings VALUES (?, ?, ?)" + _ADD, rows)
    counts.clear()


def _keep_tags(database: sqlite3.Connection, report: Report) -> dict[str, int]:
    """Phase 2: the most used tags, numbered from the most used down; body to number."""
    database.execute("CREATE TEMP TABLE uses (body TEXT, spelling TEXT, count INTEGER)")
    rows = database.execute("SELECT body, spelling, count FROM spellings ORDER BY body")
    for body, spelt in groupby(rows, key=itemgetter(0)):
        found = list(spelt)
        count = sum(row[2] for row in found)
        if count < CAPTIONS_MIN:
            continue
        agreed = [row for row in found if row[1] and row[2] >= _SPELT_MIN]
        spelling = max(agreed, key=itemgetter(2))[1] if agreed else ""
        if not tag.sound(tag.normalise(body, spellings={body: spelling}) or ""):
            report.unfit += 1
            continue
        database.execute("INSERT INTO uses VALUES (?, ?, ?)", (body, spelling, count))
    database.execute(
        "INSERT INTO tags (body, spelling, count) "
        "SELECT body, spelling, count FROM uses ORDER BY count DESC, body LIMIT ?",
        (TAGS_MAX,),
    )
    return dict(database.execute("SELECT body, id FROM tags"))


def _count_pairs(
    kept: Iterable[str], database: sqlite3.Connection, numbers: dict[str, int]
) -> None:
    """Phase 3: how many captions hold both of two kept tags."""
    counts: Counter[int] = Counter()
    for line in kept:
        known = sorted(numbers[body] for body in line.split() if body in numbers)
        counts.update(one << 32 | other for one, other in combinations(known, 2))
        if len(counts) >= _HELD_MAX:
            _spill_pairs(counts, database)
    _spill_pairs(counts, database)


def _spill_pairs(counts: Counter[int], database: sqlite3.Connection) -> None:
    database.executemany("INSERT INTO together VALUES (?, ?)" + _ADD, sorted(counts.items()))
    counts.clear()


def _keep_pairs(database: sqlite3.Connection) -> None:
    """Phase 4: of each tag, the neighbours that go best with it."""
    totals = dict(database.execute("SELECT id, count FROM tags"))
    rows = database.execute(_PAIRS_BOTH_WAYS, (TOGETHER_MIN, TOGETHER_MIN))
    database.executemany("INSERT INTO pairs VALUES (?, ?, ?, ?)", _best(rows, totals))


def _best(
    rows: Iterable[tuple[int, int, int]], totals: dict[int, int]
) -> Iterator[tuple[int, int, int, int]]:
    for one, pairs in groupby(rows, key=itemgetter(0)):
        scored = ((strength(n, totals[one], totals[other]), -other, n) for _, other, n in pairs)
        for place, (_, other, count) in enumerate(nlargest(NEIGHBOURS_MAX, scored)):
            yield one, place, -other, count


def _sign(database: sqlite3.Connection, name: str, built_at: datetime, report: Report) -> None:
    """Phase 5: what the index is made of, written last."""
    counts = [count for (count,) in database.execute("SELECT count FROM tags ORDER BY id")]
    [(pairs,)] = database.execute("SELECT COUNT(*) FROM pairs")
    about = About(
        corpus=name,
        built_at=built_at,
        captions=report.captions,
        left_out=dict(report.left_out),
        tags=len(counts),
        pairs=pairs,
        broad_from=_least(counts, "broad"),
        niche_from=_least(counts, "niche"),
    )
    database.execute("INSERT INTO about VALUES (?)", (about.line(),))


def _least(counts: list[int], tier: Tier) -> int:
    """The count of the tag at which those above it have a tier's share of all uses."""
    share, above = BANDS[tier] * sum(counts), 0
    for count in counts:
        above += count
        if above >= share:
            return count
    return 1


def _put(part: Path, out: Path) -> None:
    """Moves a finished file to its place; both outlive a loss of power, or neither."""
    with part.open("rb+") as file:
        os.fsync(file.fileno())
    part.replace(out)
    folder = os.open(out.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
