"""The hashtags that a photo, its caption, the brief and the writer speak for, each with a reason.

A candidate's score is how much the photo shows it (the description counts in full, the caption
less), whether the writer proposed it, how widely it is used, and how specific it is. It reads
English words, and only those the lexicon holds: it does not see the photo.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from captioner.writing import lexicon, tag
from captioner.writing.brief import Tier
from captioner.writing.lexicon import Concept
from captioner.writing.tag_index import Use

_NOT_COUNTED: Mapping[str, Use] = MappingProxyType({})

# How much of a post each kind is about.
_KIND_WEIGHT: dict[lexicon.Kind, float] = {
    "animal": 1.0,
    "breed": 1.0,
    "game": 0.95,
    "activity": 0.95,
    "group": 0.85,
    "scene": 0.8,
    "ground": 0.65,
    "motion": 0.6,
    "mood": 0.6,
    "thing": 0.55,
    "person": 0.5,
}
_TIER_WEIGHT: dict[Tier, float] = {"specific": 0.9, "niche": 1.0, "broad": 0.95}
_COMPOUND = 1.15  # of its subject's weight: nothing is as specific as #BeachDog
_LATER = 0.03  # off for each concept named before it: a sentence opens with its subject
_CAPTION_ONLY = 0.4
_NEXT_IN_TIER = 0.8  # for each more used tag of the same concept and tier
_PROPOSED = 0.25  # what the writer's proposal adds
_SUPPORTED = 0.6  # of a proposal whose every telling word is shown

_ADJECTIVES = frozenset(
    lexicon.tokens("black white brown golden grey gray tan red orange spotted fluffy wet muddy")
)
# What somebody wears, stuck to who wears it, is no tag: #ShirtMan.
_GARMENTS = frozenset(
    lexicon.singular(word)
    for word in lexicon.tokens("shirt pants shorts dress jacket coat hat cap jeans shoes skirt")
)
_ANIMAL_ACTIONS = {
    "run": "Running",
    "running": "Running",
    "race": "Running",
    "swim": "Swimming",
    "swimming": "Swimming",
    "jump": "Jumping",
    "jumping": "Jumping",
    "leap": "Leaping",
    "leaping": "Leaping",
    "sleep": "Sleepy",
    "sleeping": "Sleepy",
    "play": "Playful",
    "playing": "Playful",
}
_AUDIENCE_TAGS = {"promotional": "#BrandStory", "academic": "#VisualCulture"}
_TONE_TAGS = {
    "quirky": "#QuirkyVibes",
    "funny": "#JustForLaughs",
    "serious": "#VisualStorytelling",
    "happy": "#HappyMoments",
    "inspiring": "#StayInspired",
    "romantic": "#RomanticMoments",
    "witty": "#WittyMoments",
    "minimal": "#LessIsMore",
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A tag that may enter the pool.

    Args:
        score: 0 to about 1.4; only the order counts.
        about: what it belongs to, so that one concept does not fill the pool.
        why: as `Hashtag.why`.
        is_supported: False where neither photo nor note speaks for it, but only the caption or the
            writer: "make room for joy" is of no room.
    """

    tag: str
    tier: Tier
    score: float
    about: str
    why: str
    is_supported: bool = True


def of_the_post(
    description: str,
    caption: str,
    *,
    note: str = "",
    tone: str,
    audience: str,
    uses: Mapping[str, Use] = _NOT_COUNTED,
) -> list[Candidate]:
    """What the photo, the caption and the brief speak for, in no order.

    Args:
        note: what the creator typed; it supports what the caption names, and adds nothing.
        uses: how a corpus uses these tags, by `tag.body`; empty where there is no index.
    """
    return [
        *_of_concepts(description, caption, note, uses),
        *_compounds(description),
        *_of_the_brief(tone, audience),
    ]


def _of_concepts(
    description: str, caption: str, note: str, uses: Mapping[str, Use]
) -> Iterator[Candidate]:
    shown = _about(description)
    there = [concept for concept, _ in shown]
    supported = [*there, *(concept for concept, _ in _about(note))]
    said = [(concept, words) for concept, words in _about(caption) if concept not in there]
    for found, factor, source in ((shown, 1.0, "shown"), (said, _CAPTION_ONLY, "in the caption")):
        for place, (concept, words) in enumerate(found):
            weight = factor * _KIND_WEIGHT[concept.kind] * (1 - _LATER * min(place, 5))
            is_supported = concept in supported
            for tier, texts in _by_use(concept, uses).items():
                for index, text in enumerate(texts):
                    score = weight * _TIER_WEIGHT[tier] * _NEXT_IN_TIER**index
                    about, why = concept.tags["broad"][0], f"{source}: {words}"
                    yield Candidate("#" + text, tier, score, about, why, is_supported)


def _by_use(concept: Concept, uses: Mapping[str, Use]) -> Mapping[Tier, Iterable[str]]:
    """A concept's tags by tier, the more used first: as counted, and the lexicon's own after."""
    if not uses:
        return concept.tags
    found: dict[Tier, list[str]] = {tier: [] for tier in lexicon.TIERS}
    for tier, texts in concept.tags.items():
        for text in texts:
            use = uses.get(text.casefold())
            found[use.tier if use else tier].append(text)
    return {
        tier: sorted(texts, key=lambda text: -_count(text, uses)) for tier, texts in found.items()
    }


