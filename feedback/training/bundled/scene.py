"""A describer's sentence, read into the parts a caption can be made of (`read`).

Small rules over a closed lexicon: subject, action, place, thing. It reads plain present-tense
descriptions of photos and says None where it is not sure; it is no parser of English.
"""

import re
from dataclasses import dataclass

from feedback.training.bundled.banks import lexicon as lx
from feedback.training.bundled.banks import living, places, pursuits

THEMES = {**living.THEMES, **places.THEMES, **pursuits.THEMES}

_ACTION_WORDS = 8
_PARTICLES = lx.words("up down out off away")
_PARTICIPLES = lx.words("dressed covered filled served parked surrounded has have")
_FRAMES = "picture|photo|view|photograph|image|shot|close up|closeup"
_FRAME_KINDS = "(black and white|blurry|scenic|old|close|beautiful|colorful|aerial)"
_SECOND_VERBS = lx.words("stands sits walks talks looks holds watches reads runs has poses")
_THEME_OF = {}
for _name, _theme in THEMES.items():
    for _word in _theme["words"].split():
        _THEME_OF.setdefault(_word, []).append(_name)


@dataclass(frozen=True, slots=True)
class Scene:
    """What one description shows.

    Args:
        slots: fillings by slot name (see `banks`); a part that was not found has no slot.
        plural: whether verbs that follow the subject are plural.
        themes: names in `THEMES`, the subject's first.
        words: the description's content words.
    """

    slots: dict[str, str]
    plural: bool
    themes: tuple[str, ...]
    words: frozenset[str]


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
    slots |= _place(scenery)
    thing = _noun_phrase_with(scenery, lx.THINGS)
    if _singular(thing) and thing.split()[-1] not in slots.get("at", ""):
        slots["thing"] = thing
    content = frozenset(token for token in tokens if len(token) > 2) - lx.PREPOSITIONS
    return Scene(slots, plural, _themes(slots["head"], tokens), content - lx.DETERMINERS - _STOP)


_STOP = lx.words("and the are is with his her their its there while that who of him them has have")


def content_words(description: str) -> frozenset[str]:
    """The words of a description that carry meaning, for checks that a caption names one."""
    tokens = re.findall(r"[a-z'-]{3,}", description.lower())
    return frozenset(tokens) - lx.PREPOSITIONS - lx.DETERMINERS - _STOP


def _without_frame(tokens: list[str]) -> list[str]:
    text = " ".join(tokens)
    text = re.sub(r"^there (is|are) ", "", text)
    text = re.sub(rf"^(a |an |the )?({_FRAME_KINDS} )?({_FRAMES}) of ", "", text)
    return text.split()


_FORMS: dict[str, tuple[str, str, str]] = {}  # any form: (base, third person, participle)


def third_person(base: str) -> str:
    """A verb with "she" before it: "carry" gives "carries"."""
    if base.endswith(("s", "sh", "ch", "x", "z", "go")):
        return base + "es"
    if base.endswith("y") and base[-2] not in "aeiou":
        return base[:-1] + "ies"
    return base + "s"


def _participle(base: str) -> str:
    if base in ("lie", "tie"):
        return base[:-2] + "ying"
    if base.endswith("e") and not base.endswith("ee"):
        return base[:-1] + "ing"
    one_syllable = len(re.findall(r"[aeiou]+", base)) == 1
    if one_syllable and re.search(r"[^aeiou][aeiou][bdgklmnprt]$", base):
        return base + base[-1] + "ing"
    return base + "ing"


for _base in sorted(lx.VERBS):
    _forms = (_base, third_person(_base), _participle(_base))
    for _form in _forms:
        _FORMS[_form] = _forms
_FORMS["lays"] = _FORMS["laying"] = _FORMS["lay"] = _FORMS["lie"]


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
        if token not in _FORMS or before in lx.DETERMINERS | lx.COLOURS | {"in", "of", "with"}:
            continue
        base, third, participle = _FORMS[token]
        if token == base != third and not (plural and before not in lx.PREPOSITIONS):
            continue
        if token == participle and index + 1 < len(tokens):
            after = tokens[index + 1]
            if after in ("pool", "wall", "gear", "suit", "suits", "trunks", "boots", "shoes"):
                continue
        if base == "wear":
            worn = index if worn is None else worn
            continue
        return index
    return worn


