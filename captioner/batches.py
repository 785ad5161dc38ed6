"""Many photos asked for at once: one brief, and for each photo a job or an error of its own.

What is wrong with one photo stops none of the others; it is kept, and the photo can be sent again.
Knows nothing of HTTP. Who may touch a batch is the caller's to know.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

from django.db import transaction
from django.db.models import OuterRef, Prefetch, Subquery
from django.db.models.functions import Coalesce

from captioner import conf, photos
from captioner.deletion import delete_photo
from captioner.errors import CaptionError, Conflict, InvalidBrief, TooOften
from captioner.models import Batch, BatchItem, CaptionJob, State, Voice
from captioner.photos import LoadedPhoto
from captioner.submit import submit
from captioner.writing.brief import Brief, Style, random_seed
from captioner.writing.traits import NO_TEXT

PHOTOS_MAX = 50
NAME_MAX = 100  # characters of a file's name, as the column has it

_OVER = (State.FAILED, State.CANCELED, State.EXPIRED)  # without a caption
_FOLDER = re.compile(r"^.*[/\\]", re.DOTALL)


def create(brief: Brief, *, owner=None, visitor: str = "", voice: Voice | None = None) -> Batch:
    """An empty batch.

    Args:
        brief: what every photo gets, each with a seed of its own.
        owner, visitor, voice: as `submit`.
    """
    columns = CaptionJob.columns(brief)
    del columns["seed"]
    return Batch.objects.create(owner=owner, visitor=visitor, brief=columns, voice=voice)


def brief_of(batch: Batch) -> Brief:
    """The brief of a batch, with a fresh seed."""
    columns = batch.brief | {"style": Style(**batch.brief["style"])}
    return Brief(**columns, seed=random_seed())


def add(batch: Batch, name: str, data: bytes) -> BatchItem:
    """Put a photo into a batch and queue its job, or keep what was wrong with it.

    The same photo under the same name is put in once: on a train an answer gets lost, and the
    photo is sent again.

    Args:
        name: what the person calls the file.
        data: the file's bytes, not yet looked at.

    Raises:
        InvalidBrief: the batch has `PHOTOS_MAX` photos already.
    """
    try:
        loaded = photos.load(data, limits=conf.photo_limits())
    except CaptionError as error:
        return refuse(batch, name, error)
    came = batch.items.filter(name=_named(name), job__photo__sha256=loaded.sha256)
    if same := came.exclude(job__state__in=_OVER).select_related("job__photo").first():
        return same
    _require_place(batch)
    return _append(batch, name, _submitted(batch, loaded))


def refuse(batch: Batch, name: str, error: CaptionError) -> BatchItem:
    """Keep a photo that could not even be read as the error it is.

    Raises:
        InvalidBrief: as `add`.
    """
    return _append(batch, name, _error(error))


def fill(
    batch: Batch,
    files: Iterable[tuple[str, bytes | CaptionError]],
    *,
    allow: Callable[[], bool] = lambda: True,
) -> None:
    """Put photos into a batch, one after the other.

    Args:
        files: of each its name, and its bytes or why there are none; at most as many as there are
            places left.
        allow: whether the person may ask for one more now; a photo past that is kept as an error.

    Raises:
        InvalidBrief: as `add`.
    """
    for name, data in files:
        if isinstance(data, CaptionError):
            refuse(batch, name, data)
        elif allow():
            add(batch, name, data)
        else:
            refuse(batch, name, TooOften("That was too many at once: send it again in a minute."))


def again(batch: Batch, position: int, name: str, data: bytes) -> BatchItem:
    """Try a photo that failed once more, sent anew or another in its place.

    Raises:
        BatchItem.DoesNotExist: the batch has no such position.
        Conflict: it did not fail, or somebody else tried it meanwhile.
    """
    before = batch.items.select_related("job__photo").get(position=position)
    if not _failed(before):
        raise Conflict("This photo did not fail: it waits for its caption or has one.")
    try:
        columns = _submitted(batch, photos.load(data, limits=conf.photo_limits()))
    except CaptionError as error:
        columns = _error(error)
    # The condition again: the same photo sent twice at once must not leave a job nobody sees.
    same = BatchItem.objects.filter(pk=before.pk, job=before.job)
    if not same.update(name=_named(name), **columns):
        _drop(columns["job"])
        raise Conflict("This photo was tried in another window meanwhile.")
    _drop(before.job)
    return batch.items.select_related("job__photo").get(pk=before.pk)


def items(batch: Batch) -> list[BatchItem]:
    """The batch's items in their order, with all that a page shows of them; of what was written
    anew the newest result is the `job`."""
    rows = list(batch.items.select_related("job__photo"))
    shown = {job.photo_id: job for job in jobs(batch).documented()}
    for item in rows:
        if item.job:  # one that is tried again just now may be in none of the two
            item.job = shown.get(item.job.photo_id, item.job)
    return rows


def jobs(batch: Batch) -> Any:
    """A query of the batch's jobs in its order, as `exports` takes it: of each photo the newest
    result, since what was written anew stands in the place of the first."""
    shown = batch.items.values_list(Coalesce(_newest("pk"), "job_id"), flat=True).order_by()
    # An item's photo has its jobs for itself alone.
    place = BatchItem.objects.filter(job__photo=OuterRef("photo")).values("position")[:1]
    return CaptionJob.objects.filter(pk__in=shown).order_by(Subquery(place))


def state(item: BatchItem) -> State:
    """The state of an item's job; a photo that became none has failed."""
    return State(item.job.state) if item.job else State.FAILED


