"""Register, change and remove a learning platform, and allow its deployments."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from lti_tool.models import LtiDeployment, LtiRegistration

from teaching_app.lti.models import Platform
from teaching_app.practice.errors import TeachingError
from teaching_app.schools.models import AuditEvent, Institution
from teaching_app.schools.services import audit

from . import keys


class KnownPlatformError(TeachingError):
    """The issuer and client are registered already, here or by another institution."""


@transaction.atomic
def register(
    *,
    institution: Institution,
    by: User,
    deployment_id: str,
    frame_origins: Iterable[str],
    admits_teachers: bool,
    **values: Any,
) -> Platform:
    """Register a platform with its first deployment; ``values`` are the registration's."""
    keys.ensure()
    registration = _saved(LtiRegistration(**values))
    platform = Platform.objects.create(
        institution=institution,
        registration=registration,
        frame_origins=list(frame_origins),
        admits_teachers=admits_teachers,
    )
    LtiDeployment.objects.create(
        registration=registration, deployment_id=deployment_id, is_active=True
    )
    _note(platform, by, {"registered": True})
    return platform


@transaction.atomic
def change(
    *,
    platform: Platform,
    by: User,
    frame_origins: Iterable[str],
    admits_teachers: bool,
    **values: Any,
) -> None:
    """Change what is known of a platform."""
    for name, value in values.items():
        setattr(platform.registration, name, value)
    _saved(platform.registration)
    platform.frame_origins = list(frame_origins)
    platform.admits_teachers = admits_teachers
    platform.save(update_fields=["frame_origins", "admits_teachers"])
    _note(platform, by, {"settings": sorted(values)})


@transaction.atomic
def allow(*, deployment: LtiDeployment, is_active: bool, by: User) -> None:
    """Let a deployment of a platform in, or keep it out."""
    deployment.is_active = is_active
    deployment.save(update_fields=["is_active"])
    platform = deployment.registration.platform
    _note(platform, by, {"deployment": deployment.deployment_id, "allowed": is_active})


@transaction.atomic
def remove(*, platform: Platform, by: User) -> None:
    """Forget a platform, its courses, and who came from it; accounts and classes stay."""
    _note(platform, by, {"removed": True})
    platform.registration.delete()


def _saved(registration: LtiRegistration) -> LtiRegistration:
    try:
        with transaction.atomic():
            registration.save()
    except IntegrityError as error:
        raise KnownPlatformError(str(registration.issuer)) from error
    return registration


def _note(platform: Platform, by: User, details: dict[str, Any]) -> None:
    audit.note(
        actor=by,
        action=AuditEvent.Action.CHANGED,
        what="learning platform",
        institution=platform.institution,
        details={"platform": platform.registration.name, **details},
    )
