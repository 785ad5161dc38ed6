"""Training runs in the admin: asked for, watched, canceled, promoted, rolled back.

Every act is asked about once more on a page of its own, but for the way back: it is for a hurry,
and to promote again undoes it. Knows nothing of what an act does: that is `runs`' and
`promotion`'s.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from captioner import problems
from captioner.engine.adapter_files import ROLES
from captioner.errors import CaptionError, Conflict
from feedback import promotion
from feedback.admin import figures
from feedback.admin.overrides import lines, settings_field
from feedback.curve import curve
from feedback.models import DatasetSnapshot, TrainingRun
from feedback.runs import request_training

PROMOTE = "feedback.promote_trainingrun"
CHANGE = "feedback.change_trainingrun"


@dataclass(frozen=True, slots=True)
class Asked:
    """An act on a run: who may, what is asked before it is done, and the doing, which gives what
    is told afterwards. `at_once`: one press on the run's page does it."""

    permission: str
    button: str
    question: str
    do: Callable[[TrainingRun, HttpRequest], str]
    at_once: bool = False


def _cancel(run: TrainingRun, request: HttpRequest) -> str:
    if not run.cancel(by=request.user):
        raise Conflict(f"{run} has ended already")
    return "Canceled: what trains ends with its next step."


def _promote(run: TrainingRun, request: HttpRequest) -> str:
    promotion.promote(run, by=request.user)
    return "Promoted: workers take it up with their next batch."


def _roll_back(run: TrainingRun, request: HttpRequest) -> str:
    return f"Rolled back: {promotion.roll_back(run, by=request.user)} serves again."


ACTS = {
    "cancel": Asked(
        CHANGE, "Cancel the run", "What it has learned so far is not used. It cannot be undone; "
        "the same run can be asked for again.", _cancel,
    ),
    "promote": Asked(
        PROMOTE, "Promote: let it serve", "Every caption from now on is written with it. One press "
        "on “roll back” brings back what serves now.", _promote,
    ),
    "rollback": Asked(
        PROMOTE, "Roll back", "What served before serves again, and this adapter is not gone "
        "back to.", _roll_back, at_once=True,
    ),
}  # fmt: skip


class RequestForm(forms.Form):
    """What a run is asked for with."""

    role = forms.ChoiceField(choices=[(role, role) for role in ROLES], initial="writer")
    dataset = forms.ModelChoiceField(
        DatasetSnapshot.objects.all(),
        help_text="A version, as build_dataset or the schedule wrote it; the newest stands first.",
    )
    overrides = settings_field("of this run")


@admin.register(TrainingRun)
class TrainingRunAdmin(admin.ModelAdmin):
    list_display = ("public_id", "role", "state", "at", "verdict", "serves", "asked_by",
                    "created_at")  # fmt: skip
    list_filter = ("state", "role", "verdict")
    list_select_related = ("requested_by", "adapter")
    search_fields = ("public_id", "fingerprint", "snapshot__digest")
    ordering = ("-pk",)
    show_facets = admin.ShowFacets.NEVER

    class Media:
        css = {"all": ("css/training.css",)}

    def has_delete_permission(self, request, obj=None) -> bool:
        return False  # what was trained, and how it was judged, stays known

    def get_urls(self):
        view = self.admin_site.admin_view(partial(act, self))
        own = path("<int:pk>/<str:name>/confirm/", view, name="feedback_trainingrun_act")
        return [own, *super().get_urls()]

    def add_view(self, request, form_url="", extra_context=None):
        return ask(self, request)

    def changelist_view(self, request, extra_context=None):
        shown = {
            "title": "Training runs",
            "empty": "No run yet. One is asked for here, or by the schedule once a training policy "
            "is switched on.",
        }
        return super().changelist_view(request, shown | (extra_context or {}))

    def change_view(self, request, object_id, form_url="", extra_context=None):
        return page(self, request, object_id)

    @admin.display(description="progress")
    def at(self, run) -> str:
        return f"{run.step} of {run.steps}" if run.steps else "—"

    @admin.display(description="adapter")
    def serves(self, run) -> str:
        return "serves" if run.adapter and run.adapter.live else "—"

    @admin.display(description="asked for by")
    def asked_by(self, run) -> str:
        return run.requested


