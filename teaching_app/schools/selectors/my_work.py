"""What a learner is asked for, as every page's header tells it."""

from __future__ import annotations

from dataclasses import dataclass, field

from teaching_app.practice.access import Actor
from teaching_app.practice.models import Learner
from teaching_app.schools.models import Enrolment

from .assignments import due_soon, work_of_learner
from .work import Work


@dataclass(frozen=True, slots=True)
class MyWork:
    """Assignments of the classes somebody is in, what is due first before the rest."""

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
        """How many are due within two days or have something to look at."""
        return len({work.assignment.pk for work in self.due_soon + self.came_back})

    @property
    def first(self) -> Work | None:
        """What to go on with: the first that is not complete and can be handed in."""
        return next((work for work in self.works if work.is_open), None)


def my_work_of(user: Actor) -> MyWork:
    """Look up an account's assignments: one query where it is in no class."""
    enrolled = Enrolment.objects.filter(
        learner__user=user.pk,
        state=Enrolment.State.ACTIVE,
        school_class__archived_at=None,
    )
    if not enrolled.exists():
        return MyWork()
    learner = Learner.objects.get(user=user.pk)
    return MyWork(is_enrolled=True, works=work_of_learner(learner))