def _subject(tokens: list[str]) -> tuple[dict[str, str], bool, int] | None:
    """Slots of the subject, its number, and where the rest of the sentence starts."""
    end = 0
    while end < len(tokens):
        token = tokens[end]
        if token == "of" and tokens[end - 1] in lx.COLLECTIVE:
            end += 1
            continue
        stops = token in lx.PREPOSITIONS or token in lx.CLAUSE or token in (",", "of", "wearing")
        if stops or token in _PARTICIPLES:
            break
        end += 1
    phrase = tokens[:end]
    heads = [t for t in phrase if t in lx.SINGULAR or t in lx.PLURAL]
    if not heads or (phrase[-1] not in heads and "of" not in phrase):
        return None
    person = not heads[0].endswith(("dog", "dogs", "cat", "horse", "bird", "rocket", "mug", "cat"))
    living = person and _THEME_OF.get(heads[0], ["dog"])[0] in ("child", "baby", "woman", "man")
    if living or "crowd" in _THEME_OF.get(heads[0], []):
        phrase = [t for t in phrase if t not in lx.UNSAID]
    if len(phrase) > 6:
        return None
    collective = "of" in phrase
    joined = "and" in phrase and len(heads) > 1
    plural = joined or (heads[-1] in lx.PLURAL if not collective else phrase[0] in lx.NUMBERS)
    bare = phrase[1:] if phrase[0] in lx.DETERMINERS | {"his", "her", "their"} else phrase
    if not bare or (bare[0] in ("of", "and")):
        return None
    number = phrase[0] if phrase[0] in lx.NUMBERS - {"some", "several", "many", "few"} else ""
    core = " ".join(re.sub(r"\band (a|an|one|the|another) ", "and the ", " ".join(bare)).split())
    head = heads[0] if collective else heads[-1]
    indefinite = " ".join(phrase)
    if phrase[0] not in lx.DETERMINERS and not plural and not collective:
        indefinite = ("an " if bare[0][0] in "aeiou" else "a ") + core
    if phrase[0] == "the":
        indefinite = core if plural else ("an " if bare[0][0] in "aeiou" else "a ") + core
    definite = " ".join(filter(None, ("the", number, core)))
    this = " ".join(filter(None, ("these" if plural else "this", number, core)))
    if joined:
        this = definite
    slots = {"a": indefinite, "the": definite, "this": this, "head": head}
    return slots, plural, end


def _phrase(tokens: list[str], limit: int) -> list[str]:
    """Tokens up to the next clause: what one caption can carry."""
    taken = []
    for index, token in enumerate(tokens[: limit + 1]):
        after = tokens[index + 1] if index + 1 < len(tokens) else ""
        both = taken and taken[-1] in lx.COLOURS and after in lx.COLOURS
        if token == "," and len(taken) > 1 and taken[-2] in lx.DETERMINERS:
            taken = taken[:-2]  # "a tall, flat mountain" was cut inside its adjectives
        if token in lx.CLAUSE | _SECOND_VERBS or token == "," or (token == "and" and not both):
            break
        if token in _FORMS and taken and _FORMS[token][2] == token and index > 1:
            break
        taken.append(token)
    taken = taken[:limit]
    while taken and taken[-1] in lx.PREPOSITIONS - _PARTICLES | lx.DETERMINERS | lx.COLOURS | {
        "of", "his", "her", "their", "its", "large", "small", "and", "very", "little", "other",
        "covered", "filled", "surrounded", "dressed",
    }:  # fmt: skip
        taken.pop()
    return taken


def _action(tokens: list[str], *, plural: bool) -> dict[str, str]:
    base, third, participle = _FORMS[tokens[0]]
    rest = _phrase(tokens[1:], _ACTION_WORDS)
    second = [
        i
        for i, token in enumerate(rest)
        if token in lx.PREPOSITIONS and (not i or rest[i - 1] not in lx.PREPOSITIONS)
    ]
    if len(second) > 1 and second[1] > 2:
        rest = rest[: second[1]]
        second = second[:1]
    direct = rest[: second[0]] if second else rest
    needs = base in lx.NEEDS_OBJECT
    if needs and not rest:
        return {}
    if len(direct) == 0 and rest and rest[-1] in _PARTICLES:
        direct = rest
    finite = base if plural else third
    slots = {"ing": " ".join([participle, *rest]), "s": " ".join([finite, *rest])}
    if not needs or direct:
        slots["doing"] = " ".join([participle, *direct])
    return slots


def _place(tokens: list[str]) -> dict[str, str]:
    """The first "in the tall grass" among the tokens, as {at} and {place}."""
    for index, token in enumerate(tokens):
        if token not in lx.PREPOSITIONS or token in ("with", "for", "to", "after"):
            continue
        start = index + 1
        while start < len(tokens) and tokens[start] in lx.PREPOSITIONS | {"of"}:
            start += 1
        noun = _noun_phrase_with(tokens[start : start + 5], lx.PLACES, at_start=True)
        if not noun or (noun.endswith(" air") and token != "through"):
            continue
        slots = {"at": " ".join([*tokens[index:start], noun])}
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
    outside = lx.PREPOSITIONS | lx.CLAUSE | lx.DETERMINERS | {",", "and", "of"}
    possessive = {"his", "her", "their", "its"}
    return token not in outside | possessive and token not in _FORMS


def _themes(head: str, tokens: list[str]) -> tuple[str, ...]:
    found = dict.fromkeys(_THEME_OF.get(head, ()))
    for token in reversed(tokens):
        if token not in lx.COLOURS:
            found |= dict.fromkeys(_THEME_OF.get(token, ()))
    return tuple(found)[:5]
