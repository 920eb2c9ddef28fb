"""The demo class: made once, said by the worker, and removed with everything."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db.models import Q
from django.utils import timezone

import emotion_engine as engine
from teaching_app.practice import jobs
from teaching_app.practice.models import Analysis, Learner, Phrase, Recording
from teaching_app.practice.services import content
from teaching_app.schools import demo_plan, tasks
from teaching_app.schools.models import (
    AuditEvent,
    DemoTake,
    Institution,
    SchoolClass,
    Submission,
)
from teaching_app.schools.services import demo
from tests.factories.fixtures import made_once, stored_files
from tests.factories.models import LearnerFactory
from tests.factories.schools import EnrolmentFactory, SchoolClassFactory
from tests.factories.sound import wav_bytes

pytestmark = pytest.mark.django_db
N_SILENT = sum(who.is_silent for who in demo_plan.LEARNERS)


@pytest.fixture(scope="module")
def phrases(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any
) -> Iterator[None]:
    """The shipped phrases, installed once."""
    files = tmp_path_factory.mktemp("files")
    with made_once(content.install_phrases, django_db_blocker, files):
        yield


@pytest.fixture
def teacher(phrases: None) -> User:
    content.install_accounts()
    return User.objects.get(username=demo.TEACHER)


@pytest.fixture
def three_learners(monkeypatch: pytest.MonkeyPatch) -> None:
    """A smaller class, as each learner is erased with all that they may have."""
    monkeypatch.setattr(demo_plan, "LEARNERS", demo_plan.LEARNERS[:3])


@pytest.fixture
def messages(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the queue was told."""
    told: list[str] = []

    def send_task(name: str, args: list[int], queue: str = "") -> None:
        told.append(f"{name} to {queue}" if queue else name)

    monkeypatch.setattr(jobs.app, "send_task", send_task)
    return told


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[dict[str, Any]]]:
    """What the voice was asked to say."""
    heard: list[dict[str, Any]] = []

    def speak(text: str, *, config: object, out: Path, **said: Any) -> None:
        heard.append({"text": text, **said})
        out.write_bytes(wav_bytes())

    monkeypatch.setattr(engine, "synthesize_take", speak)
    monkeypatch.setattr(engine, "forget_voice", lambda: None)
    return heard


