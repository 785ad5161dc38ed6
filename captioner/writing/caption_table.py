"""The column of captions in a CSV text, whatever its delimiter, with a header or without.

Knows tables only: what a caption may be is judged elsewhere. A quote that nobody closed spoils its
own line, not the file.
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice

_HEADERS = ("caption", "captions", "text", "title", "post", "description")
_LIKE_A_HEADER = re.compile(r"\w+[ _-]captions?|captions?[ _-]\w+")  # "Post caption"
_LINK = re.compile(r"\s*https?://\S+\s*$")
_DELIMITERS = ",;\t"
_SAMPLE = 50  # records by which the table's shape is judged
_REGULAR = 0.9  # of them have the same width; where fewer do, the commas are those of sentences
_MISCOUNTED = (
    "It has {} columns where there are {}: put a caption that holds the delimiter in quotes."
)


@dataclass(frozen=True, slots=True)
class Row:
    """One record: the line it starts at, and its caption or what is wrong with it."""

    line: int
    caption: str = ""
    problem: str = ""


def rows(text: str, *, record_lines: int) -> Iterator[Row]:
    """Each record after the header; blank lines are none.

    The column is the one whose header says caption, text, title, post or description, or "post
    caption" or the like; where no header does, the one with the most text that is no link.

    Args:
        record_lines: the most lines one record can have; a quote open for longer is a mistake.
    """
    lines = list(io.StringIO(text, newline=""))
    delimiter = _delimiter(lines)
    records = _records(lines, delimiter, record_lines)
    head = list(islice(records, _SAMPLE))
    sample = [row for _, row in head if row] or [[""]]
    header = [cell.strip().casefold() for cell in sample[0]]
    named = _captions_column(header)
    width = _width(sample) if named is None else len(header)
    column = _wordiest(sample, width) if named is None else named
    for line, row in chain(head, records):
        if row is None:
            yield Row(line, problem="Its quotes do not match.")
        elif named is not None and row is sample[0]:
            continue
        elif width == 1:
            yield Row(line, delimiter.join(row))  # there is nothing for it to delimit
        elif len(row) != width:
            yield Row(line, problem=_MISCOUNTED.format(len(row), width))
        else:
            yield Row(line, row[column])


def _captions_column(header: Sequence[str]) -> int | None:
    """Where the captions stand by their header; None where the first record is no header."""
    for name in _HEADERS:
        if name in header:
            return header.index(name)
    if len(header) < 2 or any(map(str.isdecimal, header)):
        return None  # somebody may have posted "no caption"
    found = (at for at, cell in enumerate(header) if _LIKE_A_HEADER.fullmatch(cell))
    return next(found, None)


def _delimiter(lines: Sequence[str]) -> str:
    """The one in the first line; in a table of one column, which has none, it does not matter."""
    first = lines[0] if lines else ""
    return max(_DELIMITERS, key=first.count)


def _width(sample: Sequence[Sequence[str]]) -> int:
    [(width, count)] = Counter(map(len, sample)).most_common(1)
    return width if count >= _REGULAR * len(sample) else 1


def _wordiest(sample: Sequence[Sequence[str]], width: int) -> int:
    full = [row for row in sample if len(row) == width]
    text = [[0 if _LINK.match(cell) else len(cell) for cell in row] for row in full]
    return max(range(width), key=lambda column: sum(row[column] for row in text))


def _records(
    lines: Sequence[str], delimiter: str, record_lines: int
) -> Iterator[tuple[int, list[str] | None]]:
    """Each record that is not blank with its first line's number; None where it cannot be read."""
    at = 0
    while at < len(lines):
        span = range(at, min(at + record_lines, len(lines)))
        reader = csv.reader(map(lines.__getitem__, span), delimiter=delimiter, strict=True)
        try:
            row = next(reader)
        except csv.Error:
            yield at + 1, None
            at += 1
            continue
        if any(cell.strip() for cell in row):
            yield at + 1, row
        at += reader.line_num
