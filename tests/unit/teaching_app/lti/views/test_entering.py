"""Signing in by a launch: whose account, in which browser, and into which class."""

from __future__ import annotations

import time
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.models import User
from django.test import Client
from lti_tool.models import LtiUser

from teaching_app.lti.models import Course, Platform
from teaching_app.schools.models import Enrolment, Membership, SchoolClass
from teaching_app.schools.models.institution import Role
from tests.factories.models import UserFactory
from tests.factories.platforms import (
    ASSISTANT,
    TEACHER,
    SimulatedPlatform,
    begin,
    launch,
)
from tests.factories.schools import (
    AssignmentItemFactory,
    MembershipFactory,
    SchoolClassFactory,
)

pytestmark = pytest.mark.django_db


def enter(client: Client, simulated: SimulatedPlatform, **about: Any) -> Any:
    """Launch in a tab and follow the way to its end."""
    response = launch(client, simulated, **about)
    return client.get(response.url, follow=True)


def connected(platform: Platform, simulated: SimulatedPlatform) -> SchoolClass:
    """A class with a teacher that the platform's course is connected with."""
    client = Client()
    enter(client, simulated, sub="teacher-1", roles=TEACHER, name="Ann Byron")
    link = LtiUser.objects.get(sub="teacher-1").memberships.get()
    school_class = SchoolClassFactory(
        institution=platform.institution, taught_by=link.user.auth_user
    )
    Course.objects.create(context=link.context, school_class=school_class)
    return school_class


def test_a_learner_gets_an_account_and_is_asked_to_join_the_class(
    client: Client, simulated: SimulatedPlatform, platform: Platform
) -> None:
    school_class = connected(platform, simulated)
    response = enter(client, simulated)
    assert response.redirect_chain[-1][0] == f"/join/{school_class.join_token}/"
    user = LtiUser.objects.get(sub="learner-1").auth_user
    assert int(client.session["_auth_user_id"]) == user.pk
    assert not user.has_usable_password()
    enrolment = Enrolment.objects.get(school_class=school_class)
    assert (enrolment.name, enrolment.state) == ("Mia Wang", "waiting")


def test_after_joining_a_learner_is_at_the_assignment_of_the_link(
    client: Client, simulated: SimulatedPlatform, platform: Platform
) -> None:
    school_class = connected(platform, simulated)
    item = AssignmentItemFactory(assignment__school_class=school_class)
    custom = {"assignment": str(item.assignment.public_id)}
    enter(client, simulated, custom=custom)
    answers = {"age": "of_age", "agreed": "on", "recording": "on", "name": "Mia"}
    response = client.post(f"/join/{school_class.join_token}/", answers)
    assert response.status_code == 302, response.context["form"].errors
    assert response.url == f"/assignments/{item.assignment.public_id}/"


def test_the_same_person_has_the_same_account_the_next_time(
    client: Client, simulated: SimulatedPlatform, platform: Platform
) -> None:
    enter(client, simulated)
    enter(Client(), simulated, name="Mia Wang-Smith")
    assert User.objects.filter(lti_users__sub="learner-1").count() == 1
    assert LtiUser.objects.get().name == "Mia Wang-Smith"


def test_a_teacher_joins_the_staff_and_an_assistant_as_one(
    client: Client, simulated: SimulatedPlatform, platform: Platform
) -> None:
    school_class = connected(platform, simulated)
    enter(client, simulated, sub="helper", roles=ASSISTANT)
    roles = platform.institution.memberships.values_list("role", flat=True)
    assert sorted(roles) == ["admin", "assistant", "teacher"]
    helper = school_class.staff.get(membership__role=Role.ASSISTANT)
    assert helper.membership.user == LtiUser.objects.get(sub="helper").auth_user


def test_whoever_was_taken_off_the_staff_is_not_put_back(
    client: Client, simulated: SimulatedPlatform, platform: Platform
) -> None:
    connected(platform, simulated)
    membership = Membership.objects.get(role=Role.TEACHER)
    membership.ended_at = membership.joined_at
    membership.save()
    response = enter(client, simulated, sub="teacher-1", roles=TEACHER)
    assert response.status_code == 403
    assert b"not on the staff" in response.content


def test_a_platform_may_not_make_teachers(
    client: Client, simulated: SimulatedPlatform, platform: Platform
) -> None:
    platform.admits_teachers = False
    platform.save()
    response = enter(client, simulated, sub="teacher-1", roles=TEACHER)
    assert response.status_code == 403
    assert not platform.institution.memberships.filter(role=Role.TEACHER).exists()


def test_a_visitor_of_the_course_has_no_account(
    client: Client, simulated: SimulatedPlatform, platform: Platform
) -> None:
    response = enter(client, simulated, roles=["Mentor"])
    assert response.status_code == 403
    assert LtiUser.objects.get().auth_user is None


def test_in_a_frame_nobody_is_signed_in_and_the_platform_alone_may_show_it(
    client: Client, simulated: SimulatedPlatform, platform: Platform
) -> None:
    response = launch(client, simulated, in_frame=True)
    assert response.status_code == 200
    assert "_auth_user_id" not in client.session
    assert "frame-ancestors https://lms.example" in response["Content-Security-Policy"]
    assert "X-Frame-Options" not in response
    assert b"microphone" in response.content


def test_other_pages_stay_out_of_frames(
    client: Client, simulated: SimulatedPlatform, platform: Platform
) -> None:
    response = enter(client, simulated)
    assert "frame-ancestors 'none'" in response["Content-Security-Policy"]
    assert response["X-Frame-Options"] == "DENY"


