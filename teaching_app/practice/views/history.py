"""What a learner has practised: takes by phrase, and progress by skill."""

from __future__ import annotations

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from teaching_app.practice import feedback_policy
from teaching_app.practice.feedback.progress import skill_graphs
from teaching_app.practice.models import Phrase
from teaching_app.practice.permissions import LearnerRequest, learner_required
from teaching_app.practice.selectors import analyses
from teaching_app.practice.selectors import history as takes_by_phrase
from teaching_app.practice.selectors import progress as periods

from .context import MAX_QUERY

PHRASES_PER_PAGE = 10
TAKES_PER_PAGE = 20
PERIODS = {"week": periods.by_week, "take": periods.by_take}


@require_safe
@learner_required
@never_cache
def history(request: LearnerRequest) -> HttpResponse:
    """The learner's takes by phrase, the phrase practised last first."""
    query = request.GET.get("q", "").strip()[:MAX_QUERY]
    focuses = [
        (code, label)
        for code, label in Phrase.Focus.choices
        if settings.EXPRESSION_ENABLED or code != Phrase.Focus.STYLE
    ]
    focus = request.GET.get("focus", "")
    focus = focus if focus in dict(focuses) else ""
    practised = takes_by_phrase.phrases_practised(
        request.learner, focus=focus, query=query
    )
    page = Paginator(practised, PHRASES_PER_PAGE).get_page(request.GET.get("page"))
    takes = takes_by_phrase.latest_takes(request.learner, page.object_list)
    context = {
        "page": page,
        "groups": [(phrase, takes[phrase.pk]) for phrase in page],
        "focuses": focuses,
        "chosen_focus": focus,
        "query": query,
    }
    return render(request, "learner/history.html", context)


@require_safe
@learner_required
@never_cache
def phrase_history(request: LearnerRequest, slug: str) -> HttpResponse:
    """All takes of one phrase, newest first."""
    practised = takes_by_phrase.phrases_practised(request.learner)
    phrase = get_object_or_404(practised, slug=slug)
    takes = analyses.of_learner(request.learner).filter(recording__phrase=phrase)
    page = Paginator(takes, TAKES_PER_PAGE).get_page(request.GET.get("page"))
    feedback_policy.prepare(page)
    context = {"phrase": phrase, "page": page}
    return render(request, "learner/phrase_history.html", context)


@require_safe
@learner_required
@never_cache
def progress(request: LearnerRequest) -> HttpResponse:
    """Progress by skill, by week or take by take."""
    by = request.GET.get("by")
    by = by if by in PERIODS else "week"
    found = PERIODS[by](request.learner)
    context = {"graphs": skill_graphs(found), "by": by, "n_periods": len(found)}
    return render(request, "learner/progress.html", context)
