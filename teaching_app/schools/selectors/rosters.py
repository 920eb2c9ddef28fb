"""What confirming a roster now would do with each line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from allauth.account.models import EmailAddress
from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.db.models.functions import Lower

from teaching_app.schools.models import Enrolment, RosterImport, SchoolClass
from teaching_app.schools.roster_files import Line

State = Enrolment.State


class Outcome(StrEnum):
    """What happens to a line."""

    NEW = "new"  # an account is made, and a card
    INVITED = "invited"  # there is an account: its learner is invited
    KNOWN = "known"  # already in the class, or invited to it
    LEFT_OUT = "left_out"  # the line has a problem


@dataclass(frozen=True, slots=True)
class PlannedLine:
    """A line, its outcome, and the row it was matched with."""

    line: Line
    outcome: Outcome
    problems: list[str]
    found: Enrolment | User | None = None


def plan(roster_import: RosterImport) -> list[PlannedLine]:
    """Match every line with the class and with eligible accounts."""
    known = _InClass(roster_import.school_class)
    accounts = _Accounts(roster_import)
    planned, seen = [], set()
    for line in roster_import.lines:
        line_planned = _planned(line, known, accounts)
        if line_planned.found in seen:  # by another of its names
            line_planned = PlannedLine(line, Outcome.LEFT_OUT, ["repeated"])
        elif line_planned.found:
            seen.add(line_planned.found)
        planned.append(line_planned)
    return planned


def not_named(
    roster_import: RosterImport, planned: Iterable[PlannedLine]
) -> QuerySet[Enrolment]:
    """Who is in the class, or invited to it, and has no line in the roster."""
    named = [p.found.pk for p in planned if isinstance(p.found, Enrolment)]
    going_on = roster_import.school_class.enrolments.filter(
        state__in=(State.WAITING, State.ACTIVE)
    )
    return going_on.exclude(pk__in=named).order_by("name", "pk")


def _planned(line: Line, known: _InClass, accounts: _Accounts) -> PlannedLine:
    if line["problems"]:
        return PlannedLine(line, Outcome.LEFT_OUT, line["problems"])
    user = accounts.of(line)
    if enrolment := known.find(line, user):
        is_over = enrolment.state in (State.LEFT, State.REMOVED)
        outcome = Outcome.INVITED if is_over else Outcome.KNOWN
        return PlannedLine(line, outcome, [], enrolment)
    if user:
        return PlannedLine(line, Outcome.INVITED, [], user)
    if line["username"].lower() in accounts.taken:
        return PlannedLine(line, Outcome.LEFT_OUT, ["username_taken"])
    return PlannedLine(line, Outcome.NEW, [])


class _InClass:
    """Who is in the class, by the keys a roster may use."""

    def __init__(self, school_class: SchoolClass) -> None:
        rows = list(school_class.enrolments.select_related("learner"))
        self.by_number = {r.student_number.lower(): r for r in rows if r.student_number}
        self.by_user = {r.learner.user_id: r for r in rows}
        self.by_name = {r.name.lower(): r for r in rows}

    def find(self, line: Line, user: User | None) -> Enrolment | None:
        """Find by number, then account; by name where the roster has nothing else."""
        if found := self.by_number.get(line["student_number"].lower()):
            return found
        if user:
            return self.by_user.get(user.pk)
        has_key = line["email"] or line["username"] or line["student_number"]
        return None if has_key else self.by_name.get(line["name"].lower())


class _Accounts:
    """Accounts that a roster may match: by verified address, or created by the school.

    An unverified address proves nothing, since anybody could have entered it.
    """

    def __init__(self, roster_import: RosterImport) -> None:
        lines = roster_import.lines
        emails = [line["email"] for line in lines if line["email"]]
        names = [line["username"].lower() for line in lines if line["username"]]
        verified = EmailAddress.objects.annotate(lower=Lower("email")).filter(
            verified=True, lower__in=emails
        )
        self.by_email = {a.lower: a.user for a in verified.select_related("user")}
        users = get_user_model().objects.annotate(lower=Lower("username"))
        named = users.filter(lower__in=names)
        here = roster_import.school_class.institution_id
        made = named.filter(first_password__institution=here)
        self.taken = set(named.values_list("lower", flat=True))
        self.by_username = {user.lower: user for user in made}

    def of(self, line: Line) -> User | None:
        """The account that a line names, if any."""
        return self.by_email.get(line["email"]) or self.by_username.get(
            line["username"].lower()
        )
