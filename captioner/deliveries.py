"""Sending what webhooks are told: signed, in threads of their own, again until it is taken.

Runs where the jobs run, beside the drain and never in its thread: a receiver that is slow must
not slow captions. Signatures, headers and the schedule follow the Standard Webhooks
specification 1.0.0 (github.com/standard-webhooks). A message may arrive twice, with one id.
"""

import base64
import hashlib
import hmac
import json
import logging
import random
import threading
import time
from collections.abc import Iterable
from datetime import timedelta
from http import HTTPStatus

import httpcore
from django.conf import settings
from django.db import close_old_connections, connection

from captioner import addresses, metrics
from captioner.addresses import Rules
from captioner.errors import AddressRefused
from captioner.models import Delivery, DeliveryState, Webhook

log = logging.getLogger(__name__)

# Pauses before the second attempt and those after it: the specification's example, 75 hours.
PAUSES = (
    timedelta(seconds=5),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=5),
    timedelta(hours=10),
    timedelta(hours=14),
    timedelta(hours=20),
    timedelta(hours=24),
)
JITTER = 0.1  # of a pause at most on top, so that what failed together does not return together
ATTEMPT_SECONDS = 15.0
PROBE_SECONDS = 5.0  # somebody waits for it
# Past any attempt and its rows, so that it ends for a sender that died and for no other.
LEASE = timedelta(seconds=60)
THREADS = 4


def rules() -> Rules:
    """Where this site may send to, by its settings."""
    private = settings.WEBHOOK_ALLOW_PRIVATE
    return Rules(
        plain=private or settings.DEBUG,
        private=private,
        # What is this machine's by any name is told by its address.
        own=tuple(host.lower() for host in settings.ALLOWED_HOSTS if host not in _ANY_OR_LOCAL),
    )


_ANY_OR_LOCAL = {"*", "localhost", "127.0.0.1", "[::1]"}


def sign(secrets: Iterable[str], message_id: str, timestamp: int, body: bytes) -> str:
    """The `webhook-signature` header: one signature for each secret.

    Args:
        secrets: as `whsec_` and base64.
        timestamp: seconds since 1970, as in the `webhook-timestamp` header.
    """
    content = f"{message_id}.{timestamp}.".encode() + body
    keys = (base64.b64decode(secret.removeprefix("whsec_")) for secret in secrets)
    digests = (hmac.digest(key, content, hashlib.sha256) for key in keys)
    return " ".join("v1," + base64.b64encode(digest).decode() for digest in digests)


def attempt(delivery: Delivery) -> None:
    """Send a claimed message once and store how that went."""
    status_code, detail = _send(delivery)
    gone, pause = status_code == HTTPStatus.GONE, timedelta()
    if not detail:
        state = DeliveryState.DELIVERED
    elif gone or delivery.attempts > len(PAUSES):
        state = DeliveryState.FAILED
    else:
        state = DeliveryState.PENDING
        pause = PAUSES[delivery.attempts - 1] * (1 + random.uniform(0, JITTER))
    if gone:
        Webhook.objects.filter(pk=delivery.webhook_id).update(enabled=False)
    about = {"delivery": delivery.public_id, "webhook": delivery.webhook.public_id}
    if not delivery.record(state, status_code=status_code, detail=detail, pause=pause):
        log.info("attempt dropped: the claim was lost", extra=about)
        return
    metrics.count_delivery("retried" if state == DeliveryState.PENDING else str(state))
    if detail:
        about |= {"detail": detail, "state": str(state)}
        log.warning("a webhook was not delivered", extra=about)


def probe(message: Delivery) -> None:
    """Send an unsaved message once, to see whether its address may be registered.

    One that is away, slow or answers with an error may: it may not be set up yet, and cannot know
    the secret.

    Raises:
        AddressRefused: as `addresses.post`, or it redirects.
    """
    try:
        status_code = _post(message, seconds=PROBE_SECONDS)
    except (httpcore.TimeoutException, httpcore.NetworkError, httpcore.ProtocolError):
        return
    if _redirects(status_code):
        raise AddressRefused(f"url {_complaint(status_code).removeprefix('it ')}", field="url")


