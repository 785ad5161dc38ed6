"""The versions of datasets, for an operator to look up: what is in each, and what moved."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from captioner.admin import ReadOnly
from captioner.models import Adapter
from feedback.datasets import drift
from feedback.datasets.records import SPLITS
from feedback.models import DatasetSnapshot

_KINDS = ("source", "tone", "audience")  # of rows, as a manifest counts them


@dataclass(frozen=True, slots=True)
class Moved:
    """How far one thing is from what it was in the version before.

    Args:
        psi, by_chance: as `drift.report` gives them; new: words or tags that were not there.
    """

    name: str
    level: str
    psi: float
    by_chance: float
    new: str


@admin.register(DatasetSnapshot)
class DatasetSnapshotAdmin(ReadOnly):
    list_display = ("__str__", "rows", "split", "moved", "deleted_photos", "created_at")
    list_filter = ("name",)
    search_fields = ("name", "digest")

    def get_queryset(self, request):
        gone = Count("photos", filter=Q(photos__deleted_at__isnull=False))
        return super().get_queryset(request).annotate(gone=gone)

    def changelist_view(self, request, extra_context=None):
        empty = (
            "No version yet. manage.py build_dataset NAME writes one from what reviewers approved; "
            "the schedule does so by itself once a training policy is switched on."
        )
        return super().changelist_view(request, {"empty": empty} | (extra_context or {}))

    def change_view(self, request, object_id, form_url="", extra_context=None):
        return page(self, request, object_id)

    @admin.display(description="rows")
    def rows(self, row) -> int:
        return row.counts["rows"]

    @admin.display(description="train, dev, test")
    def split(self, row) -> str:
        return ", ".join(str(row.counts["split"][name]) for name in SPLITS)

    @admin.display(description="moved", empty_value="—")
    def moved(self, row) -> str | None:
        return ", ".join(name.replace("_", " ") for name in drift.moved(row.drift)) or None

    @admin.display(description="photos deleted since", ordering="gone")
    def deleted_photos(self, row) -> int:
        return row.gone

    def has_delete_permission(self, request, obj=None) -> bool:
        return False


def page(model_admin: DatasetSnapshotAdmin, request: HttpRequest, pk: str) -> HttpResponse:
    """One version: what is in it, what was left out, what has moved."""
    if not model_admin.has_view_permission(request):
        raise PermissionDenied
    rows = model_admin.get_queryset(request).select_related("previous")
    if not pk.isdecimal() or (row := rows.filter(pk=int(pk)).first()) is None:
        raise Http404
    context = {
        **model_admin.admin_site.each_context(request),
        "title": f"Dataset {row}",
        "opts": model_admin.opts,
        "snapshot": row,
        "splits": [(name, row.counts["split"].get(name, 0)) for name in SPLITS],
        "kinds": [(kind, _many(row.counts.get(kind, {}))) for kind in _KINDS],
        "excluded": _many(row.excluded),
        "drift": table(row.drift),
        "adapters": Adapter.objects.filter(dataset_digest=row.digest),
        "runs": row.runs.order_by("-pk"),
    }
    return TemplateResponse(request, "admin/feedback/datasetsnapshot/snapshot.html", context)


def table(report: Mapping[str, Mapping[str, Any]]) -> list[Moved]:
    """A `drift.report` as the rows of a table, what moved farthest first."""
    found = [
        Moved(
            name.replace("_", " "),
            facts["level"],
            facts["psi"],
            facts["by_chance"],
            ", ".join(facts.get("new", [])),
        )
        for name, facts in report.items()
    ]
    return sorted(found, key=lambda row: (row.level == "stable", -row.psi))


def _many(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    """Names and counts for a person, the most first."""
    ordered = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    return [(name.replace("_", " "), count) for name, count in ordered]
