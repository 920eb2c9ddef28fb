"""Rebuild the facts of a class that assesses its takes otherwise than before."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from teaching_app.insights.models import ClassRebuild
from teaching_app.practice import jobs
from teaching_app.practice.models import Analysis
from teaching_app.practice.services.job_run import working_on
from teaching_app.schools.models import SchoolClass

from . import take_facts

TAKES_AT_ONCE = 100


def ask(*, school_class: SchoolClass) -> None:
    """Queue a rebuild of the class's facts, or let a queued one begin again.

    One that is running does not see what has changed, so another one follows it.
    """
    queued = ClassRebuild.objects.filter(
        school_class=school_class, state=ClassRebuild.State.QUEUED
    )
    if not queued.update(done_to=0):
        jobs.enqueue(ClassRebuild, school_class=school_class)


def rebuild_next(rebuild_id: int, *, worker: str) -> None:
    """Rebuild the next facts of a class, and wake a worker for those after them."""
    for claim in jobs.claim(ClassRebuild, worker=worker, pk=rebuild_id):
        with working_on(claim):
            rebuild = jobs.fetch(claim)
            last = _rebuild_some(rebuild)
            if last is None:
                jobs.finish(claim)
                ClassRebuild.objects.filter(pk=rebuild.pk).delete()
                continue
            jobs.write(claim, done_to=last)
            jobs.release(claim)
            jobs.send(rebuild)


def _rebuild_some(rebuild: ClassRebuild) -> int | None:
    """Rebuild the facts of some takes; return the last's key, if more are left."""
    left = _takes_of(rebuild.school_class_id).filter(pk__gt=rebuild.done_to)
    keys = list(left.order_by("pk").values_list("pk", flat=True)[: TAKES_AT_ONCE + 1])
    some = keys[:TAKES_AT_ONCE]
    for _n_done in take_facts.rebuild(Analysis.objects.filter(pk__in=some)):
        pass
    return some[-1] if len(keys) > len(some) else None


def _takes_of(class_id: int) -> QuerySet[Analysis]:
    """Finished takes that were handed in to a class or recorded in its live rounds."""
    return Analysis.objects.filter(
        Q(submission__item__assignment__school_class=class_id)
        | Q(live_take__live_round__school_class=class_id),
        state=Analysis.State.DONE,
    )
