"""`/api/v1/webhooks`: addresses that are told when an account's captions are done.

For accounts alone; somebody else's webhook is as unknown as one that never was.
"""

from django.http import Http404
from django.urls import reverse
from drf_spectacular.utils import extend_schema, inline_serializer
from rest_framework import serializers
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from captioner import models, webhooks
from captioner.api import described
from captioner.api.authentication import AnonymousIfAllowed
from captioner.api.pagination import Pages
from captioner.models import DeliveryState
from captioner.models.webhooks import EVENTS, URL_MAX


class WebhookRequest(serializers.Serializer):
    url = serializers.CharField(
        max_length=URL_MAX,
        help_text="https://, at a public address that does not redirect, not this site's own.",
    )
    events = serializers.ListField(
        child=serializers.ChoiceField(EVENTS),
        required=False,
        min_length=1,
        max_length=len(EVENTS),
        help_text="All of them where left out.",
    )


class WebhookChange(WebhookRequest):
    enabled = serializers.BooleanField(
        required=False, help_text="While it is not, nothing is sent and nothing new is kept for it."
    )


class Webhook(serializers.Serializer):
    id = serializers.CharField(source="public_id")
    url = serializers.CharField()
    events = serializers.ListField(child=serializers.ChoiceField(EVENTS))
    enabled = serializers.BooleanField()
    created_at = serializers.DateTimeField()


class WebhookWithSecret(Webhook):
    secret = serializers.CharField(help_text="Signs every message. Shown this once.")


class Delivery(serializers.Serializer):
    """One message, and how its last attempt went."""

    id = serializers.CharField(source="public_id", help_text="The message's `webhook-id`.")
    event = serializers.CharField()
    payload = inline_serializer(
        "WebhookPayload",
        {
            "type": serializers.CharField(),
            "timestamp": serializers.DateTimeField(),
            "data": inline_serializer(
                "WebhookData",
                {
                    "id": serializers.CharField(),
                    "status": serializers.CharField(allow_null=True),
                    "error": inline_serializer(
                        "WebhookError", {"code": serializers.CharField()}, allow_null=True
                    ),
                },
            ),
        },
    )
    status = serializers.ChoiceField(DeliveryState.values, source="state")
    attempts = serializers.IntegerField()
    status_code = serializers.IntegerField(
        allow_null=True, help_text="What was answered last; null where nothing was."
    )
    detail = serializers.CharField(allow_blank=True, help_text="What was wrong with it, in words.")
    created_at = serializers.DateTimeField()
    finished_at = serializers.DateTimeField(allow_null=True)
    next_attempt_at = serializers.DateTimeField(allow_null=True)


class _OfAnAccount(APIView):
    permission_classes = (AnonymousIfAllowed, IsAuthenticated)


class Webhooks(_OfAnAccount):
    """The account's webhooks."""

    @extend_schema(
        operation_id="webhooks_create",
        summary="Have an address told when captions are done",
        description=f"At most {webhooks.WEBHOOKS_MAX} an account. The address is sent one "
        "`webhook.test` before it is stored, and refused where that is redirected. The answer "
        "alone holds the secret that signs the messages, as the Standard Webhooks specification "
        "says.",
        request=WebhookRequest,
        responses={
            201: WebhookWithSecret,
            **described.problems(400, 401, 403, 409, 411, 415, 422),
        },
    )
    def post(self, request: Request) -> Response:
        fields = _valid(WebhookRequest(data=request.data))
        webhook = webhooks.register(request.user, **fields)
        location = reverse("api-webhook", args=[webhook.public_id])
        document = WebhookWithSecret(webhook).data
        return Response(document, status=201, headers={"Location": location})

    @extend_schema(
        operation_id="webhooks_list",
        summary="List your webhooks, newest first",
        parameters=[*described.PAGE],
        responses={200: Webhook(many=True), **described.problems(401, 403, 404)},
    )
    def get(self, request: Request) -> Response:
        rows = models.Webhook.objects.filter(owner=request.user)
        return _page(self, rows, Webhook)

    pagination_class = Pages  # read by drf-spectacular alone


