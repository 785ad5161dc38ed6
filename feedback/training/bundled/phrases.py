"""Phrases of a description: what is done, where, and with what (see `scene`)."""

import re

from feedback.training.bundled.banks import lexicon as lx
from feedback.training.bundled.verbs import forms

POSSESSIVES = lx.words("his her their its")
PARTICIPLES = lx.words("dressed covered filled served parked surrounded has have")
GEAR = lx.words("pool wall gear suit suits trunks boots shoes")  # "swimming pool" swims nowhere
NOUNS = lx.words("building painting drawing railing dress dresses")  # that look like verbs
FORMS = forms(lx.VERBS)
# "A dog lays on the grass" is how people write it.
FORMS |= dict.fromkeys(("lay", "lays", "laying"), FORMS["lie"])
_ACTION_WORDS = 8
_PARTICLES = lx.words("up down out off away")
_SECOND_VERBS = lx.words(
    "stands sits walks talks looks holds watches reads has poses rides plays carries wears leans"
)
_UNFINISHED = lx.words("of and large small very little other covered filled surrounded dressed")
_TIMES = lx.words("night sunset sunrise home")  # "at night" is no place to be in
_KNOWN_NOUNS = lx.PLACES | lx.THINGS | lx.SINGULAR | lx.PLURAL


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
        if index > 0 and after not in GEAR and _participle(token):
            break
        taken.append(token)
    if len(taken) > limit and taken[limit - 1] not in _KNOWN_NOUNS:
        while taken and taken[-1] not in lx.PREPOSITIONS:  # "under a cloudy" was cut short
            taken.pop()
    taken = taken[:limit]
    dangling = lx.PREPOSITIONS - _PARTICLES | lx.DETERMINERS | lx.COLOURS | POSSESSIVES
    while taken and taken[-1] in dangling | _UNFINISHED and taken[-2:] != ["each", "other"]:
        taken.pop()
    return taken


def _participle(token: str) -> bool:
    return token in FORMS and token not in NOUNS and FORMS[token][2] == token


def action(tokens: list[str], *, plural: bool) -> dict[str, str]:
    """{ing}, {s}, {doing} and {act} of a sentence from its verb on."""
    base, third, participle = FORMS[tokens[0]]
    rest = _phrase(tokens[1:], _ACTION_WORDS)
    if len(rest) > 3 and rest[-3] == "with" and rest[-2] in POSSESSIVES:
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
        plain = len(direct) < 4 and POSSESSIVES.isdisjoint(direct)
        if base in lx.INVITING and plain:
            slots["act"] = doing
    return slots


def place(tokens: list[str]) -> dict[str, str]:
    """The first "in the tall grass" among the tokens, as {at}, {there} and {place}."""
    for index, token in enumerate(tokens):
        if token not in lx.PREPOSITIONS or token in ("with", "for", "to", "after"):
            continue
        start = index + 1
        while start < len(tokens) and tokens[start] in lx.PREPOSITIONS | {"of"}:
            start += 1
        noun = noun_phrase_with(tokens[start : start + 5], lx.PLACES, at_start=True)
        if not noun or noun.split()[-1] in _TIMES or (noun.endswith(" air") and token != "through"):
            continue
        # "The dog in the grass" is a place to be, "the dog through the grass" is not.
        resting = lx.MOVING.isdisjoint(tokens[index:start])
        slots = {"at": " ".join([*tokens[index:start], noun])}
        if resting:
            slots["there"] = slots["at"]
        return slots | ({"place": noun} if singular(noun) else {})
    return {}


def singular(phrase: str) -> bool:
    """Whether a noun phrase takes "is"; the sentences about places and things assume it."""
    return bool(re.search(r"([^s]|ss|bus)$", phrase)) and not phrase.endswith((" people", " fish"))


def noun_phrase_with(tokens: list[str], nouns: frozenset[str], *, at_start: bool = False) -> str:
    """The first noun phrase whose head is in `nouns`, made definite; "" where there is none."""
    for index, token in enumerate(tokens):
        if at_start and (token in lx.PREPOSITIONS | lx.CLAUSE or token in (",", "and", "of")):
            return ""
        after = tokens[index + 1] if index + 1 < len(tokens) else ""
        compound = after in lx.PLACES | lx.THINGS | {"covered"}
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
    outside = lx.PREPOSITIONS | lx.CLAUSE | lx.DETERMINERS | POSSESSIVES | {",", "and", "of"}
    return token not in outside and token not in FORMS
