"""What an operator looks up: jobs and why they failed, photos, keys, webhooks and what became of
their messages. Read-only but for deleting."""

from django.contrib import admin

from captioner.deletion import delete_photo
from captioner.models import ApiKey, CaptionJob, Delivery, Photo, Webhook


class ReadOnly(admin.ModelAdmin):
    """Rows that only the product itself writes."""

    def has_add_permission(self, request) -> bool:
        return False

    def has_change_permission(self, request, obj=None) -> bool:
        return False


@admin.register(CaptionJob)
class CaptionJobAdmin(ReadOnly):
    list_display = ("public_id", "state", "attempts", "error_code", "owner", "created_at")
    list_filter = ("state", "error_code", "audience", "platform")
    list_select_related = ("owner",)
    search_fields = ("public_id", "=owner__username")
    date_hierarchy = "created_at"

    actions = ("cancel",)

    def has_delete_permission(self, request, obj=None) -> bool:
        return False  # a job goes with its photo

    @admin.action(description="Cancel the selected jobs that wait or run")
    def cancel(self, request, queryset) -> None:
        canceled = sum(job.cancel() for job in queryset)
        self.message_user(request, f"Canceled {canceled} of {len(queryset)} jobs.")


@admin.register(Photo)
class PhotoAdmin(ReadOnly):
    list_display = ("id", "owner", "width", "height", "created_at")
    list_select_related = ("owner",)
    search_fields = ("id", "=owner__username", "sha256")

    def get_deleted_objects(self, objs, request):
        """Jobs and captions go with their photo, though nobody may delete them one by one."""
        objects, counts, _needed, protected = super().get_deleted_objects(objs, request)
        return objects, counts, set(), protected

    def delete_model(self, request, obj) -> None:
        delete_photo(obj)

    def delete_queryset(self, request, queryset) -> None:
        for photo in queryset:
            delete_photo(photo)


@admin.register(ApiKey)
class ApiKeyAdmin(ReadOnly):
    list_display = ("name", "user", "scopes", "created", "last_used_at")
    list_select_related = ("user",)
    search_fields = ("name", "=user__username")
    fields = ("name", "user", "scopes", "created", "expiry", "last_used_at")


@admin.register(Webhook)
class WebhookAdmin(ReadOnly):
    list_display = ("public_id", "owner", "url", "events", "enabled", "created_at")
    list_select_related = ("owner",)
    list_filter = ("enabled",)
    search_fields = ("public_id", "=owner__username", "url")
    fields = ("public_id", "owner", "url", "events", "enabled", "created_at")  # no secret


@admin.register(Delivery)
class DeliveryAdmin(ReadOnly):
    list_display = ("public_id", "webhook", "event", "state", "attempts", "status_code", "detail")
    list_select_related = ("webhook",)
    list_filter = ("state", "event")
    search_fields = ("public_id", "=webhook__public_id")
    date_hierarchy = "created_at"
