"""Adapters that were trained, how they were judged, and which of them serves."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from captioner.engine.adapter_files import NAME_MAX, ROLES


class Verdict(models.TextChoices):
    """What the gate said; no verdict yet is the empty text."""

    PASS = "pass"
    FAIL = "fail"
    NOT_ENOUGH_DATA = "not_enough_data"


class Adapter(models.Model):
    """One adapter, known by its files' digest; `captioner.adapters` changes what serves.

    `report` is the evaluation that led to the verdict, JSON values.
    """

    digest = models.CharField(max_length=64, unique=True)
    role = models.CharField(max_length=10, choices=[(role, role) for role in ROLES])
    base = models.CharField(max_length=NAME_MAX)
    base_digest = models.CharField(max_length=64)
    dataset_digest = models.CharField(max_length=64, db_index=True)
    config = models.JSONField(default=dict)
    verdict = models.CharField(max_length=20, choices=Verdict.choices, blank=True)
    report = models.JSONField(default=dict)
    live = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=timezone.now)
    # The last time; an adapter that was rolled back is not gone back to.
    promoted_at = models.DateTimeField(null=True)
    promoted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    rolled_back_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["role"], condition=Q(live=True), name="one_live_adapter_a_role"
            ),
            models.CheckConstraint(
                condition=Q(live=False) | Q(verdict=Verdict.PASS), name="live_adapter_passed"
            ),
            models.CheckConstraint(condition=Q(role__in=ROLES), name="adapter_role_known"),
            models.CheckConstraint(
                condition=Q(verdict__in=["", *Verdict.values]), name="adapter_verdict_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role}:{self.digest[:12]}"
