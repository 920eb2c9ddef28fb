"""Webhooks and their messages."""

from __future__ import annotations

from rest_framework import serializers

from teaching_app.api.models import Delivery, Webhook
from teaching_app.api.services.signing import secret_of


class NewWebhook(serializers.Serializer):
    """Where messages are sent."""

    url = serializers.CharField(max_length=500, help_text="An https address.")


class WebhookSwitch(serializers.Serializer):
    """Whether messages are sent."""

    is_on = serializers.BooleanField()


class WebhookSerializer(serializers.Serializer):
    """A webhook without its secret."""

    id = serializers.UUIDField(source="public_id")
    url = serializers.CharField()
    is_on = serializers.SerializerMethodField()
    disabled = serializers.ChoiceField(
        choices=Webhook.Disabled.choices,
        help_text="Why it is off; empty while it is on.",
    )
    failing_since = serializers.DateTimeField(allow_null=True)
    created_at = serializers.DateTimeField()

    def get_is_on(self, webhook: Webhook) -> bool:
        """Whether messages are sent."""
        return not webhook.disabled


class WebhookWithSecret(WebhookSerializer):
    """A webhook with the secret that signs its messages, which is shown once."""

    secret = serializers.SerializerMethodField()

    def get_secret(self, webhook: Webhook) -> str:
        """As Standard Webhooks write it: ``whsec_…``."""
        return secret_of(webhook.seed)


class DeliverySerializer(serializers.Serializer):
    """One message, and what came of it."""

    id = serializers.UUIDField(source="public_id")
    event = serializers.CharField()
    body = serializers.CharField(help_text="What was signed and sent.")
    state = serializers.ChoiceField(choices=Delivery.State.choices)
    attempts = serializers.IntegerField()
    due_at = serializers.DateTimeField(help_text="When it is tried next.")
    last_status = serializers.IntegerField(allow_null=True)
    last_error = serializers.CharField()
    created_at = serializers.DateTimeField()
    finished_at = serializers.DateTimeField(allow_null=True)
