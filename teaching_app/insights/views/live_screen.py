"""The big screen of a live round."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from teaching_app.insights.presentation.live_melodies import draw
from teaching_app.insights.selectors import live_round as selectors
from teaching_app.practice.access import Purpose
from teaching_app.practice.views.context import words_of
from teaching_app.schools import access, qr
from teaching_app.schools.models import LiveRound
from teaching_app.schools.permissions import teacher_required

NOTHING_NEW = 204


@require_safe
@teacher_required
@never_cache
def screen(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show phrase, code and the progress of the class."""
    live_round = _round(request, public_id)
    school_class = live_round.school_class
    may_end = access.live_rounds_to(request.user, Purpose.CHANGE)
    link = reverse("live_round", args=[live_round.code])
    context = {
        "school_class": school_class,
        "words": words_of(live_round.phrase),
        "may_end": may_end.filter(pk=live_round.pk).exists(),
        "qr": qr.as_svg(request.build_absolute_uri(link)),
        "code_page": request.build_absolute_uri(reverse("live_join")),
        **_together(live_round, selectors.state_of(live_round)),
    }
    return render(request, "teacher/live_screen.html", context)


@require_safe
@teacher_required
@never_cache
def now(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The current state of the round; 204 where the screen is up to date."""
    live_round = _round(request, public_id)
    state = selectors.state_of(live_round)
    if request.GET.get("seen") == state.version:
        return HttpResponse(status=NOTHING_NEW)
    context = _together(live_round, state)
    return render(request, "teacher/partials/live_together.html", context)


def _round(request: HttpRequest, public_id: UUID) -> LiveRound:
    rounds = access.live_rounds_to(request.user, Purpose.SEE)
    return get_object_or_404(
        rounds.select_related("phrase", "school_class"), public_id=public_id
    )


def _together(live_round: LiveRound, state: selectors.RoundState) -> dict[str, Any]:
    return {
        "live_round": live_round,
        "state": state,
        "map": selectors.map_of_round(live_round, state),
        "drawing": draw(selectors.voices_of_round(state), state.shown),
    }
