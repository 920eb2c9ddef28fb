"""A school's classes, from an export or its own system, as rosters to be confirmed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from teaching_app.encrypted_texts import decrypt
from teaching_app.lti.models import RosterSource
from teaching_app.lti.one_roster import RosterClass, read
from teaching_app.lti.protocol.roster_service import RosterService
from teaching_app.schools.models import Institution, RosterImport, SchoolClass
from teaching_app.schools.roster_files import RosterFileError
from teaching_app.schools.services import rosters
from teaching_app.schools.staff import current


@dataclass(slots=True)
class Proposed:
    """Rosters that wait to be confirmed, and titles without a class of that name.

    ``unreadable`` are classes whose list is too long or cannot be read.
    """

    imports: list[RosterImport] = field(default_factory=list)
    unmatched: list[str] = field(default_factory=list)
    unreadable: list[str] = field(default_factory=list)


def propose(
    *, institution: Institution, file_name: str, content: bytes, by: User
) -> Proposed:
    """Propose a roster for each class of the export that has a class of its name here.

    ``OneRosterError`` if the file is no such export. Nobody is enrolled before somebody
    has looked at a roster and confirmed it.
    """
    known, found = _by_name(institution), read(content)
    done = Proposed(unmatched=[r.title for r in found if _name(r.title) not in known])
    return _proposed(done, known, found, file_name, by)


def propose_from(*, source: RosterSource, by: User) -> Proposed:
    """The same from the school's own system; of other classes no learner is asked for.

    ``RosterServiceError`` if it gives no list.
    """
    known = _by_name(source.institution)
    with RosterService(
        base_url=source.base_url,
        token_url=source.token_url,
        client_id=source.client_id,
        secret=decrypt(source.secret),
    ) as service:
        classes = service.classes()
        ours = [row for row in classes if _name(row["title"]) in known]
        found = [service.roster_of(row) for row in ours]
    others = {row["title"] for row in classes if _name(row["title"]) not in known}
    done = Proposed(unmatched=sorted(others))
    with_learners = [each for each in found if each.users]
    _proposed(done, known, with_learners, source.host, by)
    RosterSource.objects.filter(pk=source.pk).update(read_at=timezone.now())
    return done


@transaction.atomic
def _proposed(
    done: Proposed,
    known: dict[str, SchoolClass],
    found: Iterable[RosterClass],
    source: str,
    by: User,
) -> Proposed:
    for each in found:
        school_class = known.get(_name(each.title))
        if school_class is None:
            continue
        try:
            proposed = rosters.propose_rows(
                school_class=school_class, source=source, rows=each.users, by=by
            )
        except RosterFileError:
            done.unreadable.append(each.title)
        else:
            done.imports.append(proposed)
    return done


def _by_name(institution: Institution) -> dict[str, SchoolClass]:
    return {_name(found.name): found for found in current(institution.classes.all())}


def _name(title: str) -> str:
    return title.strip().lower()
