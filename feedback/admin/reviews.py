"""The review queue in the admin: the list, how far reviewers agree, and the screen's addresses."""

from functools import partial

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.utils.formats import date_format

from feedback import agreement, review
from feedback.admin import bulk, screen
from feedback.models import QUEUE, Act, Review, ReviewState

_TEXT_SHOWN = 60  # characters of somebody's words in a row of the list


class StateFilter(admin.SimpleListFilter):
    """What waits, until something else is asked for."""

    title = "state"
    parameter_name = "state"

    def lookups(self, request, model_admin):
        decided = (ReviewState.APPROVED, ReviewState.CORRECTED, ReviewState.REJECTED)
        return [(None, "Pending"), *((state.value, state.label) for state in decided)]

    def choices(self, changelist):
        for value, title in self.lookup_choices:
            query = changelist.get_query_string({self.parameter_name: value})
            yield {"selected": self.value() == value, "query_string": query, "display": title}

    def queryset(self, request, queryset):
        return queryset.filter(state=self.value() or ReviewState.PENDING)


@admin.register(Review)
class ReviewAdmin(admin.ModelAdmin):
    """Consented words only, what teaches most first; a row opens the review screen."""

    list_display = ("words", "worth", "reasons_to_look", "kind", "at_it", "said")
    list_filter = (StateFilter, "feedback__thumbs", "feedback__edited")
    list_select_related = ("feedback", "holder")
    list_per_page = 50
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    search_fields = ("feedback__text", "kind")
    ordering = QUEUE
    actions = ("approve", "reject", "skip")

    def get_queryset(self, request):
        return super().get_queryset(request).visible_to(request.user)

    def has_add_permission(self, request) -> bool:
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        return False  # a review goes with its photo

    def get_urls(self):
        views = {
            "start/": ("start", screen.start),
            "bulk/": ("bulk", bulk.decide),
            "agreement/": ("agreement", figures),
            "<int:pk>/photo.jpg": ("photo", screen.photo),
        }
        own = [
            path(
                address,
                self.admin_site.admin_view(partial(view, self)),
                name=f"feedback_review_{name}",
            )
            for address, (name, view) in views.items()
        ]
        return [*own, *super().get_urls()]

    def change_view(self, request, object_id, form_url="", extra_context=None):
        return screen.screen(self, request, object_id)

    def changelist_view(self, request, extra_context=None):
        done, of = review.progress(request.user)
        shown = {"title": "Reviews", "done": done, "of": of}
        shown["may_review"] = self.has_change_permission(request)
        shown["empty"] = (
            "Nothing waits for you. What people who allow training say of their captions, and "
            "change on them, comes here."
        )
        return super().changelist_view(request, shown | (extra_context or {}))

    @admin.display(description="words")
    def words(self, item) -> str:
        text = item.feedback.text
        return text if len(text) <= _TEXT_SHOWN else f"{text[: _TEXT_SHOWN - 1]}…"

    @admin.display(description="value", ordering="value")
    def worth(self, item) -> str:
        return f"{item.value:.1f}"

    @admin.display(description="why")
    def reasons_to_look(self, item) -> str:
        return ", ".join([*(["second opinion, blind"] if item.second else []), *item.why]) or "—"

    @admin.display(description="looked at by")
    def at_it(self, item) -> str:
        return str(item.holder) if item.is_held else "—"

    @admin.display(description="last said", ordering="feedback__updated_at")
    def said(self, item) -> str:
        return date_format(timezone.localtime(item.feedback.updated_at), "j M, H:i")

    @admin.action(description="Approve as they stand…", permissions=["change"])
    def approve(self, request, queryset):
        return bulk.preview(self, request, queryset, Act.APPROVE)

    @admin.action(description="Reject…", permissions=["change"])
    def reject(self, request, queryset):
        return bulk.preview(self, request, queryset, Act.REJECT)

    @admin.action(description="Skip: put them last…", permissions=["change"])
    def skip(self, request, queryset):
        return bulk.preview(self, request, queryset, Act.SKIP)


def figures(model_admin: ReviewAdmin, request: HttpRequest) -> HttpResponse:
    """How far first and second reviews agree."""
    screen.require_view(model_admin, request)
    context = {
        **model_admin.admin_site.each_context(request),
        "title": "How far reviewers agree",
        "opts": model_admin.opts,
        "figures": agreement.figures(review.opinions()),
        "share": review.SECOND_SHARE,
    }
    return TemplateResponse(request, "admin/feedback/review/agreement.html", context)
