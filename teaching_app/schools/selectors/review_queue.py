"""The review queue: takes that most need a person come first."""

from __future__ import annotations

from typing import Any

from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    IntegerChoices,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.utils.translation import gettext_lazy as _

from teaching_app.practice.models import Analysis
from teaching_app.schools.models import (
    Comment,
    Enrolment,
    Judgement,
    SchoolClass,
    Submission,
)

Certainty = Submission.Certainty
READY = (Analysis.State.DONE, Analysis.State.FAILED, Analysis.State.REJECTED)


class Why(IntegerChoices):
    """Reasons for a take's place in the queue, the most pressing first."""

    QUESTION = 0, _("a question")
    NOT_ASSESSABLE = 1, _("not assessable")
    UNSURE = 2, _("the machine is unsure")
    FIRST = 3, _("first take in this class")
    REST = 4, _("the machine is sure")
    REVIEWED = 5, _("reviewed")


def of_classes(classes: QuerySet[SchoolClass]) -> QuerySet[Any]:
    """Takes that can be reviewed, with ``why`` and ``number``, in order of review.

    Takes set aside, deleted or still being analysed are excluded.
    ``number`` replaces the name of a learner where names are hidden.
    """
    return (
        _handed_in(classes)
        .filter(analysis__state__in=READY)
        .annotate(
            asked_at=_written_at(is_from_learner=True, is_question=True),
            answered_at=_written_at(is_from_learner=False),
        )
        .annotate(why=_why(), number=learner_number())
        .select_related(
            "analysis",
            "enrolment__learner",
            "item__phrase",
            "item__assignment__school_class__institution",
        )
        .order_by("why", F("asked_at").asc(nulls_last=True), "submitted_at", "pk")
    )


def waiting(classes: QuerySet[SchoolClass]) -> QuerySet[Submission]:
    """Takes that have not been reviewed, or have an open question."""
    return of_classes(classes).exclude(why=Why.REVIEWED)


def reviewed(classes: QuerySet[SchoolClass]) -> QuerySet[Submission]:
    """Reviewed takes, newest first."""
    rows = of_classes(classes).filter(why=Why.REVIEWED)
    return (
        rows.select_related(None)
        .select_related(
            "analysis",
            "enrolment__learner",
            "item__phrase",
            "item__assignment__school_class__institution",
            "reviewed_by",
        )
        .order_by("-reviewed_at", "-pk")
    )


def to_confirm(classes: QuerySet[SchoolClass]) -> QuerySet[Submission]:
    """Takes the engine is certain of, which nobody has judged or asked about."""
    judged = Judgement.objects.filter(submission=OuterRef("pk"))
    return of_classes(classes).filter(
        ~Exists(judged),
        why__in=(Why.FIRST, Why.REST),
        certainty=Certainty.SURE,
    )


def n_pending(classes: QuerySet[SchoolClass]) -> int:
    """How many takes are still being analysed."""
    return _handed_in(classes).exclude(analysis__state__in=READY).count()


def unnoted(classes: QuerySet[SchoolClass]) -> QuerySet[Submission]:
    """Analysed takes whose certainty has not been stored yet."""
    rows = _handed_in(classes).filter(certainty=Certainty.UNKNOWN)
    return rows.filter(analysis__state__in=READY).select_related("analysis")


def learner_number(path: str = "enrolment_id") -> Subquery:
    """A number for a learner by order of joining, to use in place of the name."""
    before = (
        Enrolment.objects.filter(pk__lte=OuterRef(path))
        .filter(school_class=OuterRef("item__assignment__school_class"))
        .order_by()
        .values("school_class")
        .annotate(n=Count("pk"))
        .values("n")
    )
    return Subquery(before, output_field=IntegerField())


def _handed_in(classes: QuerySet[SchoolClass]) -> QuerySet[Submission]:
    return Submission.objects.filter(
        item__assignment__school_class__in=classes.order_by().values("pk"),
        analysis__isnull=False,
        set_aside_at=None,
    ).exclude(enrolment__state=Enrolment.State.WAITING)


def _written_at(**which: bool) -> Subquery:
    rows = Comment.objects.filter(submission=OuterRef("pk"), **which)
    return Subquery(rows.order_by("-pk").values("written_at")[:1])


def _why() -> Case:
    is_unanswered = Q(answered_at=None) | Q(answered_at__lt=F("asked_at"))
    is_unread = Q(reviewed_at=None) | Q(reviewed_at__lt=F("asked_at"))
    is_asked = Q(asked_at__isnull=False) & is_unanswered & is_unread
    earlier = Submission.objects.filter(
        enrolment=OuterRef("enrolment"), pk__lt=OuterRef("pk"), set_aside_at=None
    )
    return Case(
        When(is_asked, then=Value(Why.QUESTION)),
        When(reviewed_at__isnull=False, then=Value(Why.REVIEWED)),
        When(certainty=Certainty.NOT_ASSESSABLE, then=Value(Why.NOT_ASSESSABLE)),
        When(certainty=Certainty.UNSURE, then=Value(Why.UNSURE)),
        When(~Exists(earlier), then=Value(Why.FIRST)),
        default=Value(Why.REST),
        output_field=IntegerField(),
    )
