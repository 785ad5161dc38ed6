"""The ranked pool of hashtags for one caption, and which of them a platform gets.

The pool mixes broad, niche and specific tags, never repeats one in other words, and each tag says
why it is there. One that only the caption speaks for may be in it, but is not selected: captions
are full of figures of speech. How widely a tag is used comes from an index of captions where there
is one, and from the lexicon's own frequency bands where there is none.
"""

from collections.abc import Collection, Iterable
from dataclasses import replace
from functools import partial

from captioner.writing import candidates, lexicon, tag, usage
from captioner.writing.brief import Hashtag, Tier
from captioner.writing.candidates import Candidate
from captioner.writing.platforms import POLICIES, Policy
from captioner.writing.tag_index import Index

_SAME_CONCEPT = 0.75  # for each tag already taken from the concept
_ENOUGH = 0.3  # below this a tag enters only to reach the low bound

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
_FILLERS = [Candidate(text, "broad", 0, "", "broad photography tag") for text in _FALLBACK]


def rank(
    description: str,
    caption: str,
    proposals: Iterable[str],
    *,
    note: str = "",
    tone: str,
    audience: str,
    platform: str,
    low: int,
    high: int,
    never: Collection[str] = (),
    avoid: Collection[str] = (),
    index: Index | None = None,
) -> tuple[Hashtag, ...]:
    """The pool for one caption, best first; the same input gives the same pool.

    Args:
        description: what the photo shows, one sentence.
        proposals: the writer's own tags, as it wrote them. One that neither description nor
            caption supports enters only where the pool would be short of `low`.
        note: what the creator typed about the photo: it supports a tag as the description does.
        tone, audience: as in the brief; one of them may add one tag.
        platform: a name of `POLICIES`; tags that name another platform are left out, and as many
            as are selected there are supported ones.
        low, high: bounds of the pool's size; at most 10.
        never: tags the creator never uses, in any case, number or spelling, with or without `#`.
        avoid: tags she has seen and wants others for: last, and only to reach `low`.
        index: how often people use each tag, and with which others. It gives tiers, spellings and
            further candidates; what it brings passes the same checks as everything else.

    Returns:
        `low` to `high` tags with `#`, none `selected` yet, each with its reason. Where there is
        too little to go by, broad photography tags fill up to `low`, last. Only a `never` that
        holds those too leaves fewer.

    Raises:
        IndexUnusable: the index's file cannot be read any more.
    """
    if not description:
        note = f"{note}\n{caption}"  # by a writer that saw the photo: nothing else tells of it
    found = _candidates(description, caption, note, tuple(proposals), tone, audience, index)
    usable = _usable(found, never, platform)
    if index:
        usable += _usable(usage.brought(usable, description, index), never, platform)
    fillers = _usable(_FILLERS, never, platform)
    needed = POLICIES[platform].hashtags_selected
    picked = _picked(usable, fillers, tag.refused(avoid), low=low, high=high, needed=needed)
    return tuple(
        Hashtag(entry.tag, entry.tier, False, entry.why, entry.is_supported) for entry in picked
    )


def _picked(
    usable: list[Candidate],
    fillers: list[Candidate],
    seen: Collection[str],
    *,
    low: int,
    high: int,
    needed: int,
) -> list[Candidate]:
    """The mix of those that are good enough and new to her, filled up with the rest to `low`.

    Args:
        needed: how many supported ones there have to be, at most `high`.
    """
    fresh = [entry for entry in usable if not tag.is_refused(entry.tag, seen)]
    spare = high - needed
    picked = _mix([entry for entry in fresh if entry.score >= _ENOUGH], high, spare)
    rest = [*sorted(usable, key=lambda entry: -entry.score), *fillers]
    rest.sort(key=lambda entry: tag.is_refused(entry.tag, seen))  # keeps its order but for these
    for entry in rest:
        guesses = _unsupported(picked)
        if entry.is_supported:
            is_wanted = len(picked) < low or len(picked) - guesses < needed
        else:
            is_wanted = len(picked) < low and guesses < spare
        if is_wanted and _is_new(entry, picked):
            picked.append(entry)
    return picked


def _unsupported(picked: Iterable[Candidate]) -> int:
    return sum(not entry.is_supported for entry in picked)


def _usable(found: Iterable[Candidate], never: Collection[str], platform: str) -> list[Candidate]:
    """Those that may be posted there and that she does not refuse."""
    refusals = tag.refused(never)
    return [
        entry
        for entry in found
        if not tag.is_refused(entry.tag, refusals) and tag.usable(entry.tag, platform)
    ]


def _candidates(
    description: str,
    caption: str,
    note: str,
    proposals: tuple[str, ...],
    tone: str,
    audience: str,
    index: Index | None,
) -> list[Candidate]:
    of_the_post = partial(
        candidates.of_the_post, description, caption, note=note, tone=tone, audience=audience
    )
    found = of_the_post()
    if index is None:
        return candidates.with_proposals(found, proposals, description, caption, note=note)
    uses = index.uses({tag.body(text) for text in (*(entry.tag for entry in found), *proposals)})
    spellings = {body: use.spelling for body, use in uses.items() if use.spelling}
    found = of_the_post(uses=uses)
    found = candidates.with_proposals(
        found, proposals, description, caption, note=note, spellings=spellings
    )
    return usage.weighed(found, uses)


def select(pool: Iterable[Hashtag], policy: Policy) -> tuple[Hashtag, ...]:
    """The same pool in the same order, with as many tags `selected` as this product posts there.

    Takes the best of each tier in turn, so that few tags still reach wide and narrow; a tier that
    runs out leaves its turn to the best of the rest. Tags that nothing supports have no turn but
    where there are no others.
    """
    pool = tuple(pool)
    left = sorted(pool, key=lambda entry: not entry.is_supported)  # keeps its order but for these
    turns: tuple[Tier, ...] = ("niche", "specific", "broad", "specific", "niche")
    for turn in range(min(policy.hashtags_selected, len(pool))):
        tier = turns[turn % len(turns)]
        fitting = (entry for entry in left if entry.is_supported and entry.tier == tier)
        left.remove(next(fitting, left[0]))
    return tuple(replace(entry, selected=entry not in left) for entry in pool)


def _mix(candidates: list[Candidate], high: int, spare: int) -> list[Candidate]:
    """The best of what is left, again and again; a concept taken often counts less.

    Args:
        spare: how many unsupported ones may be among them.
    """
    share = -(-high * 2 // 5)  # two fifths at most of one tier, so that all three are there
    picked: list[Candidate] = []
    left = list(candidates)

    def worth(entry: Candidate) -> float:
        return entry.score * _SAME_CONCEPT ** sum(other.about == entry.about for other in picked)

    while len(picked) < high:
        full = {tier for tier in lexicon.TIERS if sum(e.tier == tier for e in picked) >= share}
        may_guess = _unsupported(picked) < spare
        left = [
            e
            for e in left
            if e.tier not in full and (e.is_supported or may_guess) and _is_new(e, picked)
        ]
        if not left:
            break
        picked.append(max(left, key=worth))
    return picked


def _is_new(entry: Candidate, picked: list[Candidate]) -> bool:
    return all(tag.key(entry.tag) != tag.key(other.tag) for other in picked)
