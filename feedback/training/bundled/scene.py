"""A describer's sentence, read into the parts a caption can be made of (`read`).

Small rules over a closed lexicon: subject, action, place, thing. It reads plain present-tense
descriptions of photos and says None where it is not sure; it is no parser of English.
"""

import re
from dataclasses import dataclass
from itertools import pairwise

from feedback.training.bundled.banks import lexicon as lx
from feedback.training.bundled.banks import living, people, places, pursuits, sports, waters
from feedback.training.bundled.phrases import (
    FORMS,
    GEAR,
    NOUNS,
    PARTICIPLES,
    POSSESSIVES,
    action,
    noun_phrase_with,
    place,
    singular,
)

THEMES = {
    name: theme
    for bank in (living, people, places, waters, sports, pursuits)
    for name, theme in bank.THEMES.items()
}

_FRAMES = "picture|photo|view|photograph|image|shot|close up|closeup"
_FRAME_KINDS = "(black and white|blurry|scenic|old|close|beautiful|colorful|aerial)"
_PEOPLE = frozenset({"child", "baby", "woman", "man", "crowd"})
_TWOS = lx.words("couple pair")  # of dogs: they run
_MASS_NUMBERS = lx.words("some several many few")
_WORN = re.compile(
    r"(?:in|wearing) ((?:an? )?(?:[a-z-]+ ){0,2}(?:shirt|jacket|dress|coat|hat|helmet|hoodie|vest"
    r"|uniform|jersey|suit|wetsuit|costume|sweater|cap|scarf)(?:es|s)?)\b(?! suit)"
)
_NOBODY = lx.words("someone somebody everyone everybody nobody something")


def _themes_by_word() -> dict[str, list[str]]:
    called: dict[str, list[str]] = {}
    for name, theme in THEMES.items():
        for word in theme["words"]:
            called.setdefault(word, []).append(name)
    return called


_THEMES_BY_WORD = _themes_by_word()


@dataclass(frozen=True, slots=True)
class Scene:
    """What one description shows.

    Args:
        slots: fillings by slot name (see `banks`); a part that was not found has no slot.
        plural: whether verbs that follow the subject are plural.
        themes: names in `THEMES`, the subject's first.
    """

    slots: dict[str, str]
    plural: bool
    themes: tuple[str, ...]


def clean(description: str) -> str:
    """A description as describers write it: lower case, no full stop, single spaces."""
    text = re.sub(r"[\"“”.!;:()]", " ", description.lower()).replace(" 's", "'s")
    return " ".join(re.sub(r"\s*,\s*", ", ", text).split()).strip(", ")


def sensitive(description: str) -> bool:
    """Whether it holds what a sample caption is better not made of."""
    return not lx.SENSITIVE.isdisjoint(re.findall(r"[a-z'-]+", description.lower()))


def read(description: str) -> Scene | None:
    """The scene of a description, or None where subject and verb are not both clear."""
    tokens = clean(description).replace(",", " ,").split()
    tokens = _without_frame(tokens)
    verb_at = _verb(tokens)
    subject = _subject(tokens[: verb_at if verb_at is not None else len(tokens)])
    if subject is None:
        return None
    slots, plural, rest_at = subject
    if verb_at is not None:
        slots |= action(tokens[verb_at:], plural=plural)
    if slots["head"] in lx.LIFELESS:
        slots.pop("act", None)
    else:
        slots["who"] = slots["the"]
    scenery = tokens[rest_at:]
    worn = _WORN.match(" ".join(scenery))
    if worn:
        slots["dress"] = f"in {worn[1]}"
    where = place(scenery)
    if where.get("place", "").split()[-1:] != [slots["head"]]:  # "a city in the city"
        slots |= where
    thing = noun_phrase_with(scenery, lx.THINGS)
    posed = thing == "the camera" and "at the camera" in " ".join(scenery)
    if singular(thing) and not posed and thing.split()[-1] not in slots.get("at", ""):
        slots["thing"] = thing
    return Scene(slots, plural, _themes(slots["head"], tokens))


def _without_frame(tokens: list[str]) -> list[str]:
    """Without "there is" and "a picture of"."""
    text = " ".join(tokens)
    text = re.sub(r"^there (is|are) ", "", text)
    text = re.sub(rf"^(a |an |the )?({_FRAME_KINDS} )?({_FRAMES}) of ", "", text)
    return text.split()


def _verb(tokens: list[str]) -> int | None:
    """Where the main verb stands: after the first noun that can be a subject."""
    seen = plural = False
    worn = None
    for index, token in enumerate(tokens):
        if not seen:
            seen = token in lx.SINGULAR or token in lx.PLURAL
            plural = token in lx.PLURAL or (seen and _another(tokens[:index]))
            continue
        joined = "and" in tokens[max(0, index - 3) : index] and token in lx.SINGULAR
        plural = plural or token in lx.PLURAL or joined
        if not _acts(tokens, index, plural=plural):
            continue
        if FORMS[token][0] != "wear":
            return index
        # What is worn is told only where nothing else happens.
        worn = index if worn is None else worn
    return worn


