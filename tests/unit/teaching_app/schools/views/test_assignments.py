"""Teachers make assignments, see who has handed in, mark, extend, and set aside."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from teaching_app.practice.models import Phrase
from teaching_app.schools.models import (
    Assignment,
    Extension,
    Group,
    Mark,
    SchoolClass,
    SharedPhrase,
    Submission,
)
from tests.factories.models import LearnerFactory, PhraseFactory
from tests.factories.schools import (
    AssignmentFactory,
    AssignmentItemFactory,
    EnrolmentFactory,
    InstitutionFactory,
    SchoolClassFactory,
    SubmissionFactory,
)
from tests.factories.sound import upload
from tests.unit.teaching_app.schools.access.assignments import A_FORM

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(teacher_client: Client, school_class: SchoolClass) -> Client:
    return teacher_client


@pytest.fixture
def submission(school_class: SchoolClass) -> Submission:
    return SubmissionFactory(
        item__assignment__school_class=school_class,
        item__assignment__marking="teacher",
        enrolment__name="Mei",
    )


def post(client: Client, name: str, *args: object, **form: Any) -> Any:
    return client.post(reverse(name, args=args), form)


def test_an_assignment_is_made_filled_and_published(
    client: Client, school_class: SchoolClass
) -> None:
    phrases = PhraseFactory.create_batch(2)
    post(client, "teach_assignment_new", school_class.public_id, **A_FORM)
    made = Assignment.objects.get()
    address = made.public_id
    assert made.published_at is None
    response = post(client, "teach_assignment_publish", address)
    assert response.url == reverse("teach_assignment_phrases", args=[address])
    slugs = [phrase.slug for phrase in phrases]
    post(client, "teach_assignment_phrases", address, phrase=slugs)
    post(client, "teach_assignment_publish", address)
    made.refresh_from_db()
    assert made.published_at
    assert [item.phrase for item in made.items.all()] == phrases


def test_a_form_without_a_title_is_shown_again(
    client: Client, school_class: SchoolClass
) -> None:
    sent = {**A_FORM, "title": ""}
    response = post(client, "teach_assignment_new", school_class.public_id, **sent)
    assert response.context["form"].errors["title"]
    assert not Assignment.objects.exists()


def test_phrases_are_looked_for_in_the_catalogue_and_among_our_own(
    client: Client, school_class: SchoolClass
) -> None:
    draft = AssignmentFactory(school_class=school_class)
    PhraseFactory(text="An easy one.", level="A2")
    listed = PhraseFactory(text="Another record.", level="C1")
    ours = own_phrase(school_class.institution)
    own_phrase(InstitutionFactory())
    url = reverse("teach_assignment_phrases", args=[draft.public_id])
    found = client.get(url, {"level": "C1", "query": "record"}).context["phrases"]
    assert found == [listed]
    found = client.get(url, {"source": "own"}).context["phrases"]
    assert found == [ours]
    assert client.get(url, {"level": "Z9"}).status_code == 200
    kept = client.get(url, {"source": "own", "phrase": [listed.slug]})
    assert kept.context["phrases"] == [listed, ours], "what was picked stays"
    assert f'value="{listed.slug}" checked' in kept.content.decode()


def own_phrase(institution: Any) -> Phrase:
    phrase = PhraseFactory(is_listed=False, level="", focus="")
    SharedPhrase.objects.create(phrase=phrase, institution=institution)
    return phrase


def test_only_phrases_that_were_offered_are_added(
    client: Client, school_class: SchoolClass
) -> None:
    draft = AssignmentFactory(school_class=school_class)
    private = PhraseFactory(owner=LearnerFactory(), level="", focus="")
    others = own_phrase(InstitutionFactory())
    slugs = [private.slug, others.slug]
    post(client, "teach_assignment_phrases", draft.public_id, phrase=slugs)
    assert not draft.items.exists()


def test_phrases_are_moved_grouped_and_taken_out(
    client: Client, school_class: SchoolClass
) -> None:
    first, second = AssignmentItemFactory.create_batch(
        2, assignment=AssignmentFactory(school_class=school_class)
    )
    address = first.assignment.public_id
    blue = Group.objects.create(school_class=school_class, name="Blue")
    post(client, "teach_assignment_item", address, first.pk, action="down")
    assert list(first.assignment.items.all()) == [second, first]
    post(
        client,
        "teach_assignment_item",
        address,
        first.pk,
        action="groups",
        group=[blue.pk],
    )
    assert list(first.groups.all()) == [blue]
    post(client, "teach_assignment_item", address, first.pk, action="remove")
    assert list(first.assignment.items.all()) == [second]


def test_the_table_has_a_state_in_words_for_each_learner_and_phrase(
    client: Client, submission: Submission
) -> None:
    assignment = submission.item.assignment
    EnrolmentFactory(school_class=assignment.school_class, name="Omar")
    url = reverse("teach_assignment", args=[assignment.public_id])
    page = client.get(url).content.decode()
    assert "1 of 2 learners have handed in everything." in page
    assert "handed in" in page
    assert "not yet" in page
    assert page.index("Mei") < page.index("Omar")


def test_marks_are_entered_in_the_table(client: Client, submission: Submission) -> None:
    assignment = submission.item.assignment
    field = f"mark-{submission.enrolment_id}-0"
    post(client, "teach_marks", assignment.public_id, **{field: " B+ "})
    assert Mark.objects.get().value == "B+"


def test_names_are_hidden_in_the_table_of_marks_too(
    client: Client, submission: Submission
) -> None:
    enrolment = submission.enrolment
    address = reverse("teach_assignment", args=[submission.item.assignment.public_id])
    assert enrolment.name in client.get(address).content.decode()
    client.post(reverse("teach_names"), {"hide": "yes"})
    page = client.get(address).content.decode()
    assert enrolment.name not in page
    assert str(enrolment.public_id) not in page
    assert "Mark of Learner 1" in page
    assert f'name="next" value="{address}"' in page


def test_a_colleagues_mark_stays_and_both_are_shown(
    client: Client, submission: Submission
) -> None:
    assignment = submission.item.assignment
    Mark.objects.create(
        assignment=assignment,
        enrolment=submission.enrolment,
        value="A",
        given_by_name="Ada",
    )
    field = f"mark-{submission.enrolment_id}-0"
    response = post(client, "teach_marks", assignment.public_id, **{field: "C"})
    page = response.content.decode()
    assert "Ada gave Mei “A” in the meantime. Your “C” is not kept" in page
    assert Mark.objects.count() == 1


def test_the_marks_of_a_large_class_fit_in_one_form(
    client: Client, submission: Submission
) -> None:
    fields = {f"mark-{n}-0": "A" for n in range(10_000, 10_120)}
    assignment = submission.item.assignment
    response = post(client, "teach_marks", assignment.public_id, **fields)
    assert response.status_code == 302
    assert not Mark.objects.exists(), "none of them is in this class"


def learner_address(submission: Submission) -> list[Any]:
    return [submission.item.assignment.public_id, submission.enrolment.public_id]


def test_an_extension_needs_a_reason(client: Client, submission: Submission) -> None:
    address = learner_address(submission)
    refused = post(client, "teach_extension", *address, extra_attempts="2")
    assert refused.status_code == 400
    post(client, "teach_extension", *address, extra_attempts="2", reason="was ill")
    assert Extension.objects.get().extra_attempts == 2


def test_a_teacher_hands_in_for_a_learner(
    client: Client, submission: Submission, teacher: User
) -> None:
    address = [*learner_address(submission), submission.item.pk]
    form = {"audio": upload(), "idempotency_key": str(uuid4())}
    assert post(client, "teach_hand_in", *address, **form).status_code == 302
    added = Submission.objects.get(attempt=2)
    assert added.handed_in_by == teacher
    assert added.analysis.with_expression is False
    page = client.get(
        reverse("teach_assignment_learner", args=learner_address(submission))
    )
    assert f"handed in by {teacher.username}" in page.content.decode()


def test_nothing_is_handed_in_for_a_learner_who_has_not_consented(
    client: Client, submission: Submission
) -> None:
    waiting = EnrolmentFactory(
        school_class=submission.item.assignment.school_class,
        learner=LearnerFactory(agreed=False),
    )
    address = [submission.item.assignment.public_id, waiting.public_id]
    form = {"audio": upload(), "idempotency_key": str(uuid4())}
    response = post(client, "teach_hand_in", *address, submission.item.pk, **form)
    assert response.status_code == 400
    assert Submission.objects.count() == 1


def test_a_take_is_set_aside_with_a_reason_and_that_is_undone(
    client: Client, submission: Submission
) -> None:
    address = submission.public_id
    assert post(client, "teach_set_aside", address).status_code == 400
    post(client, "teach_set_aside", address, reason="That was the dog.")
    submission.refresh_from_db()
    assert submission.set_aside_reason == "That was the dog."
    post(client, "teach_set_aside", address, undo="1")
    submission.refresh_from_db()
    assert submission.set_aside_at is None


def test_a_copy_goes_to_a_class_of_ones_own_only(
    client: Client, submission: Submission, teacher: User
) -> None:
    assignment = submission.item.assignment
    institution = assignment.school_class.institution
    mine = SchoolClassFactory(institution=institution, taught_by=teacher)
    others = SchoolClassFactory(institution=institution)
    elsewhere = SchoolClassFactory(taught_by=teacher)
    for target in (mine, others, elsewhere):
        post(
            client,
            "teach_assignment_copy",
            assignment.public_id,
            school_class=str(target.public_id),
        )
    copies = Assignment.objects.filter(copied_from=assignment)
    assert [copy.school_class for copy in copies] == [mine]


def test_an_assignment_with_submissions_is_not_deleted(
    client: Client, submission: Submission
) -> None:
    address = submission.item.assignment.public_id
    post(client, "teach_assignment_publish", address, take_back="1")
    response = client.get(reverse("teach_assignment_delete", args=[address]))
    assert "cannot be deleted" in response.content.decode()
    post(client, "teach_assignment_delete", address)
    assert Assignment.objects.exists()
    draft = AssignmentFactory(
        school_class=submission.item.assignment.school_class, published_at=None
    )
    post(client, "teach_assignment_delete", draft.public_id)
    assert not Assignment.objects.filter(pk=draft.pk).exists()
