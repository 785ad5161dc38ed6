"""What an operator looks up: jobs and why they failed, photos, keys, webhooks and what became of
their messages. Read-only but for deleting."""

import json
from typing import Any

from django.contrib import admin
from django.contrib.auth import get_user_model
from django.contrib.auth.admin import UserAdmin
from django.db.models import Count
from django.utils.html import format_html
from django.utils.text import capfirst

from captioner.deletion import delete_account, delete_batch, delete_photo
from captioner.models import (
    Adapter,
    ApiKey,
    Batch,
    CaptionJob,
    Delivery,
    Photo,
    Preferences,
    Voice,
    Webhook,
)

admin.site.enable_nav_sidebar = False  # words and figures need the room; the trail leads back


class ReadOnly(admin.ModelAdmin):
    """Rows that only the product itself writes; Django's own title would ask to select one."""

    def changelist_view(self, request, extra_context=None):
        title = {"title": capfirst(self.opts.verbose_name_plural)}
        return super().changelist_view(request, title | (extra_context or {}))

    def has_add_permission(self, request) -> bool:
        return False

    def has_change_permission(self, request, obj=None) -> bool:
        return False


class Deleting(admin.ModelAdmin):
    """Deletes through `captioner.deletion`, with all that hangs on a row, though nobody may delete
    that one by one; a subclass says how in `delete`."""

    def get_deleted_objects(self, objs, request):
        objects, counts, _needed, protected = super().get_deleted_objects(objs, request)
        return objects, counts, set(), protected

    def delete_model(self, request, obj) -> None:
        self.delete(obj)

    def delete_queryset(self, request, queryset) -> None:
        for obj in queryset:
            self.delete(obj)


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
class PhotoAdmin(Deleting, ReadOnly):
    list_display = ("id", "owner", "width", "height", "created_at")
    list_select_related = ("owner",)
    search_fields = ("id", "=owner__username", "sha256")

    delete = staticmethod(delete_photo)


@admin.register(Batch)
class BatchAdmin(Deleting, ReadOnly):
    list_display = ("public_id", "owner", "photos", "voice", "created_at")
    list_select_related = ("owner", "voice")
    search_fields = ("public_id", "=owner__username")
    date_hierarchy = "created_at"

    delete = staticmethod(delete_batch)

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(photo_count=Count("items"))

    @admin.display(ordering="photo_count")
    def photos(self, batch) -> int:
        return batch.photo_count


@admin.register(Voice)
class VoiceAdmin(ReadOnly):
    list_display = ("public_id", "name", "owner", "learned_from", "version", "updated_at")
    list_select_related = ("owner",)
    search_fields = ("public_id", "=owner__username", "name")

    @admin.display(description="examples + kept edits")
    def learned_from(self, voice) -> str:
        return f"{len(voice.examples)} + {len(voice.kept)}"


@admin.register(Preferences)
class PreferencesAdmin(ReadOnly):
    list_display = ("__str__", "training", "never_tags")
    list_select_related = ("owner",)
    list_filter = ("training",)
    search_fields = ("=owner__username",)


admin.site.unregister(get_user_model())


@admin.register(get_user_model())
class AccountAdmin(Deleting, UserAdmin):
    """Django's; an account goes with its photos' files, and whatever holds a copy is told."""

    delete = staticmethod(delete_account)


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


@admin.register(Adapter)
class AdapterAdmin(ReadOnly):
    list_display = (
        "__str__",
        "base",
        "verdict",
        "live",
        "promoted_at",
        "promoted_by",
        "created_at",
    )
    list_select_related = ("promoted_by",)
    list_filter = ("role", "live", "verdict")
    search_fields = ("digest", "dataset_digest")
    date_hierarchy = "created_at"
    fieldsets = (
        (None, {"fields": ("role", "base", "verdict", "live", "created_at", "promoted_at",
                           "promoted_by", "rolled_back_at", "digest", "base_digest",
                           "dataset_digest")}),
        ("How it was trained", {"classes": ("collapse",), "fields": ("trained_with",)}),
        ("How it was judged", {"classes": ("collapse",), "fields": ("judged",)}),
    )  # fmt: skip
    readonly_fields = ("trained_with", "judged")

    def has_delete_permission(self, request, obj=None) -> bool:
        return False  # the row that serves would take its adapter along

    @admin.display(description="settings")
    def trained_with(self, adapter) -> str:
        return _indented(adapter.config)

    @admin.display(description="report")
    def judged(self, adapter) -> str:
        return _indented(adapter.report)


def _indented(value: Any) -> str:
    return format_html("<pre>{}</pre>", json.dumps(value, indent=2, ensure_ascii=False))


@admin.register(Delivery)
class DeliveryAdmin(ReadOnly):
    list_display = ("public_id", "webhook", "event", "state", "attempts", "status_code", "detail")
    list_select_related = ("webhook",)
    list_filter = ("state", "event")
    search_fields = ("public_id", "=webhook__public_id")
    date_hierarchy = "created_at"
