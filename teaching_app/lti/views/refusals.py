"""What people read where a way from their course ends."""

from __future__ import annotations

import logging

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

logger = logging.getLogger(__name__)

BAD_REQUEST, FORBIDDEN, NOT_FOUND = 400, 403, 404

# Reasons that ``templates/lti/refused.html`` has words for.
UNKNOWN, NOT_BELIEVED, EXPIRED = "unknown", "not_believed", "expired"
NO_ROLE, NOT_STAFF, STAFF_ACCOUNT = "no_role", "not_staff", "staff_account"
NOT_CONNECTED, NOT_READY = "not_connected", "not_ready"

STATUS = {
    UNKNOWN: BAD_REQUEST,
    NOT_BELIEVED: BAD_REQUEST,
    EXPIRED: BAD_REQUEST,
    NOT_CONNECTED: NOT_FOUND,
    NOT_READY: NOT_FOUND,
}


def refused(request: HttpRequest, reason: str, *, why: object = "") -> HttpResponse:
    """The page for a reason; ``why`` goes to the log, and helps a platform's admin."""
    if why:
        logger.warning("Launch refused (%s): %s", reason, why)
    status = STATUS.get(reason, FORBIDDEN)
    return render(request, "lti/refused.html", {"reason": reason}, status=status)