def _send(delivery: Delivery) -> tuple[int | None, str]:
    """The status that was answered, if any was, and what is wrong; empty where it was taken."""
    try:
        status_code = _post(delivery, seconds=ATTEMPT_SECONDS)
    except AddressRefused as error:
        return None, error.detail
    except httpcore.TimeoutException:
        return None, f"there was no whole answer within {ATTEMPT_SECONDS:.0f} s"
    except httpcore.NetworkError as error:
        return None, f"the connection failed: {error}"
    except httpcore.ProtocolError:
        return None, "what was answered is no HTTP"
    except Exception:
        # The boundary of one message: it keeps to the schedule, whatever is wrong with it.
        log.exception("a webhook could not be sent", extra={"delivery": delivery.public_id})
        return None, "it could not be sent, for a reason on our side"
    return status_code, _complaint(status_code)


def _post(delivery: Delivery, *, seconds: float) -> int:
    body = json.dumps(delivery.payload, separators=(",", ":")).encode()
    timestamp = int(time.time())
    return addresses.post(
        delivery.webhook.url,
        headers={
            "Content-Type": "application/json",
            "User-Agent": f"Snap2Caption/{settings.VERSION}",
            "webhook-id": delivery.public_id,
            "webhook-timestamp": str(timestamp),
            "webhook-signature": sign(
                delivery.webhook.signing(), delivery.public_id, timestamp, body
            ),
        },
        body=body,
        rules=rules(),
        seconds=seconds,
    )


def _complaint(status_code: int) -> str:
    """What is wrong with an answer; empty where the message was taken."""
    if 200 <= status_code < 300:
        return ""
    if _redirects(status_code):
        return f"it answered {status_code}: redirects are refused, give the address itself"
    if status_code == HTTPStatus.GONE:
        return "it answered 410: it wants no more, so the webhook is disabled"
    return f"it answered {status_code}"


def _redirects(status_code: int) -> bool:
    return 300 <= status_code < 400


class Sender:
    """The threads that send, and what wakes them."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._hints = 0
        self._stopping = False
        self._threads: list[threading.Thread] = []

    def start(self) -> None:
        """Start the threads if they are not running; returns at once."""
        with self._changed:
            if not self._threads and not self._stopping:
                self._threads = [
                    threading.Thread(target=self._run, name="webhooks", daemon=True)
                    for _ in range(THREADS)
                ]
                for thread in self._threads:
                    thread.start()

    def hint(self) -> None:
        """Say that a message may wait."""
        with self._changed:
            self._hints += 1
            self._changed.notify_all()
        self.start()

    def stop(self) -> None:
        """Begin no more attempts; returns at once."""
        with self._changed:
            self._stopping = True
            self._changed.notify_all()

    def join(self, seconds: float) -> None:
        """Wait for the attempts under way. One that is cut off is made again after its lease."""
        deadline = time.monotonic() + seconds
        for thread in self._threads:
            thread.join(max(0, deadline - time.monotonic()))

    def _run(self) -> None:
        try:
            while not self._stopping:
                seen = self._hints
                self._send_due()
                with self._changed:
                    self._changed.wait_for(
                        lambda seen=seen: self._stopping or self._hints != seen,
                        settings.SWEEP_SECONDS,
                    )
        finally:
            connection.close()  # this thread's own; nobody else would

    def _send_due(self) -> None:
        try:
            while not self._stopping and (delivery := Delivery.objects.claim(lease=LEASE)):
                attempt(delivery)
        except Exception:
            # The thread must outlive a database that is away for a moment; what it had claimed
            # is due again when the lease ends.
            log.exception("sending webhooks failed")
        finally:
            close_old_connections()
