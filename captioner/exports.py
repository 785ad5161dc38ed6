"""Chosen jobs as one file to take away: CSV for a spreadsheet, JSON for a program.

Captions stand there as their creator left them. Written while it is sent, so that a thousand
results take the memory of a few. Who may export what is the caller's to know.
"""

import csv as tables
import json as notation
from collections.abc import Iterator
from typing import Any

from django.db.models import OuterRef, Subquery, Value
from django.db.models.functions import Coalesce
from django.http import StreamingHttpResponse
from django.urls import reverse
from django.utils import timezone

from captioner.document import of_job
from captioner.errors import InvalidBrief
from captioner.models import BatchItem, Caption, CaptionJob, Preferences

FORMATS = {"csv": "text/csv; charset=utf-8", "json": "application/json"}

COLUMNS = (
    "created_utc",
    "file",
    "version",
    "caption",
    "hashtags",
    "alt_text",
    "platform",
    "tone",
    "audience",
    "note",
    "language",
    "edited",
    "photo",
    "id",
    "status",
    "error",
)

_CHUNK = 100  # rows read at a time
# Excel and its kin take a file without it for the encoding of the machine's country.
_BOM = "\ufeff"
# What makes a cell a formula: OWASP, "CSV Injection". A spreadsheet shows the apostrophe before it
# only while the cell is edited.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv(jobs: Any, *, site: str = "") -> Iterator[str]:
    """A table with a row for each caption; a job without one has a row that says why.

    A cell that a spreadsheet would take for a formula begins with an apostrophe.

    Args:
        jobs: a query of `CaptionJob`, in the order wanted.
        site: what comes before the photos' addresses, such as "https://snap.example.org".
    """
    writer = tables.writer(_Echo())
    yield _BOM + writer.writerow(COLUMNS)
    for job in _read(jobs):
        for row in _rows(job, site):
            yield writer.writerow(map(_defused, row))


def json(jobs: Any, *, site: str = "") -> Iterator[str]:
    """A JSON list of the jobs' documents, each with what was asked for and its photo's address.

    Args:
        jobs, site: as `csv`.
    """
    training = None
    before = "[\n"
    for job in _read(jobs):
        if training is None:  # one person's jobs: her consent is asked for once
            training = Preferences.of(**job.holder).training
        document = of_job(job, place=False, training=training) | {
            "created_at": job.created_at.isoformat(),
            "file": job.file,
            "photo_url": _photo(job, site),
            "brief": {name: getattr(job, name) for name in ("tone", "audience", "note")},
        }
        yield before + notation.dumps(document, ensure_ascii=False)
        before = ",\n"
    yield "]\n" if before != "[\n" else "[]\n"


def response(jobs: Any, kind: str, *, site: str = "") -> StreamingHttpResponse:
    """The file as a browser saves it, named by today's date.

    Args:
        kind: one of `FORMATS`.

    Raises:
        InvalidBrief: another kind.
    """
    if kind not in FORMATS:
        raise InvalidBrief(f"format must be one of: {', '.join(FORMATS)}", field="format")
    lines = csv(jobs, site=site) if kind == "csv" else json(jobs, site=site)
    name = f"captions-{timezone.now():%Y-%m-%d}.{kind}"
    return StreamingHttpResponse(
        lines,
        content_type=FORMATS[kind],
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _read(jobs: Any) -> Iterator[CaptionJob]:
    # What her own machine calls the photo; also of a result that was written anew later.
    named = BatchItem.objects.filter(job__photo=OuterRef("photo")).values("name")[:1]
    whole = jobs.annotate(file=Coalesce(Subquery(named), Value("")))
    return whole.documented().iterator(chunk_size=_CHUNK)


def _rows(job: CaptionJob, site: str) -> Iterator[tuple]:
    asked = (job.platform, job.tone, job.audience, job.note, job.language)
    first = (f"{job.created_at:%Y-%m-%d %H:%M:%S}", job.file)
    last = (_photo(job, site), job.public_id, job.state, job.error_detail)
    captions = list(job.captions.all())
    if not captions:
        yield (*first, "", "", "", "", *asked, "", *last)
    for caption in captions:
        caption.job = job  # what its edits fall back on; no query for each
        yield (*first, caption.position + 1, *_shown(caption, asked), *last)


def _shown(caption: Caption, asked: tuple[str, ...]) -> tuple:
    shown = caption.shown()
    tags = " ".join(tag.tag for tag in shown.hashtags if tag.selected)
    return (shown.text, tags, shown.alt_text, *asked, "yes" if shown.edited else "no")


def _photo(job: CaptionJob, site: str) -> str:
    return site + reverse("photo", args=[job.photo_id])


def _defused(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


class _Echo:
    """A file that gives back each line it is given."""

    def write(self, line: str) -> str:
        return line
