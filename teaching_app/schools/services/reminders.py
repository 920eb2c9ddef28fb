"""Reminder mails, for installations that enable them."""

from __future__ import annotations

import logging
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from teaching_app.accounts import confirmed_address
from teaching_app.schools.models import Assignment, Enrolment, Extension, Reminder
from teaching_app.schools.selectors.assignments import due_soon, work_of_class
from teaching_app.schools.selectors.work import Work

logger = logging.getLogger(__name__)


def send_due() -> int:
    """Mail each learner with unfinished phrases due within two days, once.

    Return the number of mails sent. One that the mail server refuses is tried again.
    """
    n_sent = 0
    published = Assignment.objects.filter(
        published_at__isnull=False,
        due_at__isnull=False,
        school_class__archived_at=None,
    ).select_related("school_class")
    for assignment in published.filter(_may_be_due_soon()):
        for work in due_soon(work_of_class(assignment)):
            n_sent += _remind(work)
    return n_sent


def _may_be_due_soon() -> Q:
    """Due in the future, for the class or for somebody with an extension."""
    now = timezone.now()
    return Q(due_at__gte=now) | Q(
        pk__in=Extension.objects.filter(due_at__gte=now).values("assignment")
    )


def _remind(work: Work) -> bool:
    address = confirmed_address(work.enrolment.learner.user)
    if not address or work.enrolment.state != Enrolment.State.ACTIVE:
        return False
    try:
        with transaction.atomic():
            _reminder, is_new = Reminder.objects.get_or_create(
                assignment=work.assignment, enrolment=work.enrolment
            )
            if is_new:
                _send(work, address)
    except (SMTPException, OSError):
        logger.exception("A reminder of %s could not be sent", work.assignment.pk)
        return False
    return is_new


def _send(work: Work, address: str) -> None:
    language = work.enrolment.learner.language or settings.LANGUAGE_CODE
    with translation.override(language):
        subject = _("Due soon: %(title)s") % {"title": work.assignment.title}
        path = reverse("my_assignment", args=[work.assignment.public_id])
        text = render_to_string(
            "emails/assignment_due.txt",
            {
                "work": work,
                "n_left": work.n_all - work.n_done,
                "url": settings.PUBLIC_URL.rstrip("/") + path
                if settings.PUBLIC_URL
                else "",
            },
        )
        send_mail(" ".join(subject.split()), text, None, [address])
