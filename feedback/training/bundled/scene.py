"""A describer's sentence, read into the parts a caption can be made of (`read`).

Small rules over a closed lexicon: subject, action, place, thing. It reads plain present-tense
descriptions of photos and says None where it is not sure; it is no parser of English.
"""

import re
from dataclasses import dataclass
from itertools import pairwise

from feedback.training.bundled.banks import lexicon as lx
from feedback.training.bundled.banks import living, places, pursuits, sports, waters
from feedback.training.bundled.verbs import forms

THEMES = {
    name: theme
    for bank in (living, places, waters, sports, pursuits)
    for name, theme in bank.THEMES.items()
}

_ACTION_WORDS = 8
_PARTICLES = lx.words("up down out off away")
_PARTICIPLES = lx.words("dressed covered filled served parked surrounded has have")
_FRAMES = "picture|photo|view|photograph|image|shot|close up|closeup"
_FRAME_KINDS = "(black and white|blurry|scenic|old|close|beautiful|colorful|aerial)"
_SECOND_VERBS = lx.words("stands sits walks talks looks holds watches reads runs has poses")
_STOP = lx.words("and the are is with his her their its there while that who of him them has have")
_POSSESSIVES = lx.words("his her their its")
_PEOPLE = frozenset({"child", "baby", "woman", "man", "crowd"})
_MASS_NUMBERS = lx.words("some several many few")
_UNFINISHED = lx.words("of and large small very little other covered filled surrounded dressed")
_GEAR = lx.words("pool wall gear suit suits trunks boots shoes")  # "swimming pool" swims nowhere
_NOUNS = lx.words("building painting drawing railing dress dresses")  # that look like verbs
_WORN = re.compile(
    r"(?:in|wearing) ((?:an? )?(?:[a-z-]+ ){0,2}(?:shirt|jacket|dress|coat|hat|helmet|hoodie|vest"
    r"|uniform|jersey|suit|wetsuit|costume|sweater|cap|scarf)(?:es|s)?)\b(?! suit)"
)
_NOBODY = lx.words("someone somebody everyone everybody nobody something")
_TIMES = lx.words("night sunset sunrise home")  # "at night" is no place to be in
_KNOWN_NOUNS = lx.PLACES | lx.THINGS | lx.SINGULAR | lx.PLURAL
_FORMS = forms(lx.VERBS)
# "A dog lays on the grass" is how people write it.
_FORMS |= dict.fromkeys(("lay", "lays", "laying"), _FORMS["lie"])


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
        slots |= _action(tokens[verb_at:], plural=plural)
    scenery = tokens[rest_at:]
    worn = _WORN.match(" ".join(scenery))
    if worn:
        slots["dress"] = f"in {worn[1]}"
    slots |= _place(scenery)
    thing = _noun_phrase_with(scenery, lx.THINGS)
    posed = thing == "the camera" and "at the camera" in " ".join(scenery)
    if _singular(thing) and not posed and thing.split()[-1] not in slots.get("at", ""):
        slots["thing"] = thing
    return Scene(slots, plural, _themes(slots["head"], tokens))


def content_words(description: str) -> frozenset[str]:
    """The words of a description that carry meaning, for checks that a caption names one."""
    tokens = re.findall(r"[a-z'-]{3,}", description.lower())
    return frozenset(tokens) - lx.PREPOSITIONS - lx.DETERMINERS - _STOP


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
        before = tokens[index - 1] if index else ""
        if not seen:
            seen = token in lx.SINGULAR or token in lx.PLURAL
            plural = token in lx.PLURAL
            continue
        plural = plural or token in lx.PLURAL or (before == "and" and token in lx.SINGULAR)
        if not _acts(tokens, index, plural=plural):
            continue
        if _FORMS[token][0] != "wear":
            return index
        # What is worn is told only where nothing else happens.
        worn = index if worn is None else worn
    return worn


def _acts(tokens: list[str], index: int, *, plural: bool) -> bool:
    """Whether the token is a verb here, not a noun or part of one."""
    token, before = tokens[index], tokens[index - 1]
    if (
        token not in _FORMS
        or token in _NOUNS
        or before in lx.DETERMINERS | lx.COLOURS | {"in", "of", "with"}
    ):
        return False
    base, third, participle = _FORMS[token]
    if token == base != third:
        return plural and before not in lx.PREPOSITIONS
    return token != participle or index + 1 == len(tokens) or tokens[index + 1] not in _GEAR


