"""From a writer's answers to posts: read, judged, ranked, kept inside the platform's limits.

Plain values in and out; no model is asked here. `pipeline` asks once more for what `judged`
finds at fault, and `posts` then makes the best of what there is, saying so in each warning.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from captioner.errors import CaptionError, Refused
from captioner.writing import grounding, hashtags, platforms, safety, tag_index
from captioner.writing.alt_text import alt_text
from captioner.writing.brief import Brief, Draft, Hashtag, Post
from captioner.writing.parsing import parse
from captioner.writing.tag_index import Index, IndexUnusable
from captioner.writing.variants import is_near

NOT_READ = "The writer's answer could not be read, so this is what the photo shows."
AS_IT_CAME = "The model did not answer in the form it was asked for; these are its words."
SAME_WORDS = "The writer found no other words: another variant says nearly the same."
MADE_UP = "All the writer said was made up, so this is what the photo shows."
NO_INDEX = "The hashtag index could not be read: these tags are from the built-in list alone."
LEFT_OUT = "A variant was left out, because it broke a safety rule."
NO_ALT_TEXT = "The model gave no description of the photo, so there is no alt text."


class Fault(StrEnum):
    """Why an answer is asked for again."""

    UNREADABLE = "unreadable"
    UNSAFE = "unsafe"
    SAME = "same"
    MADE_UP = "made up"


@dataclass(frozen=True, slots=True)
class Variant:
    """What has become of one caption asked for.

    Args:
        answer: the model's text as it came.
        draft: the same, read; None where it could not be.
        fault: None for a caption that can be shown as it is.
        error: why the model gave no answer at all.
    """

    answer: str = ""
    draft: Draft | None = None
    fault: Fault | None = None
    error: CaptionError | None = None


def judged(answer: str, others: Collection[str], *, brief: Brief, description: str) -> Variant:
    """An answer, read and checked.

    Args:
        others: the captions of the item's other variants.
        description: what the photo shows; empty where the answer itself says it.
    """
    draft = parse(answer)
    if draft is None:
        return Variant(answer, None, Fault.UNREADABLE)
    if safety.problem(draft.caption) or safety.problem(draft.description):
        return Variant(answer, draft, Fault.UNSAFE)
    if not _grounded(brief, description or draft.description, draft.caption)[0]:
        return Variant(answer, draft, Fault.MADE_UP)
    if any(is_near(draft.caption, other) for other in others):
        return Variant(answer, draft, Fault.SAME)
    return Variant(answer, draft)


def _grounded(brief: Brief, description: str, caption: str) -> tuple[str, tuple[str, ...]]:
    """The caption with nothing in it that it may not claim, and what the creator should know.

    Among friends a claim that neither photo nor note supports is pointed out and stays: she may
    know better. A business or a scholar is held to it, so there it goes.
    """
    found = grounding.claims(caption, description=description, note=brief.note)
    if brief.audience == "personal":
        return caption, grounding.warnings(found)
    return grounding.without_unsupported(caption, found)


def seen(variants: Sequence[Variant]) -> str:
    """What a writer that sees the photo says it shows, by the first variant that can be shown.

    Where none was readable it is the first answer's first line: those are the model's words
    about the photo too.
    """
    for variant in variants:
        if variant.draft and variant.draft.description and variant.fault is not Fault.UNSAFE:
            return variant.draft.description
    unread = [v.answer.strip() for v in variants if v.fault is Fault.UNREADABLE]
    if len(unread) == len(variants) and not safety.problem(unread[0]):
        return unread[0].partition("\n")[0]
    return ""


def posts(
    brief: Brief,
    description: str,
    variants: Sequence[Variant],
    *,
    own_words: bool,
    index: Path | None = None,
) -> tuple[tuple[Post, ...], tuple[str, ...]]:
    """The posts, in the variants' order, and what the platform's limits took away from them.

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
    if not alt_text(description):
        shared += (NO_ALT_TEXT,)
    made = []
    for variant in kept:
        draft, warnings = _readable(brief, description, variant, own_words=own_words)
        made.append(_post(brief, description, draft, warnings + shared, index))
    cuts = dict.fromkeys(cut for _, trimmed in made for cut in trimmed)
    return tuple(post for post, _ in made), tuple(cuts)


def _post(
    brief: Brief,
    description: str,
    draft: Draft,
    warnings: tuple[str, ...],
    index: Path | None,
) -> tuple[Post, tuple[str, ...]]:
    policy = platforms.POLICIES[brief.platform]
    try:
        pool = _pool(brief, description, draft, tag_index.latest(index))
    except IndexUnusable:
        pool = _pool(brief, description, draft, None)
        warnings += (NO_INDEX,)
    tags = hashtags.select(pool, policy)
    text, trimmed = platforms.fit(draft.caption, [t.tag for t in tags if t.selected], policy)
    return Post(text, tags, warnings), trimmed


def _pool(brief: Brief, description: str, draft: Draft, index: Index | None) -> tuple[Hashtag, ...]:
    return hashtags.rank(
        description,
        draft.caption,
        draft.tags,
        tone=brief.tone,
        audience=brief.audience,
        platform=brief.platform,
        low=brief.hashtags_min,
        high=brief.hashtags_max,
        index=index,
    )


def _readable(
    brief: Brief, description: str, variant: Variant, *, own_words: bool
) -> tuple[Draft, tuple[str, ...]]:
    """What is shown for a variant, and what the creator should know about it."""
    if variant.draft and variant.fault is not Fault.MADE_UP:
        text, warnings = _grounded(brief, description, variant.draft.caption)
        if variant.fault is Fault.SAME:
            warnings = (SAME_WORDS, *warnings)
        return replace(variant.draft, caption=text), warnings
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
    return draft, (warning,)
