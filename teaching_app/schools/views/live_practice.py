"""A live round on a learner's phone: join, record, and show the take or not."""

from __future__ import annotations

from django.http import HttpResponse
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
from teaching_app.practice.permissions import LearnerRequest, learner_required
from teaching_app.practice.services.recordings import SubmitResult
from teaching_app.practice.views.handing_in import (
    kept_take,
    refused_take,
    sent_take,
)
from teaching_app.practice.views.phrases import Place, practice_page
from teaching_app.schools import access
from teaching_app.schools.forms.live import LiveCodeForm
from teaching_app.schools.models import LiveRound, LiveTake
from teaching_app.schools.services import live

from .code_entry import enter_code

JOIN_PAGE = "learner/live_join.html"


@require_http_methods(["GET", "HEAD", "POST"])
@learner_required
@never_cache
def join(request: LearnerRequest) -> HttpResponse:
    """Ask for the code on the screen; only learners of the class are admitted."""

    def open_by(code: str) -> HttpResponse | None:
        found = access.live_rounds_with(request.user).filter(code=code).first()
        if found is None:
            return None
        if found.is_open:
            live.join(live_round=found, learner=request.learner)
        return redirect("live_round", found.code)

    return enter_code(
        request,
        LiveCodeForm(request.POST if request.method == "POST" else None),
        JOIN_PAGE,
        open_by=open_by,
        unknown=_("No round of a class that you are in has this code."),
    )


@require_safe
@learner_required
@never_cache
def practise(request: LearnerRequest, code: str) -> HttpResponse:
    """Practise the phrase of the round; visiting joins the round."""
    live_round = _round(request, code)
    is_in = live_round.takes.filter(learner=request.learner).exists()
    if live_round.is_open and not is_in:
        form = LiveCodeForm(initial={"code": live_round.code})
        return render(request, JOIN_PAGE, {"form": form})
    return practice_page(request, live_round.phrase, place=_place(live_round))


@require_http_methods(["GET", "HEAD", "POST"])
@learner_required
def send(request: LearnerRequest, code: str) -> HttpResponse:
    """Store a take; it counts on the screen while the round is running.

    One by a learner who has left the class meanwhile is kept as their own.
    """
    if request.method != "POST":  # a learner comes back here from signing in
        return redirect("live_round", code)
    sent_in = access.live_rounds_once_with(request.user)
    live_round = get_object_or_404(
        sent_in.select_related("phrase", "school_class"), code=code.upper()
    )
    try:
        result = _send(request, live_round)
    except RefusedTakeError as refused:
        return refused_take(request, live_round.phrase, refused, _place(live_round))
    return kept_take(request, result)


def _send(request: LearnerRequest, live_round: LiveRound) -> SubmitResult:
    sent = sent_take(request).as_keywords()
    return live.submit(live_round=live_round, learner=request.learner, **sent)


@require_POST
@learner_required
def show(request: LearnerRequest, code: str) -> HttpResponse:
    """Show or hide one's own line on the screen; nobody else can."""
    live_take = get_object_or_404(
        LiveTake.objects.select_related("analysis"),
        live_round=_round(request, code),
        learner=request.learner,
        analysis__isnull=False,
    )
    live.show(live_take=live_take, is_shown=request.POST.get("wanted") == "yes")
    address = redirect("feedback", live_take.analysis.public_id)
    address["Location"] += "#live-round"
    return address


def _round(request: LearnerRequest, code: str) -> LiveRound:
    rounds = access.live_rounds_with(request.user)
    return get_object_or_404(
        rounds.select_related("phrase", "school_class"), code=code.upper()
    )


def _place(live_round: LiveRound) -> Place:
    name = live_round.school_class.name
    note = _(
        "This is for the round of “%(name)s”. The big screen shows what the class does "
        "together, and nothing of you alone unless you tap for it."
    )
    return Place(
        submit_url=reverse("live_send", args=[live_round.code]),
        back_url=reverse("my_class", args=[live_round.school_class.public_id]),
        back_label=name,
        note=note % {"name": name},
        closed="" if live_round.is_open else _("This round is over."),
    )
