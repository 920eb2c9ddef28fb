"""Deletion of takes whose retention in a class has ended."""

from __future__ import annotations

import logging

from teaching_app.practice.models import ErasureReceipt, Recording
from teaching_app.practice.services import erasure
from teaching_app.schools.models import AuditEvent, Comment, SchoolClass
from teaching_app.schools.selectors import retention

from . import audit

logger = logging.getLogger(__name__)

AT_ONCE = 100


def erase_expired() -> int:
    """Delete takes past their retention; return how many there were.

    The submission stays with its written comments; recorded ones are deleted. At
    most ``AT_ONCE`` takes of a class go in one run, the others in the next.
    """
    n_takes = 0
    for school_class in retention.with_retention().select_related("institution"):
        takes = list(retention.expired(school_class)[:AT_ONCE])
        if takes:
            _erase(school_class, takes)
            n_takes += len(takes)
    if n_takes:
        logger.info("Deleted %d takes that classes had kept long enough", n_takes)
    return n_takes


def _erase(school_class: SchoolClass, takes: list[Recording]) -> None:
    voices = Comment.objects.filter(submission__analysis__recording__in=takes)
    receipt = erasure.erase_rows(
        rows=[*takes, *voices.exclude(voice="")],
        scope=ErasureReceipt.Scope.RETENTION,
    )
    audit.note(
        actor=None,
        action=AuditEvent.Action.DELETED,
        what="take",
        institution=school_class.institution,
        details={
            "class": school_class.name,
            "n_takes": len(takes),
            "receipt": str(receipt.public_id),
        },
    )