def _subject(tokens: list[str]) -> tuple[dict[str, str], bool, int] | None:
    """Slots of the subject, its number, and where the rest of the sentence starts."""
    end = _subject_end(tokens)
    phrase = re.sub(r"\b[a-z]+[ -]haired ", "", " ".join(tokens[:end])).split()
    heads = [t for t in phrase if t in lx.SINGULAR or t in lx.PLURAL]
    if not heads or phrase[0] in _NOBODY or (phrase[-1] not in heads and "of" not in phrase):
        return None
    if not _PEOPLE.isdisjoint(_THEMES_BY_WORD.get(heads[0], ())):
        phrase = [t for t in phrase if t not in lx.UNSAID]
    bare = phrase[1:] if phrase[0] in lx.DETERMINERS | _POSSESSIVES else phrase
    if len(phrase) > 6 or not bare or bare[0] in ("of", "and"):
        return None
    if any(
        t in lx.DETERMINERS - lx.NUMBERS and b not in ("and", "of") for b, t in pairwise(phrase)
    ):
        return None  # "the man maneuvers a motorcycle": a verb that is not known
    collective = "of" in phrase
    joined = "and" in phrase and len(heads) > 1
    head = heads[0] if collective else heads[-1]
    plural = joined or (phrase[0] in lx.NUMBERS if collective else head in lx.PLURAL)
    if phrase[0] in lx.NUMBERS and head not in lx.PLURAL:
        return None  # "three woman"
    number = phrase[0] if phrase[0] in lx.NUMBERS - _MASS_NUMBERS else ""
    core = re.sub(r"\band (a|an|one|the|another) ", "and the ", " ".join(bare))
    definite = f"the {number} {core}" if number else f"the {core}"
    pointed = ("these " if plural else "this ") + definite.removeprefix("the ")
    slots = {
        "a": _indefinite(phrase, core, counted=not plural and not collective, plural=plural),
        "the": definite,
        "this": definite if joined else pointed,
        "head": head,
        "look": "" if joined else _look(phrase, head),
        "party": _party(phrase, heads) if joined else head,
    }
    return slots, plural, end


def _look(phrase: list[str], head: str) -> str:
    """The one word before the noun that a hashtag may take along; "" where there is none."""
    before = phrase[phrase.index(head) - 1]
    if before in ("little", "young"):
        return before
    person = not _PEOPLE.isdisjoint(_THEMES_BY_WORD.get(head, ()))
    return before if before in lx.COLOURS and not person else ""


def _party(phrase: list[str], heads: list[str]) -> str:
    """What a hashtag calls "a man and a woman" or "two girls and a dog"."""
    two = len(heads) == 2 and all(head in lx.SINGULAR for head in heads)
    return "duo" if two and lx.NUMBERS.isdisjoint(phrase) else "group"


def _subject_end(tokens: list[str]) -> int:
    """How many tokens name the subject before something is said of it."""
    for index, token in enumerate(tokens):
        if token == "of" and index and tokens[index - 1] in lx.COLLECTIVE:
            continue
        stops = lx.PREPOSITIONS | lx.CLAUSE | _PARTICIPLES | {",", "of", "wearing"}
        if token in stops:
            return index
    return len(tokens)


def _indefinite(phrase: list[str], core: str, *, counted: bool, plural: bool) -> str:
    """With its article: "a young girl", from "young girl" and from "the young girl" alike."""
    article = "an " if core[0] in "aeiou" else "a "
    if phrase[0] == "the":
        return core if plural else article + core
    if phrase[0] not in lx.DETERMINERS and counted:
        return article + core
    return " ".join(phrase)


def _phrase(tokens: list[str], limit: int) -> list[str]:
    """Tokens up to the next clause: what one caption can carry."""
    taken: list[str] = []
    for index, token in enumerate(tokens[: limit + 1]):
        after = tokens[index + 1] if index + 1 < len(tokens) else ""
        both = taken and taken[-1] in lx.COLOURS and after in lx.COLOURS
        cut = token == "," and len(taken) > 1 and taken[-2] in lx.DETERMINERS
        if cut and taken[-1] not in _KNOWN_NOUNS:
            taken = taken[:-2]  # "a tall, flat mountain" was cut inside its adjectives
        if token in lx.CLAUSE | _SECOND_VERBS or token == "," or (token == "and" and not both):
            break
        if index > 0 and after not in _GEAR and _participle(token):
            break
        taken.append(token)
    if len(taken) > limit and taken[limit - 1] not in _KNOWN_NOUNS:
        while taken and taken[-1] not in lx.PREPOSITIONS:  # "under a cloudy" was cut short
            taken.pop()
    taken = taken[:limit]
    dangling = lx.PREPOSITIONS - _PARTICLES | lx.DETERMINERS | lx.COLOURS | _POSSESSIVES
    while taken and taken[-1] in dangling | _UNFINISHED:
        taken.pop()
    return taken


