"""The names of a note as its writer spells them, given back to a caption that wrote them small.

Knows the names that `grounding` finds: written with a capital inside a sentence, or listed.
"""

import re
from functools import partial

from captioner.writing import grounding, names

_NAMES = frozenset({"place", "person", "brand", "name"})
_BEFORE = re.compile(r"([\w'’]+)\W*$")
_AFTER = re.compile(r"^\W*([\w'’]+)")


def restored(caption: str, note: str) -> str:
    """The caption with each name of the note as it stands there; one in capitals stays loud.

    A lone word that no list knows as a name may be an ordinary one too ("Will", "Bloom"): it is
    taken for the name only beside the same word as in the note.
    """
    for claim in grounding.claims(note, description="", note=""):
        name = claim.text
        if claim.kind not in _NAMES or name == name.lower():
            continue
        sides = None if _is_plain(name) else _sides(note, claim.start, claim.end)
        words = r"\s+".join(map(re.escape, name.split()))
        found = re.compile(rf"(?<![\w#@/.-]){words}(?![\w/]|[.-]\w)", re.IGNORECASE)
        caption = found.sub(partial(_spelled, name=name, sides=sides), caption)
    return caption


def _is_plain(name: str) -> bool:
    """Whether it is a name however it is written."""
    return " " in name or bool(names.find(name.lower())) or (name,) in names.entries("person")


def _spelled(match: re.Match[str], name: str, sides: tuple[str, str] | None) -> str:
    here = _sides(match.string, *match.span())
    same = sides is None or any(a and a == b for a, b in zip(sides, here, strict=True))
    return name if same and not match[0].isupper() else match[0]


def _sides(text: str, start: int, end: int) -> tuple[str, str]:
    """The words before and after a place of a text, in small letters; "" where there is none."""
    before, after = _BEFORE.search(text[:start]), _AFTER.search(text[end:])
    return (before[1].casefold() if before else "", after[1].casefold() if after else "")