def _acts(tokens: list[str], index: int, *, plural: bool) -> bool:
    """Whether the token is a verb here, not a noun or part of one."""
    token, before = tokens[index], tokens[index - 1]
    if (
        token not in FORMS
        or token in NOUNS
        or before in lx.DETERMINERS | lx.COLOURS | {"in", "of", "with"}
    ):
        return False
    base, third, participle = FORMS[token]
    if token == base != third:
        return plural and before not in lx.PREPOSITIONS
    return token != participle or index + 1 == len(tokens) or tokens[index + 1] not in GEAR


def _subject(tokens: list[str]) -> tuple[dict[str, str], bool, int] | None:
    """Slots of the subject, its number, and where the rest of the sentence starts."""
    end = _subject_end(tokens)
    phrase = re.sub(r"\b([a-z]+[ -]haired|heavy[ -]set) ", "", " ".join(tokens[:end])).split()
    heads = [t for t in phrase if t in lx.SINGULAR or t in lx.PLURAL]
    if not heads or phrase[0] in _NOBODY or (phrase[-1] not in heads and "of" not in phrase):
        return None
    if not _PEOPLE.isdisjoint(_THEMES_BY_WORD.get(heads[0], ())):
        beside = {w for pair in pairwise(phrase) if "and" in pair for w in pair}  # team colours
        phrase = [t for t in phrase if t not in lx.UNSAID or t in beside]
    bare = phrase[1:] if phrase[0] in lx.DETERMINERS | POSSESSIVES else phrase
    if len(phrase) > 6 or not bare or bare[0] in ("of", "and"):
        return None
    if any(
        t in lx.DETERMINERS - lx.NUMBERS and b not in ("and", "of") for b, t in pairwise(phrase)
    ):
        return None  # "the man maneuvers a motorcycle": a verb that is not known
    collective = "of" in phrase
    stuff = collective and heads[0] in lx.LIFELESS  # a cup of coffee is about the coffee
    joined = _joined(phrase, heads)
    head = heads[0] if collective else heads[-1]
    counted = phrase[0] in lx.NUMBERS or head in _TWOS
    plural = joined or (counted if collective else head in lx.PLURAL)
    if phrase[0] in lx.NUMBERS and head not in lx.PLURAL:
        return None  # "three woman"
    number = phrase[0] if phrase[0] in lx.NUMBERS - _MASS_NUMBERS else ""
    core = re.sub(r"\band (a|an|one|the|another) ", "and the ", " ".join(bare))
    definite = f"the {number} {core}" if number else f"the {core}"
    whole = joined or (collective and head in _TWOS)  # not "these couple of dogs"
    pointed = ("these " if plural else "this ") + definite.removeprefix("the ")
    slots = {
        "a": _indefinite(phrase, core, counted=not plural and not collective, plural=plural),
        "the": definite,
        "this": definite if whole else pointed,
        "head": head,
        "look": "" if joined else _look(phrase, head),
        "party": _party(phrase, heads) if joined else phrase[-1] if stuff else head,
    }
    return slots, plural, end


def _joined(phrase: list[str], heads: list[str]) -> bool:
    """Whether it names several: "a man and a dog", "a black and a brown dog", but not "a black and
    white dog" and not "a group of men and women", which is one group."""
    if "and" not in phrase or "of" in phrase[: phrase.index("and")]:
        return False
    return len(heads) > 1 or _another(phrase)


def _another(tokens: list[str]) -> bool:
    return any(a == "and" and b in lx.DETERMINERS | POSSESSIVES for a, b in pairwise(tokens))


def _look(phrase: list[str], head: str) -> str:
    """The one word before the noun that a hashtag may take along; "" where there is none."""
    before = phrase[phrase.index(head) - 1]
    if before in ("little", "young"):
        return before
    person = not _PEOPLE.isdisjoint(_THEMES_BY_WORD.get(head, ()))
    return before if before in lx.COLOURS and not person else ""


def _party(phrase: list[str], heads: list[str]) -> str:
    """What a hashtag calls "a man and a woman" or "two girls and a dog"."""
    two = len(heads) <= 2 and all(head in lx.SINGULAR for head in heads)
    return "duo" if two and lx.NUMBERS.isdisjoint(phrase) else "group"


def _subject_end(tokens: list[str]) -> int:
    """How many tokens name the subject before something is said of it."""
    for index, token in enumerate(tokens):
        if token == "of" and index and tokens[index - 1] in lx.COLLECTIVE:
            continue
        stops = lx.PREPOSITIONS | lx.CLAUSE | PARTICIPLES | {",", "of", "wearing"}
        if token in stops:
            return index
    return len(tokens)


def _indefinite(phrase: list[str], core: str, *, counted: bool, plural: bool) -> str:
    """With its article: "a young girl", from "young girl" and from "the young girl" alike."""
    article = "an " if core[0] in "aeiou" else "a "
    if phrase[0] == "the" and plural:
        return f"the {core}" if "and" in phrase else core
    if phrase[0] == "the":
        return article + core
    if phrase[0] not in lx.DETERMINERS and counted:
        return article + core
    return " ".join(phrase)


def _themes(head: str, tokens: list[str]) -> tuple[str, ...]:
    """The subject's theme first, then the sentence's from its end, where the setting stands."""
    found = dict.fromkeys(_THEMES_BY_WORD.get(head, ()))
    for token in reversed(tokens):
        if token not in lx.COLOURS:
            found |= dict.fromkeys(_THEMES_BY_WORD.get(token, ()))
    return tuple(found)[:5]
