"""Who is in which class, and what prevents joining one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Max, Prefetch, QuerySet
from django.utils import timezone

from teaching_app.practice.models import Consent, Learner
from teaching_app.practice.selectors import consents
from teaching_app.schools.models import (
    ClassStaff,
    Enrolment,
    FirstPassword,
    GuardianRequest,
    SchoolClass,
)
from teaching_app.schools.names import name_of

State = Enrolment.State
AgeGroup = SchoolClass.AgeGroup


def refusal(school_class: SchoolClass, enrolment: Enrolment | None) -> str:
    """Why a learner cannot join: ``ended``, ``closed``, ``removed``, or "" if they can.

    Learners who were invited, or are in already, also get into a closed class.
    """
    ended = school_class.ends_on < timezone.localdate()
    if ended or school_class.archived_at is not None:
        return "ended"
    if enrolment and enrolment.state == State.REMOVED:
        return "removed"
    is_expected = enrolment and enrolment.state != State.LEFT
    return "" if school_class.is_open or is_expected else "closed"


def is_agreed(enrolment: Enrolment) -> bool:
    """Whether a learner is in the class and agreed to the current wording."""
    return (
        enrolment.state == State.ACTIVE
        and enrolment.agreed_version == settings.CLASS_AGREEMENT_VERSION
    )


def is_young(learner: Learner) -> bool:
    """Whether a guardian's consent to recordings is in force for this learner."""
    agreed = consents.in_force(learner, Consent.Purpose.PRACTICE)
    return bool(agreed and agreed.guardian_name)


def asks_age(learner: Learner, school_class: SchoolClass) -> bool:
    """Whether joining must ask for a learner's age: not where they have given it.

    A class of children or teenagers always asks, whatever was answered elsewhere.
    """
    if settings.CONSENT_AGE == 0 or is_young(learner):
        return False
    is_for_adults = school_class.age_group == AgeGroup.ADULTS
    return not (is_for_adults and consents.may_record(learner))


def of_learner(learner: Learner) -> QuerySet[Enrolment]:
    """A learner's classes, with their institutions and staff."""
    return (
        Enrolment.objects.filter(learner=learner)
        .select_related("school_class__institution")
        .prefetch_related(_staff("school_class__"))
        .order_by("-school_class__starts_on", "school_class__name", "pk")
    )


def teachers_of(school_class: SchoolClass) -> list[str]:
    """Names of the staff of a class, for its learners and their guardians."""
    staff = school_class.staff.select_related("membership__user")
    users = (s.membership.user for s in staff if s.membership.ended_at is None)
    return [name_of(user) for user in users]


def _staff(path: str) -> Prefetch[Any]:
    return Prefetch(
        f"{path}staff", ClassStaff.objects.select_related("membership__user")
    )


def open_request(enrolment: Enrolment) -> GuardianRequest | None:
    """The open link by which a guardian can consent, if there is one."""
    if enrolment.state != State.WAITING:
        return None
    return enrolment.guardian_requests.filter(
        answered_at=None, expires_at__gt=timezone.now()
    ).first()


@dataclass(frozen=True, slots=True)
class RosterRow:
    """A learner as the class's staff see them in the list.

    ``weeks_silent`` is 0 for this week; None where there was no take, or where staff
    may not know. ``guardian`` is "", "asked", "expired" or "refused".
    """

    enrolment: Enrolment
    weeks_silent: int | None
    first_language: str
    guardian: str
    has_card: bool


def roster(school_class: SchoolClass) -> list[RosterRow]:
    """Everybody who is or was in a class, those who are first; in a few queries."""
    rows = (
        school_class.enrolments.select_related("learner__user")
        .prefetch_related("groups", "guardian_requests")
        .annotate(last_take_at=Max("learner__recordings__created_at"))
    )
    managed = accounts_by_card(school_class)
    found = [_roster_row(row, row.last_take_at, managed) for row in rows]
    is_over = (State.LEFT, State.REMOVED)
    return sorted(found, key=lambda row: row.enrolment.state in is_over)


def _roster_row(
    enrolment: Enrolment, last_take_at: datetime | None, managed: set[int]
) -> RosterRow:
    is_in = enrolment.state == State.ACTIVE
    return RosterRow(
        enrolment=enrolment,
        weeks_silent=_weeks_since(last_take_at) if is_in else None,
        first_language=enrolment.first_language if is_in else "",
        guardian=guardian_state(enrolment),
        has_card=enrolment.learner.user_id in managed,
    )


def guardian_state(enrolment: Enrolment) -> str:
    """State of the request to a guardian: "", "asked", "expired" or "refused"."""
    requests = sorted(enrolment.guardian_requests.all(), key=lambda r: r.created_at)
    if not requests or enrolment.state == State.ACTIVE:
        return ""
    newest = requests[-1]
    if newest.answered_at is not None:
        return "" if newest.agreed else "refused"
    if enrolment.state != State.WAITING:
        return ""
    return "asked" if newest.expires_at > timezone.now() else "expired"


def accounts_by_card(school_class: SchoolClass) -> set[int]:
    """Accounts in a class for which its institution may print a new card.

    These are accounts it created, of learners who have not left, while they have no
    e-mail address to recover them by, and no rights beyond a learner's.
    """
    made = FirstPassword.objects.filter(
        institution=school_class.institution_id,
        user__learner__enrolments__school_class=school_class,
        user__learner__enrolments__state__in=(State.WAITING, State.ACTIVE),
        user__emailaddress=None,
        user__is_staff=False,
        user__memberships=None,
    )
    return set(made.values_list("user", flat=True))


def _weeks_since(last: datetime | None) -> int | None:
    """Whole calendar weeks, so that the day of a take is not disclosed."""
    if last is None:
        return None
    today, day = timezone.localdate(), timezone.localdate(last)
    monday = [d - timedelta(days=d.weekday()) for d in (today, day)]
    return max(0, (monday[0] - monday[1]).days // 7)
