"""Whether a writer's answer can be shown as it is, and which of two answers is the better one.

Plain values in and out; no model is asked here.
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from captioner.engine.types import Item
from captioner.errors import CaptionError
from captioner.writing import capitals, grounding, prompts, safety, styling, voice
from captioner.writing.brief import Brief, Claim, Draft
from captioner.writing.parsing import parse
from captioner.writing.repetition import repeats
from captioner.writing.variants import is_near
from captioner.writing.voice import Voice

UNCHECKED = "Places, names and numbers were not checked: only English captions can be."


class Fault(StrEnum):
    """Why an answer is asked for again; the later, the worse."""

    VOICE = "not in her voice"
    LENGTH = "of another length"
    REPEATS = "repeats itself"
    SAME = "same"
    COPIED = "copied"
    NEVER = "says what she never says"
    MADE_UP = "made up"
    UNREADABLE = "unreadable"
    UNSAFE = "unsafe"


_SEVERITY = {fault: place for place, fault in enumerate(Fault, start=1)}


@dataclass(frozen=True, slots=True)
class Variant:
    """What has become of one caption asked for.

    Args:
        answer: the model's text as it came.
        draft: the same, read; None where it could not be.
        fault: None for a caption that can be shown without a word.
        score: how far it is in the voice, 0 to 1; 1 where there is none.
        error: why the model gave no answer at all.
    """

    answer: str = ""
    draft: Draft | None = None
    fault: Fault | None = None
    score: float = 1.0
    error: CaptionError | None = None

    @property
    def is_readable(self) -> bool:
        """Whether its words can be shown, if with a warning."""
        return bool(self.draft) and _severity(self) < _SEVERITY[Fault.MADE_UP]


@dataclass(frozen=True, slots=True)
class Shown:
    """A caption as she gets it.

    Args:
        text: "" where nothing of it may stay.
        warnings: what she should know, in sentences.
        claims: what it states, see `claimed`.
    """

    text: str
    warnings: tuple[str, ...]
    claims: tuple[Claim, ...] | None


def judged(answer: str, others: Collection[str], *, item: Item, description: str) -> Variant:
    """An answer, read and checked.

    Args:
        others: the captions of the item's other variants.
        description: what the photo shows; empty where the answer itself says it.
    """
    draft = parse(answer)
    if draft is None:
        return Variant(answer, None, Fault.UNREADABLE)
    if item.locked.caption:
        return Variant(answer, _tags_alone(draft, item.locked.caption))
    if safety.problem(draft.caption) or safety.problem(draft.description):
        return Variant(answer, draft, Fault.UNSAFE)
    text = shown(draft.caption, item=item, description=description or draft.description).text
    if not text:
        return Variant(answer, draft, Fault.MADE_UP)
    score = match(text, item).score if item.voice else 1.0
    return Variant(answer, draft, _fault(text, others, item, score), score)


def _tags_alone(draft: Draft, locked: str) -> Draft:
    """What is taken of an answer whose caption is not wanted: no fault of that one matters."""
    description = "" if safety.problem(draft.description) else draft.description
    return Draft(locked, draft.tags, description)


def _fault(text: str, others: Collection[str], item: Item, score: float) -> Fault | None:
    """The worst thing about a caption that could be shown."""
    if item.voice:
        if voice.never_said(text, item.voice.marks):
            return Fault.NEVER
        if any(is_near(text, own) for own in item.voice.captions):
            return Fault.COPIED
    if any(is_near(text, other) for other in others):
        return Fault.SAME
    if repeats(text):
        return Fault.REPEATS
    if styling.length_warning(text, item.brief.style):
        return Fault.LENGTH
    return Fault.VOICE if score < voice.MATCH_MIN else None


def match(text: str, item: Item) -> voice.Match:
    """How far a text is in the item's voice, but for what she wants otherwise today."""
    return voice.match(text, item.voice.marks, asked=item.brief.style)


def shown(caption: str, *, item: Item, description: str) -> Shown:
    """The caption as she gets it.

    Among friends a claim that neither photo nor note supports is pointed out and stays: she may
    know better. A business or a scholar is held to it, so there it goes. Names are known by their
    capitals, so those of the note come back before that, and small letters for all come after it.
    """
    brief = item.brief
    caption = capitals.restored(caption, brief.note)
    found = claimed(caption, brief=brief, description=description, voice=item.voice)
    if found is None:
        text, warnings = caption, (UNCHECKED,)
    elif brief.audience == "personal":
        text, warnings = caption, grounding.warnings(found)
    else:
        text, warnings = grounding.without_unsupported(caption, found)
        if warnings:
            found = claimed(text, brief=brief, description=description, voice=item.voice)
    text = styling.styled(text, prompts.style(brief, item.voice))
    return Shown(text, warnings, found and grounding.standing(found, text))


def claimed(
    caption: str, *, brief: Brief, description: str, voice: Voice | None
) -> tuple[Claim, ...] | None:
    """What a caption claims; None where that cannot be found out, in another language than English.

    Among friends, what she has said before counts as given.
    """
    if brief.language != "en":
        return None
    own = voice.captions if voice and brief.audience == "personal" else ()
    return grounding.claims(caption, description=description, note=brief.note, examples=own)


def better(first: Variant | None, second: Variant) -> Variant:
    """The answer that is less at fault; of two alike the one more in the voice, or the first."""
    if first is None:
        return second
    if second.error:
        # What can be shown is not lost because nothing better came.
        return first if first.is_readable else second
    return min(first, second, key=lambda each: (_severity(each), -each.score))


def _severity(variant: Variant) -> int:
    return _SEVERITY[variant.fault] if variant.fault else 0
