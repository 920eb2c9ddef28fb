"""A learner's assignments, as summed up in the header of every page."""

from __future__ import annotations

from dataclasses import dataclass, field

from teaching_app.practice.access import Actor
from teaching_app.practice.models import Learner
from teaching_app.schools.models import Enrolment

from .assignments import due_soon, work_of_learner
from .work import Work


@dataclass(frozen=True, slots=True)
class MyWork:
    """Assignments of the classes somebody is in, those due first at the top."""

    is_enrolled: bool = False
    works: list[Work] = field(default_factory=list)

    @property
    def due_soon(self) -> list[Work]:
        return due_soon(self.works)

    @property
    def came_back(self) -> list[Work]:
        return [work for work in self.works if work.has_news]

    @property
    def n_news(self) -> int:
        """How many are due within two days or have unseen feedback."""
        return len({work.assignment.pk for work in self.due_soon + self.came_back})

    @property
    def first(self) -> Work | None:
        """The assignment to continue with: the first that is still open."""
        return next((work for work in self.works if work.is_open), None)


def my_work_of(user: Actor) -> MyWork:
    """Look up an account's assignments; a single query if it is in no class."""
    enrolled = Enrolment.objects.filter(
        learner__user=user.pk,
        state=Enrolment.State.ACTIVE,
        school_class__archived_at=None,
    )
    if not enrolled.exists():
        return MyWork()
    learner = Learner.objects.get(user=user.pk)
    return MyWork(is_enrolled=True, works=work_of_learner(learner))
