"""Public pages: how recordings are treated, and receipts by their number."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from teaching_app.practice import access
from teaching_app.practice.access import Purpose
from teaching_app.practice.feedback import receipts
from teaching_app.practice.models import ErasureReceipt


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """Explain in plain words what happens to recordings."""
    context = {
        "retention_days": settings.RETENTION_DAYS,
        "expression_enabled": settings.EXPRESSION_ENABLED,
        "version": settings.CONSENT_VERSION,
        "age": settings.CONSENT_AGE,
    }
    return render(request, "privacy.html", context)


@require_safe
@never_cache
def receipt(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show what was deleted; the number suffices, as nobody is named."""
    found = _receipt(request, public_id)
    context = {"receipt": found, "lines": receipts.lines_of(found)}
    return render(request, "receipt.html", context)


@require_safe
@never_cache
def receipt_text(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The same as a text file."""
    found = _receipt(request, public_id)
    response = HttpResponse(receipts.as_text(found), content_type="text/plain")
    return _to_keep(response, f"intona-receipt-{public_id}.txt")


@require_safe
@never_cache
def receipt_json(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The same as JSON."""
    found = _receipt(request, public_id)
    response = JsonResponse(receipts.as_json(found))
    return _to_keep(response, f"intona-receipt-{public_id}.json")


def _receipt(request: HttpRequest, public_id: UUID) -> ErasureReceipt:
    readable = access.receipts_for(request.user, Purpose.SEE)
    return get_object_or_404(readable, public_id=public_id)


def _to_keep(response: HttpResponse, name: str) -> HttpResponse:
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
