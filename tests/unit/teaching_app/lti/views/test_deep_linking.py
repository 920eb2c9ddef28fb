"""A teacher chooses links in a frame, and they come back signed."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from lti_tool.models import LtiUser

from teaching_app.lti.models import Course, Platform
from teaching_app.schools.models import Assignment, SchoolClass
from tests.factories.models import PhraseFactory
from tests.factories.platforms import LEARNER, TEACHER, SimulatedPlatform, begin, launch
from tests.factories.schools import AssignmentFactory
from tests.unit.teaching_app.lti.views.test_entering import known

pytestmark = pytest.mark.django_db

BACK = "https://lms.example/links/back"


def offered(client: Client, simulated: SimulatedPlatform, **about: Any) -> Any:
    values = {"sub": "teacher-1", "roles": TEACHER, "links_back_to": BACK, **about}
    return launch(client, simulated, **values)


def token_in(response: Any) -> str:
    found = re.search(r'name="token" value="([^"]+)"', response.content.decode())
    assert found
    return found[1]


def chosen(response: Any, **form: Any) -> Any:
    """Send the form of the page with a browser that has no cookies."""
    return Client().post("/lti/links/", {"token": token_in(response), **form})


@pytest.fixture
def school_class(simulated: SimulatedPlatform, platform: Platform) -> SchoolClass:
    """A class that a teacher has connected with the course."""
    response = offered(Client(), simulated)
    form = {"school_class": "new", "name": "English 7b", "age_group": "teens"}
    chosen(response, **form)
    return Course.objects.get().school_class


def test_a_course_is_first_connected_with_a_class(
    simulated: SimulatedPlatform, platform: Platform
) -> None:
    response = offered(Client(), simulated)
    assert b"Which class is this course?" in response.content
    form = {"school_class": "new", "name": "English 7b", "age_group": "teens"}
    assert b"What to link" in chosen(response, **form).content
    made = Course.objects.get().school_class
    assert (made.name, made.institution) == ("English 7b", platform.institution)
    assert not made.is_open, "learners come by the course alone"
    assert made.staff.get().membership.user.lti_users.get().sub == "teacher-1"


def test_the_choice_comes_back_signed_by_the_tool(
    simulated: SimulatedPlatform, school_class: SchoolClass
) -> None:
    marked = AssignmentFactory(school_class=school_class, marking="teacher")
    phrase = PhraseFactory()
    response = chosen(
        offered(Client(), simulated),
        assignments=[marked.public_id],
        phrases=[phrase.slug],
        maximum="20",
    )
    message = re.search(r'name="JWT" value="([^"]+)"', response.content.decode())
    assert message
    first, second = simulated.links_of(message[1])
    assert first["custom"] == {"assignment": str(marked.public_id), "maximum": "20"}
    assert first["lineItem"]["scoreMaximum"] == 20
    assert first["lineItem"]["resourceId"] == str(marked.public_id)
    assert second["custom"] == {"phrase": phrase.slug}
    assert "lineItem" not in second
    policy = response["Content-Security-Policy"]
    assert "form-action 'self' https://lms.example" in policy
    assert "frame-ancestors https://lms.example" in policy


@pytest.mark.parametrize(
    ("marking", "maximum"), [("none", None), ("completion", 1), ("teacher", 100)]
)
def test_the_column_for_grades_follows_the_marking(
    marking: str,
    maximum: int | None,
    simulated: SimulatedPlatform,
    school_class: SchoolClass,
) -> None:
    made = AssignmentFactory(school_class=school_class, marking=marking)
    response = chosen(
        offered(Client(), simulated), assignments=[made.public_id], maximum="100"
    )
    message = re.search(r'name="JWT" value="([^"]+)"', response.content.decode())
    assert message
    (link,) = simulated.links_of(message[1])
    assert link.get("lineItem", {}).get("scoreMaximum") == maximum


def test_assignments_of_other_classes_cannot_be_linked(
    simulated: SimulatedPlatform, school_class: SchoolClass
) -> None:
    other = AssignmentFactory()
    response = chosen(
        offered(Client(), simulated), assignments=[other.public_id], maximum="100"
    )
    assert response.status_code == 400
    assert b"JWT" not in response.content


def test_nothing_chosen_is_said(
    simulated: SimulatedPlatform, school_class: SchoolClass
) -> None:
    response = chosen(offered(Client(), simulated), maximum="100")
    assert response.status_code == 400
    assert b"Choose what to link" in response.content


def test_a_class_of_somebody_else_cannot_be_connected(
    simulated: SimulatedPlatform, platform: Platform
) -> None:
    other = AssignmentFactory().school_class
    response = chosen(offered(Client(), simulated), school_class=str(other.public_id))
    assert response.status_code == 400
    assert not Course.objects.exists()


def test_learners_link_nothing(
    simulated: SimulatedPlatform, platform: Platform
) -> None:
    response = offered(Client(), simulated, roles=LEARNER)
    assert response.status_code == 403
    assert "frame-ancestors https://lms.example" in response["Content-Security-Policy"]


def test_a_token_of_something_else_opens_nothing(
    client: Client, simulated: SimulatedPlatform, school_class: SchoolClass
) -> None:
    other = launch(client, simulated).url.split("/")[-2]
    for token in ("", "made up", other):
        assert Client().post("/lti/links/", {"token": token}).status_code == 400


def test_an_owner_of_the_address_connects_in_a_tab_first(
    simulated: SimulatedPlatform, platform: Platform
) -> None:
    known("ann@school.example")
    response = offered(Client(), simulated, email="ann@school.example")
    assert b"Connect your account first" in response.content
    assert LtiUser.objects.get().auth_user is None


@pytest.mark.parametrize("address", ["javascript:alert(1)", "", "/back"])
def test_links_go_back_to_a_web_address_alone(
    address: str, simulated: SimulatedPlatform, platform: Platform
) -> None:
    client = Client()
    asked = begin(client, simulated)
    claims = simulated.claims(asked["nonce"], roles=TEACHER, links_back_to=BACK)
    name = "https://purl.imsglobal.org/spec/lti-dl/claim/deep_linking_settings"
    claims[name]["deep_link_return_url"] = address
    form = {"state": asked["state"], "id_token": simulated.sign(claims)}
    assert client.post("/lti/launch/", form).status_code == 400


# --- copies of courses -----------------------------------------------------------------


def opened(simulated: SimulatedPlatform, assignment: Assignment, **about: Any) -> Any:
    """Open a link to an assignment in a course, and follow it."""
    client = Client()
    custom = {"assignment": str(assignment.public_id)}
    response = launch(client, simulated, custom=custom, **about)
    return client, client.get(response.url, follow=True)


def test_a_copied_course_leads_to_a_copy_of_the_assignment(
    simulated: SimulatedPlatform, school_class: SchoolClass
) -> None:
    original = AssignmentFactory(school_class=school_class, marking="teacher")
    teacher = {"sub": "teacher-1", "roles": TEACHER, "course": "copy", "link": "link-9"}
    client, page = opened(simulated, original, **teacher)
    assert b"Which class is this course?" in page.content
    form = {"school_class": "new", "name": "English 7c", "age_group": "teens"}
    page = client.post(page.redirect_chain[-1][0], form, follow=True)
    copied = Assignment.objects.get(copied_from=original)
    assert page.redirect_chain[-1][0] == f"/teach/assignments/{copied.public_id}/"
    assert copied.school_class.copied_from == school_class
    assert copied.published_at is None

    learner = {"course": "copy", "link": "link-9"}
    _client, page = opened(simulated, original, **learner)
    assert b"not open yet" in page.content
    Assignment.objects.update(published_at="2026-01-01T00:00Z")
    _client, page = opened(simulated, original, **learner)
    assert page.redirect_chain[-1][0] == f"/join/{copied.school_class.join_token}/"


def test_a_link_that_is_new_in_the_class_is_copied_into_it(
    simulated: SimulatedPlatform, school_class: SchoolClass
) -> None:
    elsewhere = AssignmentFactory(
        school_class__institution=school_class.institution, title="Rising ends"
    )
    opened(simulated, elsewhere, sub="teacher-1", roles=TEACHER, link="link-5")
    assert school_class.assignments.get().copied_from == elsewhere
    opened(simulated, elsewhere, sub="teacher-1", roles=TEACHER, link="link-6")
    assert school_class.assignments.count() == 1


def test_an_assignment_of_another_school_is_not_copied(
    simulated: SimulatedPlatform, school_class: SchoolClass
) -> None:
    elsewhere = AssignmentFactory()
    _client, page = opened(simulated, elsewhere, sub="teacher-1", roles=TEACHER)
    assert page.status_code == 200
    assert not school_class.assignments.exists()


def test_learners_wait_until_the_course_is_connected(
    simulated: SimulatedPlatform, platform: Platform
) -> None:
    _client, page = opened(simulated, AssignmentFactory())
    assert page.status_code == 404
    assert b"Your teacher has to open this link once" in page.content
