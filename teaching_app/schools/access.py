"""Who may do what in schools, and which of practice's rows teachers may reach.

A teacher reaches a take only through what was handed in to a class of theirs, by a
learner who has agreed. A learner reaches a teacher's phrase only through an assignment
or a live round.
"""

from __future__ import annotations

from django.db.models import Q, QuerySet

from teaching_app.practice.access import Actor, Purpose, grant, phrases_for
from teaching_app.practice.models import Analysis, Learner, Phrase
from teaching_app.practice.selectors.consents import forbid_expression

from .models import (
    Assignment,
    Enrolment,
    Institution,
    LiveRound,
    SchoolClass,
    SharedPhrase,
    Submission,
)
from .models.institution import Role
from .staff import (
    EVERYBODY,
    TEACHING,
    classes_for,
    institutions_for,
)

State = Enrolment.State

# What assistants may do in their classes: see, hear and review, and no more.
ROLES = {
    Purpose.SEE: EVERYBODY,
    Purpose.HEAR: EVERYBODY,
    Purpose.REVIEW: EVERYBODY,
    Purpose.CHANGE: TEACHING,
    Purpose.DELETE: TEACHING,
    Purpose.SHARE: TEACHING,
}


def led_institutions(actor: Actor) -> QuerySet[Institution]:
    """Institutions that an account administers."""
    return institutions_for(actor, (Role.ADMIN,))


def classes_to(actor: Actor, purpose: Purpose) -> QuerySet[SchoolClass]:
    """Classes whose staff an account is, for a purpose."""
    return classes_for(actor, ROLES[purpose]).distinct()


def assignments_to(actor: Actor, purpose: Purpose) -> QuerySet[Assignment]:
    """Assignments of these classes; learners see those that are published."""
    rows = Q(school_class__in=classes_for(actor, ROLES[purpose]).values("pk"))
    if actor.is_authenticated and purpose is Purpose.SEE:
        rows |= Q(
            published_at__isnull=False,
            school_class__in=SchoolClass.objects.filter(
                enrolments__learner__user=actor.pk, enrolments__state=State.ACTIVE
            ).values("pk"),
        )
    return Assignment.objects.filter(rows)


def submissions_to(actor: Actor, purpose: Purpose) -> QuerySet[Submission]:
    """Submissions to these classes; learners may see and hear their own."""
    path = "item__assignment__school_class__in"
    classes = classes_for(actor, ROLES[purpose]).values("pk")
    rows = Q(**{path: classes}) & ~Q(enrolment__state=State.WAITING)
    if actor.is_authenticated and purpose in (Purpose.SEE, Purpose.HEAR):
        rows |= Q(enrolment__learner__user=actor.pk)
    return Submission.objects.filter(rows)


def live_rounds_to(actor: Actor, purpose: Purpose) -> QuerySet[LiveRound]:
    """Live rounds of these classes, for their staff."""
    classes = classes_for(actor, ROLES[purpose]).values("pk")
    return LiveRound.objects.filter(school_class__in=classes)


def live_rounds_with(actor: Actor) -> QuerySet[LiveRound]:
    """Live rounds of the classes that an account is in as a learner now."""
    if not actor.is_authenticated:
        return LiveRound.objects.none()
    enrolled = Enrolment.objects.filter(learner__user=actor.pk, state=State.ACTIVE)
    return LiveRound.objects.filter(school_class__in=enrolled.values("school_class"))


def live_rounds_once_with(actor: Actor) -> QuerySet[LiveRound]:
    """Rounds that a late take may have been recorded in, its learner having left."""
    if not actor.is_authenticated:
        return LiveRound.objects.none()
    known = Enrolment.objects.filter(learner__user=actor.pk)
    classes = known.exclude(state=State.WAITING).values("school_class")
    return LiveRound.objects.filter(school_class__in=classes)


@grant(Analysis)
def staff_reach_what_was_handed_in(actor: Actor, purpose: Purpose) -> Q | None:
    """See, hear and review; changing and deleting a take stays with its learner."""
    if purpose not in (Purpose.SEE, Purpose.HEAR, Purpose.REVIEW):
        return None
    handed_in = submissions_to(actor, purpose).filter(analysis__isnull=False)
    return Q(pk__in=handed_in.values("analysis"))


@grant(Phrase)
def phrases_of_classes(actor: Actor, purpose: Purpose) -> Q | None:
    """Teachers' phrases, for the institution's staff and for learners assigned them."""
    if not actor.is_authenticated or purpose not in (Purpose.SEE, Purpose.HEAR):
        return None
    staff = Q(shared_phrase__in=shared_phrases_to(actor, purpose).values("pk"))
    return staff | _given_to_learner(actor)


def phrases_once_given(actor: Actor) -> QuerySet[Phrase]:
    """Phrases that a late take may have been recorded for, its assignment being gone.

    Besides what the learner may see now, teachers' phrases of institutions in which they
    are or were in a class; nobody guesses the name of one.
    """
    if not actor.is_authenticated:
        return Phrase.objects.none()
    known = Enrolment.objects.filter(learner__user=actor.pk)
    institutions = known.exclude(state=State.WAITING).values(
        "school_class__institution"
    )
    given = Phrase.objects.filter(shared_phrase__institution__in=institutions)
    seen = phrases_for(actor, Purpose.SEE)
    return Phrase.objects.filter(
        Q(pk__in=given.values("pk")) | Q(pk__in=seen.values("pk"))
    )


def shared_phrases_to(actor: Actor, purpose: Purpose) -> QuerySet[SharedPhrase]:
    """Teachers' phrases as staff see them: their own, and those that colleagues share.

    Authors may change theirs while they teach there; admins also those that are
    shared or whose author is gone. Practice must not do this: deleting through its
    page for own phrases would delete the takes of learners as well.
    """
    here = institutions_for(actor, ROLES[purpose]).values("pk")
    found = SharedPhrase.objects.filter(institution__in=here)
    own, shared = Q(author=actor.pk), Q(is_shared=True)
    if purpose in (Purpose.SEE, Purpose.HEAR):
        return found.filter(own | shared | _orphaned(actor))
    led = Q(institution__in=led_institutions(actor).values("pk"))
    return found.filter(own | (led & shared) | _orphaned(actor), removed_at=None)


def _orphaned(actor: Actor) -> Q:
    """Phrases whose author's account was erased; admins look after them."""
    return Q(author=None, institution__in=led_institutions(actor).values("pk"))


def _given_to_learner(actor: Actor) -> Q:
    assigned = assignments_to(actor, Purpose.SEE).values("pk")
    enrolled = Enrolment.objects.filter(learner__user=actor.pk, state=State.ACTIVE)
    return Q(shared_phrase__isnull=False) & (
        Q(assignment_items__assignment__in=assigned)
        | Q(live_rounds__school_class__in=enrolled.values("school_class"))
    )


@forbid_expression
def class_without_expression(learner: Learner) -> bool:
    """Whether a class that the learner is in now has switched expression off."""
    return Enrolment.objects.filter(
        learner=learner,
        state=State.ACTIVE,
        school_class__allows_expression=False,
        school_class__archived_at=None,
    ).exists()
