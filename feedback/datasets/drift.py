"""How far a dataset has moved from its last version: captions, tags, words, looks of the photos.

Measured by the population stability index, PSI = sum((p - q) * ln(p / q)) over the shares p, q of
each bin (Siddiqi 2006, who calls 0.1 moderate and 0.25 large). Between two samples of one
population PSI / (1/n + 1/m) is about chi-squared with bins - 1 degrees of freedom (Yurdakul 2018),
so that what chance alone would give is no drift, however small the samples are.

Plain numbers in and out; knows no rows of a database.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from captioner.writing.traits import EMOJI
from feedback.datasets.perceptual import Look
from feedback.datasets.records import Record

MODERATE, LARGE = 0.1, 0.25
_CERTAIN = 2.326  # standard deviations: chance gives more once in a hundred times

_KEPT = 500  # of the tags and the words, the most frequent
_COMPARED = 40  # of either version
_OTHERS = ""  # the bin of those that are not

# Letters of any script, case and all, and emoji: a house that goes lower case has drifted.
_WORD = re.compile(rf"[^\W\d_]+(?:['’][^\W\d_]+)*|{EMOJI.pattern}")

# The last edge has no end. Characters; a fold is at 125, a tweet ends at 280.
_LENGTHS = (0, 20, 40, 60, 80, 100, 125, 160, 200, 280, 500, 1000, 2200)
_TAGS_A_CAPTION = tuple(range(11))
_SHARES = tuple(n / 10 for n in range(10))
_ASPECTS = (0.0, 0.5, 0.7, 0.78, 0.9, 1.1, 1.3, 1.45, 1.6, 2.0)  # 4:5, 1:1, 4:3, 3:2, 16:9 apart


def statistics(rows: Iterable[Record], looks: Mapping[str, Look]) -> dict[str, dict[str, int]]:
    """Counts by bin, of each thing that may drift; what the next version is measured against.

    Args:
        looks: of every photo, by sha256; each counts once.
    """
    tags: Counter[str] = Counter()
    spoken: Counter[str] = Counter()
    lengths, many = [], []
    for row in rows:
        lengths.append(len(row.caption))
        many.append(len(row.tags))
        tags.update(tag.casefold() for tag in row.tags)
        spoken.update(_WORD.findall(row.caption))
    seen = looks.values()
    return {
        "caption_characters": _histogram(lengths, _LENGTHS),
        "tags_a_caption": _histogram(many, _TAGS_A_CAPTION),
        "tags": _frequent(tags),
        "words": _frequent(spoken),
        "photo_brightness": _histogram((look.brightness for look in seen), _SHARES),
        "photo_contrast": _histogram((look.contrast for look in seen), _SHARES),
        "photo_saturation": _histogram((look.saturation for look in seen), _SHARES),
        "photo_aspect": _histogram((look.aspect for look in seen), _ASPECTS),
    }


def report(
    before: Mapping[str, Mapping[str, int]], now: Mapping[str, Mapping[str, int]]
) -> dict[str, dict[str, Any]]:
    """What has moved between the `statistics` of two versions.

    Returns:
        For each thing that both have: `psi`, `by_chance` (what two samples of this size differ by
        at most, 99 times in 100) and `level`: "stable", "moderate" or "large". Of tags and words
        also `new`, the most frequent ones that the version before did not have.
    """
    found: dict[str, dict[str, Any]] = {}
    for name in before.keys() & now.keys():
        old, new = before[name], now[name]
        open_ended = name in ("tags", "words")
        bins = _most_frequent(old, new) if open_ended else sorted(old.keys() | new.keys())
        value, chance = psi(_binned(old, bins), _binned(new, bins))
        found[name] = {"psi": round(value, 4), "by_chance": round(chance, 4)}
        found[name]["level"] = _level(value, chance)
        if open_ended:
            found[name]["new"] = [key for key in new if key and key not in old][:10]
    return {name: found[name] for name in now if name in found}


def moved(drift: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """Names of what is not stable in a `report`, the farthest first."""
    names = [name for name, facts in drift.items() if facts["level"] != "stable"]
    return sorted(names, key=lambda name: -drift[name]["psi"])


def psi(before: Mapping[str, int], now: Mapping[str, int]) -> tuple[float, float]:
    """The index of two counts over the same bins, and what chance gives at most.

    Half a count is added to each bin, since an empty one would be infinitely far.
    """
    bins = [key for key in before if before[key] or now[key]]
    n, m = (sum(counts.values()) for counts in (before, now))
    if not n or not m or len(bins) < 2:
        return 0.0, 0.0
    value = 0.0
    for key in bins:
        p = (before[key] + 0.5) / (n + len(bins) / 2)
        q = (now[key] + 0.5) / (m + len(bins) / 2)
        value += (p - q) * math.log(p / q)
    return value, (1 / n + 1 / m) * _chi_squared(len(bins) - 1)


def _chi_squared(freedom: int) -> float:
    """Its 99th percentile, by Wilson and Hilferty's cube (1931)."""
    spread = 2 / (9 * freedom)
    return freedom * (1 - spread + _CERTAIN * math.sqrt(spread)) ** 3


def _level(value: float, chance: float) -> str:
    if value <= max(MODERATE, chance):
        return "stable"
    return "large" if value > LARGE else "moderate"


def _histogram(values: Iterable[float], edges: tuple[float, ...]) -> dict[str, int]:
    counts = {f"{edge:g}": 0 for edge in edges}
    names = list(counts)
    for value in values:
        at = sum(value >= edge for edge in edges) - 1
        counts[names[max(at, 0)]] += 1
    return counts


def _frequent(counts: Counter[str]) -> dict[str, int]:
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    kept = dict(ordered[:_KEPT])
    kept[_OTHERS] = counts.total() - sum(kept.values())
    return kept


def _most_frequent(old: Mapping[str, int], new: Mapping[str, int]) -> list[str]:
    """Kept in their order, most frequent first, as `_frequent` wrote them."""
    heads = [[key for key in counts if key][:_COMPARED] for counts in (old, new)]
    return [*dict.fromkeys((*heads[0], *heads[1])), _OTHERS]


def _binned(counts: Mapping[str, int], bins: list[str]) -> dict[str, int]:
    found = {key: counts.get(key, 0) for key in bins}
    if _OTHERS in found:
        found[_OTHERS] = sum(counts.values()) - sum(found.values()) + counts.get(_OTHERS, 0)
    return found