def test_twelve_learners_are_labelled_and_nobody_can_sign_in(
    teacher: User, django_capture_on_commit_callbacks: Any, messages: list[str]
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        school_class = demo.install(teacher=teacher)
    assert school_class.is_made_by_machine
    assert not school_class.is_open
    learners = Learner.objects.filter(enrolments__school_class=school_class)
    assert len(learners) == 12
    assert not any(one.user.has_usable_password() for one in learners)
    assert messages == [DemoTake.TASK], "one message for all of them"


def test_a_second_time_changes_nothing(teacher: User) -> None:
    demo.install(teacher=teacher)
    n_takes = DemoTake.objects.count()
    assert demo.install(teacher=teacher) is None
    assert SchoolClass.objects.count() == 1
    assert DemoTake.objects.count() == n_takes


def test_a_demo_take_is_submitted_and_analysed_and_wakes_a_worker_for_the_next(
    teacher: User,
    said: list[dict[str, Any]],
    messages: list[str],
    django_capture_on_commit_callbacks: Any,
) -> None:
    demo.install(teacher=teacher)
    with django_capture_on_commit_callbacks(execute=True):
        tasks.say_demo_take.apply(throw=True)
    analysis = Submission.objects.get().analysis
    assert analysis.state == Analysis.State.QUEUED
    assert (analysis.with_expression, analysis.style) == (False, "")
    assert analysis.recording.captured == {"made_by": "machine"}
    assert sorted(messages) == ["analyse to references", DemoTake.TASK]
    assert said[0]["habits"].moved == {0: 1}, "Amina moves the stress of “education”"


def test_all_are_synthesised_once_and_then_no_more_messages_are_sent(
    teacher: User, said: list[dict[str, Any]], messages: list[str]
) -> None:
    demo.install(teacher=teacher)
    n_takes = DemoTake.objects.count()
    for _ in range(n_takes + 1):
        demo.say_next(worker="worker")
    assert len(said) == n_takes == Submission.objects.count()
    assert messages.count(DemoTake.TASK) == n_takes - 1
    silent = DemoTake.objects.filter(enrolment__name="Luis").count()
    assert silent == len(demo_plan.ASSIGNMENTS[0][1])
    assert N_SILENT == 2
    they_came_over_the_last_weeks_and_in_time()


def test_the_last_assignment_is_still_to_be_done(teacher: User) -> None:
    given = demo.install(teacher=teacher).assignments.order_by("due_at")
    is_over = [one.due_at < timezone.now() for one in given]
    assert is_over == [True] * (len(demo_plan.ASSIGNMENTS) - 1) + [False]


def they_came_over_the_last_weeks_and_in_time() -> None:
    takes = Submission.objects.select_related("analysis", "item__assignment")
    now = timezone.now()
    assert not takes.filter(Q(is_late=True) | Q(submitted_at__gt=now)).exists()
    assert all(take.submitted_at == take.analysis.created_at for take in takes)
    assert len({take.submitted_at.isocalendar()[:2] for take in takes}) >= 3
    two_weeks_ago = now - timedelta(days=14)
    fallen_silent = takes.filter(enrolment__name="Luis")
    assert not fallen_silent.filter(submitted_at__gt=two_weeks_ago).exists()


def test_a_take_handed_in_by_a_worker_that_died_is_not_handed_in_again(
    teacher: User, said: list[dict[str, Any]], messages: list[str]
) -> None:
    demo.install(teacher=teacher)
    demo.say_next(worker="worker")
    DemoTake.objects.filter(state="done").update(state="queued")
    demo.say_next(worker="another")
    assert Submission.objects.count() == len(said) == 1


def test_habits_survive_the_row_that_keeps_them() -> None:
    learner = demo_plan.DemoLearner(
        "Ada", "en", 2, pace=0.9, melody=0.3, moves=True, waits=True
    )
    phrase = demo_plan.DemoPhrase("one", moved=((3, 0),), waits_after=(2, 4))
    row = json.loads(json.dumps(demo_plan.stored_habits(learner, phrase, seed=1)))
    assert demo_plan.speaker_habits(row) == engine.SpeakerHabits(
        melody=0.3, height_st=2, pace=0.9, pauses_after=(2, 4), moved={3: 0}
    )


def test_every_habit_fits_its_phrase(phrases: None) -> None:
    for _title, assigned in demo_plan.ASSIGNMENTS:
        for planned in assigned:
            phrase = Phrase.objects.get(slug=planned.slug)
            plan = engine.plan_phrase(phrase.text, phrase.stressed_syllables)
            for word, syllable in planned.moved:
                said = plan.words[word]
                assert said.in_dictionary
                assert syllable != said.expected_syllable
                assert syllable < len(said.syllables)
            assert all(i < len(phrase.text.split()) for i in planned.waits_after)


def test_removing_leaves_nothing(
    three_learners: None, teacher: User, said: list[dict[str, Any]], messages: list[str]
) -> None:
    demo.install(teacher=teacher)
    demo.say_next(worker="worker")
    demo.remove(teacher=teacher)
    assert list(User.objects.values_list("username", flat=True).order_by("pk")) == [
        name for name, _group in content.DEMO_ACCOUNTS
    ]
    for model in (SchoolClass, Institution, DemoTake, Submission, Recording):
        assert not model.objects.exists(), model.__name__
    assert not AuditEvent.objects.exists()
    assert stored_files() == []


def test_removal_spares_people_and_whatever_else_the_teacher_made(
    three_learners: None, teacher: User
) -> None:
    school_class = demo.install(teacher=teacher)
    person = EnrolmentFactory(school_class=school_class, learner=LearnerFactory())
    own = SchoolClassFactory(institution=school_class.institution, taught_by=teacher)
    demo.remove(teacher=teacher)
    assert Learner.objects.filter(pk=person.learner_id).exists()
    assert list(SchoolClass.objects.all()) == [own]


def test_it_is_made_automatically_only_in_an_unused_installation(
    three_learners: None, teacher: User
) -> None:
    call_command("demo_class", "--if-new")
    assert SchoolClass.objects.count() == 1
    call_command("demo_class", "--remove")
    call_command("demo_class", "--if-new")
    assert not SchoolClass.objects.exists(), "what was removed does not come back"
    call_command("demo_class")
    assert SchoolClass.objects.count() == 1


def test_it_is_not_made_where_people_are(teacher: User) -> None:
    LearnerFactory()
    call_command("demo_class", "--if-new")
    assert not SchoolClass.objects.exists()
