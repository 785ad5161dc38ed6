"""Names in a text: what the dated list (`names.txt`) knows, and what a capital letter gives away.

Finds words, not meaning. A name the list does not hold is found where it is written with a capital
inside a sentence that writes its other words small; so none is found at the start of a sentence,
in a title-case or all-caps line, or where everything is small ("lisbon" is listed, "alfama" is
not). A lone word in capitals ("SO good") is read as loud, not as a name.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from captioner.writing import lexicon

EDITION = "2026-11"


Kind = Literal["place", "person", "brand", "name"]


@dataclass(frozen=True, slots=True)
class Name:
    """A name found in a text, at `[start, end)`; kind "name" where the words do not tell."""

    kind: Kind
    start: int
    end: int


@cache
def entries(kind: str) -> tuple[tuple[str, ...], ...]:
    """The entries of one kind, each as the ways to write it."""
    text = (files(__package__) / "names.txt").read_text(encoding="utf-8")
    lines = (line.partition("|") for line in text.splitlines() if line and line[0] != "#")
    return tuple(
        tuple(form.strip() for form in entry.split("="))
        for name, _, listed in lines
        if name.strip() == kind
        for entry in listed.split(",")
    )


@cache
def aliases() -> dict[str, tuple[str, ...]]:
    """The other ways to write a listed name, by each of its ways in small letters."""
    listed = (entry for kind in ("place", "brand", "person", "holiday") for entry in entries(kind))
    small = (tuple(form.casefold() for form in entry) for entry in listed if len(entry) > 1)
    return {form: entry for entry in small for form in entry}


def _either(forms: Iterator[str]) -> str:
    return "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))


@cache
def _listed(kind: str, *, capital: bool) -> re.Pattern[str]:
    """A listed name of the kind; `capital` picks the entries that are written with one."""
    forms = (form for entry in entries(kind) for form in entry if form[0].isupper() == capital)
    flags = re.IGNORECASE if not capital or kind == "person" else re.NOFLAG
    return re.compile(rf"(?<![\w'-])(?:{_either(forms)})(?:'s)?(?![\w-])", flags)


_LISTED_KINDS: tuple[Kind, ...] = ("brand", "place")
_WORD = re.compile(r"[^\W\d_][\w'&-]*")
# What may stand between the parts of one name.
_RUN = re.compile(
    r"[A-Z][\w'&-]*(?: (?:(?:of|the|de|da|do|del|la|le|von|van|&) ){0,2}[A-Z][\w'&-]*)*"
)
# A capital after these belongs to the same sentence; after anything else it may begin one.
_GOES_ON = re.compile(r"(?:[\w'’)][,;&]?|\b(?:Mr|Mrs|Ms|Dr|St|Mt)\.) +&? ?$")
_MIXED = re.compile(r"(?<![\w@/.])[A-Za-z]*[a-z][A-Z]\w*")
# Small even in a title, so they do not show that a sentence writes its words small.
_SMALL_IN_TITLES = frozenset(
    lexicon.tokens(
        """a an and as at but by for from in into of off on onto or over so the to up vs with
        without"""
    )
)
_PLACE_AFTER = re.compile(
    r"\b(?:in|at|from|near|to|across|around|through|visit|visiting|exploring) (?:the )?$", re.I
)
_PERSON_AFTER = re.compile(r"\b(?:with|by|thanks|meet|mr\.?|mrs\.?|ms\.?|dr\.?|birthday,?) $", re.I)
_PLACE_WORDS = re.compile(
    r"\b(?:bay|beach|bridge|cafe|canyon|castle|cathedral|falls|garden|gardens|harbou?r|hotel"
    r"|island|islands|lake|market|mount|mountains?|museum|park|pier|plaza|river|road|square"
    r"|stadium|station|street|tower|university|valley)\b",
    re.I,
)
_BRAND_AFTER = re.compile(r"^(?:\s?[™®]| (?:inc|co|ltd|gmbh)\b)", re.I)
_SENTENCE = re.compile(r"[^.!?\n]+")


def find(text: str) -> list[Name]:
    """The names in a text, first one first, none inside another; accents must be gone."""
    found: list[Name] = []
    for name in (*_from_list(text), *_mixed(text)):
        if not _overlapping(name, found):
            found.append(name)
    for name in _capitalised(text):
        parts = _overlapping(name, found)
        rest = list(text[name.start : name.end])
        for part in parts:
            rest[part.start - name.start : part.end - name.start] = " " * (part.end - part.start)
        # "Anna Silva" is longer than the listed "Anna", "Lisbon Mornings" says no more than Lisbon.
        if not parts or (_says_more("".join(rest)) and parts[0].start >= name.start):
            found = [other for other in found if other not in parts]
            found.append(Name(parts[0].kind if parts else name.kind, name.start, name.end))
    return sorted(found, key=lambda name: name.start)


def _overlapping(name: Name, found: list[Name]) -> list[Name]:
    return [other for other in found if other.start < name.end and name.start < other.end]


def _from_list(text: str) -> Iterator[Name]:
    for kind in _LISTED_KINDS:
        for match in _listed(kind, capital=False).finditer(text):
            yield Name(kind, match.start(), _without_s(match))
    for match in _listed("person", capital=True).finditer(text):
        if match[0][0].isupper():
            yield Name("person", match.start(), _without_s(match))


def _without_s(match: re.Match[str]) -> int:
    return match.end() - 2 * match[0].casefold().endswith("'s")


def _mixed(text: str) -> Iterator[Name]:
    """Words with a capital inside, as companies write theirs: "SkyBean", "iThing"."""
    for match in _MIXED.finditer(text):
        if match[0].casefold() not in _ordinary() and not match[0].startswith(("Mc", "Mac")):
            yield Name("brand", match.start(), match.end())


def _capitalised(text: str) -> Iterator[Name]:
    for sentence in _SENTENCE.finditer(text):
        runs = [run for run in _runs(text, *sentence.span()) if _is_name(run[0])]
        small = [
            word[0]
            for word in _WORD.finditer(sentence[0])
            if word[0].islower() and word[0] not in _SMALL_IN_TITLES
        ]
        # As many words with a capital as without: that may be a title.
        if len(small) >= max(1, len(runs)):
            for run in runs:
                end = run.end() - 2 * run[0].endswith("'s")
                yield Name(_kind(text, run), run.start(), end)


def _runs(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """The runs of words with a capital between two places, without a word that may begin a
    sentence."""
    for run in _RUN.finditer(text, start, end):
        if _GOES_ON.search(_before(text, run.start())):
            yield run
            continue
        first = _WORD.match(text, run.start())
        rest = _RUN.search(text, first.end(), run.end()) if first else None
        if rest:
            yield rest


def _before(text: str, place: int) -> str:
    return text[max(0, place - 30) : place]


def _is_name(run: str) -> bool:
    if run in _written():
        return True
    words = re.findall(r"[^\W_]+", re.sub(r"'\w*", "", run))
    if re.match("[A-Z]-", run) or all(word.isupper() for word in words):
        return False  # a T-shirt; loud; or an abbreviation that is not listed
    return _says_more(run)


def _says_more(text: str) -> bool:
    """Whether a word is left that is not known to be an ordinary one."""
    known = _ordinary() | lexicon.vocabulary() | _SMALL_IN_TITLES
    words = re.findall(r"[^\W_]+", re.sub(r"'\w*", "", text).casefold())
    return any(word not in known and lexicon.singular(word) not in known for word in words)


def _kind(text: str, run: re.Match[str]) -> Kind:
    for kind in _LISTED_KINDS:
        if _listed(kind, capital=True).fullmatch(run[0]):
            return kind
    before = _before(text, run.start())
    if _BRAND_AFTER.match(text[run.end() : run.end() + 6]):
        return "brand"
    if _PLACE_WORDS.search(run[0]) or _PLACE_AFTER.search(before):
        return "place"
    return "person" if _PERSON_AFTER.search(before) else "name"


@cache
def _written() -> frozenset[str]:
    """The listed names that are found only as they are written."""
    return frozenset(
        form
        for kind in ("place", "brand")
        for entry in entries(kind)
        for form in entry
        if form[0].isupper()
    )


@cache
def _ordinary() -> frozenset[str]:
    days = "monday tuesday wednesday thursday friday saturday sunday"
    months = "january february march april may june july august september october november december"
    listed = (form for kind in ("ordinary", "holiday") for entry in entries(kind) for form in entry)
    words = {word.casefold() for form in listed for word in form.split()}
    return frozenset({*words, *days.split(), *months.split()})
