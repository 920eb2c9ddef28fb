"""A list is looked at, then taken in once; nobody is enrolled silently."""

from __future__ import annotations

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.utils import timezone

from teaching_app.schools.models import AuditEvent, Enrolment, RosterImport, SchoolClass
from teaching_app.schools.selectors.rosters import plan
from teaching_app.schools.services import rosters
from teaching_app.schools.services.rosters import Confirmed
from tests.factories.models import UserFactory
from tests.factories.schools import (
    EnrolmentFactory,
    FirstPasswordFactory,
    RosterImportFactory,
)

pytestmark = pytest.mark.django_db
State = Enrolment.State


def propose(school_class: SchoolClass, text: str) -> RosterImport:
    return rosters.propose(
        school_class=school_class,
        file_name="class.csv",
        content=text.encode(),
        by=UserFactory(),
    )


def outcomes(roster_import: RosterImport) -> list[str]:
    return [planned.outcome.value for planned in plan(roster_import)]


def take_in(school_class: SchoolClass, text: str, teacher: User) -> Confirmed:
    proposed = propose(school_class, text)
    return rosters.confirm(roster_import=proposed, by=teacher)


def account_with_address(email: str, *, verified: bool) -> User:
    user = UserFactory()
    EmailAddress.objects.create(user=user, email=email, verified=verified)
    return user


def test_a_proposal_creates_neither_accounts_nor_enrolments(
    school_class: SchoolClass,
) -> None:
    proposed = propose(school_class, "name\nAnna\nLeo\n")
    n_accounts = get_user_model().objects.count()
    assert outcomes(proposed) == ["new", "new"]
    assert get_user_model().objects.count() == n_accounts
    assert not Enrolment.objects.exists()


def test_new_learners_get_cards_and_still_have_to_agree(
    school_class: SchoolClass, teacher: User
) -> None:
    text = "name,number,group,first language,username\nLeo,7,Blue,German,leo.b\nAnna\n"
    confirmed = take_in(school_class, text, teacher)
    assert [card.name for card in confirmed.cards] == ["Anna", "Leo"]
    leo = school_class.enrolments.get(name="Leo")
    assert (leo.state, leo.student_number) == (State.WAITING, "7")
    assert leo.first_language == "de"
    assert leo.learner.user.username == "leo.b"
    assert [group.name for group in leo.groups.all()] == ["Blue"]


def test_confirming_twice_changes_nothing(
    school_class: SchoolClass, teacher: User
) -> None:
    proposed = propose(school_class, "Anna\nLeo\n")
    assert len(rosters.confirm(roster_import=proposed, by=teacher).cards) == 2
    again = rosters.confirm(roster_import=proposed, by=teacher)
    assert (again.cards, dict(again.counts)) == ([], {})
    assert school_class.enrolments.count() == 2


def test_importing_the_same_list_again_matches_everybody(
    school_class: SchoolClass, teacher: User
) -> None:
    text = "name,number,email\nAnna,1,\nLeo,,leo@example.org\nMia,,\n"
    take_in(school_class, text, teacher)
    leo = school_class.enrolments.get(name="Leo").learner.user
    EmailAddress.objects.create(user=leo, email="leo@example.org", verified=True)
    assert outcomes(propose(school_class, text)) == ["known"] * 3
    take_in(school_class, text, teacher)
    assert school_class.enrolments.count() == 3


def test_an_account_is_found_by_a_verified_address_and_only_invited(
    school_class: SchoolClass, teacher: User
) -> None:
    user = account_with_address("anna@example.org", verified=True)
    password = user.password
    confirmed = take_in(school_class, "name,email\nAnna,Anna@example.org\n", teacher)
    assert confirmed.cards == []
    enrolment = Enrolment.objects.get(learner__user=user)
    assert (enrolment.state, enrolment.agreed_at) == (State.WAITING, None)
    user.refresh_from_db()
    assert user.password == password


