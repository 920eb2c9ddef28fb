"""The demo class: twelve synthetic learners, whose takes a worker synthesises.

Each take is handed in, analysed and reported like any other. Only its date is made up: the
class is in its fourth week, so that its report has weeks to compare and learners who have
fallen silent.
"""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

import emotion_engine as engine
from teaching_app.practice import jobs
from teaching_app.practice.models import (
    Analysis,
    ErasureReceipt,
    Learner,
    Phrase,
    Recording,
)
from teaching_app.practice.services import erasure, learners
from teaching_app.practice.services.content import DEMO_ACCOUNTS
from teaching_app.practice.services.job_run import working_on
from teaching_app.schools import demo_plan
from teaching_app.schools.demo_plan import DemoLearner
from teaching_app.schools.models import (
    Assignment,
    DemoTake,
    Enrolment,
    Institution,
    SchoolClass,
    Submission,
)

from . import assignments, classes, enrolments, institutions, submissions

logger = logging.getLogger(__name__)

TEACHER = "demo-teacher"
ACCOUNT = "made-by-machine-"  # plus a number; nobody can sign in
TERM = timedelta(weeks=12)
SO_FAR = timedelta(weeks=4)  # of the term
# Ago; one assignment a week from then on, the last of which is still to be done.
FIRST_DUE = timedelta(days=11)
DAYS_EARLY = range(4, 8)  # before a take was due


def is_new() -> bool:
    """Whether nobody has used the installation: it has only the demo's accounts."""
    known = [name for name, _group in DEMO_ACCOUNTS]
    return not (
        get_user_model().objects.exclude(username__in=known).exists()
        or Recording.objects.exists()
        or Institution.objects.exists()
        or ErasureReceipt.objects.exists()
    )


def demo_classes() -> Any:
    """The demo classes."""
    return SchoolClass.objects.filter(is_made_by_machine=True)


@transaction.atomic
def install(*, teacher: User) -> SchoolClass | None:
    """Create the class and queue its takes; ``None`` where it exists."""
    if demo_classes().exists():
        return None
    school = institutions.open_for(admin=teacher, name=_("Demo school"))
    begun = timezone.localdate() - SO_FAR
    school_class = classes.create(
        institution=school,
        by=teacher,
        name=_("Demo class (made by machine)"),
        level=Phrase.Level.B1,
        age_group=SchoolClass.AgeGroup.ADULTS,
        starts_on=begun,
        ends_on=begun + TERM,
        is_made_by_machine=True,
    )
    members = [_member(school_class, who, n) for n, who in _numbered()]
    given = [_assignment(school_class, teacher, n) for n in range(_n_assignments())]
    classes.set_joining(school_class=school_class, is_open=False, by=teacher)
    _queue_takes(members, given)
    return school_class


def _numbered() -> Iterator[tuple[int, DemoLearner]]:
    return enumerate(demo_plan.LEARNERS, start=1)


def _n_assignments() -> int:
    return len(demo_plan.ASSIGNMENTS)


def _member(school_class: SchoolClass, who: DemoLearner, n: int) -> Enrolment:
    """Enrol a learner whose account nobody can sign in to."""
    user = get_user_model().objects.create_user(f"{ACCOUNT}{n:02}")
    choices = enrolments.Choices(who.name, who.first_language, who.shares_examples)
    enrolment = enrolments.join(
        learner=learners.of(user=user), school_class=school_class, choices=choices
    )
    Enrolment.objects.filter(pk=enrolment.pk).update(agreed_at=timezone.now() - SO_FAR)
    return enrolment


def _assignment(school_class: SchoolClass, teacher: User, n: int) -> Assignment:
    title, phrases = demo_plan.ASSIGNMENTS[n]
    made = assignments.create(
        school_class=school_class,
        by=teacher,
        title=title,
        due_at=timezone.now() - FIRST_DUE + timedelta(weeks=n),
    )
    by_slug = Phrase.objects.in_bulk([p.slug for p in phrases], field_name="slug")
    found = [by_slug[phrase.slug] for phrase in phrases]
    assignments.add_phrases(assignment=made, phrases=found)
    assignments.publish(assignment=made, by=teacher)
    return made


