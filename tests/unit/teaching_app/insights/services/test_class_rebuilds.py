from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User

from teaching_app.insights.models import ClassRebuild, TakeFact
from teaching_app.insights.services import class_rebuilds, take_facts
from teaching_app.insights.tasks import rebuild_class_facts
from teaching_app.practice import jobs
from teaching_app.schools.models import SchoolClass, Submission
from teaching_app.schools.services import class_policy
from teaching_app.schools.strictness import Strictness
from tests.factories.models import UserFactory
from tests.factories.schools import (
    AssignmentItemFactory,
    EnrolmentFactory,
    SchoolClassFactory,
    SubmissionFactory,
)
from tests.reports import synthetic_report

pytestmark = pytest.mark.django_db

N_TAKES = 3


@pytest.fixture
def teacher() -> User:
    return UserFactory()


@pytest.fixture
def school_class() -> SchoolClass:
    """A class of which three say "PHOtographer", with the facts of that."""
    school_class = SchoolClassFactory()
    item = AssignmentItemFactory(assignment__school_class=school_class)
    for _ in range(N_TAKES):
        say_photographer(
            enrolment=EnrolmentFactory(school_class=school_class), item=item
        )
    return school_class


@pytest.fixture
def messages(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, list[int]]]:
    """What the queue was told."""
    told: list[tuple[str, list[int]]] = []
    monkeypatch.setattr(
        jobs.app, "send_task", lambda name, args: told.append((name, args))
    )
    return told


def say_photographer(**values: Any) -> Submission:
    submission = SubmissionFactory(analysis__report=synthetic_report(), **values)
    take_facts.keep(analysis=submission.analysis)
    return submission


def n_elsewhere() -> list[int]:
    return list(TakeFact.objects.values_list("n_stress_elsewhere", flat=True))


def work(messages: list[tuple[str, list[int]]]) -> int:
    """Do what the queue was told, and was told meanwhile; return how many it was."""
    n_messages = 0
    while messages:
        name, (rebuild_id,) = messages.pop(0)
        assert name == rebuild_class_facts.name
        rebuild_class_facts.apply(args=[rebuild_id], throw=True)
        n_messages += 1
    return n_messages


def test_what_a_class_accepts_reaches_the_facts_of_its_takes_and_leaves_them(
    school_class: SchoolClass,
    teacher: User,
    messages: list,
    django_capture_on_commit_callbacks: Any,
) -> None:
    say_photographer()  # in another class
    with django_capture_on_commit_callbacks(execute=True):
        variant = class_policy.accept(
            school_class=school_class,
            word="photographer",
            stressed_syllable=0,
            by=teacher,
        )
    assert n_elsewhere() == [1] * (N_TAKES + 1), "not within the request"
    assert work(messages) == 1
    assert sorted(n_elsewhere()) == [0] * N_TAKES + [1]
    with django_capture_on_commit_callbacks(execute=True):
        class_policy.accept_no_longer(variant=variant, by=teacher)
    work(messages)
    assert n_elsewhere() == [1] * (N_TAKES + 1)
    assert not ClassRebuild.objects.exists()


def test_a_new_strictness_has_the_facts_made_again(
    school_class: SchoolClass, teacher: User
) -> None:
    class_policy.set_strictness(
        school_class=school_class, strictness=Strictness.GENTLE, by=teacher
    )
    assert ClassRebuild.objects.get().school_class == school_class


def test_a_large_class_is_rebuilt_in_parts(
    school_class: SchoolClass, messages: list, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(class_rebuilds, "TAKES_AT_ONCE", 2)
    TakeFact.objects.all().delete()
    jobs.send(ClassRebuild.objects.create(school_class=school_class))
    assert work(messages) == 2
    assert len(n_elsewhere()) == N_TAKES
    assert not ClassRebuild.objects.exists()


def test_a_change_during_a_rebuild_begins_another_one(
    school_class: SchoolClass,
) -> None:
    class_rebuilds.ask(school_class=school_class)
    ClassRebuild.objects.update(done_to=7)
    class_rebuilds.ask(school_class=school_class)
    assert ClassRebuild.objects.get().done_to == 0, "one that waits begins again"
    (claim,) = jobs.claim(ClassRebuild, worker="worker")
    class_rebuilds.ask(school_class=school_class)
    waiting = ClassRebuild.objects.get(state="queued")
    assert waiting.pk != claim.pk
