"""The ranked pool of hashtags for one caption, and which of them a platform gets.

A tag's score is how much the photo shows it (the description counts in full, the caption less),
whether the writer proposed it, its place in the lexicon's frequency bands, and how specific it is.
The pool mixes broad, niche and specific tags and never repeats one in other words. It reads
English words, and only those the lexicon holds: it does not see the photo.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from captioner.writing import lexicon, tag
from captioner.writing.brief import Hashtag, Tier
from captioner.writing.lexicon import Concept
from captioner.writing.platforms import Policy

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
_SAME_CONCEPT = 0.75  # for each tag already taken from the concept
_PROPOSED = 0.25  # what the writer's proposal adds
_SUPPORTED = 0.6  # of a proposal that every word of is shown
_ENOUGH = 0.3  # below this a tag enters only to reach the low bound

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
_FALLBACK = (
    "#PhotoOfTheDay",
    "#Photography",
    "#EverydayMoments",
    "#ThroughTheLens",
    "#PhotoDaily",
    "#MomentsInTime",
    "#VisualStory",
    "#CapturedMoments",
    "#LifeInPictures",
    "#PhotoDiary",
)


@dataclass(frozen=True, slots=True)
class _Candidate:
    tag: str
    tier: Tier
    score: float
    about: str  # what it belongs to, so that one concept does not fill the pool


def rank(
    description: str,
    caption: str,
    proposals: Iterable[str],
    *,
    tone: str,
    audience: str,
    platform: str,
    low: int,
    high: int,
) -> tuple[Hashtag, ...]:
    """The pool for one caption, best first; the same input gives the same pool.

    Args:
        description: what the photo shows, one sentence.
        proposals: the writer's own tags, as it wrote them. One that neither description nor
            caption supports enters only where the pool would be short of `low`.
        tone, audience: as in the brief; one of them may add one tag.
        platform: a name of `POLICIES`; tags that name another platform are left out.
        low, high: bounds of the pool's size; at most 10.

    Returns:
        `low` to `high` tags with `#`, none `selected` yet. Where there is too little to go by,
        broad photography tags fill up to `low`, last.
    """
    candidates = [
        *_of_concepts(description, caption),
        *_compounds(description),
        *_of_the_brief(tone, audience),
    ]
    candidates = _with_proposals(candidates, proposals, description, caption)
    usable = [entry for entry in candidates if tag.usable(entry.tag, platform)]
    picked = _mix([entry for entry in usable if entry.score >= _ENOUGH], high)
    rest = sorted(usable, key=lambda entry: -entry.score)
    rest += [_Candidate(text, "broad", 0, "") for text in _FALLBACK]
    for entry in rest:
        if len(picked) < low and _is_new(entry, picked):
            picked.append(entry)
    return tuple(Hashtag(entry.tag, entry.tier, False) for entry in picked)


def select(pool: Iterable[Hashtag], policy: Policy) -> tuple[Hashtag, ...]:
    """The same pool in the same order, with as many tags `selected` as this product posts there.

    Takes the best of each tier in turn, so that few tags still reach wide and narrow; a tier that
    runs out leaves its turn to the best of the rest.
    """
    pool = tuple(pool)
    left = list(pool)
    turns: tuple[Tier, ...] = ("niche", "specific", "broad", "specific", "niche")
    for turn in range(min(policy.hashtags_selected, len(pool))):
        tier = turns[turn % len(turns)]
        left.remove(next((entry for entry in left if entry.tier == tier), left[0]))
    return tuple(replace(entry, selected=entry not in left) for entry in pool)


def _of_concepts(description: str, caption: str) -> Iterator[_Candidate]:
    shown = _about(description)
    said = [concept for concept in _about(caption) if concept not in shown]
    for concepts, factor in ((shown, 1.0), (said, _CAPTION_ONLY)):
        for place, concept in enumerate(concepts):
            weight = factor * _KIND_WEIGHT[concept.kind] * (1 - _LATER * min(place, 5))
            for tier, tags in concept.tags.items():
                for index, text in enumerate(tags):
                    score = weight * _TIER_WEIGHT[tier] * _NEXT_IN_TIER**index
                    yield _Candidate("#" + text, tier, score, concept.tags["broad"][0])


def _about(text: str) -> list[Concept]:
    """The concepts a text names, without those that the others rule out."""
    concepts = lexicon.shown(text)
    kinds = {concept.kind for concept in concepts}
    if "breed" in kinds:
        concepts += [dog for dog in lexicon.shown("dog") if dog not in concepts]
    without: set[lexicon.Kind] = set()
    if "game" in kinds:
        without.add("ground")
    # A running dog is no runner, and who surfs is not out for a swim or just a person.
    if kinds & {"animal", "breed", "game", "activity"}:
        without |= {"motion", "person"}
    if "group" in kinds:
        without.add("person")
    return [concept for concept in concepts if concept.kind not in without]


def _compounds(description: str) -> Iterator[_Candidate]:
    """Scene with subject (#BeachDog), and an animal with its colour or action (#BrownDog)."""
    shown = [concept for concept in lexicon.shown(description) if concept.name]
    subject = next((c for c in shown if c.kind in ("animal", "breed", "group")), None)
    if subject is None:
        return
    weight = _KIND_WEIGHT[subject.kind] * _COMPOUND
    names = [scene.name for scene in shown if scene.kind in ("scene", "mood")][:2]
    words = lexicon.tokens(description)
    if subject.kind != "group":
        names.insert(1, _look(words, subject))
    if not {c.kind for c in lexicon.shown(description)} & {"group", "person"}:
        names.append(next((_ANIMAL_ACTIONS[word] for word in words if word in _ANIMAL_ACTIONS), ""))
    for place, name in enumerate(filter(None, names)):
        yield _Candidate(f"#{name}{subject.name}", "specific", weight * 0.9**place, "compound")


def _look(words: list[str], subject: Concept) -> str:
    """The adjectives right before an animal: "a brown and white dog" gives BrownAndWhite."""
    named = {phrase[0] for phrase in subject.words}
    at = next((at for at, word in enumerate(words) if word in named), 0)
    start = at
    while start and (words[start - 1] in _ADJECTIVES or words[start - 1] == "and"):
        start -= 1
    look = words[start:at]
    return "".join(map(str.capitalize, look)) if look and look[0] in _ADJECTIVES else ""


def _of_the_brief(tone: str, audience: str) -> Iterator[_Candidate]:
    if audience in _AUDIENCE_TAGS:
        yield _Candidate(_AUDIENCE_TAGS[audience], "broad", 0.48, "brief")
    elif tone.casefold() in _TONE_TAGS:
        yield _Candidate(_TONE_TAGS[tone.casefold()], "broad", 0.36, "brief")


def _with_proposals(
    candidates: list[_Candidate], proposals: Iterable[str], description: str, caption: str
) -> list[_Candidate]:
    """The candidates with the writer's proposals: those that are among them already rise."""
    seen, said = set(lexicon.tokens(description)), set(lexicon.tokens(caption))
    normal = (tag.normalise(text, words=seen | said) for text in proposals)
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
        support = sum(1 if word in seen else 0.5 * (word in said) for word in words) / len(words)
        _, tier = lexicon.tag_tiers().get(text[1:].casefold(), (text, "niche"))
        raised.append(_Candidate(text, tier, _PROPOSED + _SUPPORTED * support, "proposal"))
    return raised


def _mix(candidates: list[_Candidate], high: int) -> list[_Candidate]:
    """The best of what is left, again and again; a concept taken often counts less."""
    share = -(-high * 2 // 5)  # two fifths at most of one tier, so that all three are there
    picked: list[_Candidate] = []
    left = list(candidates)

    def worth(entry: _Candidate) -> float:
        return entry.score * _SAME_CONCEPT ** sum(other.about == entry.about for other in picked)

    while len(picked) < high:
        full = {tier for tier in lexicon.TIERS if sum(e.tier == tier for e in picked) >= share}
        left = [e for e in left if e.tier not in full and _is_new(e, picked)]
        if not left:
            break
        picked.append(max(left, key=worth))
    return picked


def _is_new(entry: _Candidate, picked: list[_Candidate]) -> bool:
    return all(tag.key(entry.tag) != tag.key(other.tag) for other in picked)