def _queue_takes(members: list[Enrolment], given: list[Assignment]) -> None:
    """Queue phrase by phrase, so that the report covers all learners early."""
    now = timezone.now()
    rows: list[DemoTake] = []
    for assignment, (_title, phrases) in zip(given, demo_plan.ASSIGNMENTS, strict=True):
        plans = {phrase.slug: phrase for phrase in phrases}
        for item in assignment.items.select_related("phrase"):
            for enrolment, who in zip(members, demo_plan.LEARNERS, strict=True):
                if who.is_silent and assignment != given[0]:
                    continue
                said = demo_plan.stored_habits(
                    who, plans[item.phrase.slug], seed=len(rows) + 1
                )
                rows.append(
                    DemoTake(
                        item=item, enrolment=enrolment, habits=said, last_sent_at=now
                    )
                )
    DemoTake.objects.bulk_create(rows)
    transaction.on_commit(lambda: jobs.publish(DemoTake.TASK, None))


def say_next(*, worker: str) -> None:
    """Synthesise the oldest queued take, and wake a worker for the next one."""
    for claim in jobs.claim(DemoTake, worker=worker):
        with working_on(claim):
            take = jobs.fetch(
                claim, "item__phrase", "item__assignment", "enrolment__learner"
            )
            _hand_in(take)
            jobs.finish(claim)
        if DemoTake.objects.filter(state=DemoTake.State.QUEUED).exists():
            jobs.publish(DemoTake.TASK, None)


def forget_voice_if_done() -> None:
    """Free the worker's memory where no take waits for the model voice."""
    if not DemoTake.objects.filter(state__in=DemoTake.PENDING).exists():
        engine.forget_voice()


def _hand_in(take: DemoTake) -> None:
    """Idempotent: what was handed in is not handed in again."""
    if take.item.submissions.filter(enrolment=take.enrolment).exists():
        return
    phrase = take.item.phrase
    with tempfile.TemporaryDirectory() as folder:
        wav = Path(folder) / "take.wav"
        engine.synthesize_take(
            phrase.text,
            habits=demo_plan.speaker_habits(take.habits),
            config=settings.ENGINE,
            out=wav,
            stress=phrase.stressed_syllables,
            seed=take.habits["seed"],
        )
        upload = SimpleUploadedFile("take.wav", wav.read_bytes(), "audio/wav")
    with transaction.atomic():
        handed_in = submissions.hand_in(
            item=take.item,
            enrolment=take.enrolment,
            upload=upload,
            idempotency_key=uuid4(),
            captured={"made_by": "machine"},
            is_background=True,
        )
        _date_back(handed_in.analysis, take)


def _date_back(analysis: Analysis, take: DemoTake) -> None:
    """Let a take have come some days before it was due, though not after now."""
    now = timezone.now()
    days = DAYS_EARLY[take.pk % len(DAYS_EARLY)]
    early = timedelta(days=days, minutes=37 * (take.pk % 11))
    then = min(now, (take.item.assignment.due_at or now) - early)
    Submission.objects.filter(analysis=analysis).update(
        submitted_at=then, is_late=False
    )
    Analysis.objects.filter(pk=analysis.pk).update(created_at=then)
    Recording.objects.filter(pk=analysis.recording_id).update(created_at=then)


def remove(*, teacher: User | None) -> int:
    """Delete the class, its learners and their takes; return the number of learners."""
    n_gone = 0
    for school_class in demo_classes().select_related("institution"):
        for learner in _made_learners(school_class):
            erasure.erase_everything(learner=learner)
            n_gone += 1
        school = school_class.institution
        classes.erase(school_class=school_class, by=teacher)
        _close_if_empty(school, teacher)
    return n_gone


def _made_learners(school_class: SchoolClass) -> list[Learner]:
    """Only synthetic learners; whoever joined later is a person."""
    found = Learner.objects.filter(
        enrolments__school_class=school_class, user__username__startswith=ACCOUNT
    ).select_related("user")
    return [one for one in found if not one.user.has_usable_password()]


def _close_if_empty(school: Institution, teacher: User | None) -> None:
    """Delete the institution where the teacher has added nothing else to it."""
    is_used = (
        school.classes.exists()
        or school.phrases.exists()
        or school.memberships.exclude(user=teacher).exists()
    )
    if not is_used:
        school.audit_events.all().delete()  # of learners that there never were
        school.delete()
