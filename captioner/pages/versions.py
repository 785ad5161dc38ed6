"""One version of a result as its page shows it: the words, the tags by how widely they are used,
what the platform cuts, and which parts are the person's own by now.
"""

from collections.abc import Collection
from dataclasses import dataclass

from captioner.edits import YOURS
from captioner.forms.changes import WISHES, Typed
from captioner.models import Caption
from captioner.writing import tag as spelling
from captioner.writing.brief import Hashtag
from captioner.writing.platforms import POLICIES, Policy, char_count, postable, tags_in
from captioner.writing.voice import MATCH_MIN

# The tiers as a creator would say them, widest first.
TIERS = {"broad": "Widely used", "niche": "A smaller circle", "specific": "Just this"}
OWN = "Your own"

Tier = tuple[str, tuple[tuple[int, Hashtag], ...]]

_VERY_CLOSE = 0.85

# What supports a claim, in words.
_FROM = {
    "seen": "in the photo",
    "given": "from your note",
    "unsupported": "neither in your photo nor in your note",
}
_FROM_HER = "from your note or your past captions"


@dataclass(frozen=True, slots=True)
class Match:
    """How near a caption comes to the voice, in words."""

    percent: int
    words: str
    misses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Version:
    """One caption of a result.

    Args:
        number: its place, from 1.
        version: the count of saves that this is; a save names it.
        tiers: `(heading, tags)`, those without a tag left out; each tag after its place in the
            order in which they are pasted.
        tags: the selected hashtags as they are pasted.
        whole: what "copy all" copies: caption, blank line, selected tags.
        count: length of `whole` as the platform counts.
        shown, folded: the text up to where the platform folds it, and the rest.
        excess: in words, by how much it is more than the platform takes; empty where it fits.
        locked: the parts to keep where the rest is written anew: the person's own.
        suggested: the text before any edit, where it reads otherwise now.
        wishes: `(name, words)` of each one-tap wish, as the button of this caption says it.
        claims: each thing the caption as it is stored states, and in words what supports it.
        others: what another window left meanwhile, where a save met it.
    """

    position: int
    version: int
    text: str
    alt_text: str
    tiers: tuple[Tier, ...]
    tags: str
    whole: str
    count: int
    shown: str
    folded: str
    excess: str
    locked: frozenset[str]
    edited: bool
    suggested: str
    warnings: tuple[str, ...]
    match: Match | None
    wishes: tuple[tuple[str, str], ...]
    claims: tuple[tuple[str, str], ...]
    others: Typed | None = None
    problem: str = ""

    @property
    def number(self) -> int:
        return self.position + 1

    @property
    def pool(self) -> list[Hashtag]:
        return [tag for _, tags in self.tiers for _, tag in tags]

    @classmethod
    def of(
        cls,
        caption: Caption,
        *,
        typed: Typed | None = None,
        clash: bool = False,
        problem: str = "",
        never: Collection[str] = (),
    ) -> "Version":
        """A caption as it stands.

        Args:
            typed: what was sent and not saved; shown instead of what stands.
            clash: another window saved meanwhile, so both are shown.
            problem: why something could not be done, for the person.
            never: tags the person never uses; an alternate among them is left out.
        """
        left, policy = caption.shown(), POLICIES[caption.job.platform]
        refusals = spelling.refused(never)
        pool = [t for t in left.hashtags if t.selected or not spelling.is_refused(t.tag, refusals)]
        stands = Typed(left.text, _selected(pool), left.alt_text)
        now = typed or stands
        if typed:
            pool = _reselected(pool, typed.tags)
        whole = postable(now.text, now.tags)
        fold = policy.fold or len(now.text)
        return cls(
            position=caption.position,
            version=caption.version,
            text=now.text,
            alt_text=now.alt_text,
            tiers=_tiers(pool),
            tags=" ".join(now.tags),
            whole=whole,
            count=char_count(whole, policy),
            shown=now.text[:fold],
            folded=now.text[fold:],
            excess=excess(char_count(whole, policy), len(now.tags) + tags_in(now.text), policy),
            locked=_own_parts(caption, now),
            edited=left.edited,
            suggested=caption.text if caption.text != now.text else "",
            warnings=tuple(caption.warnings),
            wishes=tuple(
                (name, wish.again if wish.is_met(now.text) else wish.words)
                for name, wish in WISHES.items()
            ),
            claims=_claims(caption),
            match=None if left.text != caption.text else _match(caption),
            others=stands if clash else None,
            problem=problem,
        )


def _selected(pool: list[Hashtag]) -> tuple[str, ...]:
    return tuple(tag.tag for tag in pool if tag.selected)


def _reselected(pool: list[Hashtag], tags: tuple[str, ...]) -> list[Hashtag]:
    known = {tag.tag: tag for tag in pool}
    own = [Hashtag(tag, "specific", True, YOURS) for tag in tags if tag not in known]
    return own + [Hashtag(tag.tag, tag.tier, tag.tag in tags, tag.why) for tag in pool]


def _tiers(pool: list[Hashtag]) -> tuple[Tier, ...]:
    def group(tag: Hashtag) -> str:
        return OWN if tag.why == YOURS else TIERS[tag.tier]

    placed = list(enumerate(pool))
    groups = [
        (words, tuple((place, tag) for place, tag in placed if group(tag) == words))
        for words in (*TIERS.values(), OWN)
    ]
    return tuple((words, tags) for words, tags in groups if tags)


def _own_parts(caption: Caption, now: Typed) -> frozenset[str]:
    """The parts that read otherwise than suggested, or were kept already when this was made."""
    suggested = {tag.tag for tag in caption.post().hashtags if tag.selected}
    differs = {
        "caption": now.text != caption.text,
        "tags": set(now.tags) != suggested,
        "alt_text": now.alt_text != caption.job.alt_text,
    }
    return frozenset(part for part, own in differs.items() if own) | set(caption.job.locked)


def _claims(caption: Caption) -> tuple[tuple[str, str], ...]:
    job = caption.job
    words = _FROM | {"given": _FROM_HER} if job.voice and job.audience == "personal" else _FROM
    claims = caption.claimed() or ()
    return tuple((one.text, f"{one.kind}, {words[one.status]}") for one in claims)


def _match(caption: Caption) -> Match | None:
    if caption.score is None:
        return None
    if caption.score >= _VERY_CLOSE:
        words = "Sounds like you"
    elif caption.score >= MATCH_MIN:
        words = "Close to your voice"
    else:
        words = "Not quite your voice"
    return Match(round(100 * caption.score), words, tuple(caption.misses))


def excess(count: int, tags: int, policy: Policy) -> str:
    """By how much a post is more than the platform takes; desk.js says the same while one types."""
    said = []
    if count > policy.caption_limit:
        said.append(f"{count - policy.caption_limit:,} characters too many.")
    if policy.hashtags_limit and tags > policy.hashtags_limit:
        said.append(f"{tags} hashtags; the limit is {policy.hashtags_limit}.")
    return " ".join(said)
