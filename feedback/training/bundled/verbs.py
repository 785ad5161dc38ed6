"""Regular English verbs in the three forms that descriptions and captions use."""

import re
from collections.abc import Iterable


def third_person(base: str) -> str:
    """A verb with "she" before it: "carry" gives "carries"."""
    if base.endswith(("s", "sh", "ch", "x", "z", "go", "do")):
        return base + "es"
    if base.endswith("y") and base[-2] not in "aeiou":
        return base[:-1] + "ies"
    return base + "s"


def participle(base: str) -> str:
    """A verb as it follows "is": "run" gives "running"."""
    if base == "lie":
        return "lying"
    if base.endswith("e") and not base.endswith("ee"):
        return base[:-1] + "ing"
    one_syllable = len(re.findall(r"[aeiou]+", base)) == 1
    if one_syllable and re.search(r"[^aeiou][aeiou][bdgklmnprt]$", base):
        return base + base[-1] + "ing"
    return base + "ing"


def forms(bases: Iterable[str]) -> dict[str, tuple[str, str, str]]:
    """Any form of each verb: (base, third person, participle)."""
    known: dict[str, tuple[str, str, str]] = {}
    for base in sorted(bases):
        row = (base, third_person(base), participle(base))
        known |= dict.fromkeys(row, row)
    return known
