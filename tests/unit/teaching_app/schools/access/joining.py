"""Joining, a learner's own classes, and the roster."""

from __future__ import annotations

from typing import Any

from teaching_app.schools.models import Enrolment
from tests.factories.schools import (
    EnrolmentFactory,
    FirstPasswordFactory,
    GuardianRequestFactory,
    RosterImportFactory,
    SchoolClassFactory,
)
from tests.unit.teaching_app.schools.access.lines import (
    ANYBODY,
    GONE,
    LEARNER,
    SIGN_IN,
    SIGNED_IN,
    TEACHERS,
    Line,
    World,
)

NOBODY = (*(GONE,) * 6, SIGN_IN)

LINES = [
    Line("GET join_by_code", "", ANYBODY),
    Line("POST join_by_code", "", ANYBODY, {"code": "nothing"}),
    Line("GET join_class", "the link", ANYBODY),
    Line("POST join_class", "the link", SIGNED_IN),
    Line("GET guardian", "a guardian's link", ANYBODY),
    Line("POST guardian", "a guardian's link", ANYBODY, {"answer": "yes"}),
    Line("GET choose_password", "", SIGNED_IN),
    Line("POST choose_password", "", SIGNED_IN),
    Line("GET my_classes", "", SIGNED_IN),
    Line("GET my_class", "the class", LEARNER),
    Line("POST share_examples", "the class", LEARNER, {"wanted": "yes"}),
    Line("GET leave_class", "the class", LEARNER),
    Line("POST leave_class", "the class", LEARNER),
    Line("GET teach_join_sheet", "the class", TEACHERS),
    Line("GET teach_roster", "the class", TEACHERS),
    Line("POST teach_roster_groups", "the class", TEACHERS, {"group": "A"}),
    Line("GET teach_roster_import", "the class", TEACHERS),
    Line("POST teach_roster_import", "the class", TEACHERS, {"names": "Li Wei"}),
    Line("GET teach_roster_preview", "a list", TEACHERS),
    Line("POST teach_roster_preview", "a list", TEACHERS),
    Line("POST teach_cards", "the class", TEACHERS),
    Line("GET teach_enrolment", "the entry", TEACHERS),
    Line("POST teach_enrolment", "the entry", TEACHERS, {"name": "Li Na"}),
    Line("GET teach_remove_learner", "the entry", TEACHERS),
    Line("POST teach_remove_learner", "the entry", TEACHERS),
    Line("POST teach_invite_learner", "an entry that ended", TEACHERS),
    Line("POST teach_guardian_link", "a waiting entry", TEACHERS),
    Line("GET teach_enrolment", "an entry of another class", NOBODY),
    Line("GET teach_remove_learner", "an entry of another class", NOBODY),
]


def rows(world: World) -> dict[str, list[Any]]:
    here = world.school_class
    waiting = EnrolmentFactory(school_class=here, state=Enrolment.State.WAITING)
    ended = EnrolmentFactory(school_class=here, state=Enrolment.State.LEFT)
    with_card = EnrolmentFactory(school_class=here)
    FirstPasswordFactory(user=with_card.learner.user, institution=here.institution)
    elsewhere = EnrolmentFactory(school_class=SchoolClassFactory())
    asked = GuardianRequestFactory(enrolment__school_class=here)
    proposed = RosterImportFactory(school_class=here)
    return {
        "the link": [here.join_token],
        "a guardian's link": [asked.token],
        "the class": [here.public_id],
        "a list": [here.public_id, proposed.public_id],
        "the entry": [here.public_id, world.enrolment.public_id],
        "an entry that ended": [here.public_id, ended.public_id],
        "a waiting entry": [here.public_id, waiting.public_id],
        "an entry of another class": [here.public_id, elsewhere.public_id],
    }
