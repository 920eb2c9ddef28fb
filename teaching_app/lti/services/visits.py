"""A visit from a course: who came, as what, through which link."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import DatabaseError, transaction
from lti_tool.lti_core.constants import AgsScope
from lti_tool.models import LtiContext, LtiLaunch, LtiResourceLink, LtiUser
from lti_tool.utils import sync_data_from_launch

from teaching_app.lti.models import Course, LinkedAssignment, Platform
from teaching_app.lti.protocol import tokens
from teaching_app.lti.protocol.launch import LaunchRefusedError
from teaching_app.lti.protocol.roles import role_in_course

# What our links carry, so that a copy of a course still knows what they are for.
ASSIGNMENT, PHRASE, MAXIMUM = "assignment", "phrase", "maximum"


@dataclass(frozen=True, slots=True)
class Visit:
    """One person in one course; ``link`` is None where a teacher chooses links."""

    lti_user: LtiUser
    context: LtiContext
    role: str
    link: LtiResourceLink | None = None
    phrase: str = ""

    @property
    def platform(self) -> Platform:
        found: Platform = self.lti_user.registration.platform
        return found

    @property
    def course(self) -> Course | None:
        """The class this course is connected with, if it is."""
        return (
            Course.objects.filter(context=self.context)
            .select_related("school_class__institution")
            .first()
        )

    @property
    def linked(self) -> LinkedAssignment | None:
        """What the link says of an assignment; None if it is not to one."""
        return LinkedAssignment.objects.filter(link=self.link).first()

    def token(self, purpose: str) -> str:
        """A token that brings this visit back."""
        link = self.link.pk if self.link else None
        return tokens.issue(
            purpose,
            [self.lti_user.pk, self.context.pk, self.role, link, self.phrase],
        )


def read(purpose: str, token: str) -> Visit:
    """The visit of a token; ``TokenError`` if it has expired or its rows are gone."""
    user, context, role, link, phrase = tokens.read(purpose, token)
    try:
        return Visit(
            LtiUser.objects.select_related("registration__platform").get(pk=user),
            LtiContext.objects.get(pk=context),
            role,
            LtiResourceLink.objects.get(pk=link) if link else None,
            phrase,
        )
    except (
        LtiUser.DoesNotExist,
        LtiContext.DoesNotExist,
        LtiResourceLink.DoesNotExist,
    ) as error:
        raise tokens.TokenError("The platform was removed since.") from error


def keep(launch: LtiLaunch) -> Visit:
    """Store what a checked launch says of person, course and link.

    ``LaunchRefusedError`` if it names no course, or says what cannot be stored.
    """
    try:
        with transaction.atomic():
            return _kept(launch)
    except (KeyError, TypeError, ValueError, AttributeError, DatabaseError) as error:
        raise LaunchRefusedError(f"Claims that cannot be read: {error!r}") from error


def _kept(launch: LtiLaunch) -> Visit:
    if not (launch.context_claim or {}).get("id"):
        raise LaunchRefusedError("The launch names no course.")
    if not Platform.objects.filter(registration=launch.registration).exists():
        raise LaunchRefusedError("The registration is no institution's.")
    sync_data_from_launch(launch)
    custom = launch.get_claim("https://purl.imsglobal.org/spec/lti/claim/custom") or {}
    link = launch.resource_link if launch.is_resource_launch else None
    if link and (named := _uuid(custom.get(ASSIGNMENT))):
        _keep_link(launch, link, named, custom)
    return Visit(
        launch.user,
        launch.context,
        role_in_course(launch.roles_claim or ()),
        link,
        str(custom.get(PHRASE) or "")[:80] if link else "",
    )


def _keep_link(
    launch: LtiLaunch, link: LtiResourceLink, named: UUID, custom: dict[str, Any]
) -> None:
    endpoint = launch.ags_claim or {}
    takes_scores = AgsScope.PUBLISH_SCORES.value in endpoint.get("scope", ())
    LinkedAssignment.objects.update_or_create(
        link=link,
        defaults={
            "named": named,
            "line_item": endpoint.get("lineitem", "") if takes_scores else "",
            "maximum": _positive(custom.get(MAXIMUM)),
        },
    )


def _uuid(text: object) -> UUID | None:
    try:
        return UUID(str(text))
    except ValueError:
        return None


def _positive(text: object) -> float:
    try:
        value = float(str(text))
    except ValueError:
        return 100.0
    return value if 0 < value <= 1_000_000 else 100.0
