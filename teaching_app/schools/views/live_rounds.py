"""Live rounds: staff start and end them."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from teaching_app.practice.access import Purpose
from teaching_app.practice.permissions import HtmxRequest
from teaching_app.practice.views.context import words_of
from teaching_app.schools import access
from teaching_app.schools.forms.assignments import PhraseSearch
from teaching_app.schools.models import SchoolClass
from teaching_app.schools.permissions import teacher_required
from teaching_app.schools.selectors import offered_phrases
from teaching_app.schools.services import live

from .found import class_of_staff

MOST_SHOWN = 40
MOST_EARLIER = 8


@require_http_methods(["GET", "HEAD", "POST"])
@teacher_required
@never_cache
def live_page(request: HtmxRequest, public_id: UUID) -> HttpResponse:
    """The running round, phrases to start one with, and past rounds."""
    if request.method == "POST":
        return _start(request, class_of_staff(request, public_id, Purpose.CHANGE))
    school_class = class_of_staff(request, public_id)
    rounds = list(school_class.live_rounds.select_related("phrase")[: MOST_EARLIER + 1])
    context = {
        "school_class": school_class,
        "may_start": _may_start(request, school_class),
        "running": [one for one in rounds if one.is_open],
        "earlier": [one for one in rounds if not one.is_open][:MOST_EARLIER],
        **_phrases(request, school_class),
    }
    is_partial = request.htmx and not request.htmx.history_restore_request
    template = "partials/live_phrases.html" if is_partial else "live.html"
    response = render(request, f"teacher/{template}", context)
    response["Vary"] = "HX-Request, Cookie"
    return response


def _phrases(request: HttpRequest, school_class: SchoolClass) -> dict[str, object]:
    search = PhraseSearch(request.GET or None)
    chosen = search.chosen() if search.is_bound else {}
    found = offered_phrases.search(school_class, request.user.pk, **chosen)
    shown = list(found[: MOST_SHOWN + 1])
    return {
        "search": search,
        "phrases": [(phrase, words_of(phrase)) for phrase in shown[:MOST_SHOWN]],
        "has_more": len(shown) > MOST_SHOWN,
    }


def _start(request: HttpRequest, school_class: SchoolClass) -> HttpResponse:
    slug = request.POST.get("phrase", "")
    phrases = offered_phrases.named(school_class, request.user.pk, [slug])
    if not phrases:
        raise Http404
    begun = live.start(school_class=school_class, phrase=phrases[0], by=request.user)
    return redirect("teach_live_screen", begun.public_id)


def _may_start(request: HttpRequest, school_class: SchoolClass) -> bool:
    found = access.classes_to(request.user, Purpose.CHANGE)
    return found.filter(pk=school_class.pk).exists()


@require_POST
@teacher_required
def end_round(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """End a round; its result can still be viewed."""
    rounds = access.live_rounds_to(request.user, Purpose.CHANGE)
    live_round = get_object_or_404(
        rounds.select_related("school_class"), public_id=public_id
    )
    live.end(live_round=live_round)
    messages.success(request, _("The round is over."))
    return redirect("teach_live_screen", live_round.public_id)
