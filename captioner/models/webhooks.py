"""Addresses that are told when an account's jobs end, and each message to them.

A message's life:

    pending --claim--> pending, claimed --record--> delivered | failed
       ^                      |
       |<---- another try ----|          resend: delivered | failed --> pending

The message's row is the queue's entry, as with jobs: claimed by conditional update, with a lease.
Knows nothing of HTTP, of signatures or of when another try is due.
"""

import base64
import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from captioner.models.owned import public_id
from captioner.queue import State, Visible

SUCCEEDED = "caption.succeeded"
FAILED = "caption.failed"  # whatever ends a job without a caption: also expired and canceled
EVENTS = (SUCCEEDED, FAILED)
TEST = "webhook.test"

URL_MAX = 500
# How long a replaced secret signs beside the new one, so that no message is lost meanwhile.
OVERLAP = timedelta(hours=24)


def new_webhook_id() -> str:
    return public_id("whk")


def new_message_id() -> str:
    return public_id("msg")


def new_secret() -> str:
    """192 random bits, written as the Standard Webhooks specification says."""
    return "whsec_" + base64.b64encode(secrets.token_bytes(24)).decode()


def all_events() -> list[str]:
    return list(EVENTS)


class Webhook(models.Model):
    """An address of an account's, what it is told of, and the secret that signs it.

    No `Owned`: a visitor without an account has none.
    """

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="webhooks"
    )
    public_id = models.CharField(max_length=40, unique=True, default=new_webhook_id, editable=False)
    url = models.CharField(max_length=URL_MAX)
    events = models.JSONField(default=all_events)
    enabled = models.BooleanField(default=True)
    # In the clear: signing needs it.
    secret = models.CharField(max_length=80, default=new_secret)
    former_secret = models.CharField(max_length=80, blank=True)
    former_until = models.DateTimeField(null=True)
    created_at = models.DateTimeField(default=timezone.now)

    objects = Visible.as_manager()

    def __str__(self) -> str:
        return self.public_id

    def rotate(self) -> None:
        """Sign with a fresh secret from now on, and for `OVERLAP` with the one before it too."""
        self.former_secret, self.former_until = self.secret, timezone.now() + OVERLAP
        self.secret = new_secret()
        self.save(update_fields=["secret", "former_secret", "former_until"])

    def signing(self) -> list[str]:
        """The secrets that sign now, the present one first."""
        overlaps = self.former_until and self.former_until > timezone.now()
        return [self.secret, self.former_secret] if overlaps else [self.secret]

    def message(self, event: str, data: dict[str, Any]) -> "Delivery":
        """An unsaved message: thin, so that no photo and no caption leaves with it."""
        now = timezone.now().isoformat().replace("+00:00", "Z")
        payload = {"type": event, "timestamp": now, "data": data}
        return Delivery(webhook=self, event=event, payload=payload)


class DeliveryState(models.TextChoices):
    PENDING = "pending"
    DELIVERED = "delivered"
    FAILED = "failed"


def under_way() -> Q:
    """The messages that somebody is sending right now."""
    return Q(state=DeliveryState.PENDING, available_at__gt=timezone.now()) & ~Q(claim="")


class DeliveryQuerySet(Visible):
    def claim(self, *, lease: timedelta) -> "Delivery | None":
        """Take the message that is due longest, by nobody else; None where none is due.

        While one of an owner's is under way her others wait: a receiver that never answers
        holds up nobody else's.
        """
        while True:
            now = timezone.now()
            due = self.filter(state=DeliveryState.PENDING, available_at__lte=now)
            busy = Delivery.objects.filter(under_way()).values("webhook__owner")
            free = due.filter(webhook__enabled=True).exclude(webhook__owner__in=busy)
            first = free.order_by("available_at", "pk").values_list("pk", flat=True).first()
            if first is None:
                return None
            token = secrets.token_hex(8)
            # The condition again: of two that saw it free the update lets one have it.
            if due.filter(pk=first).update(
                claim=token, attempts=F("attempts") + 1, available_at=now + lease
            ):
                return self.filter(claim=token).select_related("webhook").first()


class Delivery(models.Model):
    """One message to one address. Its id stays the same at every attempt and resend."""

    webhook = models.ForeignKey(Webhook, on_delete=models.CASCADE, related_name="deliveries")
    public_id = models.CharField(max_length=40, unique=True, default=new_message_id, editable=False)
    event = models.CharField(max_length=40)
    payload = models.JSONField()

    state = models.CharField(
        max_length=10, choices=DeliveryState.choices, default=DeliveryState.PENDING
    )
    # When it may be claimed: its next attempt, or the lease's end while it is under way.
    available_at = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveSmallIntegerField(default=0)
    claim = models.CharField(max_length=16, blank=True, db_index=True)
    # Of the last attempt: what was answered, null where nothing was, and what is wrong with it.
    status_code = models.PositiveSmallIntegerField(null=True)
    detail = models.TextField(blank=True)
    created_at = models.DateTimeField(default=timezone.now, db_index=True)
    finished_at = models.DateTimeField(null=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "deliveries"
        indexes = [
            models.Index(
                fields=["available_at"], condition=Q(state="pending"), name="delivery_pending"
            ),
            models.Index(fields=["webhook", "-id"], name="delivery_webhook"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=DeliveryState.values), name="delivery_state_known"
            )
        ]

    def __str__(self) -> str:
        return self.public_id

    @property
    def next_attempt_at(self) -> datetime | None:
        """None for a message whose end has come."""
        return self.available_at if self.state == DeliveryState.PENDING else None

    def record(
        self, state: DeliveryState, *, status_code: int | None, detail: str = "", pause: timedelta
    ) -> bool:
        """Store how the claimed attempt went; False where the claim was lost meanwhile.

        Args:
            state: pending asks for another attempt after `pause`; the others end the message.
        """
        now = timezone.now()
        ends = state != DeliveryState.PENDING
        mine = Delivery.objects.filter(pk=self.pk, claim=self.claim, state=DeliveryState.PENDING)
        return bool(
            mine.update(
                state=state,
                claim="",
                status_code=status_code,
                detail=detail,
                available_at=now + pause,
                finished_at=now if ends else None,
            )
        )

    def resend(self) -> bool:
        """Make it due now as if never sent; False while it is under way."""
        return bool(
            Delivery.objects.filter(pk=self.pk)
            .exclude(under_way())
            .update(
                state=DeliveryState.PENDING,
                claim="",
                attempts=0,
                available_at=timezone.now(),
                finished_at=None,
            )
        )


def announce(jobs: Iterable[Any], status: State, *, error_code: str = "") -> None:
    """Write the messages about jobs that have just ended; in the transaction that ended them.

    Every job of an account with webhooks is told of exactly once, however it ended.

    Args:
        jobs: caption jobs, all in the same new state.
        error_code: why there is no caption; empty where there is one or nobody wanted one.
    """
    owned = [job for job in jobs if job.owner_id is not None]
    if not owned:
        return
    event = SUCCEEDED if status == State.SUCCEEDED else FAILED
    # Held until the transaction ends: of a webhook that is deleted meanwhile no message could
    # be stored, and the job's result would be lost with it.
    enabled = Webhook.objects.filter(owner__in={job.owner_id for job in owned}, enabled=True)
    locked = enabled.order_by("pk").select_for_update(no_key=True)
    told = [hook for hook in locked if event in hook.events]
    error = {"code": error_code} if error_code else None
    Delivery.objects.bulk_create(
        hook.message(event, {"id": job.public_id, "status": str(status), "error": error})
        for job in owned
        for hook in told
        if hook.owner_id == job.owner_id
    )
