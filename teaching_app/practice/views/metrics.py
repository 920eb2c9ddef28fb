"""Metrics for Prometheus, for those who may scrape them."""

from __future__ import annotations

from ipaddress import ip_address

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST

from .exposition import exposition


@require_safe
@never_cache
def metrics(request: HttpRequest) -> HttpResponse:
    """Respond with the metrics; to others, and unless set up, the page is not found."""
    if not (_has_token(request) or _is_of_network(request)):
        raise Http404
    return HttpResponse(exposition(), content_type=CONTENT_TYPE_LATEST)


def _has_token(request: HttpRequest) -> bool:
    given = request.headers.get("Authorization", "")
    expected = f"Bearer {settings.METRICS_TOKEN}"
    return bool(settings.METRICS_TOKEN) and constant_time_compare(given, expected)


def _is_of_network(request: HttpRequest) -> bool:
    if not settings.METRICS_NETWORKS:
        return False
    address = ip_address(get_adapter(request).get_client_ip(request))
    return any(address in network for network in settings.METRICS_NETWORKS)
