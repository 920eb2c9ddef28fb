"""What a learner is asked for: the list, one assignment, practising and handing in."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from teaching_app.practice.answers import refusal, wants_json
from teaching_app.practice.errors import RefusedTakeError
from teaching_app.practice.feedback import uploads
from teaching_app.practice.forms.takes import TakeForm
from teaching_app.practice.models import Phrase
from teaching_app.practice.permissions import LearnerRequest, learner_required
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
    """Everything that is asked for, what is due first before the rest."""
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
    """One assignment: its rules, its phrases, how far they are, what came back."""
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
    """Keep a take and hand it in; one that cannot be is kept as one's own."""
    if request.method != "POST":  # a learner comes back here from signing in
        return redirect("practise_assignment", public_id, phrase_slug)
    asked = _asked(request, public_id, phrase_slug)
    phrase = asked[0].phrase if asked else _given(request, phrase_slug)
    try:
        result = _keep(request, asked, phrase)
    except RefusedTakeError as refused:
        return _refused(
            request, phrase, _place(*reversed(asked)) if asked else None, refused
        )
    url = reverse("feedback", args=[result.analysis.public_id])
    if result.kept_because:
        url += f"?{urlencode({'kept': result.kept_because})}"
    if not wants_json(request):
        return redirect(url)
    answer = {"analysis": str(result.analysis.public_id), "feedback_url": url}
    return JsonResponse(answer, status=201 if result.created else 200)


def _keep(
    request: LearnerRequest,
    asked: tuple[AssignmentItem, Enrolment] | None,
    phrase: Phrase,
) -> submissions.HandedIn:
    form = TakeForm(request.POST, request.FILES, styles=[])
    form.refuse_unless_sound()
    values = form.cleaned_data
    take = {
        "upload": values["audio"],
        "idempotency_key": values["idempotency_key"],
        "captured": values["captured"],
        "source": values["source"],
    }
    if asked is None:
        return submissions.keep(learner=request.learner, phrase=phrase, **take)
    item, enrolment = asked
    return submissions.hand_in(
        item=item, enrolment=enrolment, recorded_at=form.recorded_at, **take
    )


def _refused(
    request: LearnerRequest,
    phrase: Phrase,
    place: Place | None,
    refused: RefusedTakeError,
) -> HttpResponse:
    """Say why a take was not kept: as JSON, or on the practice page."""
    if wants_json(request):
        message = uploads.describe(refused.code)
        response = refusal(refused.code, message, status=refused.status)
    else:
        response = practice_page(request, phrase, refused, place)
    if refused.status == 429:
        response["Retry-After"] = "60"
    return response


@require_POST
@learner_required
def choose_take(request: LearnerRequest, public_id: UUID) -> HttpResponse:
    """Let one of one's takes count, where that is the rule."""
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
    """What a take was recorded for, even where it has been taken back since then.

    There is nothing where the assignment was deleted, or the phrase taken out of it.
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
