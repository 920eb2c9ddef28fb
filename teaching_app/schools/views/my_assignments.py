"""A learner's assignments: the list, one of them, practising and handing in."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from teaching_app.practice.errors import RefusedTakeError
from teaching_app.practice.models import Phrase
from teaching_app.practice.permissions import LearnerRequest, learner_required
from teaching_app.practice.views.handing_in import (
    kept_take,
    refused_take,
    sent_take,
)
from teaching_app.practice.views.phrases import Place, practice_page
from teaching_app.schools import access, words
from teaching_app.schools.models import (
    Assignment,
    AssignmentItem,
    Enrolment,
    Submission,
)
from teaching_app.schools.selectors import assignments as selectors
from teaching_app.schools.selectors.work import Work
from teaching_app.schools.services import submissions

State = Enrolment.State


@require_safe
@learner_required
@never_cache
def my_assignments(request: LearnerRequest) -> HttpResponse:
    """All assignments, those due first at the top."""
    works = selectors.work_of_learner(request.learner)
    context = {
        "works": works,
        "soon": {work.assignment.pk for work in selectors.due_soon(works)},
    }
    return render(request, "learner/assignments.html", context)


@require_safe
@learner_required
@never_cache
def my_assignment(request: LearnerRequest, public_id: UUID) -> HttpResponse:
    """One assignment: its rules, its phrases with their progress, new feedback."""
    work = _work(request, public_id)
    context = {
        "work": work,
        "assignment": work.assignment,
        "rules": words.rules(work.assignment, work.terms.max_attempts),
        "news": {take.pk for take in work.came_back},
    }
    response = render(request, "learner/assignment.html", context)
    if work.has_news:
        submissions.mark_seen(assignment=work.assignment, learner=request.learner)
    return response


@require_safe
@learner_required
@never_cache
def practise(
    request: LearnerRequest, public_id: UUID, phrase_slug: str
) -> HttpResponse:
    """Practise one phrase of an assignment; the take is handed in."""
    work = _work(request, public_id)
    item = _item(work, phrase_slug)
    return practice_page(request, item.phrase, place=_place(work.enrolment, item))


@require_http_methods(["GET", "HEAD", "POST"])
@learner_required
def hand_in(request: LearnerRequest, public_id: UUID, phrase_slug: str) -> HttpResponse:
    """Store a take and hand it in, or keep it as own practice where that is refused."""
    if request.method != "POST":  # a learner comes back here from signing in
        return redirect("practise_assignment", public_id, phrase_slug)
    asked = _asked(request, public_id, phrase_slug)
    phrase = asked[0].phrase if asked else _given(request, phrase_slug)
    try:
        result = _keep(request, asked, phrase)
    except RefusedTakeError as refused:
        place = _place(*reversed(asked)) if asked else None
        return refused_take(request, phrase, refused, place)
    query = {"kept": result.kept_because} if result.kept_because else None
    return kept_take(request, result, query)


def _keep(
    request: LearnerRequest,
    asked: tuple[AssignmentItem, Enrolment] | None,
    phrase: Phrase,
) -> submissions.HandedIn:
    form = sent_take(request)
    sent = form.as_keywords()
    if asked is None:
        return submissions.keep(learner=request.learner, phrase=phrase, **sent)
    item, enrolment = asked
    return submissions.hand_in(
        item=item, enrolment=enrolment, recorded_at=form.recorded_at, **sent
    )


@require_POST
@learner_required
def choose_take(request: LearnerRequest, public_id: UUID) -> HttpResponse:
    """Choose the take that counts, where the rules allow it."""
    submission = get_object_or_404(
        Submission.objects.select_related("item__assignment", "enrolment"),
        public_id=public_id,
        enrolment__learner=request.learner,
        enrolment__state=State.ACTIVE,
        item__assignment__counting=Assignment.Counting.CHOSEN,
        item__assignment__published_at__isnull=False,
        set_aside_at=None,
    )
    submissions.choose(submission=submission)
    return redirect("my_assignment", submission.item.assignment.public_id)


def _work(request: LearnerRequest, public_id: UUID) -> Work:
    """A published assignment of a class that the learner is in now."""
    enrolment = get_object_or_404(
        Enrolment.objects.prefetch_related("groups"),
        learner=request.learner,
        state=State.ACTIVE,
        school_class__assignments__public_id=public_id,
        school_class__assignments__published_at__isnull=False,
    )
    assignment = get_object_or_404(
        Assignment.objects.select_related("school_class"), public_id=public_id
    )
    return selectors.work_on(assignment, enrolment)


def _item(work: Work, slug: str) -> AssignmentItem:
    for phrase_work in work.phrases:
        if phrase_work.phrase.slug == slug:
            return phrase_work.item
    raise Http404


def _asked(
    request: LearnerRequest, public_id: UUID, slug: str
) -> tuple[AssignmentItem, Enrolment] | None:
    """The item a take was recorded for, even if it was unpublished since.

    ``None`` if the assignment was deleted or the phrase taken out of it.
    """
    items = AssignmentItem.objects.select_related("assignment__school_class", "phrase")
    item = items.filter(assignment__public_id=public_id, phrase__slug=slug).first()
    if item is None:
        return None
    enrolment = get_object_or_404(
        Enrolment.objects.exclude(state=State.WAITING),
        learner=request.learner,
        school_class=item.assignment.school_class_id,
    )
    return item, enrolment


def _given(request: LearnerRequest, slug: str) -> Phrase:
    """A phrase that may have been the learner's to say when the take was recorded."""
    return get_object_or_404(access.phrases_once_given(request.user), slug=slug)


def _place(enrolment: Enrolment, item: AssignmentItem) -> Place:
    assignment = item.assignment
    address = [assignment.public_id, item.phrase.slug]
    work = next(
        (
            work
            for work in selectors.work_on(assignment, enrolment).phrases
            if work.item.pk == item.pk
        ),
        None,
    )
    left = words.attempts_left(work) if work else ""
    note = (
        _("This take is handed in to “%(title)s”; %(left)s.")
        if left
        else _("This take is handed in to “%(title)s”.")
    )
    return Place(
        submit_url=reverse("hand_in", args=address),
        back_url=reverse("my_assignment", args=[assignment.public_id]),
        back_label=assignment.title,
        note=note % {"title": assignment.title, "left": left},
        closed=str(words.CLOSED.get(selectors.why_closed(item, enrolment), "")),
    )