def _participle(token: str) -> bool:
    return token in _FORMS and token not in _NOUNS and _FORMS[token][2] == token


def _action(tokens: list[str], *, plural: bool) -> dict[str, str]:
    """{ing}, {s}, {doing} and {act} of a sentence from its verb on."""
    base, third, participle = _FORMS[tokens[0]]
    rest = _phrase(tokens[1:], _ACTION_WORDS)
    if len(rest) > 3 and rest[-3] == "with" and rest[-2] in _POSSESSIVES:
        rest = rest[:-3]  # "with his arms" goes on as "raised above his head"
    turns = [
        index
        for index, token in enumerate(rest)
        if token in lx.PREPOSITIONS and (not index or rest[index - 1] not in lx.PREPOSITIONS)
    ]
    if len(turns) > 1 and turns[1] > 2:
        rest = rest[: turns[1]]
    direct = rest[: turns[0]] if turns else rest
    if not direct and rest and rest[-1] in _PARTICLES:
        direct = rest
    needs_object = base in lx.NEEDS_OBJECT
    if needs_object and not rest:
        return {}
    finite = base if plural else third
    slots = {"ing": " ".join([participle, *rest]), "s": " ".join([finite, *rest])}
    if direct or base not in lx.NEEDS_OBJECT | lx.HOLLOW:
        slots["doing"] = doing = " ".join([participle, *direct])
        plain = len(direct) < 4 and _POSSESSIVES.isdisjoint(direct)
        if base in lx.INVITING and plain:
            slots["act"] = doing
    return slots


def _place(tokens: list[str]) -> dict[str, str]:
    """The first "in the tall grass" among the tokens, as {at}, {there} and {place}."""
    for index, token in enumerate(tokens):
        if token not in lx.PREPOSITIONS or token in ("with", "for", "to", "after"):
            continue
        start = index + 1
        while start < len(tokens) and tokens[start] in lx.PREPOSITIONS | {"of"}:
            start += 1
        noun = _noun_phrase_with(tokens[start : start + 5], lx.PLACES, at_start=True)
        if not noun or noun.split()[-1] in _TIMES or (noun.endswith(" air") and token != "through"):
            continue
        # "The dog in the grass" is a place to be, "the dog through the grass" is not.
        resting = lx.MOVING.isdisjoint(tokens[index:start])
        slots = {"at": " ".join([*tokens[index:start], noun])}
        if resting:
            slots["there"] = slots["at"]
        return slots | ({"place": noun} if _singular(noun) else {})
    return {}


def _singular(phrase: str) -> bool:
    """Whether a noun phrase takes "is"; the sentences about places and things assume it."""
    return bool(re.search(r"([^s]|ss|bus)$", phrase)) and not phrase.endswith((" people", " fish"))


def _noun_phrase_with(tokens: list[str], nouns: frozenset[str], *, at_start: bool = False) -> str:
    """The first noun phrase whose head is in `nouns`, made definite; "" where there is none."""
    for index, token in enumerate(tokens):
        if at_start and (token in lx.PREPOSITIONS | lx.CLAUSE or token in (",", "and", "of")):
            return ""
        after = tokens[index + 1] if index + 1 < len(tokens) else ""
        compound = after in lx.PLACES | lx.THINGS
        if token not in nouns or (compound and index + 1 < len(tokens)):
            continue
        start = index
        while start and index - start < 2 and _modifies(tokens[start - 1]):
            start -= 1
        if at_start and start and any(_modifies(t) for t in tokens[:start]):
            return ""
        return "the " + " ".join(tokens[start : index + 1])
    return ""


def _modifies(token: str) -> bool:
    outside = lx.PREPOSITIONS | lx.CLAUSE | lx.DETERMINERS | _POSSESSIVES | {",", "and", "of"}
    return token not in outside and token not in _FORMS


def _themes(head: str, tokens: list[str]) -> tuple[str, ...]:
    """The subject's theme first, then the sentence's from its end, where the setting stands."""
    found = dict.fromkeys(_THEMES_BY_WORD.get(head, ()))
    for token in reversed(tokens):
        if token not in lx.COLOURS:
            found |= dict.fromkeys(_THEMES_BY_WORD.get(token, ()))
    return tuple(found)[:5]
