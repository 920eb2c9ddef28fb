"""A school's OneRoster export as rosters of its classes, each to be confirmed."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.contrib.auth.models import User
from django.db import transaction

from teaching_app.lti.one_roster import RosterClass, read
from teaching_app.schools.models import Institution, RosterImport
from teaching_app.schools.roster_files import RosterFileError
from teaching_app.schools.services import rosters
from teaching_app.schools.staff import current


@dataclass(slots=True)
class Proposed:
    """Rosters that wait to be confirmed, and titles without a class of that name.

    ``unreadable`` are classes whose list is too long or cannot be read.
    """

    imports: list[RosterImport] = field(default_factory=list)
    unmatched: list[RosterClass] = field(default_factory=list)
    unreadable: list[RosterClass] = field(default_factory=list)


@transaction.atomic
def propose(
    *, institution: Institution, file_name: str, content: bytes, by: User
) -> Proposed:
    """Propose a roster for each class of the export that has a class of its name here.

    ``OneRosterError`` if the file is no such export. Nobody is enrolled before somebody
    has looked at a roster and confirmed it.
    """
    known = {
        found.name.strip().lower(): found
        for found in current(institution.classes.all())
    }
    done = Proposed()
    for exported in read(content):
        school_class = known.get(exported.title.strip().lower())
        if school_class is None:
            done.unmatched.append(exported)
            continue
        try:
            proposed = rosters.propose(
                school_class=school_class,
                file_name=file_name,
                content=exported.users,
                by=by,
            )
        except RosterFileError:
            done.unreadable.append(exported)
        else:
            done.imports.append(proposed)
    return done