class WebhookDetail(_OfAnAccount):
    """One webhook."""

    @extend_schema(
        operation_id="webhooks_retrieve",
        summary="A webhook, without its secret",
        responses={200: Webhook, **described.problems(401, 403, 404)},
    )
    def get(self, request: Request, public_id: str) -> Response:
        return Response(Webhook(_own(request, public_id)).data)

    @extend_schema(
        operation_id="webhooks_update",
        summary="Change a webhook's address or events, disable or enable it",
        request=WebhookChange,
        responses={200: Webhook, **described.problems(400, 401, 403, 404, 411, 415, 422)},
    )
    def patch(self, request: Request, public_id: str) -> Response:
        webhook = _own(request, public_id)
        webhooks.change(webhook, **_valid(WebhookChange(data=request.data, partial=True)))
        return Response(Webhook(webhook).data)

    @extend_schema(
        operation_id="webhooks_destroy",
        summary="Remove a webhook and the record of what it was told",
        responses={204: None, **described.problems(401, 403, 404)},
    )
    def delete(self, request: Request, public_id: str) -> Response:
        _own(request, public_id).delete()
        return Response(status=204)


class RotateSecret(_OfAnAccount):
    """A fresh secret in place of one that may be known."""

    @extend_schema(
        operation_id="webhooks_rotate_secret",
        summary="Replace a webhook's secret",
        description="For 24 hours messages are signed with the one before it too.",
        request=None,
        responses={200: WebhookWithSecret, **described.problems(401, 403, 404, 411)},
    )
    def post(self, request: Request, public_id: str) -> Response:
        webhook = _own(request, public_id)
        webhook.rotate()
        return Response(WebhookWithSecret(webhook).data)


class Test(_OfAnAccount):
    """A message for trying out."""

    @extend_schema(
        operation_id="webhooks_test",
        summary="Send a webhook.test message",
        description="The list of deliveries tells how it went.",
        request=None,
        responses={202: Delivery, **described.problems(401, 403, 404, 409, 411)},
    )
    def post(self, request: Request, public_id: str) -> Response:
        delivery = webhooks.send_test(_own(request, public_id))
        return Response(Delivery(delivery).data, status=202)


class Deliveries(_OfAnAccount):
    """What a webhook was told in the last 30 days."""

    @extend_schema(
        operation_id="webhooks_deliveries_list",
        summary="List a webhook's messages, newest first",
        parameters=[*described.PAGE],
        responses={200: Delivery(many=True), **described.problems(401, 403, 404)},
    )
    def get(self, request: Request, public_id: str) -> Response:
        return _page(self, _own(request, public_id).deliveries.all(), Delivery)

    pagination_class = Pages  # read by drf-spectacular alone


class Resend(_OfAnAccount):
    """A message once more."""

    @extend_schema(
        operation_id="webhooks_deliveries_resend",
        summary="Send a message again, under the id it has",
        request=None,
        responses={202: Delivery, **described.problems(401, 403, 404, 409, 411)},
    )
    def post(self, request: Request, public_id: str, message_id: str) -> Response:
        found = _own(request, public_id).deliveries.select_related("webhook").named(message_id)
        delivery = found.first()
        if delivery is None:
            raise Http404
        webhooks.resend(delivery)
        delivery.refresh_from_db()
        return Response(Delivery(delivery).data, status=202)


def _own(request: Request, public_id: str) -> models.Webhook:
    webhook = models.Webhook.objects.filter(owner=request.user).named(public_id).first()
    if webhook is None:
        raise Http404
    return webhook


def _valid(fields: serializers.Serializer) -> dict:
    fields.is_valid(raise_exception=True)
    given = fields.validated_data
    if "events" in given:
        given["events"] = [event for event in EVENTS if event in given["events"]]
    return given


def _page(view: APIView, rows, serializer: type[serializers.Serializer]) -> Response:
    pages = Pages()
    page = pages.paginate_queryset(rows, view.request, view=view)
    return pages.get_paginated_response(serializer(page, many=True).data)
