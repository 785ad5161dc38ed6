"""What a creator changes on a caption: saved on top of the suggestion, undone one by one.

A save names the version it saw. Where another browser saved meanwhile it changes nothing and says
what that one left. An edited caption refines the voice it was written in, and an undo takes that
back. Knows nothing of what people think of captions: that is `feedback`.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.db import transaction

from captioner.errors import Conflict, InvalidBrief
from captioner.models import Caption, Voice
from captioner.models.captions import rows
from captioner.writing import tag as spelling
from captioner.writing import voice as writing
from captioner.writing.brief import Hashtag
from captioner.writing.traits import NO_TEXT

TEXT_MAX = 5000  # characters: more than any platform takes
ALT_TEXT_MAX = 1000
TAGS_MAX = 30
TAG_MAX = 60  # characters, without the #
EDITS_MAX = 50  # saves that can be undone
YOURS = "yours"  # why a tag is there that the person added herself

_TAG = re.compile(rf"\w{{1,{TAG_MAX}}}")


@dataclass(frozen=True, slots=True)
class Edit:
    """What a save leaves; None keeps that part as it stands.

    Args:
        text: the caption, 1 to `TEXT_MAX` characters.
        tags: the selected hashtags in her order, with or without `#`; at most `TAGS_MAX`.
        alt_text: at most `ALT_TEXT_MAX` characters; may be empty.

    Raises:
        InvalidBrief: a part is outside its limits; `.field` names it.
    """

    text: str | None = None
    tags: tuple[str, ...] | None = None
    alt_text: str | None = None

    def __post_init__(self) -> None:
        if self.text is not None:
            object.__setattr__(self, "text", _text("text", self.text, 1, TEXT_MAX))
        if self.alt_text is not None:
            object.__setattr__(self, "alt_text", _text("alt_text", self.alt_text, 0, ALT_TEXT_MAX))
        if self.tags is not None:
            object.__setattr__(self, "tags", _tags(self.tags))


def _text(field: str, text: str, low: int, high: int) -> str:
    text = text.replace("\r\n", "\n").strip()
    if not low <= len(text) <= high:
        raise InvalidBrief(f"{field} must be {low} to {high} characters", field=field)
    if NO_TEXT.search(text):
        raise InvalidBrief(f"{field} holds characters that are no text", field=field)
    return text


def _tags(tags: Iterable[str]) -> tuple[str, ...]:
    """Tags as she spells them, each once, with `#`."""
    found: dict[str, str] = {}
    for typed in tags:
        word = typed.strip().removeprefix("#")
        if not _TAG.fullmatch(word):
            raise InvalidBrief(
                f"tags: “{typed[:40]}” must be one word of 1 to {TAG_MAX} letters or digits",
                field="tags",
            )
        found.setdefault(spelling.body(word) or word, f"#{word}")
    if len(found) > TAGS_MAX:
        raise InvalidBrief(f"tags must be at most {TAGS_MAX}", field="tags")
    return tuple(found.values())


def save(caption: Caption, edit: Edit, *, version: int) -> Caption:
    """Store an edit; the caption as it stands then.

    Args:
        version: the caption's version that the person saw.

    Raises:
        Conflict: the caption was saved meanwhile.
    """
    with transaction.atomic():
        now = _held(caption, version)
        shown = now.shown()
        stands = _row(shown.text, shown.hashtags, shown.alt_text)
        left = _row(
            shown.text if edit.text is None else edit.text,
            shown.hashtags if edit.tags is None else _chosen(shown.hashtags, edit.tags),
            shown.alt_text if edit.alt_text is None else edit.alt_text,
        )
        if left != stands:
            _store(now, [*now.edits, left][-EDITS_MAX:])
    return now


def undo(caption: Caption, *, version: int) -> Caption:
    """Take the last save back; the caption as it stands then, as suggested where none is left.

    Raises:
        Conflict: as `save`.
    """
    with transaction.atomic():
        now = _held(caption, version)
        if now.edits:
            _store(now, now.edits[:-1])
    return now


def current(caption: Caption) -> dict[str, Any]:
    """A caption as it stands, in the words a save uses."""
    shown = caption.shown()
    return {
        "text": shown.text,
        "tags": [tag.tag for tag in shown.hashtags if tag.selected],
        "alt_text": shown.alt_text,
        "version": caption.version,
    }


def _held(caption: Caption, version: int) -> Caption:
    """The row, locked until the transaction ends; refused where it is not what the person saw."""
    captions = Caption.objects.select_for_update(of=("self",)).select_related("job")
    now = captions.get(pk=caption.pk)
    if now.version != version:
        raise Conflict(
            "This caption was changed in another window meanwhile.",
            field="version",
            current=current(now),
        )
    return now


def _store(caption: Caption, edits: list[dict]) -> None:
    before = _hers(caption)
    caption.edits, caption.version = edits, caption.version + 1
    caption.save(update_fields=["edits", "version"])
    if caption.job.voice_id and before != _hers(caption):
        _refine(caption.job.voice_id, before, _hers(caption))


def _hers(caption: Caption) -> str:
    """The words that are hers and not the writer's; empty where she left them alone."""
    text = caption.shown().text
    return text if text != caption.text else ""


def _refine(voice_id: int, before: str, after: str) -> None:
    row = Voice.objects.select_for_update().get(pk=voice_id)
    voice = writing.take_back(row.value, before) if before else row.value
    row.take(writing.keep(voice, after) if after and len(after) <= writing.CAPTION_MAX else voice)
    row.version += 1
    row.save()


def unteach(captions: Iterable[Caption]) -> None:
    """Take back what the edits of these captions taught voices, as if they had never been kept;
    inside a transaction."""
    for caption in captions:
        words = _hers(caption)
        if not words or not caption.job.voice_id:
            continue
        row = Voice.objects.select_for_update().get(pk=caption.job.voice_id)
        if words in row.kept:
            left = writing.take_back(row.value, words).kept
            # Not `save`: it says that she used the voice, which `prune` would keep for longer.
            Voice.objects.filter(pk=row.pk).update(kept=list(left), version=row.version + 1)


def _row(text: str, hashtags: tuple[Hashtag, ...], alt_text: str) -> dict[str, Any]:
    return {"text": text, "hashtags": rows(hashtags), "alt_text": alt_text}


def _chosen(pool: tuple[Hashtag, ...], tags: tuple[str, ...]) -> tuple[Hashtag, ...]:
    """The pool with these selected, in her order and spelling, before those she left out."""
    known = {spelling.body(one.tag): one for one in pool}
    chosen = {spelling.body(tag): tag for tag in tags}
    selected = [
        Hashtag(tag, known[body].tier, True, known[body].why)
        if body in known
        else Hashtag(tag, "specific", True, YOURS)
        for body, tag in chosen.items()
    ]
    others = [replace(one, selected=False) for body, one in known.items() if body not in chosen]
    return (*selected, *others)
