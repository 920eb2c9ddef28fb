"""Pages that a registered platform, and nobody else, may show in a frame."""

from __future__ import annotations

from typing import Any

from csp.constants import NONE, SELF
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from teaching_app.lti.forms.platforms import origin_of
from teaching_app.lti.models import Platform

FRAMES = frozenset({"iframe", "frame", "embed", "object"})


def in_frame(request: HttpRequest, document_target: str | None) -> bool:
    """Whether the answer is going to be shown in a frame.

    The browser says so; one that does not is believed to do what the platform says.
    """
    destination = request.headers.get("Sec-Fetch-Dest", "")
    return destination in FRAMES if destination else document_target in FRAMES


def render_framed(
    request: HttpRequest,
    platform: Platform,
    template: str,
    context: dict[str, Any],
    *,
    status: int = 200,
    form_to: str = "",
) -> HttpResponse:
    """A page for a frame of this platform; its form may also go to ``form_to``.

    There are no cookies in such a frame: the page has no header, and its forms carry a
    signed token.
    """
    response = render(request, template, context, status=status)
    response.xframe_options_exempt = True
    policy: dict[str, list[str]] = {"frame-ancestors": platform.frame_origins or [NONE]}
    if form_to:
        policy["form-action"] = [SELF, origin_of(form_to)]
    response._csp_replace = policy
    return response
