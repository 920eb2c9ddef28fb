"""What to practise next, today's goal, and listening without speaking."""

from __future__ import annotations

from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from teaching_app.practice import access
from teaching_app.practice.access import Purpose
from teaching_app.practice.answers import wants_json
from teaching_app.practice.feedback import reasons
from teaching_app.practice.forms.path import GOALS, DailyGoalForm
from teaching_app.practice.permissions import LearnerRequest, learner_required
from teaching_app.practice.selectors import consents, listening, path
from teaching_app.practice.services import path as path_service

from .context import shown_step, today_of
from .phrases import listening_page

MOST_DUE = 8
MOST_NEW = 4


@require_safe
@learner_required
@never_cache
def practise_next(request: LearnerRequest) -> HttpResponse:
    """Show what is due and why, something new, and today's progress."""
    context = {
        "due": [shown_step(step) for step in path.due(request.learner, limit=MOST_DUE)],
        "new": [shown_step(step) for step in path.new(request.learner, limit=MOST_NEW)],
        "games": listening.games(request.learner),
        "goals": GOALS,
        **today_of(request.learner),
    }
    return render(request, "learner/path.html", context)


@require_safe
@learner_required
@never_cache
def first_visit(request: LearnerRequest) -> HttpResponse:
    """Guide a new account: consent, microphone test, first phrase."""
    steps = path.new(request.learner, limit=1)
    goal = reverse("practice", args=[steps[0].phrase.slug]) if steps else "/"
    onward = f"{reverse('microphone')}?{urlencode({'next': goal})}"
    if not consents.may_record(request.learner):
        onward = f"{reverse('consent')}?{urlencode({'next': onward})}"
    return redirect(onward)


@require_POST
@learner_required
def daily_goal(request: LearnerRequest) -> HttpResponse:
    """Set the daily goal."""
    form = DailyGoalForm(request.POST)
    if form.is_valid():
        path_service.set_daily_goal(
            learner=request.learner, steps=form.cleaned_data["steps"]
        )
    return redirect("practise_next")


@require_safe
@learner_required
@never_cache
def listen_next(request: LearnerRequest) -> HttpResponse:
    """Go on to a phrase that has not been listened to today."""
    phrase = path.to_hear(request.learner, after=request.GET.get("after", ""))
    return redirect("listen", phrase.slug) if phrase else redirect("practise_next")


@require_safe
@learner_required
@never_cache
def listen(request: LearnerRequest, slug: str) -> HttpResponse:
    """Show one phrase to listen to, without a recorder."""
    phrase = get_object_or_404(access.phrases_for(request.user, Purpose.SEE), slug=slug)
    return listening_page(request, phrase, today_of(request.learner))


@require_POST
@learner_required
def listened(request: LearnerRequest, slug: str) -> HttpResponse:
    """Count that a phrase was played to its end."""
    phrase = get_object_or_404(access.phrases_for(request.user, Purpose.SEE), slug=slug)
    path_service.note_listening(learner=request.learner, phrase=phrase)
    if wants_json(request):
        today = path.today(request.learner)
        return JsonResponse(
            {"message": reasons.listened_in_words(done=today.done, goal=today.goal)}
        )
    return redirect("listen", slug)
