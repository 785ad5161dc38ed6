"""From judged answers to posts: ranked, kept inside the platform's limits, each with its warnings.

Plain values in and out; no model is asked here. `pipeline` asks once more for what `judging` finds
at fault; `posts` makes the best of what there is. What she locked stays as it was.
"""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from captioner.engine.judging import Fault, Shown, Variant, claimed, match, shown
from captioner.engine.types import Item
from captioner.errors import Refused
from captioner.writing import grounding, hashtags, platforms, prompts, safety, styling, tag_index
from captioner.writing.alt_text import alt_text
from captioner.writing.brief import Draft, Hashtag, Post
from captioner.writing.parsing import parse
from captioner.writing.platforms import Policy
from captioner.writing.repetition import repeats
from captioner.writing.tag_index import Index, IndexUnusable
from captioner.writing.variants import is_near

NOT_READ = "The writer's answer could not be read, so this is what the photo shows."
AS_IT_CAME = "The model did not answer in the form it was asked for; these are its words."
SAME_WORDS = "Fewer captions than asked for: those that said nearly the same are left out."
COPIED = "The writer found no words of its own: this is nearly one of your earlier captions."
SAID_TWICE = "The writer found no other words: some of them stand in this caption twice."
MADE_UP = "All the writer said was made up, so this is what the photo shows."
NO_INDEX = "The hashtag index could not be read: these tags are from the built-in list alone."
LEFT_OUT = "A version was left out, because it broke a safety rule."
NO_ALT_TEXT = "The model gave no description of the photo, so there is no alt text."
FEWER_TAGS = (
    "{platform} takes {count} of these hashtags with this caption: the others lost their mark."
)


def seen(variants: Sequence[Variant]) -> str:
    """What a writer that sees the photo says it shows, by the first variant that can be shown.

    Where none was readable it is the first answer's first line: those are the model's words
    about the photo too.
    """
    for variant in variants:
        if variant.draft and variant.draft.description and variant.fault is not Fault.UNSAFE:
            return variant.draft.description
    unread = [v.answer.strip() for v in variants if v.fault is Fault.UNREADABLE]
    if unread and len(unread) == len(variants) and not safety.problem(unread[0]):
        return unread[0].partition("\n")[0]
    return ""


def posts(
    item: Item,
    description: str,
    variants: Sequence[Variant],
    *,
    own_words: bool,
    index: Path | None = None,
) -> tuple[tuple[Post, ...], tuple[str, ...]]:
    """The posts, in the variants' order, and what the platform's limits took away from them.

    A variant that is unsafe, or nearly the same as one before it, is left out, and the others say
    so.

    Args:
        index: the file that says how people use hashtags, where there is one.
        own_words: where an answer cannot be read, its words are shown as they came, as a model
            that sees the photo has earned; otherwise the description is shown.

    Raises:
        CaptionError: a variant's own error; `Refused` where no variant is both safe and made
            of words.
    """
    for variant in variants:
        if variant.error:
            raise variant.error
    kept = [variant for variant in variants if variant.fault is not Fault.UNSAFE]
    if not kept:
        raise Refused("every caption the writer offered broke a safety rule")
    shared = (LEFT_OUT,) if len(kept) < len(variants) else ()
    if not item.locked.alt_text and not alt_text(description):
        shared += (NO_ALT_TEXT,)
    made = []
    for variant in kept:
        draft, words = _readable(item, description, variant, own_words=own_words)
        words = replace(words, warnings=words.warnings + shared)
        post, trimmed = _post(item, description, draft, words, index)
        if not any(is_near(post.text, other.text) for other, _ in made):
            made.append((post, trimmed))
    if len(made) < len(kept):
        made = [(_warned(post, SAME_WORDS), trimmed) for post, trimmed in made]
    cuts = dict.fromkeys(cut for _, trimmed in made for cut in trimmed)
    return tuple(post for post, _ in made), tuple(cuts)


def _warned(post: Post, warning: str) -> Post:
    return replace(post, warnings=(*post.warnings, warning))


