"""What people thought, for an operator to look up. It goes with its photo, so only from there."""

from django.contrib import admin

from captioner.admin import ReadOnly
from feedback.models import Feedback, FeedbackEvent
from feedback.templatetags.feedback import REASONS


class Events(admin.TabularInline):
    model = FeedbackEvent
    fields = ("at", "changed", "version", "training")
    readonly_fields = ("changed",)
    verbose_name_plural = "How it came about"
    extra = 0
    can_delete = False

    def has_add_permission(self, request, obj=None) -> bool:
        return False

    def has_change_permission(self, request, obj=None) -> bool:
        return False

    @admin.display(description="what it became")
    def changed(self, event) -> str:
        return "; ".join(f"{field}: {_listed(value)}" for field, value in event.changes.items())


@admin.register(Feedback)
class FeedbackAdmin(ReadOnly):
    list_display = (
        "caption",
        "thumbs",
        "why",
        "comment",
        "edited",
        "may_train",
        "owner",
        "updated_at",
    )
    list_filter = ("thumbs", "edited", "training")
    list_select_related = ("caption", "owner")
    search_fields = ("text", "comment", "=caption__job__public_id", "=owner__username")
    date_hierarchy = "updated_at"
    fields = (
        "caption",
        "text",
        "selected",
        "alt_text",
        "edited",
        "version",
        "thumbs",
        "why",
        "used",
        "comment",
        "may_train",
        "owner",
        "visitor",
        "created_at",
        "updated_at",
    )
    readonly_fields = ("selected", "why", "used", "may_train")
    inlines = (Events,)

    def changelist_view(self, request, extra_context=None):
        empty = "Nothing yet. Thumbs, reasons and edits of captions come here as they are made."
        return super().changelist_view(request, {"empty": empty} | (extra_context or {}))

    def has_delete_permission(self, request, obj=None) -> bool:
        return False

    @admin.display(description="reasons", ordering="reasons")
    def why(self, said) -> str:
        return ", ".join(REASONS[reason].lower() for reason in said.reasons) or "—"

    @admin.display(description="tags")
    def selected(self, said) -> str:
        return _listed(said.tags)

    @admin.display(description="used")
    def used(self, said) -> str:
        return _listed(said.copied)

    @admin.display(description="may train", boolean=True, ordering="training")
    def may_train(self, said) -> bool:
        return said.training


def _listed(value: object) -> str:
    return " ".join(map(str, value)) if isinstance(value, list) else str(value or "—")
