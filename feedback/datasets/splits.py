"""Which rows a model learns from, and which it is judged by.

Eight, one and one in ten by the hash of what a row belongs to. No photo, no near-duplicate of it
and no owner stands in two splits; what was held out once stays held out, and what was learned from
never becomes a test. A row that would break this is left out, with its reason.
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from feedback.datasets.perceptual import Index, Print
from feedback.datasets.records import SPLITS, Record

HELD_OUT = 0.1  # of the rows, for dev and for test each
# A split may hold so many times its share: one owner with half of all rows is learned from.
_MOST = 1.5

IN_ANOTHER_SPLIT = "near_a_row_of_another_split"
OF_ANOTHER_OWNER = "photo_of_another_owner"


@dataclass(frozen=True, slots=True)
class Assignment:
    """What became of the rows.

    Args:
        splits: one of `records.SPLITS` by row id.
        excluded: why a row is in none, by row id.
        notes: sentences on splits that stay empty.
    """

    splits: Mapping[str, str]
    excluded: Mapping[str, str]
    notes: tuple[str, ...]


def assign(
    rows: Iterable[Record], prints: Mapping[str, Print], *, earlier: Mapping[str, str]
) -> Assignment:
    """Split rows; the same rows get the same splits, in whatever order they come.

    Args:
        rows: their own `split` plays no part.
        prints: of every photo, by sha256.
        earlier: the split of every row that any model has met, by row id.
    """
    table = _Table(_pictures(prints))
    ordered = sorted(rows, key=lambda row: _place(row.id))
    for split in reversed(SPLITS):  # what was held out first has its place first
        for row in ordered:
            if earlier.get(row.id) == split:
                table.seat(row, split)
    fresh = [row for row in ordered if row.id not in earlier]
    table.hold_shared_photos(fresh)
    groups = table.follow(row for row in fresh if row.id not in table.excluded)
    taken = Counter(table.splits.values())
    for group, split in _shares(groups, taken).items():
        table.splits |= {row.id: split for row in groups[group]}
    return Assignment(table.splits, table.excluded, _notes(table.splits.values()))


class _Table:
    """Rows as they find their splits; an owner and a picture keep the first they are seen in."""

    def __init__(self, pictures: Mapping[str, str]) -> None:
        self.splits: dict[str, str] = {}
        self.excluded: dict[str, str] = {}
        self._pictures = pictures
        self._homes: dict[str, str] = {}
        self._owners: dict[str, str] = {}  # of a picture

    def _keys(self, row: Record) -> list[str]:
        picture = self._pictures[row.sha256]
        return [picture, f"owner {row.owner}"] if row.owner else [picture]

    def _found(self, row: Record) -> set[str]:
        return {self._homes[key] for key in self._keys(row) if key in self._homes}

    def seat(self, row: Record, split: str) -> None:
        """Put a row there, unless its owner or its picture is elsewhere."""
        if self._found(row) - {split}:
            self.excluded[row.id] = IN_ANOTHER_SPLIT
            return
        self.splits[row.id] = split
        self._homes |= dict.fromkeys(self._keys(row), split)
        if row.owner:
            self._owners.setdefault(self._pictures[row.sha256], row.owner)

    def hold_shared_photos(self, rows: Iterable[Record]) -> None:
        """Leave a picture to one owner: a sample that everybody tries would bind all together."""
        for row in rows:
            if row.owner and row.owner != self._owners.setdefault(
                self._pictures[row.sha256], row.owner
            ):
                self.excluded[row.id] = OF_ANOTHER_OWNER

    def follow(self, rows: Iterable[Record]) -> dict[str, list[Record]]:
        """Seat the rows whose owner or picture has a split; the others, by what binds them."""
        waiting = list(rows)
        before = -1
        while len(waiting) != before:
            before, left = len(waiting), []
            for row in waiting:
                if found := self._found(row):
                    self.seat(row, min(found))
                else:
                    left.append(row)
            waiting = left
        groups = defaultdict(list)
        for row in waiting:
            picture = self._pictures[row.sha256]
            owner = self._owners.get(picture)
            groups[f"owner {owner}" if owner else picture].append(row)
        return groups


def _pictures(prints: Mapping[str, Print]) -> dict[str, str]:
    """The same name for all photos of one picture: the first of their sha256s."""
    index, parents = Index(), {}

    def root(key: str) -> str:
        while parents[key] != key:
            parents[key] = key = parents[parents[key]]
        return key

    for key in sorted(prints):
        parents[key] = key
        for other in index.near(prints[key]):
            one, two = sorted((root(key), root(other)))
            parents[two] = one
        index.add(key, prints[key])
    return {key: root(key) for key in parents}


def _place(key: str) -> float:
    """Where a key stands from 0 to 1, the same for ever."""
    return int.from_bytes(hashlib.sha256(key.encode()).digest()[:8], "big") / 2**64


def _shares(groups: Mapping[str, list[Record]], taken: Counter[str]) -> dict[str, str]:
    """A split for each group, by its hash; dev and test are filled up where that left them short.

    Args:
        taken: rows that have their split already.
    """
    want = max(1, round(HELD_OUT * (taken.total() + sum(map(len, groups.values())))))
    taken, found = Counter(taken), {}

    def give(group: str, split: str) -> None:
        taken[found.get(group, "")] -= len(groups[group])
        taken[split] += len(groups[group])
        found[group] = split

    def fits(group: str, split: str) -> bool:
        return taken[split] + len(groups[group]) <= want * _MOST

    for group in sorted(groups, key=_place):
        split = {0: "test", 1: "dev"}.get(int(_place(group) / HELD_OUT), "train")
        give(group, split if fits(group, split) else "train")
    smallest = sorted(found, key=lambda group: (max(len(groups[group]), want), _place(group)))
    if found and not taken["train"]:
        give(smallest[-1], "train")
    for split in ("test", "dev"):
        for group in smallest:
            spare = found[group] == "train" and taken["train"] > len(groups[group])
            if spare and taken[split] < want and (fits(group, split) or not taken[split]):
                give(group, split)
    held = [group for group in smallest if found[group] == "dev"]
    if held and not taken["test"]:  # a model that cannot be judged is never served
        give(held[0], "test")
    return found


def _notes(splits: Iterable[str]) -> tuple[str, ...]:
    filled = set(splits)
    return tuple(
        f"{split} is empty: there are too few owners and pictures to keep it apart"
        for split in SPLITS
        if split not in filled
    )
