"""The pages on the way into a class."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from teaching_app.practice.models import Learner
from teaching_app.practice.selectors import consents
from teaching_app.schools import guesses
from teaching_app.schools.models import Enrolment, GuardianRequest, SchoolClass
from tests.factories.models import LearnerFactory, UserFactory
from tests.factories.schools import EnrolmentFactory, SchoolClassFactory

pytestmark = pytest.mark.django_db
State = Enrolment.State
CODE_PAGE = "/join/"


@pytest.fixture(autouse=True)
def no_earlier_guesses() -> None:
    cache.clear()


@pytest.fixture
def school_class() -> SchoolClass:
    teacher = UserFactory(first_name="Lin", last_name="Wang")
    return SchoolClassFactory(
        name="7b", taught_by=teacher, institution__name="Gymnasium"
    )


@pytest.fixture
def learner() -> Learner:
    return LearnerFactory(agreed=False)


def link(school_class: SchoolClass) -> str:
    return reverse("join_class", args=[school_class.join_token])


@pytest.mark.parametrize("typed", ["ACDEFGH", " acdefgh ", "acd-ef gh"])
def test_a_code_leads_to_the_class_however_it_is_typed(
    typed: str, school_class: SchoolClass, client: Client
) -> None:
    SchoolClass.objects.update(join_code="ACDEFGH")
    response = client.post(CODE_PAGE, {"code": typed})
    assert response.url == link(school_class)


def test_a_code_signs_nobody_in_and_enrols_nobody_by_itself(
    school_class: SchoolClass, client: Client, learner_client: Client
) -> None:
    for browser in (client, learner_client):
        browser.post(CODE_PAGE, {"code": school_class.join_code}, follow=True)
    assert "_auth_user_id" not in client.session
    assert not Enrolment.objects.exists()


def test_wrong_codes_are_limited_and_right_ones_do_not_count(
    school_class: SchoolClass, learner_client: Client
) -> None:
    for _ in range(guesses.WRONG_BY_ACCOUNT + 1):
        right = learner_client.post(CODE_PAGE, {"code": school_class.join_code})
        assert right.status_code == 302
    for _ in range(guesses.WRONG_BY_ACCOUNT):
        page = learner_client.post(CODE_PAGE, {"code": "wrong"})
        assert page.status_code == 200
        assert "No class has this code" in page.content.decode()
    blocked = learner_client.post(CODE_PAGE, {"code": school_class.join_code})
    assert blocked.status_code == 429
    assert "Wait ten minutes" in blocked.content.decode()


def test_guessing_without_an_account_is_limited_as_well(
    school_class: SchoolClass, client: Client
) -> None:
    for _ in range(guesses.WRONG_BY_ADDRESS):
        client.post(CODE_PAGE, {"code": "wrong"})
    assert client.post(CODE_PAGE, {"code": school_class.join_code}).status_code == 429


def test_a_visitor_reads_whose_class_it_is_and_returns_after_signing_in(
    school_class: SchoolClass, client: Client
) -> None:
    page = client.get(link(school_class)).content.decode()
    assert "Join “7b”" in page
    assert "Lin Wang, Gymnasium" in page
    for name in ("account_signup", "account_login"):
        assert f"{reverse(name)}?next={link(school_class)}" in page


def test_a_newcomer_signs_up_and_lands_on_the_page_of_the_class(
    school_class: SchoolClass, client: Client
) -> None:
    form = {"username": "li-wei", "password1": "three words in a row"}
    form |= {"password2": form["password1"], "next": link(school_class)}
    response = client.post(reverse("account_signup"), form)
    assert response.url == link(school_class)


def test_an_unknown_link_is_explained(learner_client: Client) -> None:
    page = learner_client.get("/join/nothing/")
    assert page.status_code == 404
    assert "leads to no class" in page.content.decode()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"is_open": False}, "“7b” is closed"),
        ({"ends_on": "2020-01-01", "starts_on": "2019-01-01"}, "“7b” has ended"),
    ],
)
def test_a_closed_class_says_so(
    change: dict[str, Any],
    words: str,
    school_class: SchoolClass,
    client: Client,
    learner_client: Client,
) -> None:
    SchoolClass.objects.update(**change)
    for browser in (client, learner_client):
        assert words in browser.get(link(school_class)).content.decode()
    learner_client.post(link(school_class), {"name": "Li", "age": "of_age"})
    assert not Enrolment.objects.exists()


def test_a_removed_learner_cannot_rejoin_by_the_link(
    school_class: SchoolClass, learner: Learner, learner_client: Client
) -> None:
    EnrolmentFactory(school_class=school_class, learner=learner, state=State.REMOVED)
    page = learner_client.get(link(school_class)).content.decode()
    assert "You were taken out" in page


def test_the_page_says_who_sees_what_before_anybody_agrees(
    school_class: SchoolClass, learner_client: Client
) -> None:
    page = learner_client.get(link(school_class)).content.decode()
    for words in (
        "Lin Wang, Gymnasium",
        "only how many takes a week",
        "Switched off while you are in this class",
        "stays with your teachers until you delete the take",
        "What is recorded",
    ):
        assert words in page


def test_styles_are_not_mentioned_where_the_site_has_none(
    school_class: SchoolClass, learner_client: Client, settings: Any
) -> None:
    settings.EXPRESSION_ENABLED = False
    page = learner_client.get(link(school_class)).content.decode()
    assert "Styles" not in page


def test_one_form_agrees_to_both_and_enrols(
    school_class: SchoolClass, learner: Learner, learner_client: Client
) -> None:
    form = {"name": "Li Wei", "age": "of_age", "first_language": "zh"}
    response = learner_client.post(link(school_class), form, follow=True)
    assert "You are in the class “7b”" in response.content.decode()
    enrolment = Enrolment.objects.get(learner=learner)
    assert (enrolment.state, enrolment.shares_examples) == (State.ACTIVE, False)
    assert consents.may_record(learner)
    again = learner_client.get(link(school_class))
    assert again.url == reverse("my_class", args=[school_class.public_id])


def test_who_agreed_to_recordings_before_is_not_asked_again(
    school_class: SchoolClass, client: Client
) -> None:
    client.force_login(LearnerFactory().user)
    page = client.get(link(school_class)).content.decode()
    assert "What is recorded" not in page
    assert "How old are you?" not in page
    assert client.post(link(school_class), {"name": "Li Wei"}).status_code == 302


@pytest.mark.parametrize("missing", [{"name": ""}, {"age": ""}])
def test_name_and_age_are_asked_for(
    missing: dict[str, str], school_class: SchoolClass, learner_client: Client
) -> None:
    form = {"name": "Li Wei", "age": "of_age"} | missing
    assert learner_client.post(link(school_class), form).status_code == 200
    assert not Enrolment.objects.exists()


def test_a_minor_waits_for_a_guardian_who_needs_no_account(
    school_class: SchoolClass, learner: Learner, learner_client: Client
) -> None:
    form = {"name": "Li Wei", "age": "younger"}
    page = learner_client.post(link(school_class), form, follow=True).content.decode()
    asked = GuardianRequest.objects.get()
    address = reverse("guardian", args=[asked.token])
    assert f"http://testserver{address}" in page
    assert "<copy-text" in page
    assert "js/pages/joining" in page
    assert not consents.may_record(learner)

    guardian = Client(headers={"accept-language": "zh-hans"})
    read = guardian.get(address).content.decode()
    assert "Li Wei" in read
    assert 'lang="zh-hans"' in read
    answer = {"guardian_name": "Li Na", "guardian_agrees": "on", "answer": "yes"}
    assert "7b" not in guardian.post(address, answer, follow=True).content.decode()
    assert Enrolment.objects.get().state == State.ACTIVE
    assert consents.may_record(learner)


@pytest.mark.parametrize("missing", ["guardian_name", "guardian_agrees"])
def test_a_guardians_yes_needs_a_name_and_the_box(
    missing: str, school_class: SchoolClass, client: Client
) -> None:
    asked = GuardianRequest.objects.create(
        enrolment=EnrolmentFactory(state=State.WAITING),
        expires_at="2099-01-01T00:00:00Z",
    )
    answer = {"guardian_name": "Li Na", "guardian_agrees": "on", "answer": "yes"}
    page = client.post(reverse("guardian", args=[asked.token]), answer | {missing: ""})
    assert page.status_code == 200
    assert 'aria-invalid="true"' in page.content.decode()
    asked.refresh_from_db()
    assert asked.answered_at is None


def test_a_guardians_no_needs_nothing_more(client: Client) -> None:
    asked = GuardianRequest.objects.create(
        enrolment=EnrolmentFactory(state=State.WAITING),
        expires_at="2099-01-01T00:00:00Z",
    )
    address = reverse("guardian", args=[asked.token])
    page = client.post(address, {"answer": "no"}, follow=True).content.decode()
    assert "You did not agree" in page
    assert Enrolment.objects.get().state == State.LEFT