def _count(text: str, uses: Mapping[str, Use]) -> int:
    use = uses.get(text.casefold())
    return use.count if use else 0


def _about(text: str) -> list[tuple[Concept, str]]:
    """The concepts a text names and the words it does so by, without those the others rule out."""
    found = lexicon.named(text)
    kinds = {concept.kind for concept, _ in found}
    if "breed" in kinds:
        there = [concept for concept, _ in found]
        breed = next(words for concept, words in found if concept.kind == "breed")
        found += [(dog, breed) for dog in lexicon.shown("dog") if dog not in there]
    without: set[lexicon.Kind] = set()
    if "game" in kinds:
        without.add("ground")
    # A running dog is no runner, and who surfs is not out for a swim or just a person.
    if kinds & {"animal", "breed", "game", "activity"}:
        without |= {"motion", "person"}
    if "group" in kinds:
        without.add("person")
    return [(concept, words) for concept, words in found if concept.kind not in without]


def shown_words(description: str) -> frozenset[str]:
    """The singular words for what a description shows: its own, and its concepts' plain tags."""
    found: set[str] = set()
    for concept, words in _about(description):
        found.update(words.split(), lexicon.tokens(concept.name))
        for text in (text for texts in concept.tags.values() for text in texts):
            found.update(lexicon.tokens(text) if len(tag.words_of(text)) == 1 else ())
    return frozenset(found)


def _compounds(description: str) -> Iterator[Candidate]:
    """Scene with subject (#BeachDog), and an animal with its colour or action (#BrownDog)."""
    found = lexicon.named(description)
    shown = [(concept, words) for concept, words in found if concept.name]
    animals = (entry for entry in shown if entry[0].kind in ("animal", "breed", "group"))
    subject, named = next(animals, (None, ""))
    if subject is None:
        return
    weight = _KIND_WEIGHT[subject.kind] * _COMPOUND
    names = [(c.name, words) for c, words in shown if c.kind in ("scene", "mood")][:2]
    words = lexicon.tokens(description)
    if subject.kind != "group":
        look = _look(words, subject)
        names.insert(1, ("".join(map(str.capitalize, look)), " ".join(look)))
    if not {concept.kind for concept, _ in found} & {"group", "person"}:
        action = next((word for word in words if word in _ANIMAL_ACTIONS), "")
        names.append((_ANIMAL_ACTIONS.get(action, ""), action))
    for place, (name, seen) in enumerate(entry for entry in names if entry[0]):
        score = weight * 0.9**place
        text = f"#{name}{subject.name}"
        yield Candidate(text, "specific", score, "compound", f"shown: {seen}, {named}")


def _look(words: list[str], subject: Concept) -> list[str]:
    """The adjectives right before an animal: "a brown and white dog" gives brown, and, white."""
    named = {phrase[0] for phrase in subject.words}
    at = next((at for at, word in enumerate(words) if word in named), 0)
    start = at
    while start and (words[start - 1] in _ADJECTIVES or words[start - 1] == "and"):
        start -= 1
    look = words[start:at]
    return look if look and look[0] in _ADJECTIVES else []


def _of_the_brief(tone: str, audience: str) -> Iterator[Candidate]:
    if audience in _AUDIENCE_TAGS:
        yield Candidate(_AUDIENCE_TAGS[audience], "broad", 0.48, "brief", "fits the audience")
    elif tone.casefold() in _TONE_TAGS:
        yield Candidate(_TONE_TAGS[tone.casefold()], "broad", 0.36, "brief", "fits the tone")


def with_proposals(
    candidates: list[Candidate],
    proposals: Iterable[str],
    description: str,
    caption: str,
    *,
    note: str = "",
    spellings: Mapping[str, str] = tag.NO_SPELLINGS,
) -> list[Candidate]:
    """The candidates with the writer's proposals: those that are among them already rise.

    Args:
        note: what the creator typed; its words support a proposal as the description's do.
        spellings: as `tag.normalise` takes them.
    """
    seen, said = set(lexicon.tokens(f"{description} {note}")), set(lexicon.tokens(caption))
    normal = (tag.normalise(t, words=seen | said, spellings=spellings) for t in proposals)
    proposed = {tag.key(text): text for text in normal if text}
    known = {tag.key(entry.tag) for entry in candidates}
    raised = [
        replace(entry, score=entry.score + _PROPOSED) if tag.key(entry.tag) in proposed else entry
        for entry in candidates
    ]
    for key, text in proposed.items():
        if key in known:
            continue
        words = [lexicon.singular(word) for word in tag.words_of(text)]
        if len(words) > 1 and _GARMENTS.intersection(words):
            continue
        # Every description has an "of" or an "and": neither shows #DogsOfInstagram.
        telling = [word for word in words if word not in tag.EMPTY_WORDS]
        support = sum(1 if word in seen else 0.5 * (word in said) for word in telling)
        _, tier = lexicon.tag_tiers().get(text[1:].casefold(), (text, "niche"))
        score = _PROPOSED + _SUPPORTED * support / max(1, len(telling))
        why, is_supported = "the writer proposed it", not seen.isdisjoint(telling)
        raised.append(Candidate(text, tier, score, "proposal", why, is_supported))
    return raised
