"""What happens to mail where no mail server is configured."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

logger = logging.getLogger(__name__)


class UnsentBackend(BaseEmailBackend):
    """Logs that a message was not sent; its links are secrets, so nothing of it."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Return 0: none is sent."""
        for message in email_messages:
            logger.warning(
                "No mail server is configured (EMAIL_HOST): not sent: %s",
                message.subject,
            )
        return 0
