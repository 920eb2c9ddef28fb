"""A live round on a learner's phone: join, record, and show the take or not."""

from __future__ import annotations

from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
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
from teaching_app.practice.permissions import LearnerRequest, learner_required
from teaching_app.practice.services.recordings import SubmitResult
from teaching_app.practice.views.phrases import Place, practice_page
from teaching_app.schools import access, guesses
from teaching_app.schools.forms.live import LiveCodeForm
from teaching_app.schools.models import LiveRound, LiveTake
from teaching_app.schools.services import live

TOO_MANY = 429


@require_http_methods(["GET", "HEAD", "POST"])
@learner_required
@never_cache
def join(request: LearnerRequest) -> HttpResponse:
    """Ask for the code on the screen; only learners of the class are admitted."""
    form = LiveCodeForm(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST" and guesses.are_too_many(request):
        form.add_error("code", _("Too many wrong codes. Wait ten minutes."))
        status = TOO_MANY
    elif form.is_valid():
        code = form.cleaned_data["code"]
        found = access.live_rounds_with(request.user).filter(code=code).first()
        if found:
            if found.is_open:
                live.join(live_round=found, learner=request.learner)
            return redirect("live_round", found.code)
        guesses.note_wrong(request)
        form.add_error("code", _("No round of a class that you are in has this code."))
    return _ask(request, form, status)


def _ask(
    request: LearnerRequest, form: LiveCodeForm, status: int = 200
) -> HttpResponse:
    return render(request, "learner/live_join.html", {"form": form}, status=status)


@require_safe
@learner_required
@never_cache
def practise(request: LearnerRequest, code: str) -> HttpResponse:
    """Practise the phrase of the round; visiting joins the round."""
    live_round = _round(request, code)
    is_in = live_round.takes.filter(learner=request.learner).exists()
    if live_round.is_open and not is_in:
        return _ask(request, LiveCodeForm(initial={"code": live_round.code}))
    return practice_page(request, live_round.phrase, place=_place(live_round))


@require_http_methods(["GET", "HEAD", "POST"])
@learner_required
def send(request: LearnerRequest, code: str) -> HttpResponse:
    """Store a take; it counts on the screen while the round is running."""
    if request.method != "POST":  # a learner comes back here from signing in
        return redirect("live_round", code)
    live_round = _round(request, code)
    try:
        result = _send(request, live_round)
    except RefusedTakeError as refused:
        return _refused(request, live_round, refused)
    url = reverse("feedback", args=[result.analysis.public_id])
    if not wants_json(request):
        return redirect(url)
    answer = {"analysis": str(result.analysis.public_id), "feedback_url": url}
    return JsonResponse(answer, status=201 if result.created else 200)


def _send(request: LearnerRequest, live_round: LiveRound) -> SubmitResult:
    form = TakeForm(request.POST, request.FILES, styles=[])
    form.refuse_unless_sound()
    values = form.cleaned_data
    return live.submit(
        live_round=live_round,
        learner=request.learner,
        upload=values["audio"],
        idempotency_key=values["idempotency_key"],
        captured=values["captured"],
        source=values["source"],
    )


def _refused(
    request: LearnerRequest, live_round: LiveRound, refused: RefusedTakeError
) -> HttpResponse:
    """Say why a take was not kept: as JSON, or on the practice page."""
    if wants_json(request):
        message = uploads.describe(refused.code)
        response = refusal(refused.code, message, status=refused.status)
    else:
        place = _place(live_round)
        response = practice_page(request, live_round.phrase, refused, place)
    if refused.status == TOO_MANY:
        response["Retry-After"] = "60"
    return response


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