def _post(
    item: Item,
    description: str,
    draft: Draft,
    words: Shown,
    index: Path | None,
) -> tuple[Post, tuple[str, ...]]:
    policy = platforms.beside(draft.caption, platforms.POLICIES[item.brief.platform])
    if item.locked.tags:
        (tags, dropped), unread = _postable(draft.caption, item.locked.tags, policy), ()
    else:
        pool, unread = _pool(item, description, draft, index)
        tags, dropped = hashtags.select(pool, policy), ()
    text, trimmed = platforms.fit(draft.caption, _chosen(tags), policy)
    claims = words.claims and grounding.standing(words.claims, text)
    post = Post(text, tags, words.warnings + unread, claims=claims)
    if item.voice:
        found = match(text, item)
        post = replace(post, score=found.score, misses=found.misses)
    return post, dropped + trimmed


def _pool(
    item: Item, description: str, draft: Draft, index: Path | None
) -> tuple[tuple[Hashtag, ...], tuple[str, ...]]:
    """The ranked tags, and a warning where the index is of no use."""
    try:
        return _ranked(item, description, draft, tag_index.latest(index)), ()
    except IndexUnusable:
        return _ranked(item, description, draft, None), (NO_INDEX,)


def _ranked(item: Item, description: str, draft: Draft, index: Index | None) -> tuple[Hashtag, ...]:
    return hashtags.rank(
        description,
        draft.caption,
        draft.tags,
        note=item.brief.note,
        tone=item.brief.tone,
        audience=item.brief.audience,
        platform=item.brief.platform,
        low=item.brief.hashtags_min,
        high=item.brief.hashtags_max,
        never=item.never,
        avoid=item.avoid,
        index=index,
    )


def _chosen(tags: Sequence[Hashtag]) -> list[str]:
    return [entry.tag for entry in tags if entry.selected]


def _postable(
    caption: str, tags: tuple[Hashtag, ...], policy: Policy
) -> tuple[tuple[Hashtag, ...], tuple[str, ...]]:
    """Tags as they were stored; the last lose their mark where the platform takes no more.

    They may have been stored for another platform, or marked by hand.
    """
    selected = [at for at, entry in enumerate(tags) if entry.selected]
    fitting = selected[: policy.hashtags_limit]
    while fitting and not _fits(caption, [tags[at].tag for at in fitting], policy):
        fitting.pop()
    if fitting == selected:
        return tags, ()
    kept = tuple(
        replace(entry, selected=at in fitting) if entry.selected else entry
        for at, entry in enumerate(tags)
    )
    return kept, (FEWER_TAGS.format(count=len(fitting), platform=policy.name),)


def _fits(caption: str, tags: list[str], policy: Policy) -> bool:
    try:
        platforms.fit(caption, tags, policy)
    except ValueError:
        return False
    return True


def _readable(
    item: Item, description: str, variant: Variant, *, own_words: bool
) -> tuple[Draft, Shown]:
    """A variant as it is read, its caption being what is shown, and what there is to say of it."""
    if item.locked.caption:
        draft = variant.draft or Draft(item.locked.caption)
        return draft, _unchecked(draft.caption, item, description)
    if variant.draft and variant.is_readable:
        words = shown(variant.draft.caption, item=item, description=description)
        if words.text:
            warnings = (*_shortcomings(words.text, variant, item), *words.warnings)
            return replace(variant.draft, caption=words.text), replace(words, warnings=warnings)
    if variant.draft:
        words, warning = alt_text(description), MADE_UP
    elif own_words:
        words, warning = " ".join(variant.answer.split()), AS_IT_CAME
    else:
        words, warning = alt_text(description), NOT_READ
    draft = parse(f"caption: {words}")
    if draft is None:
        raise Refused("the model gave no words for this photo")
    if safety.problem(words):
        raise Refused("what the model wrote broke a safety rule")
    styled = styling.styled(draft.caption, prompts.style(item.brief, item.voice))
    return replace(draft, caption=styled), _unchecked(draft.caption, item, description, warning)


def _unchecked(caption: str, item: Item, description: str, *warnings: str) -> Shown:
    """Words that stay whatever they claim."""
    claims = claimed(caption, brief=item.brief, description=description, voice=item.voice)
    return Shown(caption, warnings, claims)


def _shortcomings(text: str, variant: Variant, item: Item) -> list[str]:
    """What is still wrong with words that were asked for twice."""
    found = [
        COPIED if variant.fault is Fault.COPIED else "",
        SAID_TWICE if repeats(text) else "",
        styling.length_warning(text, item.brief.style),
    ]
    return [warning for warning in found if warning]
