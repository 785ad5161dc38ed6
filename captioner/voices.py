"""A person's voices: taught by her past captions, changed by her, each change on what she saw.

How a voice is measured is `writing.voice`'s, how a file of captions is read is
`writing.past_captions`'. Who may touch a voice is the caller's to know.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import BinaryIO

from django.conf import settings
from django.db import transaction

from captioner import batches
from captioner.errors import Conflict, InvalidBrief
from captioner.models import Batch, Voice
from captioner.writing import marks as measuring
from captioner.writing import voice as writing
from captioner.writing.brief import Brief
from captioner.writing.past_captions import Imported, PastCaption, Skipped, read_photos

VOICES_MAX = 20  # of one person

_LONG_AGO = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Taught:
    """What became of an import.

    Args:
        left_out: how many captions could be read and were not taken, being older or said twice.
        skipped: what could not be read, each with its place.
        photos: of the captions taken, the newest post's first; names for `import_photos`.
    """

    voice: Voice
    left_out: int
    skipped: tuple[Skipped, ...]
    photos: tuple[str, ...]


def create(name: str, imported: Imported, *, owner=None, visitor: str = "") -> Taught:
    """A new voice of the newest captions of an import, `EXAMPLES_MAX` at the most.

    Args:
        imported: as `past_captions.read` or `pasted` gave it. Where its captions have no dates,
            the last is the newest.

    Raises:
        InvalidBrief: a bad name, fewer captions than `EXAMPLES_MIN`, or more voices than
            `VOICES_MAX`; nothing is stored.
    """
    held = {"owner": owner, "visitor": visitor}
    if Voice.objects.filter(**held).count() >= VOICES_MAX:
        raise InvalidBrief(f"You have {VOICES_MAX} voices, the most there can be.", field="name")
    taken = _newest(imported)
    voice = Voice(**held)
    voice.take(writing.Voice(name.strip(), tuple(caption.text for caption in taken)))
    voice.save()
    photos = tuple(photo for caption in reversed(taken) for photo in caption.photos)
    left_out = len(imported.captions) - len(taken)
    return Taught(voice, left_out, imported.skipped, photos[: batches.PHOTOS_MAX])


def save(
    voice: Voice,
    *,
    version: int,
    name: str | None = None,
    examples: Sequence[str] | None = None,
    kept: Sequence[str] | None = None,
    marks: Mapping[str, object] | None = None,
) -> Voice:
    """Change what is given and leave the rest; the voice as it stands then.

    Args:
        version: the voice's version that the person saw.
        examples: all that it shall have, newest last.
        kept: those of its kept edits that stay.
        marks: the marks to set, by field as in `writing.marks`; None has one measured again.

    Raises:
        Conflict: the voice was changed meanwhile.
        InvalidBrief: a field is outside its limits; nothing is stored.
    """
    # The row is locked: an edit that refines the voice at this moment comes before or after.
    with transaction.atomic():
        now = Voice.objects.select_for_update().get(pk=voice.pk)
        if now.version != version:
            raise Conflict("This voice was changed meanwhile.", field="version")
        value = now.value
        if name is not None:
            value = replace(value, name=name.strip())
        if examples is not None:
            value = replace(value, examples=_texts(examples))
        if kept is not None:
            value = replace(value, kept=_remaining(value.kept, kept))
        if marks is not None:
            value = _marked(value, marks)
        if value != now.value:
            now.take(value)
            now.version += 1
            now.save()
    return now


def import_photos(
    file: BinaryIO,
    paths: Sequence[str],
    brief: Brief,
    *,
    owner=None,
    visitor: str = "",
    voice: Voice | None = None,
    allow: Callable[[], bool] = lambda: True,
) -> Batch:
    """A batch of photos out of an export; those that cannot be read are kept in it as errors.

    Args:
        file: the export's zip, seekable.
        paths: of a `Taught`, those she chose; at most `batches.PHOTOS_MAX`.
        brief, owner, visitor, voice: as `batches.create`.
        allow: as `batches.fill`.

    Raises:
        InvalidBrief: too many; nothing is stored.
        ImportUnreadable: as `past_captions.read`; nothing is stored.
    """
    if len(paths) > batches.PHOTOS_MAX:
        raise InvalidBrief(f"At most {batches.PHOTOS_MAX} photos at once.", field="photos")
    photos = read_photos(file, paths, max_bytes=settings.PHOTO_MAX_BYTES)
    batch = batches.create(brief, owner=owner, visitor=visitor, voice=voice)
    batches.fill(batch, zip(paths, photos, strict=True), allow=allow)
    return batch


def measured(voice: Voice) -> measuring.Marks:
    """The marks as her captions alone say, whatever she typed."""
    return measuring.measure(voice.value.captions)


def _newest(imported: Imported) -> list[PastCaption]:
    """The newest captions, oldest of them first, none twice."""
    by_date = sorted(imported.captions, key=lambda caption: caption.taken_at or _LONG_AGO)
    once = {caption.text: caption for caption in reversed(by_date)}
    taken = list(once.values())[: writing.EXAMPLES_MAX]
    if len(taken) < writing.EXAMPLES_MIN:
        detail = f"A voice needs {writing.EXAMPLES_MIN} captions; this has {len(taken)}"
        if imported.skipped:
            first = imported.skipped[0]
            detail += f" that can be read ({first.where}: {first.reason.rstrip('.')})"
        raise InvalidBrief(f"{detail}.", field="captions")
    return taken[::-1]


def _texts(captions: Iterable[str]) -> tuple[str, ...]:
    """Captions as a reader of files leaves them."""
    return tuple("\n".join(caption.strip().splitlines()) for caption in captions)


def _remaining(kept: tuple[str, ...], stays: Sequence[str]) -> tuple[str, ...]:
    if unknown := set(stays) - set(kept):
        detail = f"kept: “{min(unknown)[:40]}” is no edit you kept; one can only be taken back"
        raise InvalidBrief(detail, field="kept")
    return tuple(caption for caption in kept if caption in stays)


def _marked(value: writing.Voice, given: Mapping[str, object]) -> writing.Voice:
    now = measuring.to_dict(value.marks)
    own = measuring.to_dict(measuring.measure(value.captions))
    wanted = {field: own.get(field) if mark is None else mark for field, mark in given.items()}
    return writing.with_marks(value, measuring.from_dict(now | wanted))
