"""What an account does with its webhooks. Each address is tried before it is stored."""

import logging
from collections.abc import Sequence

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractUser
from django.db import transaction
from kombu.exceptions import OperationalError

from captioner import embedded, tasks
from captioner.deliveries import probe
from captioner.errors import Conflict
from captioner.models import Delivery, Webhook
from captioner.models.webhooks import EVENTS, TEST

log = logging.getLogger(__name__)

WEBHOOKS_MAX = 10  # an account


def register(owner: AbstractUser, url: str, *, events: Sequence[str] = EVENTS) -> Webhook:
    """A new webhook, enabled, with a secret of its own.

    Raises:
        AddressRefused: the URL is not one that may be sent to, or it redirects.
        Conflict: the account has `WEBHOOKS_MAX` already.
    """
    webhook = Webhook(owner=owner, url=url, events=list(events))
    probe(_test(webhook))  # up to seconds, so not while the account's row is held
    with transaction.atomic():
        # The account's row is held, so that two at once are not both the last that fits.
        get_user_model().objects.select_for_update().get(pk=owner.pk)
        if Webhook.objects.filter(owner=owner).count() >= WEBHOOKS_MAX:
            raise Conflict(f"An account has at most {WEBHOOKS_MAX} webhooks; remove one first.")
        webhook.save()
    return webhook


def change(webhook: Webhook, **fields: object) -> None:
    """Set some of `url`, `events` and `enabled`.

    Raises:
        AddressRefused: as `register`, of an address that is new or switched on; nothing is stored.
    """
    for name, value in fields.items():
        setattr(webhook, name, value)
    if "url" in fields or fields.get("enabled"):
        probe(_test(webhook))
    webhook.save(update_fields=list(fields))
    hint()  # what waited while it was disabled is due


def send_test(webhook: Webhook) -> Delivery:
    """Queue a message that says nothing but that it is a test.

    Raises:
        Conflict: the webhook is disabled.
    """
    _require_enabled(webhook)
    delivery = _test(webhook)
    delivery.save()
    hint()
    return delivery


def resend(delivery: Delivery) -> None:
    """Queue a message once more, under the id it has; a receiver may know it already.

    Raises:
        Conflict: it is under way, or its webhook is disabled.
    """
    _require_enabled(delivery.webhook)
    if not delivery.resend():
        raise Conflict("This message is being sent right now.")
    hint()


def hint() -> None:
    """Tell a sender that messages wait. A hint that cannot be sent costs one sweep."""
    if settings.WORKER == "embedded":
        embedded.worker().sender.hint()
        return
    try:
        tasks.send_webhooks.delay()
    except OperationalError as error:
        log.warning("the broker is away, the sweep finds it", extra={"error": str(error)})


def _test(webhook: Webhook) -> Delivery:
    return webhook.message(TEST, {"id": webhook.public_id, "status": None, "error": None})


def _require_enabled(webhook: Webhook) -> None:
    if not webhook.enabled:
        raise Conflict("This webhook is disabled; enable it first.")
