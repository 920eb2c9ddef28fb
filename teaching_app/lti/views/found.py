"""Rows named in addresses: 404 unless the account administers or teaches them."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from teaching_app.lti.models import Platform, RosterSource, SignOn
from teaching_app.schools import access


def platform_of(request: HttpRequest, public_id: UUID) -> Platform:
    """A platform of an institution that the account administers."""
    led = access.led_institutions(request.user)
    found = Platform.objects.select_related("registration", "institution")
    return get_object_or_404(found.filter(institution__in=led), public_id=public_id)


def sign_on_of(request: HttpRequest, public_id: UUID) -> SignOn:
    """A way to sign on of an institution that the account administers."""
    led = access.led_institutions(request.user)
    found = SignOn.objects.select_related("institution")
    return get_object_or_404(found.filter(institution__in=led), public_id=public_id)


def roster_source_of(request: HttpRequest, public_id: UUID) -> RosterSource:
    """A system for rosters of an institution that the account administers."""
    led = access.led_institutions(request.user)
    found = RosterSource.objects.select_related("institution")
    return get_object_or_404(found.filter(institution__in=led), public_id=public_id)
