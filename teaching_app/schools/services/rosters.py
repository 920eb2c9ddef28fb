"""Rosters: read a list, preview it line by line, and enrol learners once confirmed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from teaching_app.practice.models import Learner
from teaching_app.practice.services import learners
from teaching_app.schools.models import (
    AuditEvent,
    Enrolment,
    Group,
    RosterImport,
    SchoolClass,
)
from teaching_app.schools.roster_files import Line, lines_of, read
from teaching_app.schools.selectors.rosters import Outcome, PlannedLine, plan

from . import audit, cards

State = Enrolment.State
KEPT_UNCONFIRMED_FOR = timedelta(days=1)


@dataclass(slots=True)
class Confirmed:
    """Result of a roster; ``cards`` are shown once and stored nowhere."""

    cards: list[cards.Card] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)


def propose(
    *, school_class: SchoolClass, file_name: str, content: bytes, by: User
) -> RosterImport:
    """Read a list and keep it for preview; that enrols nobody."""
    return _kept(school_class, file_name, read(content), by)


def propose_rows(
    *,
    school_class: SchoolClass,
    source: str,
    rows: Sequence[Mapping[str, str]],
    by: User,
) -> RosterImport:
    """The same with rows that another system sends; ``source`` names it."""
    return _kept(school_class, source, lines_of(rows), by)


def _kept(
    school_class: SchoolClass, source: str, lines: list[Line], by: User
) -> RosterImport:
    return RosterImport.objects.create(
        school_class=school_class,
        uploaded_by=by,
        file_name=source[:200],
        lines=lines,
    )


@transaction.atomic
def confirm(*, roster_import: RosterImport, by: User) -> Confirmed:
    """Enrol every line without a problem; repeating it changes nothing.

    New accounts get cards. Existing accounts are only invited: their learners agree
    themselves. The list itself is deleted.
    """
    confirmed = Confirmed()
    waiting = RosterImport.objects.filter(pk=roster_import.pk, confirmed_at=None)
    if not waiting.update(confirmed_at=timezone.now()):
        return confirmed
    roster_import.refresh_from_db()
    # Usernames from the list take precedence over generated ones.
    for planned in sorted(plan(roster_import), key=lambda p: not p.line["username"]):
        confirmed.counts[planned.outcome.value] += 1
        if planned.outcome != Outcome.LEFT_OUT:
            _take_in(planned, roster_import, confirmed, by)
    confirmed.cards.sort(key=lambda card: card.name)
    roster_import.lines, roster_import.counts = [], dict(confirmed.counts)
    roster_import.save()
    _note(roster_import, by)
    return confirmed


def forget_unconfirmed() -> int:
    """Delete lists that nobody confirmed in time; return how many."""
    before = timezone.now() - KEPT_UNCONFIRMED_FOR
    old = RosterImport.objects.filter(confirmed_at=None, created_at__lt=before)
    return old.delete()[0]


def _take_in(
    planned: PlannedLine,
    roster_import: RosterImport,
    confirmed: Confirmed,
    by: User,
) -> None:
    school_class, line = roster_import.school_class, planned.line
    if isinstance(planned.found, Enrolment):
        enrolment = _back(planned.found)
    else:
        learner = (
            learners.of(user=planned.found)
            if planned.found
            else _new_learner(line, school_class, confirmed, by)
        )
        enrolment = Enrolment.objects.create(
            school_class=school_class, learner=learner, **_said(line)
        )
    for name in line["groups"]:
        group, _made = Group.objects.get_or_create(school_class=school_class, name=name)
        enrolment.groups.add(group)


def _new_learner(
    line: Line, school_class: SchoolClass, confirmed: Confirmed, by: User
) -> Learner:
    learner, card = cards.make_account(
        name=line["name"],
        username=line["username"],
        institution=school_class.institution,
        by=by,
    )
    confirmed.cards.append(card)
    return learner


def _back(enrolment: Enrolment) -> Enrolment:
    """Invite those who had left; leave those who are in unchanged."""
    if enrolment.state in (State.LEFT, State.REMOVED):
        enrolment.state, enrolment.ended_at = State.WAITING, None
        enrolment.save()
    return enrolment


def _said(line: Line) -> dict[str, Any]:
    return {key: line[key] for key in ("name", "student_number", "first_language")}


def _note(roster_import: RosterImport, by: User) -> None:
    school_class = roster_import.school_class
    audit.note(
        actor=by,
        action=AuditEvent.Action.CHANGED,
        what="roster",
        institution=school_class.institution,
        details={"class": str(school_class.public_id), **roster_import.counts},
    )
