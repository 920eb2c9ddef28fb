"""Takes whose retention in a class has ended, or is about to.

A take that was handed in, or recorded in a live round, is kept for as many days as its
class sets, from its recording on. Where it belongs to several classes, the shortest
retention applies. 0 keeps it until its learner deletes it.
"""

from __future__ import annotations

from datetime import timedelta
from typing import NamedTuple

from django.db.models import QuerySet
from django.utils import timezone

from teaching_app.practice.access import Actor
from teaching_app.practice.models import Analysis, Recording
from teaching_app.schools.models import SchoolClass

# Advance notice: learners have that long to download a copy.
NOTICE = timedelta(days=7)


class Leaving(NamedTuple):
    """A take that will soon be deleted automatically."""

    recording: Recording
    school_class: SchoolClass


def expired(school_class: SchoolClass) -> QuerySet[Recording]:
    """Takes of a class past its retention, oldest first."""
    return _older(school_class, timedelta())


def leaving_soon(actor: Actor) -> list[Leaving]:
    """An account's own takes that a class will delete within ``NOTICE``."""
    if not actor.is_authenticated:
        return []
    classes = with_retention().filter(enrolments__learner__user=actor.pk)
    found: dict[int, Leaving] = {}
    for school_class in classes.order_by("retention_days", "pk"):
        mine = _older(school_class, NOTICE).filter(owner__user=actor.pk)
        for recording in mine.select_related("phrase"):
            found.setdefault(recording.pk, Leaving(recording, school_class))
    return list(found.values())


def with_retention() -> QuerySet[SchoolClass]:
    """Classes with automatic deletion."""
    return SchoolClass.objects.filter(retention_days__gt=0)


def _older(school_class: SchoolClass, ahead: timedelta) -> QuerySet[Recording]:
    kept = timedelta(days=school_class.retention_days)
    analyses = Analysis.objects.values("recording")
    handed_in = analyses.filter(submission__item__assignment__school_class=school_class)
    said_live = analyses.filter(live_take__live_round__school_class=school_class)
    takes = handed_in.union(said_live)
    oldest = timezone.now() - kept + ahead
    rows = Recording.objects.filter(pk__in=takes, created_at__lt=oldest)
    return rows.order_by("created_at", "pk")