def test_an_unverified_address_matches_nobody(
    school_class: SchoolClass, teacher: User
) -> None:
    user = account_with_address("anna@example.org", verified=False)
    confirmed = take_in(school_class, "name,email\nAnna,anna@example.org\n", teacher)
    assert len(confirmed.cards) == 1
    assert not Enrolment.objects.filter(learner__user=user).exists()


def test_a_username_finds_an_account_of_this_school_and_of_no_other(
    school_class: SchoolClass,
) -> None:
    FirstPasswordFactory(user__username="leo", institution=school_class.institution)
    FirstPasswordFactory(user__username="mia")
    UserFactory(username="Tom")
    proposed = propose(school_class, "name,username\nLeo,LEO\nMia,mia\nTom,tom\n")
    assert outcomes(proposed) == ["invited", "left_out", "left_out"]
    assert plan(proposed)[2].problems == ["username_taken"]


def test_one_account_under_two_of_its_names_is_enrolled_once(
    school_class: SchoolClass, teacher: User
) -> None:
    user = account_with_address("leo@example.org", verified=True)
    FirstPasswordFactory(user=user, institution=school_class.institution)
    text = f"name,email,username\nLeo,leo@example.org,\nLeo B,,{user.username}\n"
    confirmed = take_in(school_class, text, teacher)
    assert dict(confirmed.counts) == {"invited": 1, "left_out": 1}


def test_former_learners_are_invited_again_and_present_ones_stay_unchanged(
    school_class: SchoolClass, teacher: User
) -> None:
    left = EnrolmentFactory(school_class=school_class, name="Leo", state=State.LEFT)
    active = EnrolmentFactory(school_class=school_class, name="Anna")
    confirmed = take_in(school_class, "leo\nANNA\n", teacher)
    assert dict(confirmed.counts) == {"invited": 1, "known": 1}
    for row, state in ((left, State.WAITING), (active, State.ACTIVE)):
        row.refresh_from_db()
        assert row.state == state


def test_a_generated_username_leaves_those_of_the_list_free(
    school_class: SchoolClass, teacher: User
) -> None:
    confirmed = take_in(school_class, "name,username\nAnna,\nOther,anna\n", teacher)
    names = {card.name: card.username for card in confirmed.cards}
    assert names["Other"] == "anna"
    assert names["Anna"].startswith("anna-")


def test_lines_with_problems_are_skipped_and_the_names_are_deleted(
    school_class: SchoolClass, teacher: User
) -> None:
    proposed = propose(school_class, "name,email\nAnna,\nLeo,nonsense\n")
    rosters.confirm(roster_import=proposed, by=teacher)
    proposed.refresh_from_db()
    assert proposed.counts == {"new": 1, "left_out": 1}
    assert proposed.lines == []
    (event,) = AuditEvent.objects.all()
    assert event.details["new"] == 1
    assert "Anna" not in str(event.details)


def test_a_formula_as_a_name_is_kept_as_text(
    school_class: SchoolClass, teacher: User
) -> None:
    take_in(school_class, 'name\n"=HYPERLINK(""x"")"\n', teacher)
    assert school_class.enrolments.get().name == '=HYPERLINK("x")'


def test_unconfirmed_lists_are_deleted_after_a_day() -> None:
    old, young, confirmed = RosterImportFactory.create_batch(3)
    before = timezone.now() - timedelta(days=1, minutes=1)
    RosterImport.objects.exclude(pk=young.pk).update(created_at=before)
    RosterImport.objects.filter(pk=confirmed.pk).update(confirmed_at=before)
    assert rosters.forget_unconfirmed() == 1
    assert not RosterImport.objects.filter(pk=old.pk).exists()


def test_the_preview_takes_as_many_queries_for_many_lines_as_for_few(
    school_class: SchoolClass, django_assert_num_queries: object
) -> None:
    text = "name,username,email\n" + "".join(
        f"L{n},l{n},l{n}@example.org\n" for n in range(200)
    )
    proposed = propose(school_class, text)
    with django_assert_num_queries(4):
        plan(proposed)