def test_a_link_from_another_browser_asks_before_it_signs_in(
    client: Client, simulated: SimulatedPlatform, platform: Platform
) -> None:
    address = launch(client, simulated).url
    other = Client()
    asked = other.get(address)
    assert b"Continue as Mia Wang" in asked.content
    assert "_auth_user_id" not in other.session
    other.post(address)
    assert "_auth_user_id" in other.session


def test_a_message_of_another_browser_asks_too(
    client: Client, simulated: SimulatedPlatform, platform: Platform
) -> None:
    asked, other = begin(client, simulated), Client()
    token = simulated.sign(simulated.claims(asked["nonce"]))
    form = {"state": asked["state"], "id_token": token}
    address = other.post("/lti/launch/", form).url
    assert b"Continue as Mia Wang" in other.get(address).content
    assert "_auth_user_id" not in other.session


def test_a_link_signs_in_once(
    client: Client, simulated: SimulatedPlatform, platform: Platform
) -> None:
    address = launch(client, simulated).url
    client.get(address)
    assert client.post(address).status_code == 302, "they are in already"
    other = Client()
    assert other.post(address).status_code == 400
    assert "_auth_user_id" not in other.session


def test_a_link_is_too_old_after_a_quarter_of_an_hour(
    client: Client,
    simulated: SimulatedPlatform,
    platform: Platform,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    address = launch(client, simulated).url
    later = time.time() + 901
    monkeypatch.setattr(time, "time", lambda: later)
    assert client.get(address).status_code == 400


def known(email: str, **about: Any) -> User:
    """An account that has confirmed its address."""
    user = UserFactory(email=email, **about)
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    return user


def test_an_address_alone_opens_no_account(
    client: Client, simulated: SimulatedPlatform, platform: Platform
) -> None:
    owner = known("mia@school.example")
    response = enter(client, simulated, email="Mia@school.example")
    assert "_auth_user_id" not in client.session
    assert b"If it is yours, sign in with its password" in response.content
    client.post(response.redirect_chain[-1][0], {"mine": "yes"})
    assert LtiUser.objects.get().auth_user != owner


def test_its_owner_connects_it_by_signing_in(
    client: Client, simulated: SimulatedPlatform, platform: Platform
) -> None:
    owner = known("mia@school.example")
    address = enter(client, simulated, email=owner.email).redirect_chain[-1][0]
    client.force_login(owner, backend="django.contrib.auth.backends.ModelBackend")
    assert b"You are signed in as" in client.get(address).content
    client.post(address, {"mine": "yes"})
    assert LtiUser.objects.get().auth_user == owner


def test_an_unconfirmed_address_stands_in_nobodys_way(
    client: Client, simulated: SimulatedPlatform, platform: Platform
) -> None:
    user = UserFactory(email="mia@school.example")
    EmailAddress.objects.create(user=user, email=user.email, verified=False)
    enter(client, simulated, email=user.email)
    assert LtiUser.objects.get().auth_user not in (None, user)


@pytest.mark.parametrize("changes", [{"is_staff": True}, {"is_active": False}], ids=str)
def test_accounts_of_site_staff_and_closed_ones_are_not_opened(
    changes: dict[str, bool],
    client: Client,
    simulated: SimulatedPlatform,
    platform: Platform,
) -> None:
    enter(Client(), simulated)
    User.objects.filter(lti_users__sub="learner-1").update(**changes)
    assert enter(client, simulated).status_code == 403
    assert "_auth_user_id" not in client.session


def test_staff_cannot_connect_their_account(
    client: Client, simulated: SimulatedPlatform, platform: Platform
) -> None:
    owner = known("mia@school.example", is_staff=True)
    address = enter(client, simulated, email=owner.email).redirect_chain[-1][0]
    client.force_login(owner, backend="django.contrib.auth.backends.ModelBackend")
    assert client.post(address, {"mine": "yes"}).status_code == 403
    assert LtiUser.objects.get().auth_user is None


def test_no_platform_opens_the_rights_of_another_schools_staff(
    client: Client, simulated: SimulatedPlatform, platform: Platform
) -> None:
    owner = known("mia@school.example")
    elsewhere = MembershipFactory(user=owner)
    address = enter(client, simulated, email=owner.email).redirect_chain[-1][0]
    client.force_login(owner, backend="django.contrib.auth.backends.ModelBackend")
    assert client.post(address, {"mine": "yes"}).status_code == 403
    elsewhere.delete()
    address = launch(Client(), simulated, email=owner.email).url
    client.post(address.replace("continue", "account"), {"mine": "yes"})
    assert LtiUser.objects.get().auth_user == owner
    MembershipFactory(user=owner)  # later
    assert enter(Client(), simulated).status_code == 403


def test_where_to_go_is_of_use_to_its_own_account_alone(
    client: Client, simulated: SimulatedPlatform, platform: Platform
) -> None:
    connected(platform, simulated)
    response = launch(client, simulated)
    onward = client.get(response.url).url
    other = Client()
    other.force_login(
        UserFactory(), backend="django.contrib.auth.backends.ModelBackend"
    )
    assert other.get(onward).status_code == 400
    assert client.get(onward).status_code == 302


def test_a_second_factor_is_asked_for_all_the_same(
    client: Client, simulated: SimulatedPlatform, platform: Platform
) -> None:
    enter(Client(), simulated)
    TOTP.activate(LtiUser.objects.get().auth_user, "JBSWY3DPEHPK3PXP")
    response = client.get(launch(client, simulated).url)
    assert response.url.startswith("/accounts/2fa/authenticate/")
    assert "_auth_user_id" not in client.session
