"""`/api/v1/training/runs`: training asked for and watched by programs of the staff.

For accounts that may, by the permissions of the admin; a key needs the scope `training` besides,
which `manage.py api_key` alone gives.
"""

from typing import ClassVar

from django.http import Http404
from django.urls import reverse
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.exceptions import PermissionDenied
from rest_framework.permissions import BasePermission, IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from captioner.api import described
from captioner.api.pagination import Pages
from captioner.api.parsers import Json
from captioner.engine.adapter_files import ROLES
from captioner.errors import Conflict, InvalidBrief
from captioner.models import ApiKey, Verdict
from captioner.queue import State
from feedback import promotion
from feedback.models import DatasetSnapshot, TrainingRun
from feedback.runs import request_training

OVERRIDES_MAX = 40


class MayTrain(BasePermission):
    """Staff with the permission that the view names for the method."""

    def has_permission(self, request, view) -> bool:
        if isinstance(request.auth, ApiKey) and ApiKey.TRAINING not in request.auth.scopes:
            raise PermissionDenied(f"This key lacks the scope {ApiKey.TRAINING}.")
        needed = view.needs.get(request.method)
        # A method that the view does not have is answered as such.
        return request.user.is_staff and (needed is None or request.user.has_perm(needed))


class RunRequest(serializers.Serializer):
    role = serializers.ChoiceField(ROLES)
    dataset = serializers.CharField(
        max_length=40, help_text="Its name; the newest version is learned from."
    )
    digest = serializers.CharField(
        max_length=64, required=False, help_text="Of another version of it."
    )
    overrides = serializers.ListField(
        child=serializers.CharField(max_length=200),
        max_length=OVERRIDES_MAX,
        default=list,
        help_text="Settings over the defaults, such as `training.epochs=3` or `lora.r=8`.",
    )


@extend_schema_field({"type": "object", "additionalProperties": True})
class _Object(serializers.JSONField):
    """JSON of a form that docs/training.md tells."""


class RunDataset(serializers.Serializer):
    name = serializers.CharField()
    digest = serializers.CharField()


class RunError(serializers.Serializer):
    code = serializers.CharField()
    detail = serializers.CharField()


class Run(serializers.Serializer):
    """A training run. Its state is `succeeded` whatever the verdict on its adapter."""

    id = serializers.CharField()
    role = serializers.ChoiceField(ROLES)
    state = serializers.ChoiceField(State.values)
    stage = serializers.CharField(
        allow_blank=True, help_text="While it runs: starting, training, judging."
    )
    step = serializers.IntegerField()
    steps = serializers.IntegerField(help_text="In all; 0 until it is known.")
    eta_s = serializers.FloatField(
        allow_null=True, help_text="Seconds until training ends, judging not counted."
    )
    dataset = RunDataset()
    overrides = serializers.ListField(child=serializers.CharField())
    requested_by = serializers.CharField(allow_null=True, help_text="Null for the schedule.")
    champion = serializers.CharField(
        allow_null=True, help_text="Digest of the adapter it is measured against."
    )
    adapter = serializers.CharField(allow_null=True, help_text="Digest of what it made.")
    live = serializers.BooleanField(help_text="Whether its adapter serves.")
    verdict = serializers.ChoiceField(Verdict.values, allow_null=True)
    reasons = serializers.ListField(child=serializers.CharField())
    promotion = serializers.CharField(
        allow_blank=True, help_text="What became of the adapter, in words."
    )
    tracking = serializers.CharField(allow_blank=True)
    error = RunError(allow_null=True)
    created_at = serializers.DateTimeField()
    started_at = serializers.DateTimeField(allow_null=True)
    finished_at = serializers.DateTimeField(allow_null=True)


class RunWithReport(Run):
    report = _Object(help_text="Champion and candidate, figure by figure; empty before.")
    parity = _Object(help_text="How far trainer and serving engine say the same.")
    progress = serializers.ListField(
        child=_Object(), help_text="Points of the curve: `step`, `loss`, `dev_loss`."
    )


def document(run: TrainingRun) -> dict:
    """A run as `Run` has it."""
    error = {"code": run.error_code, "detail": run.error_detail} if run.error_code else None
    same = ("role", "state", "stage", "step", "steps", "eta_s", "overrides", "reasons",
            "promotion", "tracking", "created_at", "started_at", "finished_at")  # fmt: skip
    return {name: getattr(run, name) for name in same} | {
        "id": run.public_id,
        "dataset": {"name": run.snapshot.name, "digest": run.snapshot.digest},
        "requested_by": run.requested_by.get_username() if run.requested_by else None,
        "champion": run.champion.digest if run.champion else None,
        "adapter": run.adapter.digest if run.adapter else None,
        "live": bool(run.adapter and run.adapter.live),
        "verdict": run.verdict or None,
        "error": error,
    }


