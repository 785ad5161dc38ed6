"""The dated list of what photos show and the hashtags people use for it (`lexicon.txt`).

Finds concepts in a sentence by their words, in the order they are mentioned. Words, not meaning:
a word the list does not hold is not seen, and a "model train" may bring fashion.

Kinds, by what a post is about:
    animal    who the photo is of, where it is no person
    breed     a dog by its breed or age; brings the dog's own tags with it
    group     children, families, couples, crowds: people whom others tag as such
    game      ball games and whatever has players and a goal
    activity  what else is done that has a following of its own (surfing, music)
    scene     where it is
    ground    what is underfoot (grass, rocks): nature, unless a game is played on it
    motion    a bare verb (run, jump)
    thing     what else is in the picture
    mood      light, season, colour
    person    people of whom nothing more is known
"""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal, cast

from captioner.writing.brief import Tier

EDITION = "2026-11"

Kind = Literal[
    "animal",
    "breed",
    "group",
    "game",
    "activity",
    "scene",
    "ground",
    "motion",
    "thing",
    "mood",
    "person",
]
TIERS: tuple[Tier, ...] = ("broad", "niche", "specific")


@dataclass(frozen=True, slots=True)
class Concept:
    """Something a photo can show.

    Args:
        name: PascalCase word for compounds; empty where none reads well.
        words: what names it in a sentence, each as a tuple of singular words.
        tags: PascalCase tags without `#`, by tier; the more used first.
    """

    kind: Kind
    name: str
    words: tuple[tuple[str, ...], ...]
    tags: dict[Tier, tuple[str, ...]]


@cache
def concepts() -> tuple[Concept, ...]:
    """The whole lexicon, read once."""
    text = (files(__package__) / "lexicon.txt").read_text(encoding="utf-8")
    return tuple(_concept(line) for line in text.splitlines() if line and line[0] != "#")


def _concept(line: str) -> Concept:
    kind, name, words, *tags = (part.strip() for part in line.split("|"))
    return Concept(
        cast(Kind, kind),
        "" if name == "-" else name,
        tuple(tuple(tokens(phrase)) for phrase in words.split(",")),
        {tier: tuple(_listed(part)) for tier, part in zip(TIERS, tags, strict=True)},
    )


def _listed(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip() != "-"]


# The stars of the sky and the woods one walks in are not one star and a piece of wood, and who
# waves is not at sea.
_IRREGULAR = {
    "children": "child",
    "men": "man",
    "women": "woman",
    "leaves": "leaf",
    "buses": "bus",
    "stars": "stars",
    "woods": "woods",
    "waves": "waves",
}
# Phrases that hold a trigger and mean something else.
_ASIDE = re.compile(r"\b(?:couple of|pair of|kind of|in front of|side of|top of)\b", re.IGNORECASE)


def singular(word: str) -> str:
    """A lower-case word without its plural ending; a verb's -s goes the same way."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("ches", "shes", "sses", "xes")):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def tokens(text: str) -> list[str]:
    """The lower-case singular words of a text."""
    return [singular(word) for word in re.findall(r"[^\W_]+", text.casefold())]


@cache
def _by_words() -> dict[tuple[str, ...], tuple[Concept, ...]]:
    found: dict[tuple[str, ...], tuple[Concept, ...]] = {}
    for concept in concepts():
        for words in concept.words:
            found[words] = (*found.get(words, ()), concept)
    return found


@cache
def _longest() -> int:
    return max(len(words) for words in _by_words())


def shown(text: str) -> list[Concept]:
    """The concepts a sentence names, each once, first mention first.

    The longest phrase wins: "swimming pool" names the pool, and nobody who swims.
    """
    return [concept for concept, _ in named(text)]


def named(text: str) -> list[tuple[Concept, str]]:
    """As `shown`, each with the singular words that named it."""
    words = tokens(_ASIDE.sub(" ", text))
    found: dict[int, tuple[Concept, str]] = {}
    at = 0
    while at < len(words):
        for length in range(min(_longest(), len(words) - at), 0, -1):
            phrase = tuple(words[at : at + length])
            concepts = _by_words().get(phrase, ())
            for concept in concepts:
                found.setdefault(id(concept), (concept, " ".join(phrase)))
            if concepts:
                break
        at += length if concepts else 1
    return list(found.values())


@cache
def tag_tiers() -> dict[str, tuple[str, Tier]]:
    """Every tag of the lexicon, by its case-folded form: as it is written, and its first tier."""
    found: dict[str, tuple[str, Tier]] = {}
    for concept in concepts():
        for tier in TIERS:
            for tag in concept.tags[tier]:
                found.setdefault(tag.casefold(), (tag, tier))
    return found


@cache
def vocabulary() -> frozenset[str]:
    """Every word the lexicon names a concept by."""
    return frozenset(word for words in _by_words() for word in words)
