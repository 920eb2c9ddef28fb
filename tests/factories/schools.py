"""Rows of schools as tests want them."""

from __future__ import annotations

from datetime import date, timedelta

import factory
from django.utils import timezone

from teaching_app.schools.models import (
    AcceptedVariant,
    Assignment,
    AssignmentItem,
    ClassStaff,
    Enrolment,
    FirstPassword,
    GuardianRequest,
    Institution,
    LiveRound,
    Membership,
    RosterImport,
    SchoolClass,
    SharedPhrase,
    Submission,
)
from teaching_app.schools.models.institution import Role
from teaching_app.schools.roster_files import read
from tests.factories.models import (
    AnalysisFactory,
    LearnerFactory,
    PhraseFactory,
    UserFactory,
)
from tests.reports import native_report


class InstitutionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Institution

    name = factory.Sequence(lambda n: f"School {n}")


class MembershipFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Membership

    institution = factory.SubFactory(InstitutionFactory)
    user = factory.SubFactory(UserFactory)
    role = Role.TEACHER


class SchoolClassFactory(factory.django.DjangoModelFactory):
    """A class in the middle of its term; ``taught_by`` is an account that teaches it."""

    class Meta:
        model = SchoolClass
        skip_postgeneration_save = True

    institution = factory.SubFactory(InstitutionFactory)
    name = factory.Sequence(lambda n: f"Class {n}")
    level = "B1"
    age_group = SchoolClass.AgeGroup.ADULTS
    starts_on = factory.LazyFunction(lambda: date.today() - timedelta(days=30))
    ends_on = factory.LazyFunction(lambda: date.today() + timedelta(days=60))

    @factory.post_generation
    def taught_by(
        self: SchoolClass, create: bool, account: object, **_: object
    ) -> None:
        if create and account:
            membership, _created = Membership.objects.get_or_create(
                institution=self.institution,
                user=account,
                ended_at=None,
                defaults={"role": Role.TEACHER},
            )
            ClassStaff.objects.create(school_class=self, membership=membership)


class EnrolmentFactory(factory.django.DjangoModelFactory):
    """A learner who has agreed and is in the class."""

    class Meta:
        model = Enrolment

    school_class = factory.SubFactory(SchoolClassFactory)
    learner = factory.SubFactory(LearnerFactory)
    name = factory.Sequence(lambda n: f"Pupil {n}")
    state = Enrolment.State.ACTIVE
    agreed_version = "test"
    agreed_at = factory.LazyFunction(timezone.now)


class GuardianRequestFactory(factory.django.DjangoModelFactory):
    """An open link for the guardian of a learner who waits."""

    class Meta:
        model = GuardianRequest

    enrolment = factory.SubFactory(EnrolmentFactory, state=Enrolment.State.WAITING)
    expires_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=7))


class FirstPasswordFactory(factory.django.DjangoModelFactory):
    """An account with a card, made by ``institution``."""

    class Meta:
        model = FirstPassword

    user = factory.SubFactory(UserFactory)
    institution = factory.SubFactory(InstitutionFactory)


class RosterImportFactory(factory.django.DjangoModelFactory):
    """A list of one new learner that waits to be confirmed."""

    class Meta:
        model = RosterImport

    school_class = factory.SubFactory(SchoolClassFactory)
    file_name = "class.csv"
    lines = factory.LazyFunction(lambda: read(b"name\nLi Wei\n"))


class AssignmentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Assignment

    school_class = factory.SubFactory(SchoolClassFactory)
    title = factory.Sequence(lambda n: f"Assignment {n}")
    due_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=7))
    published_at = factory.LazyFunction(timezone.now)


class AssignmentItemFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = AssignmentItem

    assignment = factory.SubFactory(AssignmentFactory)
    phrase = factory.SubFactory(PhraseFactory)


class SubmissionFactory(factory.django.DjangoModelFactory):
    """A take that was handed in, of a learner in the assignment's class."""

    class Meta:
        model = Submission

    item = factory.SubFactory(AssignmentItemFactory)
    enrolment = factory.SubFactory(
        EnrolmentFactory,
        school_class=factory.SelfAttribute("..item.assignment.school_class"),
    )
    analysis = factory.SubFactory(
        AnalysisFactory,
        recording__owner=factory.SelfAttribute("...enrolment.learner"),
        recording__phrase=factory.SelfAttribute("...item.phrase"),
        state="done",
        report=factory.LazyFunction(native_report),
        with_expression=False,
    )
    attempt = 1
    submitted_at = factory.LazyFunction(timezone.now)


class SharedPhraseFactory(factory.django.DjangoModelFactory):
    """A teacher's phrase, which colleagues in the institution may use."""

    class Meta:
        model = SharedPhrase

    phrase = factory.SubFactory(PhraseFactory, is_listed=False, level="", focus="")
    institution = factory.SubFactory(InstitutionFactory)
    author = factory.LazyAttribute(
        lambda shared: MembershipFactory(institution=shared.institution).user
    )


class AcceptedVariantFactory(factory.django.DjangoModelFactory):
    """ "GArage", which a class accepts."""

    class Meta:
        model = AcceptedVariant

    school_class = factory.SubFactory(SchoolClassFactory)
    word = "garage"
    stressed_syllable = 0


class LiveRoundFactory(factory.django.DjangoModelFactory):
    """A round that is on."""

    class Meta:
        model = LiveRound

    school_class = factory.SubFactory(SchoolClassFactory)
    phrase = factory.SubFactory(PhraseFactory)