class _OfStaff(APIView):
    permission_classes = (IsAuthenticated, MayTrain)
    parser_classes = (Json,)
    needs: ClassVar[dict[str, str]] = {}


class Runs(_OfStaff):
    """All runs."""

    needs: ClassVar = {"GET": "feedback.view_trainingrun", "POST": "feedback.add_trainingrun"}
    pagination_class = Pages  # read by drf-spectacular alone

    @extend_schema(
        operation_id="training_runs_create",
        summary="Ask for a training run",
        description="It is queued, trained and judged beside what serves. Refused where it could "
        "not end well: rows too few, a role that does not serve here, settings nobody knows; and "
        "with 409 where it would repeat a run that waits or has ended, on the same rows, with the "
        "same settings, against the same champion.",
        request=RunRequest,
        responses={
            201: Run,
            **described.problems(400, 401, 403, 409, 411, 413, 415, 422),
        },
    )
    def post(self, request: Request) -> Response:
        fields = RunRequest(data=request.data)
        fields.is_valid(raise_exception=True)
        asked = fields.validated_data
        run = request_training(
            asked["role"], _version(asked), by=request.user, overrides=asked["overrides"]
        )
        location = reverse("api-training-run", args=[run.public_id])
        return Response(document(run), status=201, headers={"Location": location})

    @extend_schema(
        operation_id="training_runs_list",
        summary="List training runs, newest first",
        parameters=[*described.PAGE],
        responses={200: Run(many=True), **described.problems(401, 403, 404)},
    )
    def get(self, request: Request) -> Response:
        pages = Pages()
        page = pages.paginate_queryset(_rows(), request, view=self)
        return pages.get_paginated_response([document(run) for run in page])


class RunDetail(_OfStaff):
    """One run."""

    needs: ClassVar = {"GET": "feedback.view_trainingrun"}

    @extend_schema(
        operation_id="training_runs_retrieve",
        summary="A training run: how far it is, and how its adapter was judged",
        responses={200: RunWithReport, **described.problems(401, 403, 404)},
    )
    def get(self, request: Request, public_id: str) -> Response:
        run = _run(public_id)
        more = {"report": run.report, "parity": run.parity, "progress": run.progress}
        return Response(document(run) | more)


class Cancel(_OfStaff):
    """An end before the end."""

    needs: ClassVar = {"POST": "feedback.change_trainingrun"}

    @extend_schema(
        operation_id="training_runs_cancel",
        summary="Cancel a run that waits or is under way",
        request=None,
        responses={200: Run, **described.problems(401, 403, 404, 409, 411)},
    )
    def post(self, request: Request, public_id: str) -> Response:
        run = _run(public_id)
        if not run.cancel(by=request.user):
            raise Conflict(f"{run} has ended already: it is {run.state}")
        return Response(document(_run(public_id)))


class Promote(_OfStaff):
    """The second person's word."""

    needs: ClassVar = {"POST": "feedback.promote_trainingrun"}

    @extend_schema(
        operation_id="training_runs_promote",
        summary="Let the adapter of a run that passed serve",
        description="By anybody who may, but not by who asked for the run: 409. Also 409 where it "
        "did not pass, or something else serves by now than it was measured against.",
        request=None,
        responses={200: Run, **described.problems(401, 403, 404, 409, 411)},
    )
    def post(self, request: Request, public_id: str) -> Response:
        promotion.promote(_run(public_id), by=request.user)
        return Response(document(_run(public_id)))


class RollBack(_OfStaff):
    """The way back."""

    needs: ClassVar = {"POST": "feedback.promote_trainingrun"}

    @extend_schema(
        operation_id="training_runs_roll_back",
        summary="Let what served before this run's adapter serve again",
        description="409 where its adapter does not serve.",
        request=None,
        responses={200: Run, **described.problems(401, 403, 404, 409, 411)},
    )
    def post(self, request: Request, public_id: str) -> Response:
        promotion.roll_back(_run(public_id), by=request.user)
        return Response(document(_run(public_id)))


def _version(asked: dict) -> DatasetSnapshot:
    versions = DatasetSnapshot.objects.filter(name=asked["dataset"])
    if digest := asked.get("digest"):
        versions = versions.filter(digest=digest)
    if (found := versions.first()) is None:
        raise InvalidBrief("dataset: there is no such version of it", field="dataset")
    return found


def _rows():
    return TrainingRun.objects.select_related("snapshot", "requested_by", "adapter", "champion")


def _run(public_id: str) -> TrainingRun:
    if (run := _rows().named(public_id).first()) is None:
        raise Http404
    return run
