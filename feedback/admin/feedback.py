"""What people thought, for an operator to look up. It goes with its photo, so only from there."""

from django.contrib import admin

from captioner.admin import ReadOnly
from feedback.models import Feedback, FeedbackEvent


class Events(admin.TabularInline):
    model = FeedbackEvent
    fields = ("at", "changes", "version", "training")
    extra = 0
    can_delete = False

    def has_add_permission(self, request, obj=None) -> bool:
        return False

    def has_change_permission(self, request, obj=None) -> bool:
        return False


@admin.register(Feedback)
class FeedbackAdmin(ReadOnly):
    list_display = (
        "caption",
        "thumbs",
        "reasons",
        "comment",
        "edited",
        "training",
        "owner",
        "updated_at",
    )
    list_filter = ("thumbs", "edited", "training")
    list_select_related = ("caption", "owner")
    search_fields = ("text", "comment", "=caption__job__public_id", "=owner__username")
    date_hierarchy = "updated_at"
    inlines = (Events,)

    def has_delete_permission(self, request, obj=None) -> bool:
        return False
