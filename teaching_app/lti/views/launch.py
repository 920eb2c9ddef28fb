"""What platforms ask: to begin a launch, to take one, and for this tool's keys."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)
from lti_tool.models import Key, LtiLaunch
from pylti1p3.exception import LtiException, OIDCException

from teaching_app.lti.protocol import login as protocol
from teaching_app.lti.protocol import tokens
from teaching_app.lti.protocol.launch import (
    LaunchRefusedError,
    is_same_browser,
    receive,
)
from teaching_app.lti.services import keys, visits
from teaching_app.lti.services.visits import Visit

from . import deep_linking, refusals
from .entering import let_in
from .frames import in_frame, render_framed


@csrf_exempt
@require_http_methods(["GET", "POST"])
@never_cache
def login(request: HttpRequest) -> HttpResponse:
    """Begin a launch: send the browser to its platform, which knows who it is."""
    launch_url = request.build_absolute_uri(reverse("lti_launch"))
    try:
        return protocol.redirect_to_platform(request, launch_url)
    except (OIDCException, LtiException) as error:
        return refusals.refused(request, refusals.UNKNOWN, why=error)


@require_safe
def tool_keys(request: HttpRequest) -> JsonResponse:
    """The public keys by which platforms know what this tool has signed."""
    keys.ensure()
    return JsonResponse(Key.objects.as_jwks())


@csrf_exempt
@require_POST
@never_cache
def launch(request: HttpRequest) -> HttpResponse:
    """Take a launch: the platform has signed who comes, from where, and for what."""
    try:
        message = receive(request)
        visit = visits.keep(message)
        if message.is_deep_link_launch:
            return deep_linking.offer(request, message, visit)
        if not message.is_resource_launch:
            raise LaunchRefusedError("Neither a launch nor a choice of links.")
    except LaunchRefusedError as error:
        return refusals.refused(request, refusals.NOT_BELIEVED, why=error)
    return _arrived(request, message, visit)


def _arrived(request: HttpRequest, message: LtiLaunch, visit: Visit) -> HttpResponse:
    token = visit.token(tokens.CONTINUE)
    if in_frame(request, message.document_target):
        context = {"token": token, "visit": visit}
        return render_framed(request, visit.platform, "lti/open_in_tab.html", context)
    return let_in(token, is_same_browser=is_same_browser(request))