def page(model_admin: TrainingRunAdmin, request: HttpRequest, pk: str) -> HttpResponse:
    """One run; the part that moves alone where htmx asks for it again."""
    if not model_admin.has_view_permission(request):
        raise PermissionDenied
    run = _run(pk)
    context = {"run": run, "curve": curve(run.progress, run.steps)}
    if request.htmx:
        response = TemplateResponse(request, "admin/feedback/trainingrun/_progress.html", context)
        if not run.is_waiting:
            response["HX-Refresh"] = "true"  # the whole page has more to tell now
        return response
    passed, serves = run.verdict == "pass", bool(run.adapter and run.adapter.live)
    context |= {
        **model_admin.admin_site.each_context(request),
        "title": f"Training run {run}",
        "opts": model_admin.opts,
        "table": figures.table(run.report),
        "slices": figures.slices(run.report),
        "events": run.events.select_related("by"),
        "buttons": _buttons(run, request),
        "barred": promotion.barred(run, request.user) if passed and not serves else "",
    }
    return TemplateResponse(request, "admin/feedback/trainingrun/run.html", context)


def _run(pk: str | int) -> TrainingRun:
    rows = TrainingRun.objects.select_related("snapshot", "requested_by", "adapter", "champion")
    if not str(pk).isdecimal() or (run := rows.filter(pk=int(pk)).first()) is None:
        raise Http404
    return run


def _buttons(run: TrainingRun, request: HttpRequest) -> list[tuple[str, Asked]]:
    """The acts that this person may do to the run as it stands, by name."""
    serves = bool(run.adapter and run.adapter.live)
    fit = {
        "cancel": run.is_waiting,
        "promote": run.verdict == "pass" and not promotion.barred(run, request.user),
        "rollback": serves,
    }
    return [
        (name, asked)
        for name, asked in ACTS.items()
        if fit[name] and request.user.has_perm(asked.permission)
    ]


def act(model_admin: TrainingRunAdmin, request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Ask whether to do it; by POST, do it."""
    run, asked = _run(pk), ACTS.get(name)
    if asked is None:
        raise Http404
    if not request.user.has_perm(asked.permission):
        raise PermissionDenied
    if request.method == "POST":
        try:
            messages.success(request, asked.do(run, request))
        except CaptionError as error:
            messages.error(request, f"Not done: {error.detail}.")
        return _to(run)
    context = {
        **model_admin.admin_site.each_context(request),
        "title": f"{asked.button}?",
        "opts": model_admin.opts,
        "run": run,
        "asked": asked,
    }
    return TemplateResponse(request, "admin/feedback/trainingrun/confirm.html", context)


def ask(model_admin: TrainingRunAdmin, request: HttpRequest) -> HttpResponse:
    """The form that asks for a run."""
    if not model_admin.has_add_permission(request):
        raise PermissionDenied
    form = RequestForm(request.POST or None)
    status = 200
    if request.method == "POST":
        if form.is_valid():
            try:
                run = _request(form, request)
            except CaptionError as error:
                field = error.field if error.field in form.fields else None
                form.add_error(field or ("overrides" if error.field else None), error.detail)
                status = problems.STATUS[error.code]
            else:
                messages.success(request, "Queued: a trainer takes it up when it is free.")
                return _to(run)
        else:
            status = 422
    context = {
        **model_admin.admin_site.each_context(request),
        "title": "Request training",
        "opts": model_admin.opts,
        "form": form,
    }
    template = "admin/feedback/trainingrun/request.html"
    return TemplateResponse(request, template, context, status=status)


def _request(form: RequestForm, request: HttpRequest) -> TrainingRun:
    asked = form.cleaned_data
    return request_training(
        asked["role"], asked["dataset"], by=request.user, overrides=lines(asked["overrides"])
    )


def _to(run: TrainingRun) -> HttpResponse:
    address = reverse("admin:feedback_trainingrun_change", args=[run.pk])
    return HttpResponseRedirect(address, status=303)
