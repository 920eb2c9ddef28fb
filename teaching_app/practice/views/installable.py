"""What makes the site installable: manifest, service worker, offline page."""

from __future__ import annotations

import json
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_safe

SHELL = (
    "css/tokens.css",
    "css/base.css",
    "css/components/controls.css",
    "img/favicon.svg",
    "img/icons.svg",
    "js/pages/offline.js",
    "js/worklets/recorder.js",  # requested only when a recording begins
)
ICONS = (
    ("img/favicon.svg", "any", "image/svg+xml", "any"),
    ("img/icon-192.png", "192x192", "image/png", "any"),
    ("img/icon-512.png", "512x512", "image/png", "any"),
    ("img/icon-maskable-512.png", "512x512", "image/png", "maskable"),
)


@require_safe
@cache_control(max_age=3600)
def manifest(request: HttpRequest) -> JsonResponse:
    """Name, icons and colours for a home screen."""
    return JsonResponse(
        {
            "id": "/",
            "name": "Intona",
            "short_name": "Intona",
            "description": _("Practise the stress and the melody of English."),
            "start_url": reverse("phrase_list"),
            "scope": "/",
            "display": "standalone",
            "background_color": "#faf7f2",
            "theme_color": "#262140",
            "icons": [
                {"src": static(path), "sizes": sizes, "type": kind, "purpose": purpose}
                for path, sizes, kind, purpose in ICONS
            ],
        },
        content_type="application/manifest+json",
    )


@require_safe
@never_cache
def service_worker(request: HttpRequest) -> HttpResponse:
    """The service worker, served from the root so that it covers every page."""
    shell = {
        "offline": reverse("offline"),
        "files": [static(path) for path in SHELL],
        "staticUrl": settings.STATIC_URL,  # not a file, so it has no hashed name
    }
    source = Path(finders.find("js/service-worker.js")).read_text()
    body = f"self.shell = {json.dumps(shell)};\n{source}"
    return HttpResponse(body, content_type="text/javascript")


@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """The page shown without a connection; it has no personal data."""
    return render(request, "offline.html")
