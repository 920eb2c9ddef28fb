"""Learners' progress in assignments, as tables and pages show it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import TextChoices
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from teaching_app.practice.models import Analysis, Phrase
from teaching_app.schools.models import (
    Assignment,
    AssignmentItem,
    Enrolment,
    Extension,
    Mark,
    Submission,
)

Counting = Assignment.Counting


class State(TextChoices):
    """State of one phrase for one learner.

    Pending takes could not be assessed: they wait for a person and never score zero.
    """

    TODO = "todo", _("not handed in")
    WAITING = "waiting", _("being analysed")
    PENDING = "pending", _("pending: a person must listen")
    HANDED_IN = "handed_in", _("handed in")
    REVIEWED = "reviewed", _("looked at by the teacher")


@dataclass(frozen=True, slots=True)
class Terms:
    """The rules that apply to one learner; ``max_attempts`` 0 means no limit."""

    due_at: datetime | None
    max_attempts: int
    is_extended: bool = False

    def is_over(self, at: datetime) -> bool:
        """Whether the due date has passed."""
        return self.due_at is not None and at > self.due_at


def terms_of(assignment: Assignment, extension: Extension | None) -> Terms:
    """The assignment's rules, with one learner's extension where there is one."""
    if extension is None:
        return Terms(assignment.due_at, assignment.max_attempts)
    dates = [date for date in (assignment.due_at, extension.due_at) if date]
    limited = bool(assignment.max_attempts)
    return Terms(
        max(dates) if assignment.due_at and dates else None,
        assignment.max_attempts + extension.extra_attempts if limited else 0,
        is_extended=bool(extension.due_at or (limited and extension.extra_attempts)),
    )


@dataclass(frozen=True, slots=True)
class PhraseWork:
    """One phrase of an assignment and one learner's attempts at it, oldest first."""

    item: AssignmentItem
    terms: Terms
    counting: str
    takes: list[Submission] = field(default_factory=list)

    @property
    def phrase(self) -> Phrase:
        return self.item.phrase

    @property
    def valid(self) -> list[Submission]:
        """The attempts that were not set aside."""
        return [take for take in self.takes if take.set_aside_at is None]

    @property
    def used(self) -> int:
        return len(self.valid)

    @property
    def left(self) -> int | None:
        """How many attempts are left; ``None`` without a limit."""
        if not self.terms.max_attempts:
            return None
        return max(0, self.terms.max_attempts - self.used)

    @property
    def counts(self) -> Submission | None:
        """The take that counts by the assignment's rule."""
        return counting_take(self.valid, self.counting)

    @property
    def state(self) -> State:
        return state_of(self.counts)

    @property
    def is_handed_in(self) -> bool:
        return bool(self.valid)


def counting_take(valid: list[Submission], counting: str) -> Submission | None:
    """The take that counts: the learner's choice, the best, or the last.

    The last one counts until a learner chooses. The best is the assessable take with
    the highest predicted rating; of equal ones, the later.
    """
    if not valid:
        return None
    if counting == Counting.CHOSEN:
        return next((take for take in valid if take.is_chosen), valid[-1])
    if counting == Counting.BEST:
        return max(valid, key=lambda take: (_is_judged(take), _total(take), take.pk))
    return valid[-1]


def state_of(take: Submission | None) -> State:
    """State of a take; one that its learner deleted still counts as handed in."""
    if take is None:
        return State.TODO
    if take.reviewed_at:
        return State.REVIEWED
    if take.analysis is None:
        return State.HANDED_IN
    if take.analysis.state in Analysis.PENDING:
        return State.WAITING
    return State.HANDED_IN if _is_judged(take) else State.PENDING


def _is_judged(take: Submission) -> bool:
    done = take.analysis is not None and take.analysis.state == Analysis.State.DONE
    return done and getattr(take, "assessable", None) is True


def _total(take: Submission) -> float:
    value = getattr(take, "total", None)
    return float(value) if isinstance(value, int | float) else -1.0


@dataclass(frozen=True, slots=True)
class Work:
    """One learner's progress through one assignment."""

    assignment: Assignment
    enrolment: Enrolment
    terms: Terms
    phrases: list[PhraseWork]
    extension: Extension | None = None
    mark: Mark | None = None

    @property
    def n_all(self) -> int:
        return len(self.phrases)

    @property
    def n_done(self) -> int:
        return sum(work.is_handed_in for work in self.phrases)

    @property
    def is_complete(self) -> bool:
        return self.n_all > 0 and self.n_done == self.n_all

    @property
    def is_overdue(self) -> bool:
        """Whether it is incomplete after the due date."""
        return not self.is_complete and self.terms.is_over(timezone.now())

    @property
    def is_open(self) -> bool:
        """Whether it is incomplete and takes may still be handed in."""
        return not self.is_complete and not self.is_closed

    @property
    def is_closed(self) -> bool:
        """Whether the due date has passed and late takes are refused."""
        refuses = self.assignment.late_rule == Assignment.LateRule.REFUSE
        return refuses and self.terms.is_over(timezone.now())

    @property
    def is_pending(self) -> bool:
        """Whether a take waits for a person or for analysis."""
        waiting = (State.PENDING, State.WAITING)
        return any(work.state in waiting for work in self.phrases)

    @property
    def completion(self) -> str:
        """Completion mark: ``done``, ``pending`` or ``open``."""
        if not self.is_complete:
            return "open"
        return "pending" if self.is_pending else "done"

    @property
    def next_phrase(self) -> PhraseWork | None:
        """The first phrase not handed in yet."""
        return next((work for work in self.phrases if not work.is_handed_in), None)

    @property
    def came_back(self) -> list[Submission]:
        """Takes with feedback that the learner has not seen yet."""
        takes = [take for work in self.phrases for take in work.takes]
        return [take for take in takes if has_come_back(take)]

    @property
    def has_new_mark(self) -> bool:
        """Whether a mark was given since the learner last looked at their takes."""
        looked = [
            take.seen_at or take.submitted_at
            for work in self.phrases
            for take in work.takes
        ]
        return bool(self.mark and looked and self.mark.given_at > max(looked))

    @property
    def has_news(self) -> bool:
        """Whether a take or a mark came back that the learner has not seen yet."""
        return bool(self.came_back) or self.has_new_mark

    @property
    def shown_mark(self) -> str:
        """The confirmed mark; empty if there is none or it was withdrawn."""
        return self.mark.value if self.mark else ""


def has_come_back(take: Submission) -> bool:
    """Whether a person has responded to a take since its learner last looked."""
    news = (
        take.reviewed_at,
        take.set_aside_at,
        getattr(take, "commented_at", None),
        getattr(take, "judged_at", None),
    )
    dates = [at for at in news if at is not None]
    return bool(dates) and (take.seen_at is None or max(dates) > take.seen_at)
