"""The log of who did what: written once, and changed by nobody."""

from __future__ import annotations

import pytest

from teaching_app.schools.models import AuditEvent
from teaching_app.schools.models.append_only import AppendOnlyError
from teaching_app.schools.services import audit
from tests.factories.models import LearnerFactory, UserFactory
from tests.factories.schools import InstitutionFactory

pytestmark = pytest.mark.django_db
Action = AuditEvent.Action


def test_an_event_records_who_did_what_to_whom() -> None:
    actor = UserFactory(first_name="Ada", last_name="Byron")
    institution, learner = InstitutionFactory(), LearnerFactory()
    event = audit.note(
        actor=actor,
        action=Action.HEARD,
        what="take",
        institution=institution,
        learner=learner,
        details={"take": "17"},
    )
    event.refresh_from_db()
    assert (event.actor, event.actor_name) == (actor, "Ada Byron")
    assert (event.action, event.what, event.learner) == ("heard", "take", learner)
    assert (event.institution, event.details) == (institution, {"take": "17"})


def test_an_account_without_a_full_name_is_shown_by_its_username() -> None:
    actor = UserFactory()
    event = audit.note(
        actor=actor,
        action=Action.EXPORTED,
        what="roster",
        institution=InstitutionFactory(),
    )
    assert (event.actor_name, event.details) == (actor.username, {})


def test_a_name_longer_than_the_column_is_cut() -> None:
    actor = UserFactory(first_name="a" * 100, last_name="b" * 100)
    event = audit.note(
        actor=actor, action=Action.SAW, what="take", institution=InstitutionFactory()
    )
    assert len(event.actor_name) == 150


def test_an_event_cannot_be_changed() -> None:
    event = audit.note(
        actor=UserFactory(),
        action=Action.SAW,
        what="take",
        institution=InstitutionFactory(),
    )
    event.what = "nothing"
    with pytest.raises(AppendOnlyError):
        event.save()
    with pytest.raises(AppendOnlyError):
        AuditEvent.objects.update(what="nothing")
