"""From a writer's answers to posts: read, judged, ranked, kept inside the platform's limits.

Plain values in and out; no model is asked here. `pipeline` asks once more for what `judged`
finds at fault, and `posts` then makes the best of what there is, saying so in each warning.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from captioner.errors import CaptionError, Refused
from captioner.writing import hashtags, platforms, safety
from captioner.writing.alt_text import alt_text
from captioner.writing.brief import Brief, Draft, Post
from captioner.writing.parsing import parse

NOT_READ = "The writer's answer could not be read, so this is what the photo shows."
AS_IT_CAME = "The model did not answer in the form it was asked for; these are its words."
SAME_WORDS = "The writer found no other words: another variant says the same."
LEFT_OUT = "A variant was left out, because it broke a safety rule."
NO_ALT_TEXT = "The model gave no description of the photo, so there is no alt text."


class Fault(StrEnum):
    """Why an answer is asked for again."""

    UNREADABLE = "unreadable"
    UNSAFE = "unsafe"
    SAME = "same"


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


def judged(answer: str, others: Collection[str]) -> Variant:
    """An answer, read and checked.

    Args:
        others: the captions of the item's other variants.
    """
    draft = parse(answer)
    if draft is None:
        return Variant(answer, None, Fault.UNREADABLE)
    if safety.problem(draft.caption) or safety.problem(draft.description):
        return Variant(answer, draft, Fault.UNSAFE)
    if _folded(draft.caption) in {_folded(other) for other in others}:
        return Variant(answer, draft, Fault.SAME)
    return Variant(answer, draft)


def _folded(caption: str) -> str:
    return " ".join(caption.casefold().split())


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
    brief: Brief, description: str, variants: Sequence[Variant], *, own_words: bool
) -> tuple[tuple[Post, ...], tuple[str, ...]]:
    """The posts, in the variants' order, and what the platform's limits took away from them.

    Args:
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
        draft, warnings = _readable(description, variant, own_words=own_words)
        made.append(_post(brief, description, draft, warnings + shared))
    cuts = dict.fromkeys(cut for _, trimmed in made for cut in trimmed)
    return tuple(post for post, _ in made), tuple(cuts)


def _post(
    brief: Brief,
    description: str,
    draft: Draft,
    warnings: tuple[str, ...],
) -> tuple[Post, tuple[str, ...]]:
    policy = platforms.POLICIES[brief.platform]
    pool = hashtags.rank(
        description,
        draft.caption,
        draft.tags,
        tone=brief.tone,
        audience=brief.audience,
        platform=brief.platform,
        low=brief.hashtags_min,
        high=brief.hashtags_max,
    )
    tags = hashtags.select(pool, policy)
    text, trimmed = platforms.fit(draft.caption, [t.tag for t in tags if t.selected], policy)
    return Post(text, tags, warnings), trimmed


def _readable(
    description: str, variant: Variant, *, own_words: bool
) -> tuple[Draft, tuple[str, ...]]:
    if variant.draft:
        return variant.draft, (SAME_WORDS,) if variant.fault is Fault.SAME else ()
    if own_words:
        words, warning = " ".join(variant.answer.split()), AS_IT_CAME
    else:
        words, warning = alt_text(description), NOT_READ
    draft = parse(f"caption: {words}")
    if draft is None:
        raise Refused("the model gave no words for this photo")
    if safety.problem(words):
        raise Refused("what the model wrote broke a safety rule")
    return draft, (warning,)
