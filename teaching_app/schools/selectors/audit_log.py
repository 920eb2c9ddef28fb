"""The audit log as an institution's administrators read it."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from teaching_app.schools.models import AuditEvent, Institution


def events(
    institution: Institution,
    *,
    person: str = "",
    action: str = "",
    since: date | None = None,
    until: date | None = None,
) -> QuerySet[AuditEvent]:
    """Logged events, newest first; ``since`` and ``until`` are days, both inclusive."""
    found = institution.audit_events.select_related("learner__user")
    if person:
        found = found.filter(actor_name=person)
    if action:
        found = found.filter(action=action)
    if since:
        found = found.filter(at__gte=_start_of(since))
    if until:
        found = found.filter(at__lt=_start_of(until + timedelta(days=1)))
    return found


def people(institution: Institution) -> list[str]:
    """Everybody who has events in the log, by name."""
    names = institution.audit_events.exclude(actor_name="").order_by("actor_name")
    return list(names.values_list("actor_name", flat=True).distinct())


def _start_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
