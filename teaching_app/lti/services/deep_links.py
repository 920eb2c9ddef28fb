"""Links that a teacher has chosen, as the platform gets them back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast
from urllib.parse import urlsplit

from django.utils.translation import gettext as _
from lti_tool.models import LtiLaunch
from pylti1p3.deep_link import DeepLink, TDeepLinkData
from pylti1p3.deep_link_resource import DeepLinkResource
from pylti1p3.lineitem import LineItem

from teaching_app.lti.protocol import tokens
from teaching_app.lti.protocol.launch import LaunchRefusedError
from teaching_app.practice.models import Phrase
from teaching_app.schools.models import Assignment

from . import visits
from .visits import ASSIGNMENT, MAXIMUM, PHRASE, Visit

SETTINGS = "https://purl.imsglobal.org/spec/lti-dl/claim/deep_linking_settings"
LINK = "ltiResourceLink"
TAG = "intona"


def begin(*, launch: LtiLaunch, visit: Visit) -> str:
    """A token with which the teacher's choice comes back; the frame has no cookie.

    ``LaunchRefusedError`` if the platform takes no links, or says no place for them.
    """
    asked = launch.get_claim(SETTINGS) or {}
    goes_to = urlsplit(str(asked.get("deep_link_return_url", "")))
    if goes_to.scheme not in ("https", "http") or not goes_to.netloc:
        raise LaunchRefusedError("The return address is no web address.")
    if LINK not in asked.get("accept_types", ()):
        raise LaunchRefusedError("The platform takes no links to tools.")
    kept = {
        "deep_link_return_url": goes_to.geturl(),
        "accept_multiple": str(asked.get("accept_multiple", True)).lower() == "true",
        "data": asked.get("data"),
    }
    visit_token = visit.token(tokens.DEEP_LINK)
    return tokens.issue(
        tokens.DEEP_LINK, [visit_token, launch.deployment.deployment_id, kept]
    )


def read(token: str) -> tuple[Visit, str, dict[str, Any]]:
    """Visit, deployment and settings of such a token; ``TokenError`` if it is over."""
    visit_token, deployment_id, settings = tokens.read(tokens.DEEP_LINK, token)
    return visits.read(tokens.DEEP_LINK, visit_token), deployment_id, settings


def response(
    *,
    visit: Visit,
    deployment_id: str,
    settings: dict[str, Any],
    resources: Iterable[DeepLinkResource],
) -> str:
    """The signed message with the links; its claim ``data`` is the platform's own."""
    registration = visit.lti_user.registration.to_registration()
    link = DeepLink(registration, deployment_id, cast(TDeepLinkData, settings))
    message = link.get_message_jwt(list(resources))
    if settings.get("data") is None:
        del message["https://purl.imsglobal.org/spec/lti-dl/claim/data"]
    return str(link.encode_jwt(message))  # type: ignore[no-untyped-call]


def to_assignment(
    assignment: Assignment, *, url: str, maximum: float
) -> DeepLinkResource:
    """A link to an assignment; one that is marked gets a column for grades."""
    custom = {ASSIGNMENT: str(assignment.public_id), MAXIMUM: f"{maximum:g}"}
    resource = _link(assignment.title, url, custom)
    if assignment.marking == Assignment.Marking.NONE:
        return resource
    is_done_or_not = assignment.marking == Assignment.Marking.COMPLETION
    item = LineItem()
    item.set_label(assignment.title)
    item.set_score_maximum(1 if is_done_or_not else maximum)
    item.set_resource_id(str(assignment.public_id))
    item.set_tag(TAG)
    return resource.set_lineitem(item)


def to_phrase(phrase: Phrase, *, url: str) -> DeepLinkResource:
    """A link to practise a phrase; it has no grade."""
    title = _("Practise: {phrase}").format(phrase=phrase.text)
    return _link(title, url, {PHRASE: phrase.slug})


def _link(title: str, url: str, custom: dict[str, str]) -> DeepLinkResource:
    resource = DeepLinkResource().set_title(title[:255]).set_url(url)
    return resource.set_custom_params(custom)
