"""Webhooks: set up, switch, change the secret, read what was sent."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework.mixins import ListModelMixin
from rest_framework.request import Request
from rest_framework.response import Response

from teaching_app.api.models import Delivery, Webhook
from teaching_app.api.scopes import Scope
from teaching_app.api.selectors import webhooks as selectors
from teaching_app.api.serializers import webhooks as serializers
from teaching_app.api.services import webhooks as services

from .base import LOCATION, ApiView


class Webhooks(ListModelMixin, ApiView):
    """All webhooks of an account."""

    part = "webhooks"
    scopes = {"GET": Scope.WEBHOOKS, "POST": Scope.WEBHOOKS}
    operations = {"GET": "webhooks_list", "POST": "webhooks_create"}
    serializer_class = serializers.WebhookSerializer

    def get_queryset(self) -> QuerySet[Webhook]:
        """One's own."""
        return selectors.of(self.request.user)

    def get(self, request: Request) -> Response:
        """List your webhooks, newest first."""
        return self.list(request)

    @extend_schema(
        request=serializers.NewWebhook,
        responses={201: serializers.WebhookWithSecret},
        parameters=[LOCATION],
    )
    def post(self, request: Request) -> Response:
        """Set up a webhook; keep the secret, which is shown this once."""
        url = self.sent(serializers.NewWebhook)["url"]
        webhook = services.set_up(user=request.user, url=url)
        answer = serializers.WebhookWithSecret(webhook)
        response = Response(answer.data, status=201)
        response["Location"] = reverse("api_webhook", args=[webhook.public_id])
        return response


class OneWebhook(ApiView):
    """One webhook."""

    part = "webhooks"
    scopes = {
        "GET": Scope.WEBHOOKS,
        "PATCH": Scope.WEBHOOKS,
        "DELETE": Scope.WEBHOOKS,
    }
    operations = {
        "GET": "webhook_read",
        "PATCH": "webhook_switch",
        "DELETE": "webhook_delete",
    }

    @extend_schema(responses=serializers.WebhookSerializer)
    def get(self, request: Request, public_id: UUID) -> Response:
        """Read a webhook, and whether it works."""
        return Response(serializers.WebhookSerializer(mine(request, public_id)).data)

    @extend_schema(
        request=serializers.WebhookSwitch, responses=serializers.WebhookSerializer
    )
    def patch(self, request: Request, public_id: UUID) -> Response:
        """Switch a webhook off, or on again."""
        webhook = mine(request, public_id)
        services.switch(webhook=webhook, **self.sent(serializers.WebhookSwitch))
        return Response(serializers.WebhookSerializer(webhook).data)

    @extend_schema(responses={204: None})
    def delete(self, request: Request, public_id: UUID) -> Response:
        """Delete a webhook with the record of its messages."""
        services.remove(webhook=mine(request, public_id))
        return Response(status=204)


class WebhookSecret(ApiView):
    """The secret of a webhook."""

    part = "webhooks"
    scopes = {"POST": Scope.WEBHOOKS}
    operations = {"POST": "webhook_rotate_secret"}

    @extend_schema(request=None, responses={200: serializers.WebhookWithSecret})
    def post(self, request: Request, public_id: UUID) -> Response:
        """Make a new secret; for a day the one before signs as well."""
        webhook = mine(request, public_id)
        services.rotate_secret(webhook=webhook)
        return Response(serializers.WebhookWithSecret(webhook).data)


class Deliveries(ListModelMixin, ApiView):
    """What a webhook was sent."""

    part = "webhooks"
    scopes = {"GET": Scope.WEBHOOKS}
    operations = {"GET": "webhook_deliveries"}
    serializer_class = serializers.DeliverySerializer
    queryset = Delivery.objects.none()

    def get_queryset(self) -> QuerySet[Delivery]:
        """Messages of the webhook that the address names."""
        webhook = mine(self.request, self.kwargs["public_id"])
        return Delivery.objects.filter(webhook=webhook)

    def get(self, request: Request, public_id: UUID) -> Response:
        """List what a webhook was sent, newest first, with what came of it."""
        return self.list(request)


def mine(request: Request, public_id: UUID) -> Webhook:
    """One's own webhook; else 404."""
    return get_object_or_404(selectors.of(request.user), public_id=public_id)