def progress(items: Iterable[BatchItem]) -> dict[str, int]:
    """How many photos there are (`total`), and how many in each `State`."""
    counts = Counter(state(item).value for item in items)
    return {"total": counts.total()} | {one.value: counts[one.value] for one in State}


def documented(batches: Any) -> Any:
    """A query of batches with all that `document` shows, however many they are."""
    items = BatchItem.objects.annotate(newest=_newest("public_id"))
    jobs = CaptionJob.objects.only("public_id", "state", "error_code", "error_detail")
    return batches.select_related("voice").prefetch_related(
        Prefetch("items", items), Prefetch("items__job", jobs)
    )


def document(batch: Batch) -> dict:
    """A batch as the API shows it; its captions are at the addresses its items' jobs name.

    Args:
        batch: one of `documented`.
    """
    rows = list(batch.items.all())
    return {
        "id": batch.public_id,
        "created_at": batch.created_at.isoformat(),
        "brief": batch.brief,
        "voice": batch.voice.public_id if batch.voice else None,
        "done": not any(item.job and item.job.is_waiting for item in rows),
        "progress": progress(rows),
        "items": [item_document(item) for item in rows],
    }


def item_document(item: BatchItem) -> dict:
    """A photo of a batch as the API shows it; `caption` is the id of its newest result.

    Args:
        item: of a batch of `documented`, or one just added.
    """
    job = item.job.public_id if item.job else None
    shown = {
        "position": item.position,
        "name": item.name,
        "status": state(item).value,
        "caption": getattr(item, "newest", None) or job,
    }
    told = item.job or item
    if told.error_code:
        shown["error"] = {"code": told.error_code, "detail": told.error_detail}
    return shown


def _newest(field: str) -> Subquery:
    """Of an item, that field of the newest result for its photo."""
    results = CaptionJob.objects.filter(photo=OuterRef("job__photo"), state=State.SUCCEEDED)
    return Subquery(results.order_by("-pk").values(field)[:1])


def _failed(item: BatchItem) -> bool:
    return state(item) in _OVER


def _require_place(batch: Batch) -> None:
    if batch.items.count() >= PHOTOS_MAX:
        raise InvalidBrief(f"A batch has at most {PHOTOS_MAX} photos.", field="images")


def _submitted(batch: Batch, loaded: LoadedPhoto) -> dict:
    """The columns of an item for this photo. Slow: outside any transaction."""
    try:
        job = submit(loaded, brief_of(batch), **batch.holder, voice=batch.voice)
    except CaptionError as error:
        return _error(error)
    return {"job": job, "error_code": "", "error_detail": ""}


def _error(error: CaptionError) -> dict:
    return {"job": None, "error_code": error.code, "error_detail": error.detail}


def _append(batch: Batch, name: str, columns: dict) -> BatchItem:
    try:
        with transaction.atomic():
            # The row is locked: of two photos sent at once both get a place, and a position each.
            Batch.objects.select_for_update().get(pk=batch.pk)
            _require_place(batch)
            last = batch.items.order_by("position").last()
            position = last.position + 1 if last else 0
            return batch.items.create(position=position, name=_named(name), **columns)
    except BaseException:
        _drop(columns["job"])
        raise


def _drop(job: CaptionJob | None) -> None:
    """Remove a photo that no batch holds: the person never sees it otherwise."""
    if job:
        delete_photo(job.photo)


def _named(name: str) -> str:
    """A file's own name, without folders and what is no text; as much of it as is kept."""
    own = NO_TEXT.sub("", _FOLDER.sub("", name))
    return " ".join(own.split())[-NAME_MAX:] or "photo"
