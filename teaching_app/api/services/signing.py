"""Signatures of webhooks, by the Standard Webhooks specification."""

from __future__ import annotations

import base64
from datetime import datetime
from uuid import UUID

from django.utils.crypto import salted_hmac
from standardwebhooks import Webhook as Signer

from teaching_app.api.models import Webhook

PREFIX = "whsec_"


def secret_of(seed: str) -> str:
    """The secret that a seed stands for: without the key of the site nobody derives it."""
    key = salted_hmac("teaching_app.api.webhook", seed, algorithm="sha256").digest()
    return PREFIX + base64.b64encode(key).decode()


def headers_for(
    webhook: Webhook, *, message: UUID, body: str, at: datetime
) -> dict[str, str]:
    """The headers of one message, with a signature by each secret that is valid now."""
    number = f"msg_{message.hex}"
    signatures = [
        Signer(secret_of(seed)).sign(number, at, body) for seed in webhook.seeds
    ]
    return {
        "webhook-id": number,
        "webhook-timestamp": str(int(at.timestamp())),
        "webhook-signature": " ".join(signatures),
    }
