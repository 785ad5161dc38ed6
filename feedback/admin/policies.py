"""When each role is trained by itself, as an operator decides it; and what the schedule said."""

from django import forms
from django.contrib import admin

from captioner.engine.adapter_files import ROLES
from feedback.admin.overrides import lines, settings_field
from feedback.models import TrainingPolicy
from feedback.runs import require_allowed
from feedback.training.errors import BadConfig


class PolicyForm(forms.ModelForm):
    overrides = settings_field("of its runs")

    class Meta:
        model = TrainingPolicy
        fields = ("enabled", "dataset", "min_new", "quiet_from", "quiet_until",
                  "min_rows", "promote_automatically", "overrides")  # fmt: skip

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.initial["overrides"] = "\n".join(self.instance.overrides)

    def clean_overrides(self) -> list[str]:
        given = lines(self.cleaned_data["overrides"])
        try:
            require_allowed(given)
        except BadConfig as error:
            raise forms.ValidationError(error.detail) from error
        return given


@admin.register(TrainingPolicy)
class TrainingPolicyAdmin(admin.ModelAdmin):
    form = PolicyForm
    list_display = ("role", "enabled", "schedule_said", "promote_automatically", "checked_at")
    ordering = ("role",)
    readonly_fields = ("schedule_said", "checked_at")

    class Media:
        css = {"all": ("css/training.css",)}

    def has_add_permission(self, request) -> bool:
        return False  # each role has its one

    def has_delete_permission(self, request, obj=None) -> bool:
        return False

    def changelist_view(self, request, extra_context=None):
        for role in ROLES:
            TrainingPolicy.of(role)
        title = {"title": "When each role is trained"}
        return super().changelist_view(request, title | (extra_context or {}))

    @admin.display(description="what the schedule said")
    def schedule_said(self, policy) -> str:
        if not policy.enabled:
            return "Off: runs start when somebody asks for them."
        return policy.said or "It has not looked yet."
