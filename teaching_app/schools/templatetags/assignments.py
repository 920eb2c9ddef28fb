"""Tags for practice's pages about assignments, which practice does not know."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import template
from django.template.context import RequestContext
from django.urls import reverse

from teaching_app.practice.access import Purpose, phrases_for
from teaching_app.practice.models import Analysis, Phrase
from teaching_app.schools import words
from teaching_app.schools.models import (
    AssignmentItem,
    Enrolment,
    LiveTake,
    Submission,
)
from teaching_app.schools.selectors.assignments import work_on
from teaching_app.schools.selectors.my_work import MyWork, my_work_of
from teaching_app.schools.selectors.work import PhraseWork, State, Work

register = template.Library()


@register.simple_tag(takes_context=True)
def my_work(context: RequestContext) -> MyWork:
    """The visitor's assignments; looked up once per page."""
    request = context.get("request")
    if request is None or not request.user.is_authenticated:
        return MyWork()
    if not hasattr(request, "assigned_work"):
        request.assigned_work = my_work_of(request.user)
    return request.assigned_work


@register.simple_tag(takes_context=True)
def practice_address(context: RequestContext, analysis: Analysis) -> str:
    """Where to practise a take's phrase: in its assignment or live round, if any."""
    phrase = analysis.recording.phrase
    submission = _own_submission(context, analysis)
    if submission and submission.enrolment.state == Enrolment.State.ACTIVE:
        assignment = submission.item.assignment
        return reverse("practise_assignment", args=[assignment.public_id, phrase.slug])
    if code := _open_round(analysis):
        return reverse("live_round", args=[code])
    return reverse(_page_of(context, phrase), args=[phrase.slug])


def _page_of(context: RequestContext, phrase: Phrase) -> str:
    """Where a phrase is practised, or the takes of one that nobody gives any more."""
    seen = phrases_for(context["request"].user, Purpose.SEE)
    return "practice" if seen.filter(pk=phrase.pk).exists() else "phrase_history"


@register.inclusion_tag("components/handed_in.html", takes_context=True)
def handed_in(context: RequestContext, analysis: Analysis) -> dict[str, Any]:
    """Show that a take was handed in, which attempt it is, and which one counts."""
    submission = _own_submission(context, analysis)
    if submission is None:
        return {
            "kept": words.NOT_HANDED_IN.get(context["request"].GET.get("kept", ""), "")
        }
    assignment = submission.item.assignment
    works = work_on(assignment, submission.enrolment).phrases
    work = next(work for work in works if work.item.pk == submission.item_id)
    return {
        "submission": submission,
        "assignment": assignment,
        "work": work,
        "attempt_words": words.attempt_of(submission, work),
        "may_choose": assignment.counting == assignment.Counting.CHOSEN
        and submission.set_aside_at is None
        and work.used > 1,
        "is_counting": work.counts is not None and work.counts.pk == submission.pk,
        "csrf_token": context.get("csrf_token"),
    }


@register.filter
def progress_words(work: Work) -> str:
    """A learner's progress in words."""
    return words.progress(work.n_done, work.n_all)


@register.simple_tag
def idempotency_key() -> str:
    """A new key, so that a form submitted twice takes effect once."""
    return str(uuid4())


@register.filter
def shape(state: State) -> str:
    """The icon of a state, shown beside its label."""
    return words.SHAPES[state]


@register.filter
def short(state: State) -> str:
    """The short label of a state."""
    return str(words.SHORT[state])


@register.filter
def completion_words(work: Work) -> str:
    """The label of a completion mark."""
    return str(words.COMPLETION[work.completion])


@register.filter
def attempts_left(work: PhraseWork) -> str:
    """How many attempts are left, where they are counted."""
    return words.attempts_left(work)


@register.filter
def work_at(work: Work, item: AssignmentItem) -> PhraseWork | None:
    """A learner's attempts at one phrase; nothing where it is not assigned to them."""
    return next((found for found in work.phrases if found.item.pk == item.pk), None)


def _own_submission(context: RequestContext, analysis: Analysis) -> Submission | None:
    """The visitor's submission of this take; looked up once per take."""
    user = getattr(context.get("request"), "user", None)
    if user is None or analysis.recording.owner.user_id != user.pk:
        return None
    if not hasattr(analysis, "own_submission"):
        analysis.own_submission = (
            Submission.objects.select_related(
                "item__assignment__school_class", "item__phrase", "enrolment"
            )
            .filter(analysis=analysis, item__assignment__published_at__isnull=False)
            .first()
        )
    return analysis.own_submission


def _open_round(analysis: Analysis) -> str:
    """The code of a take's live round, while that is running."""
    take = LiveTake.objects.select_related("live_round").filter(analysis=analysis)
    found = take.first()
    return found.live_round.code if found and found.live_round.is_open else ""
