"""The versions of datasets, for an operator to look up: what is in each, and what moved."""

from django.contrib import admin
from django.db.models import Count, Q

from captioner.admin import ReadOnly
from captioner.models import Adapter
from feedback.datasets import drift
from feedback.models import DatasetSnapshot


@admin.register(DatasetSnapshot)
class DatasetSnapshotAdmin(ReadOnly):
    list_display = ("__str__", "rows", "split", "moved", "deleted_photos", "created_at")
    list_filter = ("name",)
    search_fields = ("name", "digest")
    fields = (
        "name",
        "digest",
        "folder",
        "archives",
        "counts",
        "excluded",
        "notes",
        "drift",
        "previous",
        "deleted_photos",
        "adapters",
        "created_at",
    )
    readonly_fields = ("deleted_photos", "adapters")

    def get_queryset(self, request):
        gone = Count("photos", filter=Q(photos__deleted_at__isnull=False))
        return super().get_queryset(request).annotate(gone=gone)

    @admin.display(description="rows")
    def rows(self, row) -> int:
        return row.counts["rows"]

    @admin.display(description="train, dev, test")
    def split(self, row) -> str:
        return ", ".join(str(row.counts["split"][name]) for name in ("train", "dev", "test"))

    @admin.display(description="moved")
    def moved(self, row) -> str:
        return ", ".join(name.replace("_", " ") for name in drift.moved(row.drift))

    @admin.display(description="photos deleted since", ordering="gone")
    def deleted_photos(self, row) -> int:
        return row.gone

    @admin.display(description="adapters trained on it")
    def adapters(self, row) -> str:
        return ", ".join(map(str, Adapter.objects.filter(dataset_digest=row.digest)))

    def has_delete_permission(self, request, obj=None) -> bool:
        return False
