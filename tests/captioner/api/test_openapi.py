"""The OpenAPI document, held against the API: asked whatever a program may send, it answers as the
document says, and never with a defect.

Every operation of the document is asked. In no document and not asked here: the routes of the
predecessors (`test_compat`), pages, health and metrics.
"""

import base64
from pathlib import Path

import pytest
import schemathesis
from django.contrib.auth.models import Permission
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from captioner import access, batches
from captioner.models import ApiKey, Delivery, Webhook
from captioner.writing.brief import Brief
from feedback.models import DatasetSnapshot, TrainingRun
from tests import rows
from tests.receiver import NAME, answer_for_it

DOCUMENT = Path(__file__).parent.parent.parent.parent / "docs" / "openapi.yaml"
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
FORM, JSON = "multipart/form-data", "application/json"
# What an operation cannot do without, though its fields alone do not say so.
NEEDED = {
    "POST /api/v1/captions": {FORM: ["image"], JSON: ["image_base64"]},
    "POST /api/v1/batches/{public_id}/photos": {FORM: ["image"]},
    "POST /api/v1/batches/{public_id}/photos/{position}": {FORM: ["image"]},
    "POST /api/v1/voices": {FORM: ["captions"], JSON: ["captions"]},
    "PATCH /api/v1/voices/{public_id}": {JSON: ["version"]},
}
PAYLOAD = {
    "type": "webhook.test",
    "timestamp": "2026-03-01T00:00:00Z",
    "data": {"id": "x", "status": None, "error": None},
}
CAPTIONS = [f"slow morning number {n}, coffee first" for n in range(6)]

schema = schemathesis.openapi.from_path(DOCUMENT)
schema.app = get_wsgi_application()
OPERATIONS = [found.ok() for found in schema.get_all_operations()]


@pytest.fixture(autouse=True)
def _many_requests(monkeypatch, settings):
    """No throttle, no threads, no look-up of names; the transaction of the test stays open."""
    base = access.SimpleRateThrottle
    monkeypatch.setattr(base, "THROTTLE_RATES", base.THROTTLE_RATES | {"account": "999999/min"})
    monkeypatch.setattr("captioner.webhooks.hint", lambda: None)
    answer_for_it(monkeypatch)
    settings.WEBHOOK_ALLOW_PRIVATE = True
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def known(alice, result) -> dict[str, dict]:
    """What is there to ask for, by what comes first in a path."""
    webhook = Webhook.objects.create(owner=alice, url=f"https://{NAME}/hook")
    message = Delivery.objects.create(webhook=webhook, event="webhook.test", payload=PAYLOAD)
    batch = batches.create(Brief(), owner=alice)
    batches.add(batch, "notes.txt", b"no photo")
    return {
        "captions": {"public_id": result(owner=alice).public_id},
        "batches": {"public_id": batch.public_id, "position": 0},
        "voices": {"public_id": rows.voice(owner=alice).public_id},
        "webhooks": {"public_id": webhook.public_id, "message_id": message.public_id},
        "training": {"public_id": _run_of(alice).public_id},
    }


def _run_of(alice) -> TrainingRun:
    """A run to look at, by one of the staff who may do all there is to do with it."""
    alice.is_staff = True
    alice.save()
    alice.user_permissions.set(Permission.objects.filter(codename__endswith="_trainingrun"))
    snapshot = DatasetSnapshot.objects.create(
        name="feedback", digest="d" * 64, counts={"split": {}}
    )
    return TrainingRun.objects.create(role="writer", snapshot=snapshot, fingerprint="f" * 64)


def _make_real(case, known: dict[str, dict]) -> None:
    """Names what is there, and sends what can be read, where the case leaves room for it."""
    if case.path_parameters:
        case.path_parameters = known[case.operation.path.split("/")[3]]
    if isinstance(case.body, dict):
        real = _real(known)
        needed = NEEDED.get(case.operation.label, {}).get(case.media_type, ())
        case.body |= {name: real[name] for name in real if name in case.body or name in needed}
        if "captions" in needed:  # one of three ways to send them
            case.body = {k: v for k, v in case.body.items() if k not in ("file", "text")}


def _real(known: dict[str, dict]) -> dict:
    """What a field holds when it is what it should be."""
    photo = rows.jpeg()
    return {
        "image": photo,
        "image_base64": base64.b64encode(photo).decode(),
        "images": [photo],
        "captions": CAPTIONS,
        "url": f"https://{NAME}/hook",
        "voice": known["voices"]["public_id"],
        "version": 0,
        "language": "en",
    }


@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.value)
@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.label)
def test_no_answer_is_outside_the_document(operation, mode, known, alice, key_of):
    headers, statuses = key_of(alice, scopes=[*ApiKey.SCOPES, ApiKey.TRAINING]), set()
    cases = operation.as_strategy(generation_mode=mode)

    @settings(
        max_examples=15,
        derandomize=True,
        phases=[Phase.generate],  # the first answer that is wrong will do, and soon
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(case=cases, real=st.booleans())
    def ask(case, real) -> None:
        if real:
            _make_real(case, known)
        statuses.add(case.call_and_validate(headers=headers, checks=CHECKS).status_code)

    ask()
    # What a body must hold besides (five captions for a voice) no schema says; to read is enough
    # to name what is there.
    if mode is GenerationMode.POSITIVE and operation.method == "get":
        assert min(statuses) < 300, f"nothing ever succeeded: {statuses}"
